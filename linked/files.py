"""The files in which a dataset can be had."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from core.words import Words, _, _lazy
from linked.addresses import SERVICES_PATH, VOCABULARY_PATH
from linked.datasets import DATASETS, Dataset
from linked.graph import Node
from linked.services import services
from linked.vocabularies import VOCABULARIES, concepts_of
from linked.writers import FORMATS, Format
from memory.kept import remembered
from networks.models import Event
from open_data.downloads.dump import Dump, kept
from open_data.downloads.forms import FORMS as LIST_FORMS
from open_data.downloads.forms import forms_of
from open_data.feeds.atom import FEEDS
from open_data.selection import LISTS
from pages.moments import What
from sheets.writing_xlsx import MIME


class File(NamedTuple):
    """A way in which a dataset can be had; `code`: in the EU's list of file types. `size`: in bytes, where it is known
    without making the file for it; `checksum`: SHA-256; `is_packed`: with gzip."""

    key: str
    title: Words
    path: str
    code: str
    media_type: str
    size: int | None = None
    checksum: str = ""
    about: Words = ""
    is_packed: bool = False


@dataclass(frozen=True)
class Document:
    """One of our own about some datasets, in each format. `path`: its address, before the key of the format."""

    datasets: tuple[str, ...]
    standard: str
    path: str
    nodes: Callable[[], list[Node]]
    about: Words = ""

    def sizes(self) -> dict[str, int]:
        nodes = self.nodes()
        return {form.key: len(form.write(nodes).encode()) for form in FORMATS}

    def files(self) -> Iterator[File]:
        sizes = remembered(f"sizes of {self.path}", self.sizes, daily=True)
        for form in FORMATS:
            yield self._file(form, sizes[form.key])

    def _file(self, form: Format, size: int) -> File:
        key, title = f"{self.standard.casefold()}-{form.key}", f"{self.standard}, {form.name}"
        return File(key, title, f"{self.path}{form.key}/", form.code, form.media_type, size, about=self.about)


SERVICES = _lazy(
    "Öffentliche Leistungen: Programme und Angebote, bei denen eine Quelle sagt, welche öffentliche Stelle sie vergibt "
    "oder macht."
)
DOCUMENTS = (
    *(Document((one.key,), "SKOS", f"{VOCABULARY_PATH}{one.key}/", partial(concepts_of, one)) for one in VOCABULARIES),
    Document(("foerderprogramme", "angebote"), "CPSV-AP", SERVICES_PATH, services, SERVICES),
)


# What lists can be had in, by the EU's list of file types, and as IANA calls it where it does.
_LISTS = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("XLSX", MIME),
    "jsonl": ("JSON", ""),
    "geojson": ("GEOJSON", "application/geo+json"),
}


def datasets_with_files() -> list[tuple[Dataset, list[File]]]:
    dump = next(iter(kept()), None)
    offers = (_lists, _subscribed, _own, partial(_dumped, dump))
    return [(dataset, [file for offer in offers for file in offer(dataset)]) for dataset in DATASETS]


def _own(dataset: Dataset) -> Iterator[File]:
    for one in DOCUMENTS:
        if dataset.key in one.datasets:
            yield from one.files()


def _lists(dataset: Dataset) -> Iterator[File]:
    """As long as its records are today: nobody knows before it is made."""
    for form in forms_of(LISTS[dataset.key]):
        code, media_type = _LISTS[form.key]
        yield File(form.key, form.label, f"{dataset.path}{form.file}", code, media_type)


def _subscribed(dataset: Dataset) -> Iterator[File]:
    """What changes, and the events that have a day."""
    if dataset.key in FEEDS:
        path = f"{dataset.path}{What.CHANGED.value}.atom"
        yield File("atom", _("Feed der Änderungen (Atom)"), path, "ATOM", "application/atom+xml")
    if dataset.key == Event.url_prefix:
        yield File("kalender", _("Kalender (iCalendar)"), f"{dataset.path}kalender.ics", "ICS", "text/calendar")


def _dumped(dump: Dump | None, dataset: Dataset) -> Iterator[File]:
    """The latest that is kept, with all that lists hide unless it is asked for."""
    for one in dump.files if dump else ():
        if dump and one.name == dataset.key:
            code, media_type = _LISTS[one.form]
            title = _("Abzug vom {day:%d.%m.%Y} ({form}, gepackt)").format(
                day=dump.day, form=LIST_FORMS[one.form].label
            )
            yield File(
                f"abzug-{one.form}", title, dump.path_of(one), code, media_type, one.bytes, one.sha256, is_packed=True
            )
