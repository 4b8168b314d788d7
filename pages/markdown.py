"""Editors' Markdown as safe HTML."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from inputs.local_addresses import is_local
from inputs.web import href

ALLOWED = {"p", "h2", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "blockquote", "code", "br", "hr"}


def _star_inside_a_word(state: StateInline, silent: bool) -> bool:
    """„Künstler*innen und Handwerker*innen“ is no emphasis."""
    at, text = state.pos, state.src
    if text[at] != "*" or not (at and text[at - 1].isalnum() and text[at + 1 : at + 2].isalnum()):
        return False
    if not silent:
        state.pending += "*"
    state.pos += 1
    return True


_parser = MarkdownIt("commonmark", {"html": False, "typographer": False})
_parser.inline.ruler.before("emphasis", "star_inside_a_word", _star_inside_a_word)


class Lead(NamedTuple):
    """Where a link leads, nowhere without address, and what it is called where its text has no words for it."""

    address: str
    name: str


@lru_cache(maxsize=256)
def render_markdown(text: str) -> SafeString:
    """CommonMark without raw HTML, cleaned again: only text structure and links with http, https, mailto or a path."""
    return _cleaned(_parser.parse(text))


def render_led(text: str, lead: Callable[[str], Lead | None]) -> SafeString:
    """The same with links that lead where `lead` says; those of which it says nothing stay as they are."""
    blocks = _parser.parse(text)
    for block in blocks:
        block.children = list(_led(block.children or [], lead))
    return _cleaned(blocks)


def links_of(text: str) -> Iterator[str]:
    """The addresses of the links of a text, whichever way Markdown has them written."""
    inline = (token for block in _parser.parse(text) for token in block.children or [])
    return (str(token.attrGet("href")) for token in inline if token.type == "link_open")


def _led(tokens: list[Token], lead: Callable[[str], Lead | None]) -> Iterator[Token]:
    """Links never lie within each other."""
    to: Lead | None = None
    is_empty = False
    for token in tokens:
        if token.type == "link_open":
            to, is_empty = lead(str(token.attrGet("href"))), True
            if to:
                token.attrSet("href", to.address)
        elif token.type == "link_close" and to and is_empty:
            yield Token("text", "", 0, content=to.name)
        else:
            is_empty = False
        if not (to and not to.address and token.type in ("link_open", "link_close")):
            yield token
        if token.type == "link_close":
            to = None


def _cleaned(blocks: list[Token]) -> SafeString:
    html = _parser.renderer.render(blocks, _parser.options, {})
    schemes = {"http", "https", "mailto", "tel"}
    return mark_safe(nh3.clean(html, tags=ALLOWED, url_schemes=schemes, attribute_filter=_attribute, link_rel=None))


def _attribute(tag: str, name: str, value: str) -> str | None:
    """A link that leads where none may lead, or no visitor, loses its address and stays as words."""
    if name != "href" or value.startswith("#"):
        return value
    return None if value.casefold().startswith(("http:", "https:")) and is_local(value) else href(value) or None
