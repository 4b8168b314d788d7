"""What is said to readers. German is the language of the source; `_("…")` and `_lazy("…")` mark what can be translated.

`_`: said now, in functions. `_lazy`: said when it is shown, for what is made at import. Both are Django's, but looking
for the language of a visitor takes longer than most of what a list does with a word (5 µs, 70 times): as long as
`LANGUAGES` names no other language, there is nothing to look for.
"""

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise, lazy

Words = str | Promise  # a text, or one that is translated when it is shown

has_languages = len(settings.LANGUAGES) > 1  # while a process runs, settings stay as they are
_only: str = settings.LANGUAGE_CODE


def _(message: str) -> str:
    return translation.gettext(message) if has_languages else message


def ngettext(singular: str, plural: str, number: int) -> str:
    """The words for one, or for another number of things."""
    if has_languages:
        return translation.ngettext(singular, plural, number)
    return singular if number == 1 else plural


def language() -> str | None:
    """In which all words are said now."""
    return translation.get_language() if has_languages else _only


_lazy = lazy(_, str)
