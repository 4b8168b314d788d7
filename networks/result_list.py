"""The result lines of network lists (ux P4), from the facet index and one query.

Written as strings, not as a template: twenty lines of it are a third of what a list page costs.
"""

from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe

from core.prepared import ask_many
from networks.enums import NetworkKind, Status
from networks.facets import NetworkIndex
from networks.models import Network
from networks.status import STATUS_HTML
from publishing.pages import freshness_of

KIND_LABELS = dict(NetworkKind.choices)
KIND_ICONS = {kind: NetworkKind(kind).icon for kind in NetworkKind.values}
SHOWN_FIELDS = 3


def result_list(index: NetworkIndex, pks: list[int], icons: str) -> SafeString:
    """The networks in the order given as `<ol class="np-results">`; empty for none. `icons`: the sprite's address."""
    if not pks:
        return SafeString("")
    today, texts = date.today(), {pk: rest for pk, *rest in ask_many("network results", pks, _texts)}
    lines = "\n".join(_line(index, pk, *texts[pk], icons, today) for pk in pks if pk in texts and pk in index.position)
    return mark_safe(f'<ol class="np-results">\n{lines}\n</ol>')


def _texts(pks: list[int]):
    """What the index does not hold."""
    return Network.objects.filter(pk__in=pks).order_by().values_list("pk", "summary", "check_interval")


def _line(index: NetworkIndex, pk: int, summary: str, interval: int | None, icons: str, today: date) -> str:
    card = index.card(pk)
    _, name, kind, _, checked_on, slug = index.rows[index.position[pk]]
    source = index.sources.get(card.source)
    regions = "".join(f" · {index.regions[pk].name}" for pk in card.regions)
    names = [index.fields[pk][1] for pk in card.fields[:SHOWN_FIELDS] if pk in index.fields]
    tags = "".join(f"<li><span>{escape(name)}</span></li>" for name in names)
    label, state = freshness_of(
        checked_on, interval or Network.default_check_interval, source.as_of_display if source else "", today
    )
    return (
        f'<li class="np-result"><svg class="np-icon" aria-hidden="true">'
        f'<use href="{icons}#{KIND_ICONS.get(kind, "network")}"></use></svg>\n'
        f'<h3><a href="/netzwerke/{slug}/">{escape(name)}</a></h3>\n'
        f'<p class="np-result__meta">{KIND_LABELS.get(kind, "")}{escape(regions)}</p>\n'
        f'<p class="np-result__text">{escape(summary)}</p>\n'
        + (f'<ul class="np-tags" aria-label="Felder">{tags}</ul>\n' if tags else "")
        + f'<p class="np-result__foot">{"" if card.status == Status.ACTIVE else STATUS_HTML[card.status]}'
        f'<span class="np-fresh np-fresh--{state}">{escape(label)}</span></p></li>'
    )
