"""Taking up the suggestion of a check: the same address with https, as a change like any other."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Editor
from links.models import LinkResult
from publishing import actions, snapshots
from publishing.locking import locked
from publishing.models import Link, Record, Revision
from publishing.permissions import check_edit


@transaction.atomic
def to_https(*, link: Link, by: Editor) -> Revision | None:
    """At once in a draft, as a pending change of what is public. Raises ValidationError, PermissionDenied."""
    record: Record | None = link.subject
    if record is None:
        raise ValidationError("Den Eintrag zu diesem Link gibt es nicht mehr.", code="gone")
    locked(record)
    check_edit(by, record)
    latest = LinkResult.objects.filter(url=link.url).order_by("-day").first()
    if latest is None or not latest.suggestion:
        raise ValidationError("Zu diesem Link gibt es keinen Vorschlag mehr.", code="no_suggestion")
    snapshot = snapshots.take(record)
    row = snapshot["parts"]["links"].get(str(link.pk))
    if row is None or row["fields"]["url"] != link.url:
        raise ValidationError("Diesen Link hat gerade jemand geändert.", code="changed")
    row["fields"]["url"] = latest.suggestion
    return actions.propose(record=record, snapshot=snapshot, by=by, why="Link antwortet auch mit https")
