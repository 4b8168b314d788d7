"""The pages of the directory as it was loaded: tests of several kinds look through all of them, and a process asks for
each of them once.
"""

from dataclasses import dataclass
from unittest import mock

from django.test import Client

from core import prepared
from memory import stamps


@dataclass(frozen=True)
class Page:
    """What a visitor got, and the prepared questions that it asked."""

    status_code: int
    headers: dict[str, str]
    cookies: list[str]
    content: bytes
    asked: set

    @property
    def text(self) -> str:
        return self.content.decode()


_pages: dict[str, Page] = {}
_as_loaded: list[dict] = []


def page_of(url: str) -> Page:
    """For tests of the directory, before they write anything."""
    state = dict(stamps.current())
    if not _as_loaded:
        _as_loaded.append(state)
    assert state == _as_loaded[0], "something was written since the directory was loaded"
    if url not in _pages:
        with mock.patch.object(prepared, "_question", wraps=prepared._question) as asked:
            page = Client().get(url)
        questions = {call.args[0] for call in asked.call_args_list}
        _pages[url] = Page(page.status_code, dict(page.headers), list(page.cookies), page.content, questions)
    return _pages[url]
