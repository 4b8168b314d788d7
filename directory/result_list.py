"""The result lines of network lists, from the facet index and one query.

Written as strings, not as a template: twenty lines of it are a third of what a list page costs.
"""

from datetime import date
from enum import Enum
from html import escape

from django.utils.safestring import SafeString, mark_safe

from core.prepared import ask_many
from directory.facets import NetworkIndex
from networks.enums import NetworkKind, Status
from networks.models import Network
from networks.status import STATUS_HTML
from pages.records import freshness_of

KIND_LABELS = dict(NetworkKind.choices)
KIND_ICONS = {kind: NetworkKind(kind).icon for kind in NetworkKind.values}
SHOWN_FIELDS = 3


class Actions(Enum):
    """What can be done with a line: remember it; also choose it for a comparison; choose or forget it."""

    LIST = "list"
    CHOOSE = "choose"
    SAVED = "saved"


def result_list(
    index: NetworkIndex,
    pks: list[int],
    icons: str,
    actions: Actions = Actions.LIST,
    below: dict[int, SafeString] | None = None,
) -> SafeString:
    """The networks in the order given as `<ol class="np-results">`; empty for none.

    `icons`: the sprite's address. `below`: what follows the purpose of a network, by primary key.
    """
    if not pks:
        return SafeString("")
    today, below = date.today(), below or {}
    texts = {pk: rest for pk, *rest in ask_many("network results", pks, _texts)}
    shown = [pk for pk in pks if pk in texts and pk in index.position]
    lines = "\n".join(_line(index, pk, *texts[pk], icons, today, actions, below.get(pk, "")) for pk in shown)
    return mark_safe(f'<ol class="np-results">\n{lines}\n</ol>')


def _texts(pks: list[int]):
    """What the index does not hold."""
    return Network.objects.filter(pk__in=pks).order_by().values_list("pk", "summary", "check_interval")


def _line(
    index: NetworkIndex,
    pk: int,
    summary: str,
    interval: int | None,
    icons: str,
    today: date,
    actions: Actions,
    below: str,
) -> str:
    card = index.card(pk)
    _, name, kind, _, checked_on, slug = index.rows[index.position[pk]]
    name = escape(name)
    source = index.sources.get(card.source)
    regions = "".join(f" · {index.regions[pk].name}" for pk in card.regions)
    names = [index.fields[pk].name for pk in card.fields[:SHOWN_FIELDS] if pk in index.fields]
    tags = "".join(f"<li><span>{escape(name)}</span></li>" for name in names)
    label, state = freshness_of(
        checked_on, interval or Network.default_check_interval, source.as_of_display if source else "", today
    )
    return (
        f'<li class="np-result"><svg class="np-icon" aria-hidden="true">'
        f'<use href="{icons}#{KIND_ICONS.get(kind, "network")}"></use></svg>\n'
        f'<h3><a href="/netzwerke/{slug}/">{name}</a></h3>\n'
        f'<p class="np-result__meta">{KIND_LABELS.get(kind, "")}{escape(regions)}</p>\n'
        f'<p class="np-result__text">{escape(summary)}</p>\n'
        + (f'<ul class="np-tags" aria-label="Felder">{tags}</ul>\n' if tags else "")
        + below
        + f'<p class="np-result__foot">{"" if card.status == Status.ACTIVE else STATUS_HTML[card.status]}'
        f'<span class="np-fresh np-fresh--{state}">{escape(label)}</span>'
        + (_choose(slug, name) if actions != Actions.LIST else "")
        + (_forget(slug, name) if actions == Actions.SAVED else remember(slug, name, icons))
        + "</p></li>"
    )


def remember(slug: str, name: str, icons: str) -> SafeString:
    """The button „Merken“, which sends the page's one form, and what is shown when that has worked."""
    return mark_safe(
        f'<button class="np-save" type="submit" form="merken" name="n" value="{slug}">'
        f'<svg class="np-icon" aria-hidden="true"><use href="{icons}#bookmark"></use></svg>'
        f'Merken<span class="np-sr"> {name}</span></button>'
        f'<span class="np-saved" id="gemerkt-{slug}">Gemerkt. <a href="/merkliste/">Zur Merkliste</a></span>'
    )


def _forget(slug: str, name: str) -> str:
    return (
        f'<button class="np-save" type="submit" form="merken" name="entfernen" value="{slug}">'
        f'Entfernen<span class="np-sr"> {name}</span></button>'
    )


def _choose(slug: str, name: str) -> str:
    return (
        f'<label class="np-choose"><input type="checkbox" name="n" value="{slug}" form="vergleichen">'
        f'Vergleichen<span class="np-sr"> {name}</span></label>'
    )
