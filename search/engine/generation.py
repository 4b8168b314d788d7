"""Which documents this code makes. An index of another generation is made anew when the portal starts."""

from functools import cache
from operator import attrgetter
from zlib import crc32

from core.kinds import kinds

# Raised with every change of how documents are made; tests/search/test_generation.py tells when.
CODE = 9
_READ = attrgetter(
    "names", "other_names", "keys", "texts", "place", "numbers", "called", "is_about", "has_initials"
)  # fmt: skip


@cache
def generation() -> int:
    """Another one with other code, and with another declaration of what some kind of record is found by."""
    declared = [(kind.key, kind.names, *_READ(kind.found)) for kind in kinds() if kind.key]
    return crc32(repr((CODE, declared)).encode()) >> 1  # what a column of 31 bits holds
