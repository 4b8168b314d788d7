"""How sure some entries of any kind are and whom they lead to, in a line each, as the search has them in one list:
three queries for all together. Networks have both in memory (`reach.listed`)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from contacts.cards import CHANNEL_ORDER
from contacts.enums import ChannelKind
from contacts.models import Person
from core.kinds import Kind, kinds
from core.prepared import ask_many
from core.words import _
from memory.kept import remembered
from networks.models import Network, Organisation
from pages.alive import NAMING, Alive, alive, said_in
from pages.records import public_sources
from programmes.models import Programme
from publishing.enums import LinkCheck, LinkKind
from publishing.models import Citation, Link, Record
from reach.listed import LISTING
from reach.rungs import NOT_REACHABLE, Reach, Rung
from reach.table import Table
from reach.ties import reachable, responsible_for_programmes, ties, usable_channels
from reach.ways import leads_on, people_label

LINKS = (LinkKind.WEBSITE, LinkKind.REGISTRATION)
SENTINEL = 2_000_000_000  # keys of content types are small numbers
MOST = 2  # ways that are named
TIES = ("networks", "organisations", "providers")  # whom an entry is by or belongs to
Key = tuple[type[Record], int]


class Sure(NamedTuple):
    """What `how_sure` (directory/network_lines.html) prints of an entry that is no network."""

    reach: Reach
    alive: Alive


class _Cited(NamedTuple):
    """What of a citation dates an entry."""

    field: str
    source_id: int | None
    as_of: str
    as_of_wording: str


def is_sure(kind: Kind) -> bool:
    """Sources state something of it that may have changed: nobody asks so of a term, a text or a source."""
    return kind.is_record and kind.is_cited and kind.model is not Network


def how_sure(checked: dict[Key, date | None]) -> dict[Key, Sure]:
    """Of public records of the kinds that are asked so, with the day of their check."""
    if not checked:
        return {}
    cited, ways = _cited(checked), _Ways(checked)
    sources, today = public_sources(), date.today()
    return {
        key: Sure(ways.of(*key), alive(checked_on, said_in(cited.get(key, ()), sources), today))
        for key, checked_on in checked.items()
    }


def _cited(keys: Collection[Key]) -> dict[Key, list[_Cited]]:
    """In the order in which they were written; of fields that cite the same the first."""
    found: dict[Key, dict[tuple, _Cited]] = defaultdict(dict)
    models = _models()
    for of, pk, field, *cited in ask_many("citations of hits", _values(keys), _citations, SENTINEL):
        key, same = (models[of], pk), (field in NAMING, *cited)
        if key in keys and same not in (known := found[key]):
            known[same] = _Cited(field, *cited)
    return {key: list(rows.values()) for key, rows in found.items()}


def _values(keys: Collection[Key]) -> list[int]:
    """Their kinds, the first as often as fills up the number of all kinds, and their numbers: one question for any."""
    models, asked = _models(), {model for model, _pk in keys}
    types = [of for of, model in models.items() if model in asked]
    return [*types, *types[:1] * (len(models) - len(types)), *_pks(keys)]


def _about(values: list[int]) -> dict[str, list[int]]:
    size = len(_models())
    return {"content_type__in": values[:size], "object_id__in": values[size:]}


def _citations(values: list[int]):
    rows = Citation.objects.filter(**_about(values)).order_by("pk")
    return rows.values_list("content_type_id", "object_id", *_Cited._fields)


def _links(values: list[int]):
    links = Link.objects.filter(**_about(values), kind__in=LINKS)
    return links.exclude(check_result=LinkCheck.BROKEN).order_by().values_list("content_type_id", "object_id")


def _channels(pks: list[int]):
    return usable_channels().filter(Q(person__in=pks) | Q(organisation__in=pks))


def _models() -> dict[int, type[Record]]:
    """By the key of their content type."""
    models = [kind.model for kind in kinds() if is_sure(kind)]
    return {ContentType.objects.get_for_model(model).pk: model for model in models}


def _pks(keys: Iterable[Key]) -> list[int]:
    """Those of different kinds may be the same number."""
    return sorted({pk for _model, pk in keys})


class _Ways:
    """The first way that leads on, of each entry; the office of a region is none, as on cards of networks."""

    def __init__(self, keys: Collection[Key]):
        models = _models()
        self.websites = {
            (models[type_], pk) for type_, pk in ask_many("links of hits", _values(keys), _links, SENTINEL)
        }
        self.channels: dict[Key, set[str]] = defaultdict(set)
        owners = _pks(key for key in keys if key[0] in (Person, Organisation))
        for person, office, kind in ask_many("channels of hits", owners, _channels):
            self.channels[(Person, person) if person else (Organisation, office)].add(kind)

    def of(self, model: type[Record], pk: int) -> Reach:
        return next(self._of(model, pk), NOT_REACHABLE)

    def _of(self, model: type[Record], pk: int) -> Iterator[Reach]:
        if kinds_of := self.channels.get((model, pk)):
            yield Reach(Rung.PERSON if model is Person else Rung.OWN, _channel_label(kinds_of))
        if model is Person:
            yield from _through_offices(Rung.BEHIND, offices_behind().of(pk))
        if model is Programme:
            yield from _of_programme(pk)
        if (model, pk) in self.websites:
            yield Reach(Rung.OWN, _("Website"))
        yield from _through_offices(Rung.NEAR, _carriers(model, pk))
        yield from _through_networks(model, pk)


def _channel_label(found: set[str]) -> str:
    """„Telefon, E-Mail“"""
    ordered = sorted(found, key=CHANNEL_ORDER.__getitem__)[:MOST]
    return ", ".join(_("Website") if kind == ChannelKind.WEB else str(ChannelKind(kind).label) for kind in ordered)


def _of_programme(pk: int) -> Iterator[Reach]:
    found = responsible_for_programmes()
    if people := found.people.of(pk):
        yield Reach(Rung.PERSON, people_label(len(people)))
    yield from _through_offices(Rung.BEHIND, found.behind.of(pk))
    yield from _through_offices(Rung.OWN, found.offices.of(pk))


def _through_offices(rung: Rung, offices: Iterable[tuple[int, ...]]) -> Iterator[Reach]:
    names = ties().office_names
    yield from (Reach(rung, _through(names[office].name)) for (office,) in offices if office in names)


def _carriers(model: type[Record], pk: int) -> Iterator[tuple[int, ...]]:
    """The organisations that it is by."""
    for path in sorted(_paths(model) - {"networks"}):
        yield from _related(model, path).of(pk)


def _through_networks(model: type[Record], pk: int) -> Iterator[Reach]:
    """The first that it belongs to where somebody answers."""
    if "networks" in _paths(model):
        listed, known = LISTING.rows(), ties()
        for (network,) in _related(model, "networks").of(pk):
            if network in listed.position and leads_on(known, network):
                yield Reach(Rung.NEAR, _through(listed.rows[listed.position[network]].name))


def _through(name: str) -> str:
    return _("über {name}").format(name=name)


@cache
def _paths(model: type[Record]) -> frozenset[str]:
    return frozenset(field.name for field in model._meta.many_to_many if field.name in TIES)


def _related(model: type[Record], path: str) -> Table:
    return remembered(f"reach: {path} of {model._meta.label}", _builder(model, path))


@cache
def _builder(model: type[Record], path: str) -> Callable[[], Table]:
    return partial(_pairs, model, path)


def _pairs(model: type[Record], path: str) -> Table:
    rows = model.objects.published().filter(**{f"{path}__isnull": False}).order_by("pk", f"{path}__pk")
    return Table(rows.values_list("pk", path).iterator())


def offices_behind() -> Table:
    """Of people without a channel of their own."""
    return remembered("reach: offices behind people", _behind)


def _behind() -> Table:
    known = reachable()
    rows = Person.objects.published().exclude(organisation=None).order_by("pk").values_list("pk", "organisation_id")
    return Table(row for row in rows.iterator() if row[0] not in known.people and row[1] in known.offices)
