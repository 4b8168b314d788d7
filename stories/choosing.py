"""A list of the portal chosen by what may be asked of it, for who does not copy its address."""

from urllib.parse import urlencode

from django import forms

from core.words import _, _lazy
from networks.models import Field
from open_data.selection import LISTS
from regions.models import Region

CHOOSER = "filter"  # between the prefix of a part and the names of the choices
_NAMES = ("netzwerke", "foerderprogramme", "angebote", "veranstaltungen", "organisationen")
_ASKED = ("feld", "region")  # as all of these lists call them


def _lists() -> list[tuple[str, str]]:
    return [(name, str(LISTS[name].kind.titles)) for name in _NAMES]


def _fields() -> list[tuple[str, str]]:
    return [("", _("alle")), *Field.objects.published().order_by("sort_name").values_list("slug", "name")]


def _regions() -> list[tuple[str, str]]:
    return [("", _("alle")), *Region.objects.order_by("name", "pk").values_list("slug", "name")]


class ListChooser(forms.Form):
    """Which list, of which field, of which region."""

    liste = forms.ChoiceField(label=_lazy("Liste"), choices=_lists)
    feld = forms.ChoiceField(label=_lazy("Feld"), choices=_fields, required=False)
    region = forms.ChoiceField(label=_lazy("Region"), choices=_regions, required=False)

    @property
    def address(self) -> str:
        """Of what was chosen; empty where nobody could have chosen it."""
        if not self.is_valid():
            return ""
        asked = {name: self.cleaned_data[name] for name in _ASKED if self.cleaned_data[name]}
        return f"/{self.cleaned_data['liste']}/{'?' if asked else ''}{urlencode(asked)}"
