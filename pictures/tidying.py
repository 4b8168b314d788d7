"""What no picture needs any more goes: files of forms that nobody saved, of versions and records that are erased."""

import shutil
import time
from collections.abc import Iterator

from django.core.cache import cache
from django.dispatch import receiver

from core.tasks import tidying
from pictures import files
from pictures.models import Picture
from publishing import history
from publishing.models import Revision

_DAY = 24 * 60 * 60  # seconds that a form may be open
_HOUR = 60 * 60
_SEEN = "pictures.tidying"


def needed() -> set[str]:
    """Files of pictures as they are, as they may become, and as somebody may take them back to. Nobody takes back what
    is deleted.
    """
    return set(Picture.objects.values_list("file", flat=True)) | set(_of_history())


def _of_history() -> Iterator[str]:
    there = Picture.objects.order_by().values("pk")
    revisions = Revision.objects.filter(content_type=history.type_of(Picture), object_id__in=there)
    for snapshot, changes in revisions.values_list("snapshot", "changes").iterator(chunk_size=500):
        yield snapshot.get("fields", {}).get("file", "")
        for change in changes:
            if change.get("field") == "file":
                yield from (change["old"] or "", change["new"] or "")


def tidy() -> list[str]:
    """Removes what nobody needs and nobody may be about to save; returns the names."""
    before = time.time() - _DAY
    old = {name for name, since in files.names() if since < before}
    gone = sorted(old - needed()) if old else []
    gone = [name for name in gone if files.kept_since(name) < before]  # nobody sent it again meanwhile
    for name in gone:
        files.remove(name)
    for left in files.root().glob("tmp*"):  # of a process that was ended meanwhile
        if left.stat().st_mtime < before:
            shutil.rmtree(left, ignore_errors=True)
    return gone


def missing() -> set[str]:
    """What should be there and is not: after a backup was brought back without the files."""
    return {name for name in needed() if name and not files.has(name)}


@receiver(tidying)
def tidy_each_hour(**kwargs) -> None:
    if cache.add(_SEEN, True, _HOUR):
        tidy()
