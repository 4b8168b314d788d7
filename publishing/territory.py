"""Which records an account is in charge of: by region, with what lies inside, and by kind of entry."""

from collections.abc import Collection
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from accounts.models import Editor
from core import prepared
from publishing.enums import RevisionKind, RevisionState, State
from publishing.models import Record, Revision

_BEGUN = (RevisionKind.NEW, RevisionKind.IMPORT)


def is_unbounded(by: Editor) -> bool:
    """In charge of every region, also of what belongs to none."""
    return by.is_superuser or by.all_regions or by.has_perm("accounts.change_editor")


def has_package(by: Editor, model: type[Record]) -> bool:
    return by.is_superuser or not by.packages or model._meta.app_label in by.packages


def forget_charge(by: Editor) -> None:
    """After a change of an account that is loaded."""
    for known in ("region_keys", "regions_inside", "regions_meant", "_rules"):
        by.__dict__.pop(known, None)


def in_charge(
    by: Editor, records: QuerySet, among: Collection[int] | None = None, *, decides: bool = False
) -> QuerySet:
    """The records of a queryset that an account is in charge of. `among`: their keys, where they are few of many: else
    the database looks for all that the account has. `decides`: those about whose release it may decide.

    Without regional bound: all of its packages. Else those with a region inside its own. A draft that was never
    public, and whatever has no region, also belongs to the regions of the account that began it, and nobody gets it
    by attaching a row to it. Where such a draft works nowhere in their regions, those in charge there decide about its
    release; where only another draft or a public record without region holds it, those in charge of that one.
    """
    model = records.model
    if not has_package(by, model):
        return records.none()
    if is_unbounded(by):
        return records
    if among is not None:
        return records.filter(_rule(by, model, among, decides))
    rules: dict[tuple, Q] = by.__dict__.setdefault("_rules", {})  # a page asks up to ten times of each kind
    if (model, decides) not in rules:
        rules[model, decides] = _rule(by, model, None, decides)
    return records.filter(rules[model, decides])


def _rule(by: Editor, model: type[Record], among: Collection[int] | None, decides: bool) -> Q:
    inside = by.regions_inside
    mine = _anywhere(model, among, inside) if inside else Q(pk__in=[])
    begun = Q(pk__in=_begun(by, model, inside, among))
    placeless, drafts = ~_anywhere(model, among), _never_public(model, among)
    if not decides:
        return mine | begun & (placeless | drafts)
    meant = by.regions_meant
    # What has a place only by another draft goes public where that one does.
    waits = placeless & _anywhere(model, among, drafts=True) & ~_anywhere(model, among, meant, drafts=True)
    with_it = drafts & placeless & _anywhere(model, among, inside, drafts=True) if inside else Q(pk__in=[])
    for path, carrier in (some[-1] for path in model.region_paths if (some := _between(model, path))):
        held = _rows(model, among).filter(**_unplaced(carrier, f"{path}__"))
        ours = held.filter(**{f"{path}__in": _begun(by, carrier, inside, None)})
        with_it |= drafts & placeless & Q(pk__in=ours.values("pk"))
        waits |= placeless & Q(pk__in=held.values("pk"))
    return mine | with_it | begun & (placeless | drafts & _anywhere(model, among, meant)) & ~(drafts & waits)


@cache
def _between(model: type[Record], path: str) -> list[tuple[str, type[Record]]]:
    """The records between those of a kind and a region, each with the way there."""
    found, current, leads = [], model, path.split("__")[:-1]
    for place, step in enumerate(leads, 1):
        current = current._meta.get_field(step).related_model
        found += [("__".join(leads[:place]), current)] if issubclass(current, Record) else []
    return found


def _unplaced(model: type[Record], lead: str = "") -> dict[str, Any]:
    """Public and without region: whoever began such a record has it, or who is in charge of everything."""
    return {f"{lead}state": State.PUBLISHED} | {f"{lead}{path}__isnull": True for path in model.region_paths}


def unplaced_of_others(by: Editor, model: type[Record]) -> QuerySet:
    """Those that an account is not in charge of: what only they place is decided with them."""
    return _rows(model, None).filter(**_unplaced(model)).exclude(pk__in=_begun(by, model, by.regions_inside, None))


def _rows(model: type[Record], among: Collection[int] | None) -> QuerySet:
    rows = model._base_manager.order_by()
    return rows if among is None else rows.filter(pk__in=among)


def _anywhere(
    model: type[Record], among: Collection[int] | None, inside: Collection[int] | None = None, drafts: bool = False
) -> Q:
    """Placed along one of the paths of its kind."""
    found = Q(pk__in=[])
    for path in model.region_paths:
        found |= Q(pk__in=_placed(model, path, among, inside, drafts))
    return found


def _placed(
    model: type[Record], path: str, among: Collection[int] | None, inside: Collection[int] | None, drafts: bool
) -> QuerySet:
    """Keys of the records that have a region, or one of some, at the end of a path.

    What lies between must be public, unless `drafts`: whoever writes a draft could else move the records that name it.
    """
    said: dict[str, Any] = {f"{path}__isnull": False} if inside is None else {f"{path}__in": inside}
    said |= {} if drafts else {f"{lead}__state": State.PUBLISHED for lead, _ in _between(model, path)}
    return _rows(model, among).filter(**said).values("pk")


def _never_public(model: type[Record], among: Collection[int] | None) -> Q:
    released = _history(model, among).filter(state=RevisionState.RELEASED)
    return Q(state__in=(State.DRAFT, State.REVIEW)) & ~Q(pk__in=released.values("object_id"))


def _begun(by: Editor, model: type[Record], inside: set[int], among: Collection[int] | None) -> QuerySet:
    """Keys of the records that the account, or one whose region lies inside its own, began."""
    first = _history(model, among).filter(number=1, kind__in=_BEGUN)
    team = Editor.regions.through.objects.filter(region__in=inside).values("editor")
    return first.filter(Q(created_by=by) | Q(created_by__in=team)).values("object_id")


def _history(model: type[Record], among: Collection[int] | None) -> QuerySet:
    rows = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model)).order_by()
    return rows if among is None else rows.filter(object_id__in=among)


def is_in_charge(by: Editor, record: Record, *, decides: bool = False) -> bool:
    """The rule of `in_charge` for one record. Pages of the desk ask it many times, so its query is kept."""
    model = type(record)
    if not has_package(by, model) or record.pk is None:
        return False
    if is_unbounded(by):
        return True
    meant = frozenset(by.regions_meant) if decides else None
    key = ("in_charge", model, by.pk, frozenset(by.regions_inside), meant)
    return bool(prepared.ask(key, record.pk, lambda pk: _one_in_charge(by, model, pk, decides)))


def _one_in_charge(by: Editor, model: type[Record], pk: int, decides: bool) -> QuerySet:
    return in_charge(by, model._base_manager.filter(pk=pk), decides=decides).order_by().values_list("pk")
