"""A bookmark list to take along: a table for spreadsheets, and the contacts as vCards."""

import csv
import io
import re
from collections.abc import Iterable

from core.formulas import harmless
from core.words import _
from directory.profiles import Profiles
from networks.models import Network

TYPES = {"telefon": "work,voice", "mobil": "work,cell", "fax": "work,fax"}
_LINE = 75  # octets, RFC 6350 section 3.2


def table(profiles: Profiles, base_url: str) -> str:
    """Semicolons and a byte order mark, as German spreadsheets expect it; formulas are made harmless."""
    attributes = profiles.attributes()
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [_("Name"), _("Kurztext"), *(attribute.label for attribute in attributes), _("Eintrag"), _("Quellen")]
    )
    sources = _sources(profiles)
    for number, network in enumerate(profiles.networks):
        cells = [" | ".join(_words(value) for value in attribute.cells[number]) for attribute in attributes]
        row = [network.name, network.summary, *cells, f"{base_url}{network.get_absolute_url()}", sources[network.pk]]
        writer.writerow([harmless(cell) for cell in row])
    return "\N{BYTE ORDER MARK}" + text.getvalue()


def _words(value) -> str:
    return _("{text} (Stand {stand})").format(text=value.text, stand=value.stand) if value.stand else value.text


def _sources(profiles: Profiles) -> dict[int, str]:
    """The documents each network cites, with their Stand."""
    documents, found = profiles.notes.documents, {}
    for network in profiles.networks:
        rows = [row for rows in profiles.rows.values() for row in rows.get(network.pk, ())]
        keys = dict.fromkeys(getattr(row, "source_id", None) for row in rows)
        cited = [documents[key] for key in keys if key in documents]
        found[network.pk] = " | ".join(
            _("{source} (Stand {as_of})").format(source=source, as_of=source.as_of_display)
            if source.as_of
            else str(source)
            for source in cited
        )
    return found


def vcards(profiles: Profiles, base_url: str) -> str:
    """The people responsible for the networks who have a channel of their own, each once (vCard 4.0)."""
    seen: dict[int, tuple] = {}
    for network in profiles.networks:
        for card in profiles.cards_of(network):
            seen.setdefault(card.person.pk, (card, []))[1].append(network)
    return "".join(
        _vcard(card, networks, base_url)
        for card, networks in seen.values()
        if any(not channel.is_faulty for channel in card.channels)
    )


def _vcard(card, networks: list[Network], base_url: str) -> str:
    person, page = card.person, f"{base_url}{card.person.get_absolute_url()}"
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:individual",
        f"FN:{escaped(person.full_name)}",
        f"N:{escaped(person.family_name)};{escaped(person.given_name)};;{escaped(person.title)};",
    ]
    if card.organisation:
        lines.append(f"ORG:{escaped(card.organisation.name)}")
    if person.function:
        lines.append(f"TITLE:{escaped(person.function)}")
    lines += [line for channel in card.channels if not channel.is_faulty for line in _channel(channel)]
    names = ", ".join(network.name for network in networks)
    checked = (
        _("geprüft am {checked_on:%d.%m.%Y}").format(checked_on=person.checked_on)
        if person.checked_on
        else _("aus der Quelle, nicht bestätigt")
    )
    note = _("Ansprechperson für {names}; {checked}").format(names=names, checked=checked)
    lines += [f"NOTE:{escaped(note)}", f"SOURCE:{page}", "END:VCARD"]
    return "".join(f"{folded(line)}\r\n" for line in lines)


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
    elif channel.kind == "web":
        yield "URL:" + re.sub(r"[\x00-\x20\x7f]", "", channel.value)


def escaped(text: str) -> str:
    """Text of a vCard: backslash, comma, semicolon and line breaks escaped, other control characters dropped."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    text = re.sub(r"\r\n|\r|\n", "\\\\n", text)
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
