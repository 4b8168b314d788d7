"""All that is public, as files with checksums, kept by date: `manage.py dump_open_data`.

    <OPEN_DATA_DIR>/2026-11-30/netzwerke.jsonl.gz, netzwerke.csv.gz, …, SHA256SUMS, manifest.json

A dump is there as a whole or not at all. It names the people whose data it may hold: as soon as one of them may not be
given any more, it is given to nobody (`Dump.is_given`), and the next run deletes it.
"""

import gzip
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, cast

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone

from contacts.models import Person
from core.database import among
from documents import persons
from open_data.downloads.forms import FORMS
from open_data.selection import LISTS, PublicList, Selection
from open_data.streaming import Piece

FORMS_KEPT = ("jsonl", "csv")  # JSON Lines first, which are counted
SUMS, _MANIFEST = "SHA256SUMS", "manifest.json"
MEDIA_TYPE = "application/gzip"
_LEVEL = 6


@dataclass(frozen=True)
class File:
    """`name`: of the list; `form`: what it is when unpacked; `bytes`: as it is packed."""

    file: str
    name: str
    form: str
    records: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Dump:
    day: date
    files: tuple[File, ...]
    people: tuple[int, ...]

    @property
    def folder(self) -> Path:
        return settings.OPEN_DATA_DIR / self.day.isoformat()

    @property
    def sums(self) -> str:
        """As `sha256sum -c` reads them."""
        return "".join(f"{one.sha256}  {one.file}\n" for one in self.files)

    def file(self, name: str) -> File | None:
        return next((one for one in self.files if one.file == name), None)

    def path_of(self, file: File) -> str:
        return f"/offene-daten/abzug/{self.day.isoformat()}/{file.file}"

    @property
    def is_given(self) -> bool:
        rows = Person.objects.filter(pk__in=among(self.people)).values_list(*persons.COLUMNS) if self.people else ()
        found = [persons.is_released(row) for row in rows]
        return len(found) == len(self.people) and all(found)


def kept() -> list[Dump]:
    """Those that may be given, the latest first."""
    return [dump for dump in _all() if dump.is_given]


def dump_of(day: date) -> Dump | None:
    found = _read(settings.OPEN_DATA_DIR / day.isoformat())
    return found if found and found.is_given else None


def write(keep: int) -> Dump:
    """The dump of today, in place of one that is there; of the others the latest `keep` - 1 stay."""
    root: Path = settings.OPEN_DATA_DIR
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=".") as made:
        folder = Path(made) / "dump"
        folder.mkdir()
        # Before anything is read: who is released meanwhile is not in it for sure, but may be.
        before = _people()
        files = [file for of in LISTS.values() for file in _files(folder, of)]
        dump = Dump(timezone.localdate(), tuple(files), tuple(sorted({*before, *_people()})))
        (folder / SUMS).write_text(dump.sums)
        said = {"files": [vars(one) for one in files], "people": dump.people}
        (folder / _MANIFEST).write_text(json.dumps(said, indent=1))
        shutil.rmtree(dump.folder, ignore_errors=True)
        folder.rename(dump.folder)
    _delete_others(keep)
    return dump


def _people() -> list[int]:
    rows = Person.objects.order_by("pk").values_list("pk", *persons.COLUMNS)
    return [pk for pk, *columns in rows if persons.is_released(columns)]


def _files(folder: Path, of: PublicList) -> Iterator[File]:
    selection = Selection(of, QueryDict(_everything(of)))
    records: int | None = None
    for key in FORMS_KEPT:
        path = folder / f"{of.name}.{key}.gz"
        lines = _pack(path, FORMS[key].pieces(selection, QueryDict()))
        records = lines if records is None else records  # in a cell of a table there may be several
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        yield File(path.name, of.name, key, records, path.stat().st_size, digest)


def _pack(path: Path, pieces: Iterable[Piece]) -> int:
    """How many lines there are; the same content makes the same bytes."""
    lines = 0
    with path.open("wb") as file, gzip.GzipFile("", "wb", _LEVEL, cast(IO[bytes], file), mtime=0) as packed:
        for piece in pieces:
            content = piece.encode() if isinstance(piece, str) else piece
            lines += content.count(b"\n")
            packed.write(content)
    return lines


def _everything(of: PublicList) -> str:
    """The query string that leaves out nothing: what a list hides unasked is asked for, too."""
    facets = of.filters.facets() if of.filters else {}
    hiding = {param for param, one in facets.items() if one.hidden_unless_chosen}
    return "&".join(f"{param}={option.value}" for param in hiding for option in facets[param].listed())


def _all() -> Iterator[Dump]:
    root: Path = settings.OPEN_DATA_DIR
    folders: Iterable[Path] = root.iterdir() if root.is_dir() else ()
    yield from filter(None, map(_read, sorted(folders, reverse=True)))


def _read(folder: Path) -> Dump | None:
    """None for what is no dump, or was deleted meanwhile."""
    try:
        day, said = date.fromisoformat(folder.name), json.loads((folder / _MANIFEST).read_text())
    except (ValueError, FileNotFoundError, NotADirectoryError):
        return None
    return Dump(day, tuple(File(**one) for one in said["files"]), tuple(said["people"]))


def _delete_others(keep: int) -> None:
    given = kept()
    for dump in [one for one in _all() if one not in given[:keep]]:
        shutil.rmtree(dump.folder)
