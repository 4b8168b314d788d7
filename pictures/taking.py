"""Takes in what somebody sent. To be called outside of transactions: it takes seconds, during which others write."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from pictures import files
from pictures.refusals import REFUSALS

MAX_BYTES = 10 * 1024 * 1024
_SECONDS = 60
AT_ONCE = 2  # of the usual four threads of a process, one of them waiting for the other
_places = BoundedSemaphore(AT_ONCE)
_one_at_a_time = BoundedSemaphore(1)  # of each process: pictures take memory


class NotTaken(ValidationError):
    def __init__(self, why: str):
        super().__init__(str(REFUSALS[why]), code=why)


def take_in(sent: UploadedFile) -> str:
    """Keeps a picture and returns its name. Raises NotTaken."""
    if not sent.size:
        raise NotTaken("empty")
    if sent.size > MAX_BYTES:
        raise NotTaken("too-large")
    if not _places.acquire(blocking=False):
        raise NotTaken("busy")
    try:
        return _kept(sent)
    finally:
        _places.release()


def _kept(sent: UploadedFile) -> str:
    files.root().mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=files.root()) as name:
        work = Path(name)
        source, made = work / "sent", work / "made"
        made.mkdir()
        with source.open("wb") as file:
            for chunk in sent.chunks():
                file.write(chunk)
        with _one_at_a_time:
            stored = _made(source, made)
        files.keep(made, stored)
    return stored


def _made(source: Path, folder: Path) -> str:
    """In a process of its own, which knows nothing but the two places."""
    command = [sys.executable, "-m", "pictures.making", str(source), str(folder)]
    try:
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env={}, capture_output=True, text=True, timeout=_SECONDS, check=True
        )
    except subprocess.TimeoutExpired:
        raise NotTaken("too-long") from None
    except subprocess.CalledProcessError as ended:  # by its bounds, or by a fault of a decoder
        raise NotTaken("too-long" if ended.returncode < 0 else "broken") from None
    said = json.loads(done.stdout)
    if "refused" in said:
        raise NotTaken(said["refused"])
    return said["name"]
