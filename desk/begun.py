"""What an account works on."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Editor
from publishing.enums import RevisionKind, RevisionState
from publishing.models import Revision
from releasing.living import of_living

_WRITING = (RevisionKind.NEW, RevisionKind.IMPORT, RevisionKind.EDIT, RevisionKind.RESTORE)


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
