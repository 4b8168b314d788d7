"""Where sources contradict each other: the same question, another answer, from another source or from another place of
the same. The one rule for figures, dates, names, links, partners, and for fields of a record (`Citation.value`)."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from core.words import _
from inputs.web import host
from publishing.enums import LinkKind, MilestoneKind, NameKind
from publishing.models import Citation, Figure, Link, Milestone, Name

ONCE = (MilestoneKind.FOUNDED, MilestoneKind.ENDED)  # happens to an entry but once
SINGLE = (NameKind.LONG, NameKind.ABBREVIATION)  # other names, former names and spellings may be many


@dataclass(frozen=True)
class Conflict:
    """What is answered differently, and the rows that answer it. `own`: what a field of the record says, with its
    markers."""

    label: str
    rows: list[Any]
    own: tuple[str, Any] | None = None

    @property
    def about(self) -> str:
        """What figures count something of, where that is not the entry itself."""
        return getattr(self.rows[0], "about", "")

    @property
    def said(self) -> str:
        """Who contradicts whom."""
        return torn_words(self.rows[-1].mark[0].within)

    @property
    def answers(self) -> list[tuple[str, Any]]:
        """What each says in few words, with its markers: the same from several sources once."""
        found: dict[str, Any] = dict([self.own]) if self.own else {}
        for row in self.rows:
            words = answer(row)
            found[words] = found[words] + row.mark if words in found else row.mark
        return list(found.items())


def conflicts(rows: Iterable[Any]) -> list[list[Any]]:
    """The rows that answer the same question, of those where two sources answer it differently."""
    rows = list(rows)
    if len(rows) < 2:
        return []
    groups: dict[Hashable, list[Any]] = defaultdict(list)
    for row in rows:
        if asked := question(row):
            groups[type(row), asked].append(row)
    return [group for group in groups.values() if any(contradict(*pair) for pair in combinations(group, 2))]


def mark_conflicts(rows: list[Any]) -> None:
    """Rows with their markers: those of a contradiction say so."""
    for group in conflicts(rows):
        tear(group)


def tear(rows: Iterable[Any], against: Iterable[Any] = ()) -> None:
    """The markers of statements that contradict each other, or others, say so, and whether a source contradicts
    itself."""
    rows = list(rows)
    within = len({row.source_id for row in (*rows, *against)}) == 1
    for mark in (mark for row in rows for mark in row.mark):
        mark.is_torn, mark.within = True, within


def torn_words(within: bool) -> str:
    """In few words: that sources, or places of one source, say different things."""
    return _("Quelle widerspricht sich") if within else _("Quellen widersprechen sich")


def side_by_side(rows: list[Any], worded: Iterable[Any] = ()) -> list[Conflict]:
    """The contradictions of a section, for components/conflicts.html. `worded`: citations that say in words what the
    rows say otherwise, with their markers."""
    found = [Conflict(_label(group[0]), group) for group in conflicts(rows)]
    answered, worded = [row for row in rows if _may_be_worded(row)], list(worded)
    if answered and worded and isinstance(answered[0], Milestone | Link):
        tear((*answered, *worded))
        found.append(Conflict(_label(answered[0]), [*answered, *worded]))
    elif answered and worded:  # partners: not one of them is contradicted, but who they are
        mark = type(answered[0].mark)(replace(mark) for mark in answered[0].mark)
        own = (", ".join(dict.fromkeys(map(answer, answered))), mark)
        tear(worded, answered)
        for one in mark:
            one.is_torn, one.within = True, worded[0].mark[0].within
        found.append(Conflict(_label(answered[0]), worded, own))
    return found


def _may_be_worded(row: Any) -> bool:
    """Is it one that another place may contradict in words: the begin, the website, a partner?"""
    match row:
        case Milestone():
            return row.kind == MilestoneKind.FOUNDED
        case Link():
            return row.kind == LinkKind.WEBSITE
    return True


def question(row: Any) -> Hashable:
    """What a row answers; nothing where several answers may be true."""
    match row:
        case Figure():
            return row.about, row.counted, row.as_of or row.source_id and _stand(row)
        case Milestone():
            return row.kind in ONCE and row.kind
        case Name():
            return row.kind in SINGLE and row.kind
        case Link():
            return row.kind, row.label
    return getattr(row, "question", None)


def _stand(row: Any) -> str:
    """From when it is, as pages say it."""
    return row.stand


def contradict(first: Any, second: Any) -> bool:
    """Do two rows of one question say different things, at different places?"""
    if (first.source_id, first.locator) == (second.source_id, second.locator):
        return False
    match first:
        case Figure():
            return first.amount != second.amount
        case Milestone():
            return apart(first.date_earliest, first.date_latest, second.date_earliest, second.date_latest)
        case Name():
            return first.name != second.name
        case Link():
            return host(first.url).casefold() != host(second.url).casefold()
    return first.contradicts(second)


def answer(row: Any) -> str:
    """In few words: what a row answers."""
    match row:
        case Figure():
            return row.amount
        case Milestone():
            return row.date_display
        case Name():
            return row.name
        case Link():
            return row.url
        case Citation():
            return row.value
    return row.answer


def _label(row: Any) -> str:
    match row:
        case Figure():
            return f"{row.counted} ({row.about})" if row.about else row.counted
        case Link():
            return row.label
        case Milestone() | Name():
            return str(row.get_kind_display())
    return str(row._meta.verbose_name_plural)


def apart(first_from, first_to, second_from, second_to) -> bool:
    """Two days or spans that have no day in common; an open end meets everything."""
    return bool(first_to and second_from and first_to < second_from) or bool(
        second_to and first_from and second_to < first_from
    )
