"""`{% changes rows name %}`: what changes, as a table of at most fifty rows, with how many there are and the way to
all of them. `name` tells the tables of a page apart."""

from collections import Counter

from django import template

from core.paging import page_of
from core.words import Words
from pages.changes_table import Row

register = template.Library()

ROWS = 50


@register.inclusion_tag("desk/changes_table.html", takes_context=True)
def changes(context: template.Context, rows: list[Row], name: str | int = "") -> dict:
    request, key = context.get("request"), f"zeilen-{name}" if name else "zeilen"
    if (
        len(rows) <= ROWS or request is None or request.method == "POST"
    ):  # whoever turned pages would lose what was sent
        return {"rows": rows}
    page = page_of(request.GET.get(key), len(rows), ROWS, nearest=True)
    first = (page.number - 1) * ROWS
    shown = rows[first : first + ROWS]
    others = request.GET.copy()
    others.pop(key, None)
    query = f"{others.urlencode()}&" if others else ""
    ends = {"first": first + 1, "last": first + len(shown)}
    return {"rows": shown, "page": page, "key": key, "query": query, "counts": _counts(rows), **ends}


def _counts(rows: list[Row]) -> list[tuple[str, Words, int]]:
    """Of each kind of row how many are new, changed or gone."""
    found = Counter((row.kind, row.word) for row in rows)
    return [(kind, word, number) for (kind, word), number in found.items()]
