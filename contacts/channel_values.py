"""What may be written as a way to reach somebody, and where it leads: by kind, the same in forms and imports."""

from functools import lru_cache

from django.core.exceptions import ValidationError

from contacts.enums import ChannelKind
from core.words import _
from inputs.local_addresses import visitors_href
from inputs.mail import mail_href, meant_address
from inputs.phones import has_number, only_number
from inputs.web import tel_href, web_href

NUMBERS = frozenset({ChannelKind.PHONE, ChannelKind.MOBILE, ChannelKind.FAX})


def validate(kind: str, value: str) -> None:
    """Raises ValidationError in words. Numbers may carry words and several numbers, as sources print them."""
    if kind == ChannelKind.EMAIL and not mail_href(value):
        raise _refused(value, _("keine E-Mail-Adresse"), meant_address(value))
    if kind == ChannelKind.WEB and not web_href(value):
        raise _refused(value, _("keine Adresse im Netz"))
    if kind in NUMBERS and not has_number(value):
        raise _refused(value, _("keine Telefonnummer"))


def _refused(value: str, what: str, meant: str = "") -> ValidationError:
    words = _("„{value}“ ist {what}.").format(value=value[:80], what=what)
    if meant:
        words += " " + _("Gemeint ist wohl „{meant}“.").format(meant=meant)
    return ValidationError(words, code="channel")


def dialled(kind: str, value: str) -> str:
    """The number for a ``tel:`` address; empty where the value is no number, or not exactly one. Kept in a column."""
    return only_number(value) if kind in NUMBERS else ""


@lru_cache(maxsize=1000)
def link(kind: str, value: str, dial: str) -> str:
    """The address that a visitor's browser opens; nothing where there is none. `dial`: the number as dialled."""
    if kind == ChannelKind.EMAIL:
        return mail_href(value)
    if kind == ChannelKind.WEB:
        return visitors_href(value)
    return tel_href(dial) if kind in NUMBERS and kind != ChannelKind.FAX and dial else ""
