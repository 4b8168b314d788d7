"""What there is still somebody to decide about."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet

from core.kinds import record_models
from publishing.enums import State


def of_living(rows: QuerySet) -> QuerySet:
    """Those rows about records that are still there and not archived: about others there is nothing to do."""
    about = Q(pk__in=[])
    for model in record_models():
        there = model._base_manager.filter(pk=OuterRef("object_id")).exclude(state=State.ARCHIVED)
        about |= Q(Exists(there), content_type=ContentType.objects.get_for_model(model))
    return rows.filter(about)
