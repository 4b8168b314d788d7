"""Editors' Markdown as safe HTML."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

ALLOWED = {"p", "h2", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "blockquote", "code", "br", "hr"}
_parser = MarkdownIt("commonmark", {"html": False, "typographer": False})


@lru_cache(maxsize=256)
def render_markdown(text: str) -> SafeString:
    """CommonMark without raw HTML, cleaned again: only text structure and links with http, https, mailto or a path."""
    html = _parser.render(text)
    return mark_safe(nh3.clean(html, tags=ALLOWED, url_schemes={"http", "https", "mailto", "tel"}, link_rel=None))
