"""Web and mail addresses in a query: they find the entries that state them, in every spelling.

Asked of the rows themselves, as such queries are rare and the words of all addresses would stay in the memory of every
process.
"""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name
from django.db.models import Q

from contacts.models import Channel, Person
from networks.models import Organisation
from packed.stretches import to_bits
from publishing.models import Link
from search.engine.words import EXACT, Levels
from search.engine.write import KEY_TIER, NAME_TIER, TEXT_TIER
from search.models import Entry

MOST = 500  # rows of one query; a provider of mailboxes is in more of them, and says nothing
MAX_ADDRESSES = 2
_BEFORE = re.compile(r"^(?:https?://|mailto:)+", re.IGNORECASE)
_OWN_PAGE = re.compile(r"/[a-z-]+/[a-z0-9-]+/(?=$|[?#])")
_ENDS = ".,;:!?()<>[]\"'„“"


class Address(NamedTuple):
    """`host` without www, `path` without the slash at its end, `mailbox` before the @: all small, or empty."""

    host: str
    path: str = ""
    mailbox: str = ""


def read_address(chunk: str) -> Address | None:
    """An address as people type and print it, with or without its beginning; nothing for other words."""
    text = _BEFORE.sub("", chunk.strip(_ENDS)).lower()
    mailbox, at, rest = text.rpartition("@")
    try:
        parts = urlsplit(f"//{rest}")
        host = (parts.hostname or "").removeprefix("www.")
        validate_domain_name(host)
        has_port = parts.port is not None
    except (ValueError, ValidationError):  # „food.net:z“
        return None
    if has_port or at and not mailbox or len(host.rpartition(".")[2]) < 2:
        return None
    return Address(host, parts.path.rstrip("/"), mailbox)


def addressed(text: str) -> dict[str, Levels]:
    """For each address among the words of a query the entries that state it, the very one before others of its host.

    Four queries for each of the first two addresses, none for other words.
    """
    found: dict[str, Levels] = {}
    for chunk in text.split():
        if len(found) < MAX_ADDRESSES and (levels := _own_page(chunk) or _elsewhere(chunk)):
            found[chunk] = levels
    return found


def _own_page(chunk: str) -> Levels:
    """The entry whose page here somebody copied the address of, from whichever host it is served."""
    page = _OWN_PAGE.search(chunk)
    positions = Entry.objects.filter(url=page[0]).order_by().values_list("position", flat=True) if page else ()
    return {(EXACT, NAME_TIER): bits} if (bits := to_bits(positions)) else {}


def _elsewhere(chunk: str) -> Levels:
    wanted = read_address(chunk) if "." in chunk else None
    return _entries_with(wanted) if wanted else {}


def _entries_with(wanted: Address) -> Levels:
    stated = [*_links(wanted.host), *_channels(wanted.host)]
    if len(stated) >= MOST:
        return {}
    tiers: dict[tuple[int, int], int] = {}
    for owner, value in stated:
        if tier := _tier(wanted, read_address(value)):
            tiers[owner] = max(tier, tiers.get(owner, 0))
    about = Q(pk__in=[])
    for content_type in {owner[0] for owner in tiers}:
        about |= Q(content_type=content_type, object_id__in=[pk for kind, pk in tiers if kind == content_type])
    rows = Entry.objects.filter(about).order_by() if tiers else Entry.objects.none()
    levels: dict[tuple[int, int], list[int]] = {}
    for position, content_type, pk in rows.values_list("position", "content_type", "object_id"):
        levels.setdefault((EXACT, tiers[content_type, pk]), []).append(position)
    return {level: to_bits(positions) for level, positions in levels.items()}


def _links(host: str) -> list[tuple[tuple[int, int], str]]:
    rows = Link.objects.public("subject").filter(url__icontains=host).order_by()
    return [((kind, pk), url) for kind, pk, url in rows.values_list("content_type", "object_id", "url")[:MOST]]


def _channels(host: str) -> list[tuple[tuple[int, int], str]]:
    rows = Channel.objects.public().filter(value__icontains=host).order_by()
    types = ContentType.objects.get_for_models(Person, Organisation)
    return [
        ((types[Person].pk, person) if person else (types[Organisation].pk, organisation), value)
        for person, organisation, value in rows.values_list("person", "organisation", "value")[:MOST]
    ]


def _tier(wanted: Address, stated: Address | None) -> int:
    """How well a stated address fits: the very one, a page of the same host, a mailbox there; 0 for another host."""
    if stated is None or stated.host != wanted.host and not stated.host.endswith(f".{wanted.host}"):
        return 0
    if stated.mailbox or wanted.mailbox:
        return NAME_TIER if stated.mailbox == wanted.mailbox else 0 if wanted.mailbox else TEXT_TIER
    return NAME_TIER if (stated.host, stated.path) == (wanted.host, wanted.path) else KEY_TIER
