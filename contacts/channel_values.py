"""What may be written as a way to reach somebody, and where it leads: by kind, the same in forms and imports."""

import re
from functools import lru_cache

from django.core.exceptions import ValidationError

from contacts.enums import ChannelKind
from core import hrefs
from core.words import _
from publishing.local_addresses import visitors_href

NUMBERS = frozenset({ChannelKind.PHONE, ChannelKind.MOBILE, ChannelKind.FAX})
_SEVERAL = re.compile(r"[,;]")
# Between two digits: another number, hours, an extension. Joined they would call somebody else.
_APART = re.compile(r"[\n\r\v\f\x85\u2028\u2029]|[^\W\d_]")
_NUMERALS = re.compile(r"\d")
_FEWEST_DIGITS = 3  # 115
_MOST_DIGITS = 15  # of an international number, ITU-T E.164
_SERVICE_DIGITS = 6  # 116117; longer ones without „0“ lack their area code
_NO_NUMBER = re.compile(r"@|://|\d[.,]?\d{0,20}E[+-]?\d", re.IGNORECASE)


def validate(kind: str, value: str) -> None:
    """Raises ValidationError in words. Numbers may carry words and several numbers, as sources print them."""
    if kind == ChannelKind.EMAIL and not hrefs.mail_href(value):
        raise _refused(value, _("keine E-Mail-Adresse"))
    if kind == ChannelKind.WEB and not hrefs.web_href(value):
        raise _refused(value, _("keine Adresse im Netz"))
    if kind in NUMBERS and (_NO_NUMBER.search(value) or len(re.findall(r"\d", value)) < _FEWEST_DIGITS):
        raise _refused(value, _("keine Telefonnummer"))


def _refused(value: str, what: str) -> ValidationError:
    return ValidationError(_("„{value}“ ist {what}.").format(value=value[:80], what=what), code="channel")


@lru_cache(maxsize=1000)
def dialled(kind: str, value: str) -> str:
    """The number for a ``tel:`` address: international, German where no country is given.

    Empty where the value is no number, or several, or a doubtful one: longer than any, or local without its area.
    """
    places = [found.start() for found in _NUMERALS.finditer(value)]
    if kind not in NUMBERS or not places or _SEVERAL.search(value) or _APART.search(value, places[0], places[-1]):
        return ""
    value = re.sub(r"[^\d+()]", "", value)
    if abroad := re.match(r"\(?(?:\+|00)", value):  # „(0)“ after a country is dialled only inside it
        digits = re.sub(r"\D", "", value[abroad.end() :].replace("(0)", ""))
        return f"+{digits}" if 0 < len(digits) <= _MOST_DIGITS else ""
    digits = re.sub(r"\D", "", value)
    if digits.startswith("0"):
        return f"+49{digits.removeprefix('0')}" if len(digits) < _MOST_DIGITS else ""
    return digits if len(digits) <= _SERVICE_DIGITS else ""


@lru_cache(maxsize=1000)
def link(kind: str, value: str, dial: str) -> str:
    """The address that a visitor's browser opens; nothing where there is none. `dial`: the number as dialled."""
    if kind == ChannelKind.EMAIL:
        return hrefs.mail_href(value)
    if kind == ChannelKind.WEB:
        return visitors_href(value)
    return hrefs.tel_href(dial) if kind in NUMBERS and kind != ChannelKind.FAX and dial else ""
