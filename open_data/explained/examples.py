"""Requests to copy, made from what the directory has, so that each finds something. A test runs them as printed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from contacts.enums import Concern
from core.words import Words, _lazy
from directory.facets import network_index
from documents.build import documents_of
from memory.kept import remembered
from networks.models import Event, Network
from open_data.api.answers import ROOT
from open_data.selection import LISTS

NETWORKS = f"{ROOT}/{Network.url_prefix}"
COUNTRY = "deutschland"  # as a place as good as none
BRIEF = ("kurztext", "regionen")

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
    """`code`: as it is typed; `answer`: what comes back, where that is short enough to read."""

    title: Words
    code: str
    answer: str = ""


@dataclass(frozen=True)
class Found:
    """What examples ask for: the place and the field that most networks have, and the first network."""

    region: str
    field: str
    word: str
    slug: str
    key: int


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
    yield Example(_lazy("Eine Liste, gefiltert wie die Seite"), curl(NETWORKS, place, anzahl=3))
    if found.slug:
        address = f"{NETWORKS}/{found.slug}"
        brief = {"nur": ",".join(BRIEF)}
        yield Example(_lazy("Ein Eintrag, nur einige Schlüssel"), curl(address, brief), _brief(found.key))
        yield Example(_lazy("Ein Eintrag mit allen Angaben und Belegen"), curl(address))
        yield Example(_lazy("Lebt er noch, und wen erreicht man?"), curl(f"{address}/kontakt"))
    yield Example(_lazy("Welche Filter gibt es, mit wie vielen Treffern?"), curl(f"{ROOT}/facetten/netzwerke", place))
    yield Example(_lazy("Suche über alles"), curl(f"{ROOT}/suche", {"q": found.word or "Netzwerk"}, anzahl=5))
    concern = {"anliegen": Concern.FOUND.value}
    yield Example(
        _lazy("Wen fragt man? Der Förderkontakt mit Gründen"), curl(f"{ROOT}/foerderkontakt", concern, **place)
    )
    yield Example(_lazy("Alle Seiten einer Liste lesen (Python)"), READ_ALL.format(address=url(NETWORKS, anzahl=100)))


def _for_people(found: Found) -> Iterator[Example]:
    path, place = f"/{Network.url_prefix}/", {"region": found.region}
    yield Example(_lazy("Tabelle einer gefilterten Liste"), curl(f"{path}liste.csv", place))
    yield Example(_lazy("Dieselbe Liste als Karte"), curl(f"{path}karte.geojson", place))
    yield Example(_lazy("Neues in einem Feld als Feed"), curl(f"{path}neu.atom", {"feld": found.field}))
    yield Example(_lazy("Termine für den Kalender"), curl(f"/{Event.url_prefix}/kalender.ics", place))
    yield Example(_lazy("Tabelle lesen (Python mit pandas)"), READ_TABLE.format(address=url(f"{path}liste.csv")))


def curl(path: str, asked: dict[str, Any] | None = None, **more: Any) -> str:
    return f'curl "{url(path, asked, **more)}"'


def url(path: str, asked: dict[str, Any] | None = None, **more: Any) -> str:
    """Addresses as people read them: their values are short names and plain words."""
    pairs = [f"{name}={value}" for name, value in {**(asked or {}), **more}.items() if value]
    return f"{settings.SITE_URL}{path}{'?' if pairs else ''}{'&'.join(pairs)}"


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
    keys = shown.page(1, 1)
    slug = Network.objects.values_list("slug", flat=True).get(pk=keys[0]) if keys else ""
    return Found(
        region.value if region else "",
        field.value if field else "",
        _word(str(field.label)) if field else "",
        slug,
        keys[0] if keys else 0,
    )


def _word(label: str) -> str:
    """A plain one of a name, which needs no escaping in an address."""
    words: Iterable[str] = (word for word in label.replace("-", " ").split() if word.isascii() and word.isalpha())
    return max(words, key=len, default="")
