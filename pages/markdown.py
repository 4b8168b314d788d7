"""Editors' Markdown as safe HTML, also what they paste from elsewhere."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from inputs.local_addresses import is_local
from inputs.mail import mail_href
from inputs.web import href, web_href
from pages.written import as_markdown

ALLOWED = {"p", "h2", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "blockquote", "code", "br", "hr"}


_LEVELS = {"h1": "h2", "h5": "h4", "h6": "h4"}  # the title of a page is its own
_ADDRESS = re.compile(
    r"(?<![\w@/.+-])(?:(?:https?://|www\.)[^\s<>„“”»«]{3,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})"
)
_IN_ADDRESS = re.compile(r"[(„]?(?:https?://|www\.)\S*")
_ENDS = ".,;:!?'’\"*_|~]"
_LONGEST_BEFORE = 300  # characters of an address before a star in it


def _no_emphasis(state: StateInline, silent: bool) -> bool:
    """„Künstler*innen und Handwerker*innen“ is none, nor is a mark inside an address."""
    at, text = state.pos, state.src
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if text[at] == "*" and before.isalnum() and behind.isalnum() or text[at] in "*_" and _is_in_address(text, at):
        if not silent:
            state.pending += text[at]
        state.pos += 1
        return True
    return False


def _is_in_address(text: str, at: int) -> bool:
    if not (text[at + 1 : at + 2].isalnum() or text[at + 1 : at + 2] in ("/", "_")):
        return False
    word = text[max(0, at - _LONGEST_BEFORE) : at].split()
    return bool(word) and not text[at - 1].isspace() and _IN_ADDRESS.fullmatch(word[-1]) is not None


def _bare_addresses(state: StateCore) -> None:
    """Addresses that somebody wrote as they are lead there; headings fit below the title of the page."""
    for block in state.tokens:
        block.tag = _LEVELS.get(block.tag, block.tag)
        if block.children:
            block.children = list(_linked(block.children))


def _linked(tokens: list[Token]) -> Iterator[Token]:
    is_linked = False
    for token in tokens:
        is_linked = token.type == "link_open" or is_linked and token.type != "link_close"
        if token.type != "text" or is_linked:
            yield token
            continue
        place = 0
        for found in _ADDRESS.finditer(token.content):
            words = _without_end(found[0])
            to = mail_href(words) if "@" in words and "/" not in words else web_href(words)
            if to:
                yield Token("text", "", 0, content=token.content[place : found.start()])
                yield Token("link_open", "a", 1, attrs={"href": to}, markup="autolink", info="auto")
                yield Token("text", "", 0, content=words)
                yield Token("link_close", "a", -1, markup="autolink", info="auto")
                place = found.start() + len(words)
        yield Token("text", "", 0, content=token.content[place:])


def _without_end(address: str) -> str:
    """Without what the sentence around it ends with, a bracket that was opened before it, too."""
    unopened = address.count(")") - address.count("(")
    kept = address.rstrip(_ENDS)
    while unopened > 0 and kept.endswith(")"):
        kept, unopened = kept[:-1].rstrip(_ENDS), unopened - 1
    return kept


_parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).disable(["code", "fence", "lheading"])
_parser.inline.ruler.before("emphasis", "no_emphasis", _no_emphasis)
# What is said of entries: nobody means a star in it, or a sign of a heading, as Markdown.
_plain_parser = MarkdownIt("zero").enable(["list", "newline", "escape", "text_join"])
for _one in (_parser, _plain_parser):
    _one.core.ruler.push("bare_addresses", _bare_addresses)
_TO_BE_READ = re.compile(r"\n|://|www\.|@|^(?:[•▪■●◦‣➢►✓*+-]|\d+[.)] )")


def _parsed(text: str) -> list[Token]:
    return _parser.parse(as_markdown(text))


class Lead(NamedTuple):
    """Where a link leads, nowhere without address, and what it is called where its text has no words for it."""

    address: str
    name: str


@lru_cache(maxsize=256)
def render_markdown(text: str) -> SafeString:
    """CommonMark without raw HTML, cleaned again: only text structure and links with http, https, mailto or a path."""
    return _cleaned(_parsed(text))


@lru_cache(maxsize=256)
def render_plain(text: str) -> SafeString:
    """Text without mark-up: paragraphs, lists and addresses as they look; most of it is a line with none of these."""
    if not _TO_BE_READ.search(text):
        return format_html("<p>{}</p>", text)
    return _cleaned(_plain_parser.parse(as_markdown(text, has_marks=False)))


def render_led(text: str, lead: Callable[[str], Lead | None]) -> SafeString:
    """The same with links that lead where `lead` says; those of which it says nothing stay as they are."""
    blocks = _parsed(text)
    for block in blocks:
        block.children = list(_led(block.children or [], lead))
    return _cleaned(blocks)


def links_of(text: str) -> Iterator[str]:
    """The addresses of the links of a text, whichever way Markdown has them written."""
    inline = (token for block in _parsed(text) for token in block.children or [])
    return (str(token.attrGet("href")) for token in inline if token.type == "link_open")


def _led(tokens: list[Token], lead: Callable[[str], Lead | None]) -> Iterator[Token]:
    """Links never lie within each other. A bare address says the name, as does a link without words."""
    to: Lead | None = None
    is_empty = is_bare = False
    for token in tokens:
        if token.type == "link_open":
            to, is_empty, is_bare = lead(str(token.attrGet("href"))), True, token.info == "auto"
            if to:
                token.attrSet("href", to.address)
        elif token.type == "text" and to and to.name and is_bare:
            continue
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
