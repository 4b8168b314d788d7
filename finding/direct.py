"""The card of the entry whose very name or abbreviation was searched: how fresh it is, and whom to call."""

from dataclasses import dataclass
from datetime import date

from contacts.cards import ContactCard
from contacts.models import Responsibility
from core.prepared import ask
from directory.facets import network_index
from finding.result_list import state_of
from language.text import squash
from pages.alive import Alive
from reach.briefs import Brief, briefs
from reach.entries import alive_now
from reach.hits import Sure
from search.documents import KINDS
from search.query import Hit


@dataclass
class DirectHit:
    """What the card adds to the entry itself; empty where there is nothing to say. `reach`: whom somebody can reach, in
    a word, where no contact or nearest says it."""

    entry: Hit
    other_name: str = ""
    alive: Alive | None = None
    contact: ContactCard | None = None
    nearest: Brief | None = None
    state: str = ""
    reach: str = ""


class _Unmarked:
    """In place of the numbered sources of a detail page, which a search result has none of."""

    @staticmethod
    def attach(rows):
        return list(rows)


def direct_hit(entry: Hit, text: str, sure: Sure | None) -> DirectHit | None:
    """The card, if the query is a whole name of the entry in any spelling. Five queries at most. `sure`: of what is no
    network."""
    wanted = squash(text)
    name = next((name for name in [entry.title, *entry.names.split("\n")] if squash(name) == wanted), None)
    if not wanted or name is None:
        return None
    model = KINDS[entry.kind].model
    rows = ask(("direct hit", model), entry.object_id, lambda pk: model.objects.filter(pk=pk).order_by())
    if not rows:  # withdrawn meanwhile
        return None
    hit = DirectHit(entry, "" if wanted in squash(entry.title) else name, state=state_of(entry))
    hit.contact = _contact(entry)
    if sure:
        hit.alive, hit.reach = sure.alive, "" if hit.contact else sure.reach.label
    elif entry.kind == "netzwerk":
        hit.alive = alive_now(rows[0])
    if entry.kind == "netzwerk" and not (hit.contact and hit.contact.can_be_asked):
        pk = entry.object_id
        hit.contact, hit.nearest = None, next(iter(briefs({pk: network_index().card(pk).regions})[pk]), None)
    return hit


def _contact(entry: Hit) -> ContactCard | None:
    """The first person who is responsible for it now, if there is a number or an address to reach them."""
    role = {"netzwerk": "network", "programm": "programme", "ansprechperson": "person"}.get(entry.kind)
    if not role:
        return None
    tasks = ask(
        ("direct contact", role),
        entry.object_id,
        lambda pk: (
            Responsibility.objects.public()
            .filter(**{role: pk}, person__isnull=False)
            .select_related("person__organisation")
        ),
    )
    today = date.today()
    current = [task for task in tasks if not task.end_latest or task.end_latest >= today]
    cards = Responsibility.cards(current, _Unmarked)
    return next((card for card in cards if card.phone or card.email), cards[0] if cards else None)
