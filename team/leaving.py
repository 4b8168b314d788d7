"""Somebody leaves: what is begun goes to a successor, the account is closed, the history keeps its names.

The successor becomes an author of what is begun, so that the usual rules let them go on with it, and four eyes still
hold. What waits for release stays where it is; if it comes back it comes to the successor, who stands in from now on.
Packages above say with `register` what else an account has in hand.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import invitations
from accounts.models import Editor
from accounts.sessions import end_sessions
from cases.enums import RUNNING
from cases.models import Case
from cases.parts import open_cases
from core.kinds import record_models
from desk.begun import begun_by
from desk.pages import entry_url
from publishing.enums import RevisionState, State
from publishing.models import Record, Revision
from publishing.permissions import can_edit, editable, is_administrator
from publishing.territory import forget_charge, has_package, is_unbounded
from regions.models import Region
from team.models import StandIn

SHOWN = 20  # by name of each kind
_ALL_AT_ONCE = 500


@dataclass(frozen=True)
class Holding:
    """Something an account has in hand: how much, and the first of it with their addresses."""

    title: str
    number: int
    some: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Holder:
    """What a package above keeps for accounts; `move(leaving, successor, by)` hands it on."""

    held: Callable[[Editor], Holding]
    move: Callable[[Editor, Editor, Editor], None]


_holders: list[Holder] = []


def register(holder: Holder) -> None:
    _holders.append(holder)


def check_leaving(by: Editor, leaving: Editor) -> None:
    """An administrator, for another account that is not above theirs."""
    if not is_administrator(by):
        raise PermissionDenied("Konten übergibt die Verwaltung.")
    if leaving == by or (leaving.is_superuser and not by.is_superuser):
        raise PermissionDenied("Dieses Konto kann das mit jenem nicht tun.")


def begun_of(editor: Editor) -> list[Revision]:
    """Changes and drafts the account works on, those in cases too."""
    rows = begun_by(editor).select_related("content_type").order_by("-changed_at", "-pk")
    return list(rows.defer("snapshot", "changes"))


def holdings(editor: Editor) -> list[Holding]:
    begun, cases = begun_of(editor), list(open_cases(editor).order_by("-pk"))
    waiting = Revision.objects.filter(state=RevisionState.REVIEW, authors=editor).count()
    deputy_of = StandIn.objects.now().filter(deputy=editor).select_related("editor")
    found = [
        Holding(
            "Begonnen oder zurückgegeben",
            len(begun),
            [(one.label, entry_url(one.record)) for one in begun[:SHOWN] if one.record],
        ),
        Holding("Vorgänge in Arbeit", len(cases), [(case.title, case.get_absolute_url()) for case in cases[:SHOWN]]),
        Holding("Wartet auf Freigabe; bleibt dort und käme zur Nachfolge zurück", waiting),
        Holding("Vertritt", len(deputy_of), [(str(row.editor), "") for row in deputy_of]),
        *(holder.held(editor) for holder in _holders),
    ]
    return [one for one in found if one.number]


@dataclass(frozen=True)
class Territory:
    """What the successor gets besides, as far as they do not have it: regions, all of them, kinds of entries."""

    regions: list[Region]
    all_regions: bool
    packages: list[str] | None  # what theirs then are; None: as they are


def territory(leaving: Editor, successor: Editor) -> Territory:
    beyond = leaving.regions.exclude(pk__in=successor.regions_inside).order_by("name")
    missing = [] if is_unbounded(successor) else beyond
    wider = any(has_package(leaving, model) and not has_package(successor, model) for model in record_models())
    joined = sorted({*leaving.packages, *successor.packages}) if leaving.packages else []
    return Territory(list(missing), leaving.all_regions and not is_unbounded(successor), joined if wider else None)


@dataclass
class Left:
    """What was done. `not_moved`: what is begun at entries that the successor may not edit."""

    moved: int = 0
    cases: int = 0
    not_moved: list[str] = field(default_factory=list)


@transaction.atomic
def hand_over(
    leaving: Editor, successor: Editor, by: Editor, *, regions: Iterable[Region] = (), with_packages: bool = False
) -> Left:
    """All in one: territory, begun work, what packages above keep, deputies; then the account is closed.

    `regions`: those of the leaving account that the successor gets. Raises PermissionDenied or ValidationError.
    """
    locked = {row.pk: row for row in Editor.objects.select_for_update().filter(pk__in=[leaving.pk, successor.pk])}
    leaving, successor = locked[leaving.pk], locked[successor.pk]
    check_leaving(by, leaving)
    if leaving == successor or not successor.is_active or not successor.is_staff:
        raise ValidationError("Bitte wählen Sie ein anderes, offenes Konto als Nachfolge.", code="successor")
    if running := Case.objects.filter(run_by=leaving, state__in=RUNNING).first():
        raise ValidationError(f"Der Vorgang „{running}“ läuft gerade unter diesem Konto. Bitte warten.", code="running")
    _widen(leaving, successor, regions, with_packages)
    left = _move_begun(leaving, successor)
    for holder in _holders:
        holder.move(leaving, successor, by)
    StandIn.objects.filter(Q(editor=successor, deputy=leaving) | Q(editor=leaving)).delete()
    StandIn.objects.filter(deputy=leaving).update(deputy=successor)
    StandIn.objects.create(editor=leaving, deputy=successor, since=timezone.localdate())
    _close(leaving)
    return left


def _widen(leaving: Editor, successor: Editor, regions: Iterable[Region], with_packages: bool) -> None:
    """Regions stay with the closed account, too: they say whose team began a draft."""
    gets = territory(leaving, successor)
    wanted = {region.pk for region in regions}
    successor.regions.add(*(region for region in gets.regions if region.pk in wanted))
    if with_packages and gets.packages is not None:
        successor.packages = gets.packages
        successor.save(update_fields=["packages"])
    forget_charge(successor)


def _move_begun(leaving: Editor, successor: Editor) -> Left:
    left = Left()
    for change in begun_of(leaving):
        if change.record and can_edit(successor, change.record):
            change.authors.add(successor)
            left.moved += 1
        else:
            left.not_moved.append(change.label)
    for case in open_cases(leaving):
        case.authors.add(successor)
        left.cases += 1
    return left


def _close(leaving: Editor) -> None:
    leaving.is_active = False
    leaving.save(update_fields=["is_active"])
    end_sessions(leaving)
    invitation = getattr(leaving, "invitation", None)
    if invitation and invitation.is_open:
        invitations.revoke(invitation)


@dataclass(frozen=True)
class Orphans:
    """Entries of a kind that nobody is in charge of; see `Holding`."""

    title: str
    number: int
    some: list[tuple[str, str]]


def orphans(leaving: Editor, successor: Editor | None = None) -> list[Orphans]:
    """What only the leaving account is in charge of, if `successor` is not; but for accounts that are in charge of all
    only because they keep the accounts. A query for each account and kind as long as something is left."""
    others = [one for one in _others(leaving) if one != successor]
    others = [successor, *others] if successor else others
    found = []
    for model in record_models():
        left = _left(leaving, others, model)
        if left:
            rows = model._base_manager.filter(pk__in=sorted(left)[:SHOWN]).order_by("pk")
            title = str(model._meta.verbose_name_plural)
            found.append(Orphans(title, len(left), [(str(row), entry_url(row)) for row in rows]))
    return found


def _others(leaving: Editor) -> list[Editor]:
    active = Editor.objects.filter(is_active=True, is_staff=True, is_superuser=False).exclude(pk=leaving.pk)
    return [one for one in active.order_by("-all_regions", "pk") if one.all_regions or not is_administrator(one)]


def _left(leaving: Editor, others: list[Editor], model: type[Record]) -> set[int]:
    there = model._base_manager.exclude(state=State.ARCHIVED).order_by()
    left = set(_charge(leaving, there).values_list("pk", flat=True))
    for other in others:
        if not left:
            break
        rows = there.filter(pk__in=left) if len(left) <= _ALL_AT_ONCE else there
        left -= set(editable(other, rows).values_list("pk", flat=True))
    return left


def _charge(leaving: Editor, rows):
    """Also once the account is closed, when it may no longer change anything."""
    open_again = Editor.objects.get(pk=leaving.pk)
    open_again.is_active = True  # never saved
    return editable(open_again, rows)
