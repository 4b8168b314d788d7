"""What is said of entries elsewhere, for the columns of lists: only what visitors may see, as of today."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from contacts.enums import ChannelKind
from contacts.models import Channel, Person, Responsibility
from memory import stamps
from networks.enums import MEMBERSHIP
from networks.models import Event, Network, Participation
from pages.records import public_sources
from programmes.models import Funding
from publishing.models import Citation, Record
from publishing.models.record import RecordQuerySet
from reach.briefs import Brief, briefs
from reach.listed import regions_of

Line = tuple[str, ...]
Lines = dict[int, list[Line]]
Reader = Callable[[list[int]], Lines]  # keys of records → the lines about each
_WAYS = (ChannelKind.PHONE, ChannelKind.MOBILE, ChannelKind.EMAIL)
_HOLDERS = ("person", "office")
BETWEEN = "; "


def _grouped(rows: Iterable[tuple[int, Line]]) -> Lines:
    """Each line of a record once."""
    found: dict[int, dict[Line, None]] = defaultdict(dict)
    for pk, line in rows:
        found[pk][line] = None
    return {pk: list(lines) for pk, lines in found.items()}


def _channels(people: set[int], offices: set[int]) -> dict[tuple[str, int], dict[str, str]]:
    """Holder → kind → what the sources print; a faulty value says so."""
    found: dict[tuple[str, int], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = Channel.objects.public().filter(Q(person__in=people) | Q(organisation__in=offices), kind__in=_WAYS)
    for row in rows:
        holder = ("person", row.person_id) if row.person_id else ("office", row.organisation_id)
        said = f"{row.value} (fehlerhaft: {row.fault})" if row.is_faulty else row.value
        found[holder][row.kind].append(said)
    return {
        holder: {kind: BETWEEN.join(dict.fromkeys(said)) for kind, said in ways.items()}
        for holder, ways in found.items()
    }


def contacts(column: str) -> Reader:
    """Who is responsible for a network, programme or organisation: a line each, a person or an office."""

    def read(pks: list[int]) -> Lines:
        tasks = Responsibility.objects.public(column).filter(**{f"{column}__in": pks})
        rows = list(tasks.select_related("person__organisation", "office").order_by("priority", "pk"))
        people = {row.person_id for row in rows if row.person_id}
        offices = {row.office_id or row.person.organisation_id for row in rows} - {None}
        ways = _channels(people, offices)
        holders: dict[tuple[int, str, int], list[Responsibility]] = defaultdict(list)
        for row in rows:
            kind, key = ("person", row.person_id) if row.person_id else ("office", row.office_id)
            holders[getattr(row, f"{column}_id"), kind, key].append(row)
        return _grouped((pk, _contact(mine, kind, key, ways)) for (pk, kind, key), mine in holders.items())

    return read


def _contact(tasks: list[Responsibility], kind: str, key: int, ways: dict) -> Line:
    person, office = tasks[0].person, tasks[0].office
    if person and person.organisation and person.organisation.is_published:
        office = person.organisation
    own = ways.get((kind, key), {})
    behind = ways.get(("office", office.pk), {}) if person and office else {}
    return (
        person.full_name if person else office.name,
        ", ".join(dict.fromkeys(task.task for task in tasks)),
        person.function if person else "",
        office.name if office else "",
        own.get(ChannelKind.PHONE, ""),
        own.get(ChannelKind.MOBILE, ""),
        own.get(ChannelKind.EMAIL, ""),
        behind.get(ChannelKind.PHONE, ""),
        behind.get(ChannelKind.EMAIL, ""),
    )


def nearest(pks: list[int]) -> Lines:
    """Whom the public page sends visitors to: a person, else the website, the office behind, the next one."""
    shown = Network.objects.published().filter(pk__in=pks).values_list("pk", flat=True)
    with stamps.steady():
        regions = regions_of()
        found = briefs({pk: tuple(regions.get(pk, ())) for pk in shown})
    keys = {kind: {one.key for rows in found.values() for one in rows if one.kind == kind} for kind in _HOLDERS}
    ways = _channels(keys["person"], keys["office"])
    return {pk: [_brief(one, ways) for one in rows] for pk, rows in found.items()}


def _brief(one: Brief, ways: dict[tuple[str, int], dict[str, str]]) -> Line:
    mail = ways.get((one.kind, one.key), {}).get(ChannelKind.EMAIL, "")
    return one.name, one.url if one.kind == "website" else one.quick, mail


def rows(rows: Callable[[], QuerySet], column: str, line: Callable[[Any], Line], *related: str) -> Reader:
    """Lines from rows that name the record in a column."""

    def read(pks: list[int]) -> Lines:
        found = rows().filter(**{f"{column}__in": pks}).select_related(*related)
        return _grouped((getattr(row, f"{column}_id"), line(row)) for row in found)

    return read


def _current(rows: QuerySet) -> QuerySet:
    return rows.exclude(end_latest__lt=date.today())


def members() -> QuerySet:
    return _current(Participation.objects.public("network")).filter(role__in=MEMBERSHIP)


def partners() -> QuerySet:
    return _current(Participation.objects.public("network")).exclude(role__in=MEMBERSHIP)


def memberships() -> QuerySet:
    return _current(Participation.objects.public("organisation"))


def funding_line(row: Funding) -> Line:
    return (str(row.programme), ", ".join(filter(None, (str(row.programme), row.period_display))))


def events(pks: list[int]) -> Lines:
    """Those that are not over."""
    rows = Event.objects.published().filter(networks__in=pks).select_related("part_of").prefetch_related("networks")
    return _grouped(
        (network.pk, (", ".join(filter(None, (row.name, row.when_line))),))
        for row in rows.distinct()
        if not row.is_over
        for network in row.networks.all()
        if network.pk in set(pks)
    )


def tasks(pks: list[int]) -> Lines:
    """What people are responsible for, and where."""
    rows = Responsibility.objects.public("person").filter(person__in=pks)
    rows = rows.select_related("network", "programme", "organisation")
    return _grouped((row.person_id, _task(row)) for row in rows.prefetch_related("regions", "network__regions"))


def _task(row: Responsibility) -> Line:
    regions = list(row.regions.all()) or (list(row.network.regions.all()) if row.network else [])
    about = row.network or row.programme or row.organisation
    return row.task, str(about or ""), ", ".join(sorted(region.name for region in regions))


def office(pks: list[int]) -> Lines:
    """The ways to the organisation of a person."""
    people = list(Person.objects.filter(pk__in=pks, organisation__isnull=False).values_list("pk", "organisation_id"))
    ways = _channels(set(), {office for _, office in people})
    found = ((pk, ways.get(("office", office), {})) for pk, office in people)
    return {pk: [(own.get(ChannelKind.PHONE, ""), own.get(ChannelKind.EMAIL, ""))] for pk, own in found if own}


def people(pks: list[int]) -> Lines:
    """Contact persons of an organisation."""
    rows = Person.objects.with_page().filter(organisation__in=pks)
    return _grouped((row.organisation_id, (row.full_name,)) for row in rows)


def sources(model: type[Record]) -> Reader:
    def read(pks: list[int]) -> Lines:
        documents, about = public_sources(), ContentType.objects.get_for_model(model)
        rows = Citation.objects.filter(content_type=about, object_id__in=pks, source__in=list(documents)).order_by("pk")
        return _grouped((row.object_id, (_named(documents[row.source_id]),)) for row in rows)

    return read


def _named(source: Any) -> str:
    return f"{source} (Stand {source.as_of_display})" if source.as_of else str(source)


def page(model: type[Record]) -> Reader:
    def read(pks: list[int]) -> Lines:
        shown: RecordQuerySet = model._default_manager.with_page().filter(pk__in=pks)
        slugs = shown.order_by().values_list("pk", "slug")
        return {pk: [(f"{settings.SITE_URL}{model.address_of(slug)}",)] for pk, slug in slugs}

    return read
