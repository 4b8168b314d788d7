"""Editors' Markdown as safe HTML."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

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


def _star_in_word(state: StateInline, silent: bool) -> bool:
    """„Gründer*innen“ is a word: a star between two letters emphasises nothing."""
    here, text = state.pos, state.src
    if text[here] != "*" or not (text[here - 1 : here].isalnum() and text[here + 1 : here + 2].isalnum()):
        return False
    if not silent:
        state.pending += "*"
    state.pos += 1
    return True


_parser.inline.ruler.before("emphasis", "star_in_word", _star_in_word)


@lru_cache(maxsize=256)
def render_markdown(text: str) -> SafeString:
    """CommonMark without raw HTML, cleaned again: only text structure and links with http, https, mailto or a path."""
    html = _parser.render(text)
    schemes = {"http", "https", "mailto", "tel"}
    return mark_safe(nh3.clean(html, tags=ALLOWED, url_schemes=schemes, attribute_filter=_attribute, link_rel=None))


def _attribute(tag: str, name: str, value: str) -> str | None:
    """A link that leads where none may lead, or no visitor, loses its address and stays as words."""
    if name != "href" or value.startswith("#"):
        return value
    return None if value.casefold().startswith(("http:", "https:")) and is_local(value) else href(value) or None
