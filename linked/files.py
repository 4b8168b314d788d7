"""The files in which a dataset can be had."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from core.words import Words, _lazy
from linked.addresses import SERVICES_PATH, VOCABULARY_PATH
from linked.datasets import Dataset
from linked.graph import Node
from linked.services import services
from linked.vocabularies import VOCABULARIES, concepts_of
from linked.writers import FORMATS, Format
from memory.kept import remembered


class File(NamedTuple):
    """A way in which a dataset can be had; `code`: in the EU's list of file types. `size`: in bytes, where it is known
    without making the file for it; `checksum`: SHA-256."""

    key: str
    title: Words
    path: str
    code: str
    media_type: str
    size: int | None = None
    checksum: str = ""
    about: Words = ""


@dataclass(frozen=True)
class Document:
    """One of our own about a dataset, in each format. `path`: its address, before the key of the format."""

    dataset: str
    standard: str
    path: str
    nodes: Callable[[], list[Node]]
    about: Words = ""

    def sizes(self) -> dict[str, int]:
        nodes = self.nodes()
        return {form.key: len(form.write(nodes).encode()) for form in FORMATS}

    def files(self) -> Iterator[File]:
        sizes = remembered(f"sizes of {self.dataset}: {self.path}", self.sizes)
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
    *(Document(one.key, "SKOS", f"{VOCABULARY_PATH}{one.key}/", partial(concepts_of, one)) for one in VOCABULARIES),
    *(Document(key, "CPSV-AP", SERVICES_PATH, services, SERVICES) for key in ("foerderprogramme", "angebote")),
)


def files_of(dataset: Dataset) -> list[File]:
    return [file for one in DOCUMENTS if one.dataset == dataset.key for file in one.files()]
