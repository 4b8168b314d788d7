"""Where packages below `publishing` learn whether the content has changed since they last looked.

The publishing package registers itself at start; what a lower package keeps in memory then carries the version.
"""

from collections.abc import Callable

_read: list[Callable[[], int]] = []


def register(read: Callable[[], int]) -> None:
    _read[:] = [read]


def content_version() -> int:
    """The version of all content; one query."""
    return _read[0]()
