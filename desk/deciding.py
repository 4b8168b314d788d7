"""Whether an account decides about an open change, and how: the same on its page and below its preview."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import Editor
from publishing.enums import RevisionState, Verb
from publishing.models import Record, Revision
from publishing.permissions import can_move, check_release


@dataclass(frozen=True)
class Decision:
    """`url`: of the page that takes it, with the comparison; `token`: of what was seen; `why_not`: it is not released,
    in words; `authors`: to whom it goes back."""

    url: str
    token: str
    decidable: bool
    returnable: bool
    authors: str
    button: str = "Freigeben"
    why_not: str = ""


def decision(by: Editor, record: Record | None, revision: Revision, token: str) -> Decision:
    """About a change that is part of nothing."""
    waits, why_not = bool(record) and revision.state == RevisionState.REVIEW, ""
    try:
        if waits:
            check_release(by, revision)
    except PermissionDenied as refused:
        why_not = str(refused)
    except ValidationError as refused:
        why_not = " ".join(refused.messages)
    returnable = bool(record and revision.is_open and can_move(by, record, Verb.SEND_BACK, revision))
    authors = ", ".join(map(str, revision.authors.all()))
    return Decision(
        reverse("desk:change", args=[revision.pk]), token, waits and not why_not, returnable, authors, why_not=why_not
    )
