"""Why entries are about to be written: said by the page that leads to them, offered by their forms as the reason."""

from collections.abc import Iterable

from django.http import HttpRequest

from publishing.models import Record

_KEPT = "desk.reasons"


def give_reason(request: HttpRequest, records: Iterable[Record], words: str) -> None:
    """For what the visitor of the desk writes next at these entries; the latest counts."""
    request.session[_KEPT] = [words[:300], [_key(record) for record in records]]


def reason_for(request: HttpRequest, record: Record | None) -> str:
    """Empty where none was given for just this entry."""
    words, keys = request.session.get(_KEPT) or ("", [])
    return words if record is not None and _key(record) in keys else ""


def forget_reason(request: HttpRequest, words: str) -> None:
    """It is no reason any more."""
    if (request.session.get(_KEPT) or [""])[0] == words:
        del request.session[_KEPT]


def _key(record: Record) -> list:
    return [record._meta.label_lower, record.pk]
