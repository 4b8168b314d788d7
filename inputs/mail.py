"""Mail addresses: which may stand in a link, and which one people mean that they write around robots."""

import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from inputs.text import one_line

MOST = 320  # characters of a text with an address
_OPEN, _SHUT = r" ?[(\[{<] ?", r" ?[)\]}>] ?"
_AT = re.compile(rf"{_OPEN}(?:at|ät|a|@|klammeraffe){_SHUT}| (?:at|ät) | ?@ ?|[-_](?:at|ät)[-_]", re.IGNORECASE)
_DOT = re.compile(rf"{_OPEN}(?:dot|punkt|\.){_SHUT}| (?:dot|punkt) ", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:(?:e-?)?mail(?:adresse)?(?: ?: ?| )|mailto:)", re.IGNORECASE)
_WITH_NAME = re.compile(r"[^<>@]{0,200}<([^<>\s]{3,300})>")  # „Erika Muster <erika@netz.example>“
_MADE = re.compile(r"(?:vor|nach|first|last)name(?![a-z])", re.IGNORECASE)  # how addresses somewhere are made
# In the address of a link these would begin something else.
_QUOTED = str.maketrans({char: f"%{ord(char):02X}" for char in "%?&#"})


@lru_cache(maxsize=1000)
def mail_href(address: str) -> str:
    """„mailto:…“ for one mail address; nothing for anything else."""
    return f"mailto:{address.translate(_QUOTED)}" if _is_one(address) else ""


def address_in(text: str) -> str:
    """The one address that a text means; nothing where it means none, or several.

    >>> address_in("erika (at) netz punkt example")
    'erika@netz.example'
    """
    text = _BEFORE.sub("", one_line(text[: MOST + 1])).rstrip(".,;")
    if len(text) > MOST:
        return ""
    text = named[1] if (named := _WITH_NAME.fullmatch(text)) and _is_one(named[1]) else text
    if _is_one(text):
        return text
    mailbox, *rest = _AT.split(text)
    address = _DOT.sub(".", f"{mailbox}@{rest[0]}") if len(rest) == 1 else ""
    return address if _is_one(address) else ""


def meant_address(text: str) -> str:
    """The same, also where a comma stands for a dot; what to ask whoever wrote it."""
    return address_in(text) or address_in(text.replace(",", "."))


def _is_one(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return not _MADE.search(text.rpartition("@")[0])
