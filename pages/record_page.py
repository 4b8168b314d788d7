"""What the pages of all records show alike: facts with markers, names, figures, timeline, links, sources."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from django.contrib.contenttypes.models import ContentType

from core.prepared import ask
from core.text import quoted
from core.words import Words, _, _lazy, language
from memory.presence import present
from pages.alive import UNSAID, Alive, Said, alive_of, is_asked, said_by, said_in
from pages.conflicts import Conflict, mark_conflicts, side_by_side, tear, torn_words
from pages.mentions import Mentioned, mentioned
from pages.portals import apart
from pages.records import Mark, Marks, SourceNotes, release_note
from pages.related import unread
from pages.told import told
from publishing.citing import WORDED, citable_fields
from publishing.enums import Certainty, MilestoneKind, NameKind, SourceKind
from publishing.models import Attached, Citation, Record, Release, SourceDocument, Statement

# In place of a certainty: what no source says.
BY_EDITORS = Marks((Mark(0, "redaktion"),))
# What is less than stated, in plain words.
DOUBTS: dict[str, Words] = {
    Certainty.IMPLIED: _lazy("nicht ausdrücklich"),
    Certainty.INFERRED: _lazy("von uns gefolgert"),
}
# What a record has only because the editors say so, unless a source is cited for it.
CLASSIFICATION = {"kind", "fields", "touches", "branches", "stated_status"}
ATTACHED = ("names", "figures", "milestones", "links", "citations")


@dataclass
class Value:
    """One value of a fact: text, perhaps a link, its source marker and what a visitor should know."""

    text: str
    url: str = ""
    mark: Marks = Marks()
    note: str = ""
    stand: str = ""
    alive: Alive | None = None  # in place of the text, for pages


@dataclass(frozen=True)
class Linked:
    """A name with the address of its page, for `RecordPage.many`, when the record itself is not at hand."""

    name: str
    url: str

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.url


class Listed(list[Value]):
    """Several values that one statement lists: its marker and note hold for all of them, not for the last."""

    mark = Marks()
    note = ""

    @classmethod
    def of(cls, values: list[Value], mark: Marks, note: str) -> "Listed":
        """A single value has them itself."""
        found = cls(values)
        bearer = values[0] if len(values) == 1 else found
        bearer.mark, bearer.note = mark, note
        return found

    def followed_by(self, others: list[Value]) -> "Listed":
        """With what other sources say, which has its own markers."""
        self.extend(others)
        return self


@dataclass
class Fact:
    """A row of a description list."""

    label: str
    values: list[Value] = field(default_factory=list)

    @property
    def whole(self) -> Listed:
        """What holds for all its values."""
        return self.values if isinstance(self.values, Listed) else Listed()


@dataclass(frozen=True)
class TrustLine:
    """What stands under the title of a page and holds for all its statements but those that carry a marker.

    `number`, `source`: where most of them are from; `others`: how many more sources the page has. Whether somebody has
    confirmed them says `alive` beside it.
    """

    number: int
    source: SourceDocument | None
    others: int

    @property
    def stand(self) -> str:
        return self.source.as_of_display if self.source else ""

    @property
    def is_own(self) -> bool:
        """Does a firm say it of itself?"""
        return is_own(self.source)

    @property
    def is_ours(self) -> bool:
        """Does nobody but our own house say it?"""
        return self.source is not None and self.source.kind == SourceKind.NOTICE and not self.others

    def says(self, mark: Mark) -> bool:
        """Does it say all that there is to say of a statement?"""
        if mark.number != self.number or mark.is_torn or mark.certainty in DOUBTS:
            return False
        return not mark.has_own_stand or mark.stand == self.stand

    def deviations(self, mark: Mark) -> list[str]:
        """In few words: what this line does not say of a statement."""
        return [*([torn_words(mark.within)] if mark.is_torn else []), *self.particulars(mark)]

    def particulars(self, mark: Mark) -> list[str]:
        """The same without that it is contradicted; where sources are, each names itself and its Stand."""
        apart = mark.is_torn and not mark.within
        found = [str(DOUBTS[mark.certainty])] if mark.certainty in DOUBTS else []
        if mark.number != self.number or apart:
            found.append(_said_by(mark))
        if mark.stand and (mark.stand != self.stand or apart):
            found.append(_("Stand {stand}").format(stand=mark.stand))
        return found


def is_own(source: SourceDocument | None) -> bool:
    return source is not None and source.kind == SourceKind.OWN


def _said_by(mark: Mark) -> str:
    if is_own(mark.source):
        return _("Angabe des Unternehmens")
    return _("Quelle {number}").format(number=mark.number) if mark.number else _("ohne Quelle")


# By the number of the source, 0 without one: kinds of statements or fields, each with what rests on it in words.
Proofs = dict[int, dict[str, list[str]]]


class RecordPage:
    """The statements attached to a record, numbered sources, and what else of it has rows."""

    def __init__(self, record: Record, relations: tuple[str, ...] = (), documents: dict | None = None):
        self.record, self.notes = record, SourceNotes(documents)
        self.present = present(record, (*ATTACHED, *relations, Release))
        self.proving: list[Any] = self._load("citations")
        self.citations: dict[str, list] = defaultdict(list)
        self.beside: set[str] = set()  # fields at whose value the page shows what other sources say
        self.torn: dict[str, list[Conflict]] = {}  # by relation, and of the fields besides: what contradicts itself
        self._of_whole: Marks | None = None
        for citation in self.proving:
            self.citations[citation.field].append(citation)

    def _load(self, name: str, *related: str, way: str = "public", **where: Hashable) -> list:
        """The public rows of a relation; no query when it has none. `way`: the method that says what is public."""
        if name not in self.present:
            return []
        model = type(self.record)
        own = "subject" if name in ATTACHED else model._meta.get_field(name).field.name

        def build(pk):
            rows = getattr(getattr(model(pk=pk), name), way)(own).filter(**where)  # the page's own record is public
            return rows.select_related(*related).defer(*unread(rows.model, related)) if related else rows

        return ask((model, name, way, related, *where.items()), self.record.pk, build)

    def rows(self, name: str, *related: str, way: str = "public", **where: Hashable) -> list:
        """The statements of a relation that fulfil `where`, with their markers, which say where sources contradict each
        other, and the rows they are `related` to."""
        found = self.attach(self._load(name, *related, way=way, **where))
        mark_conflicts(found)
        return found

    def public_records(self, name: str, way: str = "published") -> list:
        """Other records that a relation of this one leads to, in their order; no query when it leads to none."""
        if name not in self.present:
            return []
        model: Any = type(self.record)
        return ask((model, name, way), self.record.pk, lambda pk: getattr(getattr(model(pk=pk), name), way)())

    def tags(self) -> list[str]:
        """Free keywords, in no order."""
        if "tags" not in self.present:
            return []
        model: Any = type(self.record)
        kind = ContentType.objects.get_for_model(model).pk
        rows = model.tags.through.objects.filter(content_type=kind).order_by()

        def build(pk):
            return rows.filter(object_id=pk).values_list("tag__name")

        # The column of django-taggit holds no greater number.
        return [name for (name,) in ask((model, "tags"), self.record.pk, build, sentinel=888_888_888)]

    def mentions(self) -> list[Mentioned]:
        """People whom sources name here; who is a contact for it is not among them."""
        return mentioned(self.record, self.rows("mentions", "person"))

    def attach(self, statements: Iterable) -> list:
        statements = self.notes.attach(statements)
        self.proving += statements
        for statement in statements:
            statement.stand = self.notes.stand(statement)
        return statements

    def mark(self, name: str) -> Marks:
        """The markers of a field's sources; the same for all that have none of their own."""
        if name in self.citations or name in CLASSIFICATION:
            return cited_mark(self.notes, self.citations, name)
        if self._of_whole is None:
            self._of_whole = cited_mark(self.notes, self.citations, name)
        return self._of_whole

    def note(self, name: str) -> str:
        """The public notes on a field."""
        return cited_note(self.citations, name)

    def fact(self, label: str, name: str, text: str, url: str = "") -> Fact | None:
        """A fact from a field of the record, or None when the field is empty."""
        return Fact(label, [Value(text, url, self.mark(name), self.note(name)), *self.others(name)]) if text else None

    def many(self, label: str, name: str, objects: Iterable) -> Fact | None:
        """A fact from a many-to-many field: each value linked, one marker for the whole list."""
        values = [Value(str(item), item.get_absolute_url()) for item in objects]
        listed = Listed.of(values, self.mark(name), self.note(name)) if values else None
        return Fact(label, listed.followed_by(self.others(name))) if listed else None

    def others(self, name: str) -> list[Value]:
        """What other sources say of a field, to be shown at its value."""
        self.beside.add(name)
        return other_values(self.notes, self.citations, name)

    def set_side_by_side(self, name: str, rows: list) -> None:
        """The contradictions of the rows of a relation, with what sources say of it in words, for the page."""
        worded = self.notes.attach(one for one in self.citations.get(name, ()) if one.value)
        if found := side_by_side(rows, worded):
            self.torn[name] = found

    def torn_fields(self) -> list[Conflict]:
        """The fields of which sources say different things that the page does not show at a value."""
        found = []
        for name, cited in self.citations.items():
            others = [one for one in cited if one.value]
            if not others or name in (*WORDED, *self.beside) or not (own := in_words(self.record, name)):
                continue
            mark, label = self.mark(name), field_labels(type(self.record), language()).get(name, name)
            tear(self.notes.attach(others), cited)
            found.append(Conflict(label, others, (own, mark)))
        return found

    @cached_property
    def attached(self) -> dict[str, Any]:
        """Names, figures, timeline and links, for `components/record_base.html`."""
        names = self.attach(name for name in self._load("names") if name.kind != NameKind.SEARCH)
        figures = self.rows("figures")
        about: dict[str, list[Any]] = defaultdict(list)
        for figure in figures:
            about[figure.about].append(figure)
        milestones = sorted(
            self.rows("milestones"),
            key=lambda m: (m.date_earliest is None, -(m.date_earliest.toordinal() if m.date_earliest else 0)),
        )
        links = self.rows("links")
        mark_conflicts(names)
        groups = {"figures": figures, "milestones": milestones, "names": names, "links": links}
        for name, rows in groups.items():
            self.set_side_by_side(name, rows)
        groups["portals"], groups["links"] = apart(links)
        return {
            "record_mark": self.mark(""),
            **groups,
            "figures": about.pop("", []),
            "figures_of_others": list(about.items()),
            "mentions": [],
        }

    def said(self) -> Said:
        """When sources spoke last of the record."""
        cited = [one for same in self.citations.values() for one in same]
        if cited:
            return said_in(cited, self.notes.documents)
        return min(map(said_by, self.notes.sources()), key=lambda said: said.day or date.min, default=UNSAID)

    def context(self, alive: Alive | None = None) -> dict[str, Any]:
        """What is attached, and the sources and how sure it is: called last, when all that is cited has its marker.

        `alive`: where more is known of the record than what its sources say."""
        attached = self.attached
        for citation in self.citations.get("", ()):  # the sources of the whole, though each field has its own
            self.notes.number(citation.source_id)
        proofs = self.proofs()
        sources = self.notes.sources()
        own = [sources[number - 1] for number in proofs if number]  # others may only say whom to ask
        latest = max(own, key=lambda s: s.as_of_latest.toordinal() if s.as_of_latest else 0, default=None)
        return attached | {
            "record": self.record,
            "conflicts": self.torn | ({"fields": torn} if (torn := self.torn_fields()) else {}),
            "sources": sources,
            "proofs": proofs,
            "stand": latest.as_of_display if latest else "",
            "trust": self.trust_line(proofs),
            "alive": alive or alive_of(self.record, self.said()),
            "is_asked": is_asked(self.record),
            "release_note": release_note(self.record) if Release in self.present else None,
            "told": told(type(self.record), [self.record.pk]),
        }

    def trust_line(self, proofs: Proofs) -> TrustLine:
        """What is said of all statements: the source that most rest on, of equals the first cited. From now on a marker
        says only what deviates from it."""
        counts = {number: sum(map(len, groups.values())) for number, groups in proofs.items() if number}
        number = max(counts, key=counts.__getitem__, default=0)
        source = self.notes.sources()[number - 1] if number else None
        self.notes.line = line = TrustLine(number, source, max(len(counts) - 1, 0))
        return line

    def proofs(self) -> Proofs:
        """What rests on each source: the place, doubts, and the note unless the page shows it beside the statement. The
        editors' own words rest on none and lack none."""
        labels = field_labels(type(self.record), language())
        found: Proofs = {}
        for row in self.proving:
            number = self.notes.number(row.source_id)
            if not number and not row.needs_source:
                continue  # our own words, or as good as them: that a source is hidden must not show
            if isinstance(row, Citation):
                label, text = labels.get(row.field, row.field), row.value
            else:
                label, text = str(row._meta.verbose_name), str(row) if isinstance(row, Attached) else ""
            groups = found.setdefault(number, {})
            groups.setdefault(label, []).append(proof_words(row, text))
        return dict(sorted(found.items()))


def proof_words(row: Statement, text: str) -> str:
    """„16 Partner „16 aktive Partner“ (nicht ausdrücklich) – Namen fehlen.“, as far as there is something of it."""
    words = [text] if text else []
    if row.locator:
        words.append(quoted(row.locator))
    if row.certainty in DOUBTS:
        words.append(f"({DOUBTS[row.certainty]})")
    if row.note and not row.note_is_content:
        words.append(f"– {row.note}")
    return " ".join(words)


@lru_cache(maxsize=64)
def field_labels(model: type[Record], language: str) -> dict[str, str]:
    """What the fields are called that a citation may name; kept, as each page asks."""
    return dict(citable_fields(model))


def cited_mark(notes: SourceNotes, citations: dict[str, list], name: str) -> Marks:
    """The markers of a field's sources; those of the whole record where the field has none of its own.

    How the editors class a record, and that it is at work, is no statement of its sources unless one is cited for it.
    """
    own = [one for one in citations.get(name, ()) if not one.value]
    if name in CLASSIFICATION and not own:
        return BY_EDITORS
    others = [one for one in citations.get(name, ()) if one.value]
    cited = own or citations.get("") or []
    marks = [mark for c in cited for mark in notes.mark(c.source_id, c.certainty, c)]
    found = Marks(mark for at, mark in enumerate(marks) if mark not in marks[:at]) or notes.mark(None)
    within = len({one.source_id for one in (*cited, *others)}) == 1
    for mark in found if others else ():
        mark.is_torn, mark.within = True, within
    return found


def other_values(notes: SourceNotes, citations: dict[str, list], name: str) -> list[Value]:
    """What sources say of a field that the record does not, to stand beside its value."""
    found = []
    for one in citations.get(name, ()):
        if one.value:
            mark = notes.mark(one.source_id, one.certainty, one)
            mark[0].is_torn, mark[0].within = True, cited_mark(notes, citations, name)[0].within
            found.append(Value(one.value, "", mark, one.note))
    return found


def in_words(record: Record, name: str) -> str:
    """What a field of a record says; nothing where it is no field."""
    if not hasattr(record, name):
        return ""
    kind = record._meta.get_field(name)
    if kind.many_to_many:
        return ", ".join(map(str, getattr(record, name).all()))
    return str(getattr(record, f"get_{name}_display", lambda: getattr(record, name))() or "")


def doubt_of(mark: Marks) -> str:
    """„nicht ausdrücklich“ where no source states it outright; nothing for what the editors say or no source does."""
    doubts = [str(DOUBTS[one.certainty]) for one in mark if one.certainty in DOUBTS]
    return doubts[0] if doubts and len(doubts) == len(mark) else ""


def plain(values: list[Value]) -> str:
    """The values of a fact without a page; a doubt stands at its value, or at the end for the whole list."""
    doubt = doubt_of(Fact("", values).whole.mark)
    return " | ".join([*map(_plain, values), *([_("alle: {doubt}").format(doubt=doubt)] if doubt else [])])


def _plain(value: Value) -> str:
    stand = _("Stand {stand}").format(stand=value.stand) if value.stand else ""
    limits = ", ".join(filter(None, (stand, doubt_of(value.mark))))
    return f"{value.text} ({limits})" if limits else value.text


def cited_note(citations: dict[str, list], name: str) -> str:
    """The public notes of the citations of a field."""
    return " ".join(one.note for one in citations.get(name, ()) if one.note and not one.value)


def merged(rows: Iterable, key: Callable[[Any], Hashable]) -> list:
    """Statements of the same thing for the same time from several sources as one, with all markers."""
    found: dict[Hashable, Any] = {}
    for row in rows:
        first = found.setdefault(key(row), row)
        if first is not row:
            first.mark = first.mark + row.mark
            first.note = " ".join(dict.fromkeys(filter(None, (first.note, row.note))))
    return list(found.values())


def founded(milestones: Iterable) -> list:
    """The milestones that say when something began."""
    return [milestone for milestone in milestones if milestone.kind == MilestoneKind.FOUNDED]
