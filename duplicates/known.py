"""What entries of one kind say about themselves that others might say, too; read in a few queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from contacts.channel_values import NUMBERS, dialled, each
from contacts.enums import ChannelKind
from contacts.models import Channel
from core.kinds import kind_of, kinds, side_by_side
from publishing.enums import LinkKind, NameKind
from publishing.models import Link, Name, Record
from publishing.snapshots import parts_of

KINDS: tuple[type[Record], ...] = tuple(kind.model for kind in side_by_side(kinds()) if kind.is_compared)
_FEWEST_SIGNS = 7  # of a number that belongs to one place only: not „115“ or „116117“


@dataclass
class Known:
    """One entry. `names`: the proper one first, then the others that visitors may call it."""

    pk: int
    names: list[str]
    state: str
    sites: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)
    day: date | None = None


def load(model: type[Record]) -> dict[int, Known]:
    """All entries of a kind, drafts included."""
    found = load_names(model)
    links = Link.objects.filter(content_type=ContentType.objects.get_for_model(model), kind=LinkKind.WEBSITE)
    for pk, url in links.order_by().values_list("object_id", "url"):
        if pk in found and (site := site_of(url)):
            found[pk].sites.add(site)
    if owner := _owner(model):
        _add_channels(found, owner, Channel.objects.filter(**{f"{owner}__isnull": False}))
    return found


def ways_of(model: type[Record], pks: Collection[int]) -> dict[int, set[str]]:
    """By which numbers and addresses these entries are reached."""
    found, owner = {pk: Known(pk, [], "") for pk in pks}, _owner(model)
    if found and owner:
        _add_channels(found, owner, Channel.objects.filter(**{f"{owner}__in": found}))
    return {pk: one.numbers | one.mails for pk, one in found.items()}


def ways_in(said: Mapping[str, str]) -> set[str]:
    """The same of texts, by the kind of channel that they say."""
    one = Known(0, [], "")
    for kind, text in said.items():
        for kind_of_it, value in each(kind, text) if kind in ChannelKind.values else ():
            _add_channel(one, kind_of_it, value, dialled(kind_of_it, value), "")
    return one.numbers | one.mails


def _owner(model: type[Record]) -> str:
    return next((part.owner for part in parts_of(model).values() if part.model is Channel), "")


def _add_channels(found: dict[int, Known], owner: str, channels: QuerySet[Channel]) -> None:
    rows = channels.filter(is_faulty=False).order_by()
    for pk, kind, *written in rows.values_list(owner, "kind", "value", "dial", "digits"):
        if pk in found:
            _add_channel(found[pk], kind, *written)


def load_names(model: type[Record]) -> dict[int, Known]:
    """All entries of a kind with their names only."""
    kind = kind_of(model)
    others, day = kind.found.names, ["start_earliest"] if _has(model, "start_earliest") else []
    found = {}
    for row in model.objects.order_by().values("pk", "state", *kind.names, *others, *day):
        names = [" ".join(row[column] for column in kind.names), *(row[name] for name in others if row[name])]
        found[row["pk"]] = Known(row["pk"], names, row["state"], day=row.get("start_earliest"))
    rows = Name.objects.filter(content_type=ContentType.objects.get_for_model(model)).exclude(kind=NameKind.SEARCH)
    for pk, name in rows.order_by("object_id", "position", "pk").values_list("object_id", "name"):
        if pk in found:
            found[pk].names.append(name)
    return found


def _has(model: type[Record], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def _add_channel(entry: Known, kind: str, value: str, dial: str, digits: str) -> None:
    if kind in NUMBERS:
        number = dial or digits  # several numbers are those of another who has the same
        if len(number) >= _FEWEST_SIGNS:
            entry.numbers.add(number)
    elif kind == ChannelKind.EMAIL:
        entry.mails.add(value.strip().casefold())
    elif kind == ChannelKind.WEB and (site := site_of(value)):
        entry.sites.add(site)


def site_of(url: str) -> str:
    """Host and path without scheme and „www.“; „https://www.netz.example/“ is „netz.example“."""
    try:
        parts = urlsplit(url.strip() if "//" in url else f"//{url.strip()}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # not an address at all
        return ""
    return f"{host}{parts.path.rstrip('/')}" if "." in host else ""


def by_key(entries: dict[int, Known], keys) -> dict[str, list[int]]:
    """Blocks: the entries that share a key. `keys`: of an entry."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for entry in entries.values():
        for key in set(keys(entry)):
            if key:
                blocks[key].append(entry.pk)
    return blocks
