"""What an account works on, and what there is still somebody to decide about."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Editor
from publishing.enums import RevisionKind, RevisionState, State
from publishing.models import Revision, record_models

_WRITING = (RevisionKind.NEW, RevisionKind.IMPORT, RevisionKind.EDIT, RevisionKind.RESTORE)


def of_living(rows: QuerySet) -> QuerySet:
    """Those rows about records that are still there and not archived: about others there is nothing to do."""
    about = Q(pk__in=[])
    for model in record_models():
        there = model._base_manager.filter(pk=OuterRef("object_id")).exclude(state=State.ARCHIVED)
        about |= Q(Exists(there), content_type=ContentType.objects.get_for_model(model))
    return rows.filter(about)


def begun_by(editor: Editor) -> QuerySet[Revision]:
    """What an account has begun and not handed in, or got back and not handed in again.

    Of a new entry nothing waits while it is a draft; what stands for it is the last thing that was saved.
    """
    later = Revision.objects.filter(
        content_type=OuterRef("content_type"), object_id=OuterRef("object_id"), number__gt=OuterRef("number")
    )
    again = later.filter(kind__in=(RevisionKind.FIRST, RevisionKind.DELETE))
    returned = Q(state=RevisionState.RETURNED) & ~Exists(again)
    begun = Q(state=RevisionState.APPLIED, kind__in=_WRITING) & ~Exists(later.exclude(kind=RevisionKind.MERGE))
    return of_living(Revision.objects.filter(Q(state=RevisionState.DRAFT) | returned | begun, authors=editor))
