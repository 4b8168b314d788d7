"""A name as people may have written it, for databases that compare letter by letter."""

import re

_APOSTROPHES = re.compile(r"['´`‘’ʼ‚]")
_WRITTEN = ("'", "´", "`", "‘", "’", "ʼ", "")  # as people type and print them


def spellings(term: str) -> set[str]:
    """The same term with every apostrophe and, as SQLite compares umlauts exactly, in both cases."""
    found = {_APOSTROPHES.sub(apostrophe, term) for apostrophe in _WRITTEN}
    if term.isascii():
        return found
    return {case for one in found for case in (one, one.lower(), one.upper(), one.capitalize())}
