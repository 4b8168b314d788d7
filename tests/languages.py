"""A language for tests in which every marked word stands in brackets, so that what is not translated when shown is."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.utils.translation import trans_real

from core import words


class _Brackets:
    """Stands where Django looks for the translations of the active language."""

    def __init__(self, real):
        self.real, self.asked = real, set()

    def __getattr__(self, name: str):
        return getattr(self.real, name)

    def to_language(self) -> str:
        return f"xx-{self.real.to_language()}"  # what is kept for one language is not shown in another

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return f"⟦{self.real.gettext(message)}⟧"

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        self.asked |= {singular, plural}
        return f"⟦{self.real.ngettext(singular, plural, number)}⟧"


@contextmanager
def wrapped_words() -> Iterator[set[str]]:
    """Inside of it the active language says ⟦…⟧ for each word that is marked, ours and the libraries'; gives those that
    were asked for.
    """
    before = getattr(trans_real._active, "value", None)
    trans_real._active.value = brackets = _Brackets(before or trans_real.translation("de"))
    try:
        with patch.object(words, "has_languages", True):
            yield brackets.asked
    finally:
        if before is None:
            del trans_real._active.value
        else:
            trans_real._active.value = before
