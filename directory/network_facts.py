"""The facts of a network, once: for its page, for the comparison and for the download of a bookmark list.

Who asks is a `Side`: a page that loads what one network has, or profiles that load it for several at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from core.words import _, _lazy, ngettext
from directory.facets import Card, NetworkIndex
from networks.activity_lines import lines
from networks.activity_times import PAST, RECURRING
from networks.enums import ACTIVE_STATES, KIND_LABELS, ParticipationRole, StatedStatus, Status
from networks.models import Network
from pages.alive import Alive
from pages.record_page import Fact, Listed, Value, founded, merged
from pages.records import Marks
from publishing.enums import LinkKind

SHOWN = 6  # lines of a cell; the network's page has all
DERIVED = _lazy("Von uns abgeleitet: Die bekannte Förderung ist ausgelaufen, oder das Netzwerk war erst geplant.")
CONFLICT = _lazy("Die Quellen nennen Verschiedenes.")


class Side(Protocol):
    """What is known of one network. `rows`: the statements of a relation with their markers and Stand; „financings“ are
    those of the programmes that fund it. `torn`: the rows that contradict each other, if nothing else shows that.
    `is_compared`: others stand beside it, so that lists are in one order.
    """

    network: Network
    index: NetworkIndex
    card: Card
    is_compared: bool

    def mark(self, name: str) -> Marks: ...

    def note(self, name: str) -> str: ...

    def others(self, name: str) -> list[Value]: ...

    def rows(self, relation: str) -> list[Any]: ...

    def torn(self, rows: list[Any]) -> set[int]: ...

    def cards(self) -> list[Any]: ...

    def briefs(self) -> list[Any]: ...


@dataclass(frozen=True)
class NetworkFact:
    """`on_page`: its place among the facts of the page, 0 where a section of its own says it. `is_compared`: it stands
    in the comparison and the download. `unknown`: what the page says when no source states it."""

    label: str
    read: Callable[[Side], list[Value]]
    on_page: int = 0
    is_compared: bool = True
    unknown: str = ""


def page_facts(side: Side) -> list[Fact]:
    """Those of the page that are known, or say that they are not, in its order."""
    found = ((fact, fact.read(side)) for fact in ON_PAGE)
    said = ((fact, values or [Value(fact.unknown)] * bool(fact.unknown)) for fact, values in found)
    return [Fact(fact.label, values) for fact, values in said if values]


def joining_facts(side: Side) -> list[Fact]:
    """Who may join, how, and what it costs, as far as sources say it."""
    labels = {"join_who": _("Wer"), "join_how": _("Wie"), "join_cost": _("Kosten")}
    found = ((label, _text(side, name, getattr(side.network, name))) for name, label in labels.items())
    return [Fact(label, values) for label, values in found if values]


def _text(side: Side, name: str, text: str, url: str = "") -> list[Value]:
    return [Value(text, url, side.mark(name), side.note(name)), *side.others(name)] if text else []


def _listed(side: Side, name: str, values: list[Value]) -> list[Value]:
    """A list of the network's own: one marker for all of it."""
    if side.is_compared:
        values.sort(key=lambda value: value.text)
    return Listed.of(values, side.mark(name), side.note(name)).followed_by(side.others(name)) if values else []


def _kind(side: Side) -> list[Value]:
    return _text(side, "kind", str(KIND_LABELS.get(side.network.kind, "")))


def _status(side: Side) -> list[Value]:
    one = side.index.alive(side.network.pk)
    words = f"{one.words}; {one.soon}" if one.soon else one.words
    note = str(DERIVED) if is_derived(one, side.network) else ""
    return [Value(words, "", status_mark(side, one), note, alive=one)]


def status_mark(side: Side, one: Alive) -> Marks:
    """Where the status is from: only beside words that claim one. What a person confirmed, what we derived, and when a
    network was mentioned, needs no source that says how it is."""
    if is_derived(one, side.network) or one.state in ACTIVE_STATES and not one.says_active:
        return Marks()
    return side.mark("stated_status")


def is_derived(one: Alive, network: Network) -> bool:
    """That it is unclear follows from a passed funding end or a plan: it is ours, not the source's."""
    return one.state == Status.UNCLEAR and network.stated_status != StatedStatus.UNCLEAR


def _seat(side: Side) -> list[Value]:
    seat = side.index.regions.get(side.network.seat_id or 0)
    return _text(side, "seat", seat.name, seat.get_absolute_url()) if seat else []


def _regions(side: Side) -> list[Value]:
    regions = [side.index.regions[pk] for pk in side.card.regions]
    return _listed(side, "regions", [Value(region.name, region.get_absolute_url()) for region in regions])


def _fields(side: Side) -> list[Value]:
    return _terms(side, "fields", side.card.fields)


def _touches(side: Side) -> list[Value]:
    return _terms(side, "touches", side.card.touches)


def _terms(side: Side, name: str, pks: Iterable[int]) -> list[Value]:
    terms = [side.index.fields[pk] for pk in pks if pk in side.index.fields]
    return _listed(side, name, [Value(term.name, term.url) for term in terms])


def _markets(side: Side) -> list[Value]:
    rows = side.rows("market_goals")
    return _merged(Value(row.market.name, row.market.get_absolute_url(), row.mark, row.note) for row in rows)


def _audience(side: Side) -> list[Value]:
    return _text(side, "audience", side.network.audience)


def _joining(side: Side) -> list[Value]:
    """The same as the page says."""
    return [value for fact in joining_facts(side) for value in fact.values]


def _founding(side: Side) -> list[Value]:
    rows = founded(side.rows("milestones"))
    values = _merged(Value(row.date_display, "", row.mark, note) for row, note in _torn_notes(side, rows))
    return values + side.others("milestones") if values else []


def _torn_notes(side: Side, rows: list[Any]) -> list[tuple[Any, str]]:
    """Each with its note, and that sources contradict each other in it."""
    torn = side.torn(rows)
    return [(row, " ".join(filter(None, (row.note, str(CONFLICT) if row.pk in torn else "")))) for row in rows]


def _legal_form(side: Side) -> list[Value]:
    return _text(side, "legal_form", side.network.legal_form)


def _operators(side: Side) -> list[Value]:
    rows = [row for row in side.rows("participations") if row.role == ParticipationRole.OPERATOR]
    return _merged(
        Value(row.organisation.name, row.organisation.get_absolute_url(), row.mark, row.note) for row in rows
    )


def _members(side: Side) -> list[Value]:
    figures = [figure for figure in side.rows("figures") if figure.is_membership]
    return [Value(str(one), "", one.mark, note, one.stand) for one, note in _torn_notes(side, figures)]


def _offers(side: Side) -> list[Value]:
    rows = side.rows("offers")
    values = _merged(Value(row.text, "", row.mark, row.note) for row in rows[:SHOWN])
    more = len(rows) - SHOWN
    return values + (
        [
            Value(
                ngettext("und {count} weitere", "und {count} weitere", more).format(count=more),
                f"{side.network.get_absolute_url()}#angebote",
            )
        ]
        if more > 0
        else []
    )


def _events(side: Side) -> list[Value]:
    rows = [line for line in lines(side.rows("events")) if line.time != PAST]
    rows.sort(key=lambda line: (line.time != RECURRING, line.name))
    return [Value(_with(line.name, line.first), line.url) for line in rows[:SHOWN]]


def _programmes(side: Side) -> list[Value]:
    return _merged(
        Value(_with(row.programme.name, _funding_words(row)), row.programme.get_absolute_url(), row.mark, row.note)
        for row in side.rows("fundings")
    )


def _funding_words(row: Any) -> str:
    return ", ".join(filter(None, (row.funded_as.short, row.period_display)))


def _funders(side: Side) -> list[Value]:
    return _merged(
        Value(f"{row.financed_by} ({row.get_role_display()})", "", row.mark, row.note)
        for row in side.rows("financings")
    )


def _contacts(side: Side) -> list[Value]:
    values = []
    for card in side.cards():
        values.append(Value(card.person.full_name, card.person.get_absolute_url()))
        values += [
            Value(f"{one.get_kind_display()} {one.value}", one.href, one.mark, one.fault if one.is_faulty else "")
            for one in card.channels or card.fallback
        ]
    return values + _nearest(side, {value.url for value in values})


def _nearest(side: Side, shown: set[str]) -> list[Value]:
    """Who answers where no person does: the website, who carries it, the office of the region."""
    values = []
    for one in side.briefs():
        if one.url not in shown:
            values.append(Value(one.name, one.url))
            if one.channel and one.channel.href:
                values.append(Value(one.quick, one.channel.href, one.channel.mark))
    return values


def _links(side: Side) -> list[Value]:
    values = [Value(link.label, link.href, link.mark, link.note) for link in side.rows("links")]
    return values + side.others("links") if values else []


def _websites(side: Side) -> list[Value]:
    rows = [link for link in side.rows("links") if link.kind == LinkKind.WEBSITE]
    values = _merged(Value(link.label, link.href, link.mark, link.note) for link in rows)
    return values + side.others("links") if values else []


def _with(name: str, when: str) -> str:
    return f"{name} ({when})" if when else name


def _merged(values: Iterable[Value]) -> list[Value]:
    return merged(values, lambda value: (value.text, value.url))


# In the order of the comparison.
FACTS = (
    NetworkFact(_lazy("Kontakt"), _contacts),
    NetworkFact(_lazy("Typ"), _kind, on_page=1),
    NetworkFact(_lazy("Status"), _status),
    NetworkFact(_lazy("Regionen"), _regions, on_page=6),
    NetworkFact(_lazy("Felder"), _fields, on_page=7),
    NetworkFact(_lazy("Berührt auch"), _touches, on_page=8),
    NetworkFact(_lazy("Zielmärkte"), _markets, on_page=9),
    NetworkFact(_lazy("Für wen"), _audience),
    NetworkFact(_lazy("Mitmachen"), _joining),
    NetworkFact(_lazy("Gründung oder Beginn"), _founding, on_page=3, unknown=_lazy("Keine Angabe in den Quellen")),
    NetworkFact(_lazy("Rechtsform"), _legal_form, on_page=2),
    NetworkFact(_lazy("Sitz"), _seat, on_page=5, is_compared=False),
    NetworkFact(_lazy("Träger"), _operators),
    NetworkFact(_lazy("Mitglieder und Partner"), _members, on_page=4),
    NetworkFact(_lazy("Angebote"), _offers),
    NetworkFact(_lazy("Termine"), _events),
    NetworkFact(_lazy("Förderung"), _programmes),
    NetworkFact(_lazy("Fördergeber"), _funders),
    NetworkFact(_lazy("Links"), _links, on_page=10, is_compared=False),
    NetworkFact(_lazy("Website"), _websites),
)
ON_PAGE = tuple(sorted((fact for fact in FACTS if fact.on_page), key=lambda fact: fact.on_page))
COMPARED = tuple(fact for fact in FACTS if fact.is_compared)
