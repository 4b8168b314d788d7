"""The lines of a result page: kind, name, and what of the entry was meant.

Written as strings, not as a template: twenty lines of it are a third of what a list page costs.
"""

from html import escape

from django.utils.safestring import SafeString, mark_safe

from search.documents import KINDS
from search.kinds import icon
from search.marking import MARK, Marker
from search.models import Entry


def result_list(rows: list[Entry], marker: Marker, icons: str) -> SafeString:
    """The entries in the order given as `<ol class="np-results">`; empty for none. `icons`: the sprite's address."""
    if not rows:
        return SafeString("")
    return mark_safe('<ol class="np-results">\n' + "\n".join(_line(row, marker, icons) for row in rows) + "\n</ol>")


def type_line(row: Entry, marker: Marker, icons: str) -> SafeString:
    """Kind, and whatever else places the entry: its sort, its office, its regions."""
    label = str(KINDS[row.kind][1])
    more = row.meta.removeprefix(label).removeprefix(" · ")
    place = f'<span class="np-hit__meta"> · {marker.marked(more)}</span>' if more else ""
    mark = f'<svg class="np-icon" aria-hidden="true"><use href="{icons}#{icon(row.kind)}"></use></svg>'
    return mark_safe(f'<p class="np-type">{mark}<span>{label}{place}</span></p>')


def other_name(row: Entry, marker: Marker) -> SafeString:
    """The other name by which the entry was found, when its title does not show it."""
    for name in row.names.split("\n"):
        if name != row.title and MARK in (marked := marker.marked(name)):
            return mark_safe(f'<p class="np-result__meta"><span>Auch: {marked}</span></p>')
    return SafeString("")


def _line(row: Entry, marker: Marker, icons: str) -> str:
    title = marker.marked(row.title)
    other = "" if MARK in title else other_name(row, marker)
    text = f'<p class="np-result__text">{marker.snippet(row.summary)}</p>' if row.summary else ""
    return (
        f'<li class="np-hit">{type_line(row, marker, icons)}'
        f'<h3><a href="{escape(row.url)}">{title}</a></h3>{other}{text}</li>'
    )
