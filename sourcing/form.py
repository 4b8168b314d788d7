"""„Woher wissen Sie das?“: one answer for all that is written with a form."""

import json
from collections.abc import Mapping
from itertools import islice
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import Editor
from accounts.requests import EditorRequest
from core.fuzzy_dates import FuzzyDate
from core.hrefs import validate_web
from core.kinds import kind_of
from publishing import actions
from publishing.enums import SourceKind, State
from publishing.models import Record, SourceDocument
from publishing.permissions import can_add
from publishing.snapshots import Snapshot
from sourcing.documents import PERSONAL, Create, called, listed, living, new_source
from sourcing.fields import MOST_OFFERED, DateField, NamedRecord
from sourcing.sitting import Sitting

LAST, EXISTING, SPELLING = "zuletzt", "quelle", "schreibweise"
PREFIX = "herkunft"
HOLDS = f"{PREFIX}-gilt-weiter"
# In the order of the list, with what each is called there.
NEW = {
    SourceKind.NOTICE: "Mitteilung unseres Hauses",
    SourceKind.LETTER: "Brief",
    SourceKind.MAIL: "E-Mail",
    SourceKind.CALL: "Anruf",
    SourceKind.WEB_PAGE: "Website",
    SourceKind.DOCUMENT: "Dokument",
    SourceKind.OWN: "Selbstauskunft eines Unternehmens",
}
# What each answer asks for, and what of that it cannot do without.
ASKED: dict[str, tuple[str, ...]] = {
    SourceKind.NOTICE: ("dated",),
    **dict.fromkeys(map(str, PERSONAL), ("who", "dated")),
    SourceKind.WEB_PAGE: ("address", "title", "dated"),
    SourceKind.DOCUMENT: ("title", "address", "dated"),
    SourceKind.OWN: ("title", "address", "dated"),
    EXISTING: ("source",),
}
NEEDED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(map(str, NEW), ("dated",)),
    SourceKind.WEB_PAGE: ("address", "dated"),
    SourceKind.DOCUMENT: ("title", "dated"),
    EXISTING: ("source",),
}


class OriginForm(forms.Form):
    """`keeps`: whether „nur Schreibweise“ is an answer, so that what is proven stays proven."""

    kind = forms.ChoiceField(required=False, label="Woher wissen Sie das?")
    who = forms.CharField(
        required=False, max_length=120, label="Von wem?", help_text="Bleibt im Haus; öffentlich steht nur Art und Tag."
    )
    address = forms.URLField(
        required=False, max_length=500, assume_scheme="https", validators=[validate_web], label="Adresse im Netz"
    )
    title = forms.CharField(required=False, max_length=200, label="Titel", help_text="Steht in den Quellenangaben.")
    dated = DateField(required=False, label="Datum")
    source = NamedRecord(living, called=called, required=False, label="Welche Quelle?", help_text="Titel eintippen.")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        by: Editor,
        sitting: Sitting,
        keeps: bool = True,
        is_new: bool = True,
        is_ours: bool = False,
        auto_id: str = "id_%s",
        typed: Mapping[str, Any] | None = None,
    ):
        """`is_new`: what is written was heard just now, so that the day begins with today; `is_ours`: and is our own
        text; `typed`: what was entered before and is not checked now.
        """
        super().__init__(data, prefix=PREFIX, auto_id=auto_id)
        self.by, self.sitting, self._sent = by, sitting, data if data is not None else typed or {}
        self._made: SourceDocument | None = None
        self.as_of: FuzzyDate | None = None  # from when what a new source says is, where that is asked elsewhere
        kind: Any = self.fields["kind"]
        kind.choices = self._choices(keeps)
        begun = {
            "dated": f"{timezone.localdate():%d.%m.%Y}" if is_new else "",
            "kind": kind.choices[0][0] if self.sitting.goes_on else self._ours() if is_ours else "",
        }
        self.initial = {name: self._sent.get(self.add_prefix(name), begun.get(name, "")) for name in self.fields}
        self.fields["source"].widget.attrs |= {"list": f"{PREFIX}-quellen", "autocomplete": "off"}
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "vTextField")

    def _choices(self, keeps: bool) -> list[tuple[str, str]]:
        last = self._last()
        none = ("", "– keine Angabe –" if self.sitting.goes_on else "– bitte wählen –")
        found = [(f"{LAST}-{last.pk}", f"wie zuletzt: {called(last)}")] if last else []
        if can_add(self.by, SourceDocument):
            found += [(kind.value, words) for kind, words in NEW.items()]
        found.append((EXISTING, "eine Quelle, die schon da ist"))
        if keeps:
            found.append((SPELLING, "nur Schreibweise berichtigt: was belegt war, bleibt belegt"))
        return [*found, none] if self.sitting.goes_on else [none, *found]

    def _ours(self) -> str:
        """The answer of who writes for a house that is known."""
        return SourceKind.NOTICE if self.by.office and can_add(self.by, SourceDocument) else ""

    def _last(self) -> SourceDocument | None:
        """What the page said that was sent, or else the source of this sitting."""
        sent = self._sent.get(f"{PREFIX}-kind", "")
        if sent.startswith(f"{LAST}-") and sent.removeprefix(f"{LAST}-").isdecimal():
            return living().filter(pk=sent.removeprefix(f"{LAST}-")).first()
        return self.sitting.source

    @cached_property
    def listed(self) -> list[SourceDocument]:
        return listed()

    def offered(self) -> list[str]:
        """What can be typed for a source that is there."""
        there = (source for source in self.listed if source.state != State.ARCHIVED)
        return [f"{called(source)} ({source.pk})" for source in islice(there, MOST_OFFERED)]

    def clean(self):
        """Only what the answer asks for is looked at; the other inputs are out of sight."""
        sent = super().clean() or self.cleaned_data
        answer = sent.get("kind", "")
        for name in self.fields:
            if name != "kind" and name not in ASKED.get(answer, ()):
                self._errors.pop(name, None)
        if self.as_of and not sent.get("dated") and "dated" not in self.errors:
            sent["dated"] = self.as_of
        for name in NEEDED.get(answer, ()):
            if not sent.get(name) and name not in self.errors:
                self.add_error(name, "Das braucht die Quelle noch.")
        return sent

    def refusals(self, needed: bool = False) -> list[str]:
        """What is wrong with the answer; `needed`: there has to be one."""
        if needed and self.is_valid() and not self.has_source:
            self.add_error("kind", "Bitte sagen Sie, woher Sie das wissen.")
        return [str(text) for texts in self.errors.values() for text in texts]

    @property
    def answer(self) -> str:
        """What was chosen, if it says enough."""
        return self.cleaned_data.get("kind", "") if self.is_bound and self.is_valid() else ""

    @property
    def has_source(self) -> bool:
        return self.answer not in ("", SPELLING)

    def holds(self, key: str) -> bool:
        """Does a proof hold for what is written now, too?"""
        return self.answer == SPELLING or key in self.ticked

    @property
    def ticked(self) -> list[str]:
        data: Any = self.data
        return data.getlist(HOLDS) if hasattr(data, "getlist") else list(data.get(HOLDS, ()))

    def document(self, create: Create | None = None) -> SourceDocument | None:
        """The source that was named, made where it is new; None without one. What comes next begins with it."""
        if self._made is None and self.has_source:
            self._made = self.known or self._new(create or self._alone)
            self.sitting.remember(self._made, self._saying())
        return self._made

    @property
    def known(self) -> SourceDocument | None:
        """The source that was named, where it is there already."""
        return self._named() or self.sitting.of(self._saying())

    def _saying(self) -> str:
        return json.dumps(self._said(), ensure_ascii=False) if self.answer in NEW else ""

    def _said(self) -> list[str]:
        said = [self.answer, *(str(self.cleaned_data[name] or "") for name in ASKED[self.answer])]
        return [*said, str(self.as_of)] if self.as_of else said

    def _named(self) -> SourceDocument | None:
        if self.answer.startswith(f"{LAST}-"):
            return self._last()
        return self.cleaned_data["source"] if self.answer == EXISTING else None

    def _new(self, create: Create) -> SourceDocument:
        asked = {name: self.cleaned_data[name] for name in ASKED[self.answer]}
        kind = SourceKind(self.answer)
        house = self.by.office if kind == SourceKind.NOTICE else ""
        return new_source(create, kind, house=house, as_of=self.as_of, **asked)

    def _alone(self, model: type[SourceDocument], snapshot: Snapshot) -> Any:
        return actions.create(model=model, snapshot=snapshot, by=self.by)


def existing_source(source: SourceDocument | None) -> dict[str, str]:
    """The answer that names a source that is there, as `typed` has it."""
    if source is None or source.state == State.ARCHIVED:
        return {}
    return {f"{PREFIX}-kind": EXISTING, f"{PREFIX}-source": f"{called(source)} ({source.pk})"}


def origin_of(request: EditorRequest, model: type[Record], about: Record | None) -> OriginForm:
    """As it was sent with the form of an entry, or to be filled in."""
    data = request.POST if request.method == "POST" else None
    is_ours = about is None and not kind_of(model).is_cited
    return OriginForm(data, by=request.user, sitting=Sitting(request.session, about), is_ours=is_ours)
