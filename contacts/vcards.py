"""Contacts as vCards (RFC 6350): only what is published, no number that a source prints wrongly."""

import re
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from contacts.cards import ContactCard
from core.words import _

# What some programs take for the end of a line besides CR and LF.
_LINE_ENDS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
TYPES = {"telefon": "work,voice", "mobil": "work,cell", "fax": "work,fax"}
_LINE = 75  # octets, RFC 6350 section 3.2


def person_vcard(card: ContactCard, about: Iterable[str], base_url: str) -> str:
    """A person with their own channels; `about`: for what they are responsible."""
    person = card.person
    lines = [
        "KIND:individual",
        f"FN:{escaped(person.full_name)}",
        f"N:{escaped(person.family_name)};{escaped(person.given_name)};;{escaped(person.title)};",
    ]
    if card.organisation:
        lines.append(f"ORG:{escaped(card.organisation.name)}")
    if person.function:
        lines.append(f"TITLE:{escaped(person.function)}")
    checked = (
        _("geprüft am {checked_on:%d.%m.%Y}").format(checked_on=person.checked_on)
        if person.checked_on
        else unconfirmed(card.stand)
    )
    names = ", ".join(about)
    note = _("Ansprechperson für {names}; {checked}").format(names=names, checked=checked) if names else checked
    return _whole([*lines, *_ways(card.channels)], note, f"{base_url}{person.get_absolute_url()}")


def unconfirmed(stand: str) -> str:
    """How sure a card is that nobody has checked. `stand`: from when its oldest part is."""
    if stand:
        return _("aus der Quelle (Stand {stand}), nicht bestätigt").format(stand=stand)
    return _("aus der Quelle, ohne Datum, nicht bestätigt")


def office_vcard(name: str, channels: Iterable[Any], note: str, page: str) -> str:
    """An organisation or a network; `page`: its address here."""
    return _whole(["KIND:org", f"FN:{escaped(name)}", *_ways(channels)], note, page)


def website_vcard(name: str, url: str, note: str, page: str) -> str:
    """Of whom only the website is known."""
    return _whole(["KIND:org", f"FN:{escaped(name)}", _url(url)], note, page)


def vcard_response(text: str, name: str) -> HttpResponse:
    """A download."""
    response = HttpResponse(text, content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.vcf"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _whole(lines: list[str], note: str, page: str) -> str:
    whole = ["BEGIN:VCARD", "VERSION:4.0", *lines, f"NOTE:{escaped(note)}", f"SOURCE:{page}", "END:VCARD"]
    return "".join(f"{folded(line)}\r\n" for line in whole)


def _ways(channels: Iterable[Any]) -> list[str]:
    return [line for channel in channels if not channel.is_faulty for line in _channel(channel)]


def _channel(channel) -> Iterable[str]:
    if channel.kind in TYPES:
        # A value with several numbers cannot be dialled and stays text.
        kind = f'TYPE="{TYPES[channel.kind]}"'
        number = f"VALUE=uri:tel:{channel.dial}" if channel.dial else f"VALUE=text:{escaped(channel.value)}"
        yield f"TEL;{kind};{number}"
    elif channel.kind == "e-mail":
        yield f"EMAIL;TYPE=work:{escaped(channel.value)}"
    elif channel.kind == "post":
        yield f"ADR;TYPE=work:;;{escaped(channel.value)};;;;"
    elif channel.kind == "web" and channel.href:
        yield _url(channel.href)


def _url(address: str) -> str:
    return "URL:" + re.sub(r"[\x00-\x20\x7f\x85\u2028\u2029]", "", address)


def escaped(text: str) -> str:
    """Text of a vCard: backslash, comma, semicolon and line breaks escaped, other control characters dropped."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    text = _LINE_ENDS.sub("\\\\n", text)
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text)


def folded(line: str) -> str:
    """Lines of at most 75 octets; the next begins with a blank. No character is torn apart."""
    parts, size = [""], 0
    for char in line:
        width = len(char.encode())
        if size + width > _LINE:
            parts.append(" ")
            size = 1
        parts[-1] += char
        size += width
    return "\r\n".join(parts)
