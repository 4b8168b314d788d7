"""Which records an account is in charge of: by region, with what lies inside, and by kind of entry."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from core.facets import cached_index
from publishing.enums import RevisionKind, State
from publishing.models import ContentStamp, Editor, Record, Revision
from regions.tree import RegionTree

_BEGUN = (RevisionKind.NEW, RevisionKind.IMPORT)


def is_unbounded(by: Editor) -> bool:
    """In charge of every region, also of what belongs to none."""
    return by.is_superuser or by.all_regions or by.has_perm("publishing.change_editor")


def has_package(by: Editor, model: type[Record]) -> bool:
    return by.is_superuser or not by.packages or model._meta.app_label in by.packages


def regions_of(by: Editor) -> set[int]:
    """The regions of an account and everything inside them; asked once for each loaded account."""
    if not hasattr(by, "_regions_inside"):  # not in __dict__: the account of a request is a lazy wrapper
        own = list(by.regions.values_list("pk", flat=True))
        tree = cached_index("territory", ContentStamp.current(), RegionTree.load) if own else None
        by._regions_inside = set().union(*(tree.inside(pk) for pk in own)) if tree else set()
    return by._regions_inside


def in_charge(by: Editor, records: QuerySet) -> QuerySet:
    """The records of a queryset that an account is in charge of.

    Without regional bound: all of its packages. Else those with a region inside its own, and drafts without
    any region that it began itself: nobody could give a new entry its region otherwise.
    """
    model = records.model
    if not has_package(by, model):
        return records.none()
    if is_unbounded(by):
        return records
    inside = regions_of(by)
    mine = Q(pk__in=[])
    for path in model.region_paths if inside else ():
        mine |= Q(pk__in=model._base_manager.filter(**{f"{path}__in": inside}).order_by().values("pk"))
    begun = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(model), number=1, kind__in=_BEGUN, created_by=by
    )
    placeless = Q(state=State.DRAFT, pk__in=begun.order_by().values("object_id"))
    for path in model.region_paths:
        placed = model._base_manager.filter(**{f"{path}__isnull": False})
        placeless &= ~Q(pk__in=placed.order_by().values("pk"))
    return records.filter(mine | placeless)


def is_in_charge(by: Editor, record: Record) -> bool:
    if not has_package(by, type(record)):
        return False
    return is_unbounded(by) or in_charge(by, type(record)._base_manager.filter(pk=record.pk)).exists()
