"""The parts of a story as editors write them: each shows what its kind needs, and a picture can be sent with it."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm, BoundField

from core.forms import CheckedModelForm
from core.words import _, _lazy
from desk.admin.forms import ARRANGE, Arranged, RowFormSet, StatementForm
from desk.pages import entry_url
from pictures.enums import Licence
from pictures.fields import Described, PictureField
from pictures.models import Picture, thumbnail
from pictures.taking import NotTaken
from stories.choosing import FilterChoice
from stories.chosen import Found, faults, faults_of_links, found_by, tidy
from stories.enums import PartKind

ASKED = {
    PartKind.SECTION: ("heading", "text"),
    PartKind.QUESTION: ("heading", "text"),
    PartKind.TIP: ("heading", "text"),
    PartKind.LIST: ("heading", "entries"),
    PartKind.PICTURE: ("picture",),
}
OWN = ("heading", "text", "entries", "picture")
CALLED = {
    PartKind.SECTION: {"heading": _lazy("Überschrift"), "text": _lazy("Text")},
    PartKind.QUESTION: {"heading": _lazy("Frage"), "text": _lazy("Antwort")},
    PartKind.TIP: {"heading": _lazy("Überschrift, sonst „Tipp“"), "text": _lazy("Text im Kasten")},
    PartKind.LIST: {"heading": _lazy("Überschrift"), "text": _lazy("Text vor der Liste (freiwillig)")},
    PartKind.PICTURE: {"heading": _lazy("Überschrift (freiwillig)"), "text": _lazy("Text dazu (freiwillig)")},
}
MAY = {PartKind.LIST: ("text",), PartKind.PICTURE: ("heading", "text")}  # what few of them have
FINER = ("kind", "source", "locator", "certainty", "as_of", "note")
NEW_PICTURE = "bild"  # between the prefix of a part and the names of the picture that is sent with it
NEW_FILTER = "filter"  # the same of a filter that is chosen for its list


def place_of(position: str, number: int) -> tuple[bool, int, int]:
    """Where a row stands: by its number for that, else behind the others."""
    return not position.isdecimal(), int(position) if position.isdecimal() else 0, number


class LinksChecked:
    """Refuses links in a text to entries that there never were, as the page would print their words alone."""

    def links_checked(self: Any, name: str) -> str:
        text = self.cleaned_data[name]
        for fault in faults_of_links(text):
            self.add_error(name, fault)
        return text


class NewPicture(Described, Arranged, CheckedModelForm):
    """A picture that is sent with a part: what a release needs of it; all else stands in its own form."""

    use_required_attribute = False
    file = PictureField(label=_lazy("Datei"), help_text=_lazy("JPEG, PNG oder WebP, höchstens 10 MB."))

    class Meta:
        model = Picture
        fields = ("file", "description", "is_decorative", "credit", "licence")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        licence: Any = self.fields["licence"]
        licence.choices = [one for one in licence.choices if one[0] != Licence.OTHER]
        licence.help_text = _lazy("Eine andere: Legen Sie das Bild unter „Neu“ für sich an und wählen es dann hier.")
        self.fields["file"].widget.attrs["class"] = "vTextField"
        for name in ("description", "credit"):
            self.fields[name].widget.attrs["class"] = "vLargeTextField"

    @property
    def is_given(self) -> bool:
        """Has anybody sent or typed anything of it?"""
        return self.is_bound and (bool(self.fields["file"].widget.taken) or any(one.value() for one in self))


class PartForm(LinksChecked, StatementForm):
    """Reads the addresses of a list as the page will. `shown`: the picture that is chosen; `new_picture`: what is sent
    in its place; `new_filter`: the choice of one more line of a list."""

    shown: Picture | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        data = self.data if self.is_bound else None
        self.new_picture = NewPicture(data, prefix=f"{self.prefix}-{NEW_PICTURE}")
        self.new_filter = None
        if self.sort == PartKind.LIST:
            self.new_filter = FilterChoice(data, f"{self.prefix}-{NEW_FILTER}", self["entries"].value() or "")
        for name, label in CALLED[self.sort].items():
            self.fields[name].label = label
        self.fields["text"].widget.attrs["rows"] = 2 if self.sort in MAY else 6
        self.fields["entries"].widget.attrs["rows"] = 3

    def is_multipart(self):
        return True

    @property
    def along(self) -> list[BaseForm]:
        """Forms that were sent with it; what one of them lacks is said at its own field."""
        return [one for one in (self.new_filter, self.new_picture) if one and one.is_given]

    def is_valid(self):
        return super().is_valid() and all(one.is_valid() for one in self.along)

    def has_changed(self):
        """A part that was added and left empty is none."""
        return super().has_changed() and (self.instance.pk is not None or self.is_begun)

    @property
    def is_begun(self) -> bool:
        return bool(set(self.changed_data) - {"kind", "position"}) or self.new_picture.is_given

    @property
    def sort(self) -> PartKind:
        value = self["kind"].value()
        return PartKind(value) if value in PartKind.values else PartKind.SECTION

    @property
    def number(self) -> int:
        return int(str(self.prefix).rpartition("-")[2])

    @property
    def place(self) -> tuple[bool, int, int]:
        """Where it stands among the others, as the page will have it."""
        return place_of(str(self["position"].value() or ""), self.number)

    @property
    def is_dropped(self) -> bool:
        return self.is_bound and "DELETE" in self.fields and bool(self["DELETE"].value())

    @property
    def title(self) -> str:
        return self["heading"].value() or " ".join(str(self["text"].value() or "").split()[:8])

    def asked(self) -> list[BoundField]:
        """What its kind needs, and what somebody filled in besides."""
        besides = [name for name in OWN if self[name].value() or name in self.errors]
        return [self[name] for name in dict.fromkeys((*ASKED[self.sort], *besides))]

    def finer(self) -> list[BoundField]:
        asked = {bound.name for bound in self.asked()}
        more = [name for name in MAY.get(self.sort, ()) if name not in asked]
        return [self[name] for name in (*more, *FINER)]

    @property
    def finer_called(self) -> Any:
        return _("genauer: Text dazu, Art, Quelle") if self.sort in MAY else _("genauer: Art, Quelle")

    @property
    def finer_is_open(self) -> bool:
        return any(name in self.errors for name in FINER)

    @property
    def shown_url(self) -> str:
        return entry_url(self.shown) if self.shown else ""

    @property
    def shown_src(self) -> str:
        return thumbnail(self.shown.file) if self.shown else ""

    def finds(self) -> list[Found]:
        return found_by(self["entries"].value() or "") if self.sort == PartKind.LIST else []

    def misread(self) -> list[str]:
        """What nobody could understand of the lines of a list, while parts are arranged; else their field says it."""
        return faults(self["entries"].value() or "") if ARRANGE in self.data and self.sort == PartKind.LIST else []

    def clean_text(self):
        return self.links_checked("text")

    def clean_entries(self):
        entries = self.cleaned_data["entries"]
        for fault in faults(entries):
            self.add_error("entries", fault)
        return tidy(entries)

    def clean(self):
        """A picture that lacks something stands for none, so that nobody is told to choose one, too."""
        super().clean()
        if self.new_picture.is_given and not self.new_picture.is_valid():
            self.cleaned_data["picture"] = self.new_picture.instance


class PartFormSet(RowFormSet):
    """`refused`: why what was sent as a picture was not taken, by the prefix of its form; `takes_pictures`: may who
    writes add any?"""

    refused: Mapping[str, NotTaken] = {}
    takes_pictures = True

    def add_fields(self, form, index):
        super().add_fields(form, index)
        file: Any = form.new_picture.fields["file"].widget
        file.taken = self.refused.get(form.new_picture.prefix)
        file.says_why = ARRANGE in self.data  # else it is an error of the field

    def in_order(self) -> list[PartForm]:
        chosen = {form: str(form["picture"].value() or "") for form in self.forms}
        pictures = Picture.objects.in_bulk([int(pk) for pk in chosen.values() if pk.isdecimal()])
        for form, pk in chosen.items():
            form.shown = pictures.get(int(pk)) if pk.isdecimal() else None
        return sorted(self.forms, key=lambda form: form.place)

    @property
    def next_place(self) -> str:
        """Where one more part will stand."""
        return f"{self.prefix}-{self.total_form_count()}-felder"

    @property
    def kinds(self) -> list[tuple[str, Any]]:
        return list(PartKind.choices)
