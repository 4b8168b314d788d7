"""The files of pictures, a folder each, called as `pictures.stored` says. What lies there is never written again."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404

from core.words import _
from pictures.stored import TYPES, Stored


def root() -> Path:
    return Path(settings.PICTURE_DIR)


def folder_of(name: str) -> Path:
    """Of a name that is one."""
    return root() / name[:2] / name


def has(name: str) -> bool:
    return Stored.named(name) is not None and folder_of(name).is_dir()


def keep(made: Path, name: str) -> None:
    """Takes over the folder that was made; who is there already is there from now on again."""
    target = folder_of(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.replace(made, target)
    except OSError:  # somebody kept the same
        if not target.is_dir():
            raise
        os.utime(target)


def remove(name: str) -> None:
    shutil.rmtree(folder_of(name))


def names() -> Iterator[tuple[str, float]]:
    """All that is kept, and since when."""
    for folder in root().glob("??/*"):
        if Stored.named(folder.name):
            yield folder.name, kept_since(folder.name)


def kept_since(name: str) -> float:
    return folder_of(name).stat().st_mtime


def response(name: str, width: int, ending: str) -> FileResponse:
    stored = Stored.named(name)
    if stored is None or ending not in TYPES or width not in stored.widths:
        raise Http404(_("Dieses Bild gibt es nicht."))
    try:
        file = (folder_of(name) / f"{width}.{ending}").open("rb")
    except FileNotFoundError:
        raise Http404(_("Dieses Bild gibt es nicht.")) from None
    return FileResponse(file, content_type=TYPES[ending])
