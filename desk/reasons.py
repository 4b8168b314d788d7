"""Why an entry is about to be written: said by the page that leads to it, and offered by its forms as the reason."""

from django.http import HttpRequest

from publishing.models import Record

_KEPT = "desk.reason"


def give_reason(request: HttpRequest, record: Record, words: str) -> None:
    """For what the visitor of the desk writes next at an entry; the latest counts."""
    request.session[_KEPT] = [record._meta.label_lower, record.pk, words[:300]]


def reason_for(request: HttpRequest, record: Record | None) -> str:
    """Empty where none was given for just this entry."""
    label, pk, words = request.session.get(_KEPT) or ("", 0, "")
    return words if record is not None and (label, pk) == (record._meta.label_lower, record.pk) else ""
