"""A list of the portal chosen in the form of a story, with field and region, instead of its address copied."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.http import QueryDict

from core.words import _lazy
from directory.filters import DirectoryFilter
from open_data.selection import LISTS, PublicList
from stories.chosen import lines, local
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
    """What is chosen becomes a line of the list, whichever button sends the form. It stays chosen, so that another
    choice is one in its place: `line`, the address that it stands for."""

    liste = forms.ChoiceField(
        label=_lazy("Liste wählen"),
        required=False,
        choices=_lists,
        help_text=_lazy("Ohne Wahl sind es mit Feld oder Region die Netzwerke. Eine andere Wahl ersetzt die Zeile."),
    )
    feld = forms.ChoiceField(label=_lazy("Feld"), required=False)
    region = forms.ChoiceField(label=_lazy("Region"), required=False)
    line = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, prefix: str, entries: str = ""):
        """`entries`: the lines of the list, of which it begins with the one that it could have made."""
        super().__init__(data, prefix=prefix, use_required_attribute=False, initial=_chosen_in(entries))
        for name in ASKED:
            field: Any = self.fields[name]
            field.label = _facet(name).label
            field.choices = lambda name=name: [("", "–"), *((one.value, one.label) for one in _facet(name).listed())]

    @property
    def is_given(self) -> bool:
        return self.is_bound and any(one.value() for one in self.visible_fields())

    @property
    def address(self) -> str:
        """Of the list that is chosen; empty without a choice."""
        if not (self.is_given and self.is_valid()):
            return ""
        chosen = {name: self.cleaned_data[name] for name in ASKED if self.cleaned_data[name]}
        path = LISTS[self.cleaned_data["liste"] or USUAL].path
        return f"{path}?{urlencode(chosen)}" if chosen else path

    def put_into(self, entries: str) -> str:
        """The lines of the list with what is chosen, once: in place of what was chosen before, or as one more."""
        address, found = _asked(self.address), entries.splitlines()
        before = _asked(self.data.get(self.add_prefix("line"), ""))
        there = [_asked((line.split(None, 1) or [""])[0]) for line in found]
        if address in (before, *there):
            return entries
        if before[0] and before in there:
            found[there.index(before)] = self.address
        else:
            found.append(self.address)
        return "\n".join(found)


def _asked(address: str) -> tuple[str, list[tuple[str, str]]]:
    """Path and question of an address, in whatever order it was written."""
    path, query = local(address)
    return path, sorted(parse_qsl(query))


def _chosen_in(entries: str) -> dict[str, str]:
    """Of the only line that asks for nothing besides."""
    found = [line for line in lines(entries) if line.list_name]
    if len(found) != 1:
        return {}
    asked = QueryDict(found[0].query)
    if not set(asked) <= set(ASKED) or any(len(values) > 1 for _name, values in asked.lists()):
        return {}
    return {"liste": found[0].list_name, "line": found[0].address, **asked.dict()}
