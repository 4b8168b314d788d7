"""Primary keys as they come in addresses and forms."""

from collections.abc import Iterable


def typed_key(text: str) -> int | None:
    """The number, or None for what no database takes as a key."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def typed_keys(texts: Iterable[str]) -> list[int]:
    """Those that are keys."""
    return [key for text in texts if (key := typed_key(text)) is not None]
