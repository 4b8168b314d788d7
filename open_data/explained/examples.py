"""Requests to copy, made from what the directory has, so that each finds something. A test runs them as printed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from contacts.enums import Concern
from core.list_view import in_order
from core.words import Words, _lazy
from directory.detail import network_contact
from directory.facets import network_index
from documents.build import documents_of
from memory.kept import remembered
from networks.models import Event, Network
from open_data.api.answers import ROOT
from open_data.selection import LISTS

NETWORKS = f"{ROOT}/{Network.url_prefix}"
COUNTRY = "deutschland"  # as a place as good as none
BRIEF = ("kurztext", "regionen")
_FIRST = 20

READ_ALL = """\
import json
from urllib.request import urlopen

address = "{address}"
names = []
while address:
    with urlopen(address) as answer:
        page = json.load(answer)
    names += [entry["name"] for entry in page["eintraege"]]
    address = page.get("weiter")
print(len(names), "Einträge")
"""
READ_TABLE = """\
import pandas

table = pandas.read_csv("{address}", sep=";")
print(table.head())
"""


@dataclass(frozen=True)
class Example:
    """`code`: as it is typed; `path`: where one can look at it; `answer`: what comes back, where that is short."""

    title: Words
    code: str
    path: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Found:
    """What examples ask for: the place and the field that most networks have, and one of the first networks, with the
    address of its contact card."""

    region: str
    field: str
    word: str
    slug: str = ""
    key: int = 0
    card: str = ""


def for_programs() -> list[Example]:
    """For the page about the API."""
    return remembered("open data: examples of the API", _of_programs)


def for_people() -> list[Example]:
    """Of files and subscriptions."""
    return remembered("open data: examples of files", _of_people)


def _of_programs() -> list[Example]:
    return list(_for_programs(_found()))


def _of_people() -> list[Example]:
    return list(_for_people(_found()))


def _for_programs(found: Found) -> Iterator[Example]:
    place = {"region": found.region}
    yield curl(_lazy("Eine Liste, gefiltert wie die Seite"), NETWORKS, place, anzahl=3)
    if found.slug:
        address = f"{NETWORKS}/{found.slug}"
        brief = {"nur": ",".join(BRIEF)}
        yield curl(_lazy("Ein Eintrag, nur einige Schlüssel"), address, brief, answer=_brief(found.key))
        yield curl(_lazy("Ein Eintrag mit allen Angaben und Belegen"), address)
        yield curl(_lazy("Lebt er noch, und wen erreicht man?"), f"{address}/kontakt")
    yield curl(_lazy("Welche Filter gibt es, mit wie vielen Treffern?"), f"{ROOT}/facetten/netzwerke", place)
    yield curl(_lazy("Suche über alles"), f"{ROOT}/suche", {"q": found.word or "Netzwerk"}, anzahl=5)
    asked = {"anliegen": Concern.FOUND.value, **place}
    yield curl(_lazy("Wen fragt man? Der Förderkontakt mit Gründen"), f"{ROOT}/foerderkontakt", asked)
    address = f"{settings.SITE_URL}{at(NETWORKS, anzahl=100)}"
    yield Example(_lazy("Alle Seiten einer Liste lesen (Python)"), READ_ALL.format(address=address))


def _for_people(found: Found) -> Iterator[Example]:
    path, place = f"/{Network.url_prefix}/", {"region": found.region}
    yield curl(_lazy("Tabelle einer gefilterten Liste"), f"{path}liste.csv", place)
    yield curl(_lazy("Dieselbe Liste als Karte"), f"{path}karte.geojson", place)
    yield curl(_lazy("Neues in einem Feld als Feed"), f"{path}neu.atom", {"feld": found.field})
    yield curl(_lazy("Termine für den Kalender"), f"/{Event.url_prefix}/kalender.ics", place)
    if found.card:
        yield curl(_lazy("Kontakt eines Netzwerks fürs Telefonbuch (vCard)"), found.card)
    address = f"{settings.SITE_URL}{path}liste.csv"
    yield Example(_lazy("Tabelle lesen (Python mit pandas)"), READ_TABLE.format(address=address))


def curl(title: Words, path: str, asked: dict[str, Any] | None = None, answer: str = "", **more: Any) -> Example:
    path = at(path, **(asked or {}), **more)
    return Example(title, f'curl "{settings.SITE_URL}{path}"', path, answer)


def at(path: str, **asked: Any) -> str:
    """Addresses as people read them: their values are short names and plain words."""
    pairs = [f"{name}={value}" for name, value in asked.items() if value]
    return f"{path}{'?' if pairs else ''}{'&'.join(pairs)}"


def _brief(key: int) -> str:
    (document,) = documents_of(LISTS[Network.url_prefix].kind, [key], BRIEF)
    return json.dumps(document, ensure_ascii=False, indent=2)


def _found() -> Found:
    index = network_index()
    shown = index.select({})

    def most(param: str) -> Any:
        counts = shown.counts(param)
        options = (one for one in index.options[param] if one.offered and one.value != COUNTRY)
        return max(options, key=lambda one: counts[one.value], default=None)

    region, field = most("region"), most("feld")
    asked = (region.value if region else "", field.value if field else "", _word(str(field.label)) if field else "")
    networks = in_order(Network.objects.all(), shown.page(1, _FIRST))
    cards = {network: network_contact(network).vcard_url for network in networks}
    known = [network for network in networks if cards[network]] or networks
    return Found(*asked, known[0].slug, known[0].pk, cards[known[0]]) if known else Found(*asked)


def _word(label: str) -> str:
    """A plain one of a name, which needs no escaping in an address."""
    words: Iterable[str] = (word for word in label.replace("-", " ").split() if word.isascii() and word.isalpha())
    return max(words, key=len, default="")
