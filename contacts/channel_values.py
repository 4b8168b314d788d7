"""What may be written as a way to reach somebody, and where it leads: by kind, the same in forms and imports."""

from functools import lru_cache

from django.core.exceptions import ValidationError

from contacts.enums import ChannelKind
from core.words import _
from inputs.local_addresses import visitors_href
from inputs.mail import mail_href, meant_address
from inputs.phones import each_number, has_number, is_mobile, is_too_short, only_number
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
    if kind in NUMBERS and any(map(is_too_short, each_number(value))):
        raise _refused(value, _("zu kurz für eine Telefonnummer"))


def _refused(value: str, what: str, meant: str = "") -> ValidationError:
    words = _("„{value}“ ist {what}.").format(value=value[:80], what=what)
    if meant:
        words += " " + _("Gemeint ist wohl „{meant}“.").format(meant=meant)
    return ValidationError(words, code="channel")


def each(kind: str, value: str) -> list[tuple[str, str]]:
    """The ways that a text names, each by itself with its kind: of numbers in a list, which of them are mobile."""
    if kind not in NUMBERS:
        return [(kind, value)]
    found = each_number(value)
    is_asked = kind == ChannelKind.PHONE and len(found) > 1
    return [(ChannelKind.MOBILE.value if is_asked and is_mobile(one) else kind, one) for one in found]


def check_one(kind: str, value: str) -> None:
    """For a field that holds one number. Raises ValidationError in words."""
    if len(found := each(kind, value)) > 1:
        named = ", ".join(f"„{one[:60]}“" for _kind, one in found)
        words = _("Das sind {count} Nummern: {named}. Bitte jede in eine Zeile für sich.")
        raise ValidationError(words.format(count=len(found), named=named), code="channel")


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
