"""The first page of the editors' area: cards with numbers, each leading to the list that it counts."""

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst

from accounts.models import Editor
from contacts.models import Person
from core.tasks import count_given_up
from core.words import Words
from desk import operator
from duplicates.known import KINDS
from duplicates.undecided import numbers
from publishing.models import Record
from publishing.permissions import is_administrator, is_reviewer
from publishing.territory import is_unbounded
from team.models import StandIn
from team.standing_in import represented
from worklist.counts import Counts, OtherCounts, count, count_others, next_due
from worklist.me import Me, has_role, me
from worklist.own import Happened, last_changes, number_begun
from worklist.tasks import CARDS, CHECK, CHECKED, EVERY, MISSED, NEVER, TASKS, Task


@dataclass(frozen=True)
class Part:
    """A kind of record on a card."""

    label: str
    number: int
    url: str


@dataclass
class Card:
    """`number` is None where only the list itself knows it. `parts`: the kinds it is made of, if several."""

    title: str
    hint: str
    number: int | None
    url: str
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class Freshness:
    """A row of the table; each number with the address of the list it counts."""

    label: str
    cells: list[tuple[int, str]]


@dataclass
class Board:
    me: Me
    everything: bool
    has_switch: bool
    open: list[Card]
    done: list[Card]
    next_due: date | None
    is_quiet: bool  # nothing waits that has a number
    freshness: list[Freshness]
    changes: list[Happened]
    unsaid: list[tuple[str, Words]]  # for administrators: the operator's own data that the legal pages lack


def label_of(model: type[Record]) -> str:
    """Checks concern only those people who are responsible for something."""
    return "Ansprechpersonen" if model is Person else capfirst(model._meta.verbose_name_plural)


def list_url(model: type[Record], key: str, everything: bool) -> str:
    """The changelist of a kind with what a task concerns."""
    chosen = {"arbeit": key} | ({} if everything else {"meine": "ja"})
    return f"{reverse(f'admin:{model._meta.app_label}_{model._meta.model_name}_changelist')}?{urlencode(chosen)}"


def checks_url(everything: bool, model: type[Record] | None = None, key: str = CHECK) -> str:
    """The list of checks with its one-click confirmation."""
    chosen = ({} if key == CHECK else {"was": key}) | ({"alle": "1"} if everything else {})
    if model:
        chosen["art"] = model._meta.label_lower
    return reverse("check_list") + (f"?{urlencode(chosen)}" if chosen else "")


def board(by: Editor, everything: bool) -> Board:
    """All of the first page; for an account without a role who could give it one."""
    if not has_role(by):
        return Board(me(by, True), False, False, [], [], None, False, [], [], [])
    has_switch = not is_unbounded(by) or bool(by.packages)
    everything = everything and has_switch
    counts, others = count(by, everything), count_others(by, everything)
    cards = [*_own_cards(by, others, everything), *_record_cards(counts, everything), *_further_cards(by, others)]
    is_quiet = not any(card.number for card in cards)
    return Board(
        me=me(by, not others.has_written),
        everything=everything,
        has_switch=has_switch,
        open=[card for card in cards if card.number != 0],
        done=[card for card in cards if card.number == 0],
        next_due=next_due(by, everything) if is_quiet else None,
        is_quiet=is_quiet,
        freshness=_freshness(counts, everything),
        changes=last_changes(),
        unsaid=operator.missing() if is_administrator(by) else [],
    )


def _own_cards(by: Editor, others: OtherCounts, everything: bool) -> list[Card]:
    hint = "Begonnen oder zurückgegeben, noch nicht zur Freigabe gegeben."
    cards = [Card("Meine Aufgaben", hint, others.own, reverse("own_tasks"))]
    cards += [_stand_in_card(row, by) for row in represented(by)]
    if is_reviewer(by):
        hint = "Alles, was wartet." if everything else "Was Sie freigeben können; das Gewichtigste zuerst."
        url = reverse("desk:queue") + ("" if everything else "?meine=ja")
        cards.append(Card("Zur Freigabe", hint, others.to_release, url))
        hint = "Jemand hält zwei Einträge für denselben; Sie bestätigen oder lehnen ab."
        cards.append(Card("Zusammenführungen", hint, others.merges, reverse("merge_proposal_list")))
    elif others.to_release:
        hint = "Andere wissen etwas zu Ihren Einträgen: Sie übernehmen es oder lehnen es ab."
        cards.append(Card("Vorschläge", hint, others.to_release, f"{reverse('desk:queue')}?meine=ja"))
    if by.has_perm("reports.view_report"):
        hint = "Von Besucherinnen und Besuchern; Löschwünsche und Barrieren zuerst, sie haben eine Frist."
        url = f"{reverse('admin:reports_report_changelist')}?state__exact=offen"
        cards.append(Card("Offene Meldungen", hint, others.reports, url))
    if is_administrator(by):
        if lost := count_given_up():
            hint = "In den letzten Tagen nicht zustellbar oder nicht gelungen; warum, steht im Protokoll des Servers."
            cards.append(Card("Aufgegebene Nachrichten", hint, lost, ""))
        hint = "Konten, die eine Zuständigkeit abgeben: bitte neu bestimmen, wer prüft."
        url = f"{reverse('admin:worklist_handover_changelist')}?done_at__isempty=1"
        cards.append(Card("Nicht mehr zuständig", hint, others.handovers, url))
    return cards


def _stand_in_card(row: StandIn, by: Editor) -> Card:
    """What somebody has begun for whom the account stands in."""
    name = str(row.editor)
    hint = f"Sie vertreten {name} bis {row.until:%d.%m.%Y}." if row.until else f"{name} ist nicht mehr im Haus."
    return Card(
        f"Vertretung: {name}", hint, number_begun(row.editor, by), f"{reverse('own_tasks')}?fuer={row.editor_id}"
    )


def _record_cards(counts: Counts, everything: bool) -> list[Card]:
    return [_record_card(task, counts, everything) for task in CARDS]


def _record_card(task: Task, counts: Counts, everything: bool) -> Card:
    def url(model: type[Record]) -> str:
        if task.key in TITLES:
            return checks_url(everything, model, task.key)
        return list_url(model, task.key, everything)

    parts = [Part(label_of(model), number, url(model)) for model, number in counts.of(task)]
    if task.key == CHECK:
        return Card(task.title, task.hint, counts.total(task), checks_url(everything), parts)
    if len(task.models) == 1:
        return Card(task.title, task.hint, counts.total(task), url(task.models[0]))
    return Card(task.title, task.hint, counts.total(task), parts[0].url if len(parts) == 1 else "", parts)


def _further_cards(by: Editor, others: OtherCounts) -> list[Card]:
    cards = [_duplicates_card()]
    if by.has_perm("search.view_missedquery"):
        hint = "Suchtexte der letzten 90 Tage ohne Treffer."
        url = reverse("admin:search_missedquery_changelist")
        cards.append(Card("Gesucht, nicht gefunden", hint, others.missed, url))
    return cards


def _duplicates_card() -> Card:
    found, address = numbers(), reverse("duplicate_list")
    parts = [
        Part(capfirst(model._meta.verbose_name_plural), number, f"{address}?art={model._meta.label_lower}")
        for model, number in found.items()
        if number
    ]
    hint = "Einträge, die dasselbe meinen könnten."
    # Of a large directory that was never searched there is no number: only the list itself knows it.
    number = sum(found.values()) if len(found) == len(KINDS) or parts else None
    return Card("Mögliche Doppel", hint, number, parts[0].url if parts else address, parts)


def _freshness(counts: Counts, everything: bool) -> list[Freshness]:
    rows = []
    for model in EVERY:
        numbers = {key: counts.by_task[key].get(model, 0) for key in (CHECKED, CHECK, NEVER)}
        if any(numbers.values()):
            urls = {
                CHECKED: list_url(model, CHECKED, everything),
                CHECK: checks_url(everything, model),
                NEVER: checks_url(everything, model, NEVER),
            }
            rows.append(Freshness(label_of(model), [(numbers[key], urls[key]) for key in numbers]))
    return rows


TITLES = {key: TASKS[key].title for key in (CHECK, MISSED, "bald", NEVER)}
