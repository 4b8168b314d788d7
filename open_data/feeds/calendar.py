"""Events for calendars (RFC 5545): those that a source gives to the day. A month or a plan is no date to keep.

Written here, not by a library: whole days are a few lines, and one that also reads and reckons everything else takes
each process 11 MB. Tests read it with one.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from contacts.vcards import escaped, folded
from core.kinds import kind_of
from core.words import _, ngettext
from documents.build import documents_of
from networks.activity_times import days_of
from networks.models import Event
from open_data.selection import Selection
from publishing.enums import Certainty

Doc = dict[str, Any]
_SAID = (
    "terminart", "kurztext", "beginn", "ende", "geplant", "ort", "ort_wie_angegeben", "region", "veranstaltet_von",
    "felder",
)  # fmt: skip
_BATCH = 500
# A calendar must have something in it; where no event is known, the time that they would be in.
_NOTHING = (
    "BEGIN:VTIMEZONE", "TZID:Europe/Berlin", "BEGIN:STANDARD", "DTSTART:19701025T030000", "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


def calendar_of_event(event: Event) -> str:
    """Empty for one without a day."""
    lines = [line for document in _documents([event.pk]) for line in _event(document)]
    return _whole([], lines) if lines else ""


def calendar_of(selection: Selection) -> str:
    """All events of a list that have a day; it says how many have none."""
    events, without_day = list[str](), 0
    for pks in selection.batches(_BATCH):
        for document in _documents(pks):
            lines = list(_event(document))
            events += lines
            without_day += not lines
    return _whole(_about(selection, without_day), events)


def _documents(pks: list[int]) -> list[Doc]:
    return documents_of(kind_of(Event), pks, only=_SAID)


def _about(selection: Selection, without_day: int) -> Iterator[str]:
    listing = selection.listing
    name = " · ".join([_("Termine"), *(chip.label for chip in listing.chips)])
    yield from (f"{key}:{escaped(f'{name} – {settings.SITE_NAME}')}" for key in ("NAME", "X-WR-CALNAME"))
    if without_day:
        words = ngettext(
            "Nicht dabei: {count} Termin ohne genauen Tag in der Quelle.",
            "Nicht dabei: {count} Termine ohne genauen Tag in der Quelle.",
            without_day,
        ).format(count=without_day)
        yield from (f"{key}:{escaped(words)}" for key in ("DESCRIPTION", "X-WR-CALDESC"))
    yield f"URL:{settings.SITE_URL}{listing.url()}"
    yield from ("REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D")


def _event(document: Doc) -> Iterator[str]:
    start, end = (document.get(key, {}).get("wert", "") for key in ("beginn", "ende"))
    days = days_of(document["terminart"]["wert"], document["geplant"], start, end)
    if days is None:
        return
    changed = f"{datetime.fromisoformat(document['geaendert']).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield from ("BEGIN:VEVENT", f"UID:termin-{document['id']}@{urlsplit(settings.SITE_URL).hostname}")
    yield from (f"DTSTAMP:{changed}", f"LAST-MODIFIED:{changed}")
    yield from (f"DTSTART;VALUE=DATE:{days.first:%Y%m%d}", f"DTEND;VALUE=DATE:{days.last + timedelta(days=1):%Y%m%d}")
    yield f"SUMMARY:{escaped(document['name'])}"
    if place := ", ".join(dict.fromkeys(_places(document))):
        yield f"LOCATION:{escaped(place)}"
    yield f"DESCRIPTION:{escaped(chr(10).join(_description(document)))}"
    if fields := document.get("felder"):
        yield f"CATEGORIES:{','.join(escaped(field['name']) for field in fields)}"
    if not any(proof["sicherheit"] == Certainty.STATED for proof in document["belege"].get("beginn", ())):
        yield "STATUS:TENTATIVE"
    yield from (f"URL:{document['adresse']}", "TRANSP:TRANSPARENT", "END:VEVENT")


def _places(document: Doc) -> Iterator[str]:
    if "ort_wie_angegeben" in document:
        yield document["ort_wie_angegeben"]
    yield from (document[key]["name"] for key in ("ort", "region") if key in document)


def _description(document: Doc) -> Iterator[str]:
    if "kurztext" in document:
        yield document["kurztext"]
    if "veranstaltet_von" in document:
        yield _("Veranstaltet von: {name}").format(name=document["veranstaltet_von"])
    for source in document["quellen"]:
        stand = source.get("stand")
        words = _("Quelle: {name} (Stand {stand})") if stand else _("Quelle: {name}")
        yield words.format(name=source["name"], stand=stand and stand["text"])
    yield document["adresse"]


def _whole(about: Iterable[str], events: list[str]) -> str:
    product = escaped(settings.SITE_NAME).replace("/", " ")
    begin = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{product}//{_('Termine')}//DE", "CALSCALE:GREGORIAN")
    return "".join(f"{folded(line)}\r\n" for line in (*begin, *about, *(events or _NOTHING), "END:VCALENDAR"))
