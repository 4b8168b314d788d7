"""What the pages of a list show to people, read from their HTML."""

import re
from urllib.parse import urlencode

from django.test import Client

_FOLDED = re.compile(r'<details class="np-parts">.*?</details>', re.DOTALL)


def shown(name: str, asked: dict[str, list[str]]) -> tuple[list[str], set[str]]:
    """The short addresses of all pages of a list in order, and those that it folds under others."""
    lines, folded = dict[str, None](), set[str]()
    for number in range(1, 1000):
        html = Client().get(f"/{name}/?{urlencode(asked | {'seite': [str(number)]}, doseq=True)}").content.decode()
        _, _, results = html.partition('id="ergebnisse"')
        results, *_ = re.split(r'<nav class="np-pages"|<div class="np-contact|id="woanders"', results, maxsplit=1)
        link = re.compile(rf'href="/{name}/([\w-]+)/"')
        folded.update(*map(link.findall, _FOLDED.findall(results)))
        lines.update(dict.fromkeys(link.findall(_FOLDED.sub("", results))))
        if 'rel="next"' not in html:
            break
    return list(lines), folded
