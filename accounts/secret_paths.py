"""Addresses whose path is a key: whoever holds the link may use it, so it stands in no report, log or referrer.

By convention such a route has a parameter called `token` or `key`.
"""

import logging
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from django.urls import URLResolver, get_resolver

MARK = "…"
_SECRET = re.compile(r"<(?:\w+:)?(?:token|key)>")  # path(); re_path() writes (?P<token>
_PARAMETER = re.compile(r"\(\?P<|<")


def is_secret(path: str) -> bool:
    """Does this path lead to a page with a key in it, also with parts of it written in another way?"""
    return bool(_pattern().search(unquote(path)))


def masked(text: str) -> str:
    """A text with „…“ in place of every such key."""
    return _pattern().sub(rf"\1{MARK}", text)


class SecretPathFilter(logging.Filter):
    """Takes keys out of what is logged, whichever logger wrote it."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if (without := masked(message)) != message:
            record.msg, record.args = without, ()
        return True


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern:
    """The fixed beginnings of all such routes, each with what follows them up to a blank or quote."""
    beginnings = sorted(_beginnings(get_resolver(), "/"), key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, beginnings))})[^\s\"'<>]+")


def _beginnings(resolver: URLResolver, before: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLResolver):
            yield from _beginnings(entry, route)
        elif _SECRET.search(route):
            yield _PARAMETER.split(route)[0]
