"""A list of the portal chosen in the form of a story, with field and region, instead of its address copied."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms

from core.words import _lazy
from directory.filters import DirectoryFilter
from open_data.selection import LISTS, PublicList
from stories.models import Story

ASKED = ("feld", "region")
USUAL = DirectoryFilter.Meta.model.url_prefix


def _takes_both(one: PublicList) -> bool:
    """A story that lists stories has „Lesen Sie auch“ for it."""
    return one.model is not Story and set(ASKED) <= set(one.filters.base_filters if one.filters else ())


def _lists() -> list[tuple[str, Any]]:
    return [("", "–"), *((name, one.kind.titles) for name, one in LISTS.items() if _takes_both(one))]


def _facet(name: str) -> Any:
    """As the list of networks has it, which has the most."""
    return DirectoryFilter.base_filters[name]


class FilterChoice(forms.Form):
    """What is chosen becomes a line of the list, whichever button sends the form; then nothing is chosen any more."""

    liste = forms.ChoiceField(
        label=_lazy("Liste wählen"),
        required=False,
        choices=_lists,
        help_text=_lazy("Ohne Wahl sind es mit Feld oder Region die Netzwerke."),
    )
    feld = forms.ChoiceField(label=_lazy("Feld"), required=False)
    region = forms.ChoiceField(label=_lazy("Region"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, prefix: str):
        super().__init__(data, prefix=prefix, use_required_attribute=False)
        for name in ASKED:
            field: Any = self.fields[name]
            field.label = _facet(name).label
            field.choices = lambda name=name: [("", "–"), *((one.value, one.label) for one in _facet(name).listed())]

    @property
    def is_given(self) -> bool:
        return self.is_bound and any(one.value() for one in self)

    @property
    def address(self) -> str:
        """Of the list that is chosen; empty without a choice."""
        if not (self.is_given and self.is_valid()):
            return ""
        chosen = {name: self.cleaned_data[name] for name in ASKED if self.cleaned_data[name]}
        path = LISTS[self.cleaned_data["liste"] or USUAL].path
        return f"{path}?{urlencode(chosen)}" if chosen else path
