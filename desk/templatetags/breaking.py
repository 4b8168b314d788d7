"""`{% for piece in text|pieces %}{{ piece }}<wbr>{% endfor %}`: where a line may break inside a mail address."""

import re

from django import template

register = template.Library()

_MAIL = re.compile(r"[^\s@;,<>]{1,64}@[^\s@;,<>]{1,255}")  # no longer ones exist
_BEHIND = re.compile(r"(?<=[@.])(?=[^\s@.])")


@register.filter
def pieces(text: str) -> list[str]:
    """The text in parts: mail addresses are cut behind „@“ and dots, all the rest stays whole.

    >>> pieces("Mail: anna@stadt.example")
    ['Mail: anna@', 'stadt.', 'example']
    """
    text, found, start = str(text), [], 0
    for mail in _MAIL.finditer(text):
        for cut in _BEHIND.finditer(text, mail.start() + 1, mail.end()):
            found.append(text[start : cut.start()])
            start = cut.start()
    return [*found, text[start:]]
