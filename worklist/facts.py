"""What a check is about, beside each entry of the list: how to reach somebody, who is responsible for what, where it is
from, whether visitors reached anybody. Five queries for a page, however many entries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from contacts.models import Channel, Person, Responsibility
from networks.models import Network, Organisation
from programmes.models import Programme
from publishing.enums import LinkKind
from publishing.models import Citation, Link, Record, SourceDocument
from reports.attempts import answered_lately
from reports.models import Attempts

MOST = 4  # of each
Key = tuple[type[Record], int]
# By which columns of a responsibility an entry is named: first those of who is responsible.
_HOLDERS: dict[str, type[Record]] = {"person": Person, "office": Organisation}
_SCOPES: dict[str, type[Record]] = {"network": Network, "programme": Programme, "organisation": Organisation}


@dataclass(frozen=True)
class Way:
    """`who`: whose it is, if not the entry's own."""

    kind: str
    value: str
    href: str = ""
    who: str = ""


@dataclass
class Facts:
    """`duties`: of a person what for, of the rest who; `more_sources`: how many besides the one that is named."""

    age: str
    ways: list[Way] = field(default_factory=list)
    duties: list[str] = field(default_factory=list)
    source: str = ""
    more_sources: int = 0
    answers: list[Attempts] = field(default_factory=list)


def facts_of(records: list[Record], today: date) -> dict[Record, Facts]:
    found = {record: Facts(age(record.checked_on, today)) for record in records}
    by_key: dict[Key, Facts] = {(type(record), record.pk): facts for record, facts in found.items()}
    stated = _add_reached(by_key)
    _add_links(by_key)
    _add_sources(by_key, stated)
    for record, answers in answered_lately(records, today).items():
        found[record].answers = answers
    return found


def age(checked_on: date | None, today: date) -> str:
    """How long ago, in words."""
    if checked_on is None:
        return "noch nie"
    months = (today - checked_on).days // 30
    if months < 1:
        return "in den letzten Wochen"
    if months < 24:
        return "vor 1 Monat" if months == 1 else f"vor {months} Monaten"
    return f"vor {months // 12} Jahren"


def _keys(by_key: Iterable[Key], model: type[Record]) -> list[int]:
    return [pk for kind, pk in by_key if kind is model]


def _add_reached(by_key: dict[Key, Facts]) -> dict[Key, list[SourceDocument]]:
    """Duties and ways to get in touch; returns the sources of these."""
    named = Q()
    for column, model in (_HOLDERS | _SCOPES).items():
        named |= Q(**{f"{column}__in": _keys(by_key, model)})
    columns = [*_HOLDERS, *_SCOPES]
    duties = Responsibility.objects.filter(named, Responsibility.is_current_today()).select_related(*columns)
    reached: dict[Key, list[tuple[Facts, str]]] = defaultdict(list)
    for key, facts in by_key.items():
        reached[key].append((facts, ""))
    for duty in duties:
        holder: Any = duty.person or duty.office
        scope: Any = duty.network or duty.programme or duty.organisation
        if mine := by_key.get((type(holder), holder.pk)):
            mine.duties.append(f"{duty.task} ({scope})" if scope else duty.task)
        if scope and scope != holder and (about := by_key.get((type(scope), scope.pk))):
            about.duties.append(f"{duty.task}: {holder}")
            if not any(facts is about for facts, _ in reached[type(holder), holder.pk]):
                reached[type(holder), holder.pk].append((about, str(holder)))
    return _add_ways(by_key, reached)


def _add_ways(by_key: dict[Key, Facts], reached: dict[Key, list[tuple[Facts, str]]]) -> dict[Key, list[SourceDocument]]:
    owners = Q(person__in=_keys(reached, Person)) | Q(organisation__in=_keys(reached, Organisation))
    stated: dict[Key, list[SourceDocument]] = defaultdict(list)
    for way in Channel.objects.filter(owners).select_related("source"):
        key: Key = (Person, way.person_id) if way.person_id else (Organisation, way.organisation_id)
        if way.source and key in by_key:
            stated[key].append(way.source)
        for facts, who in reached[key]:
            if len(facts.ways) < MOST:
                facts.ways.append(Way(str(way.get_kind_display()), way.value, way.href, who))
    return stated


def _add_links(by_key: dict[Key, Facts]) -> None:
    websites = Link.objects.filter(_about(by_key), kind=LinkKind.WEBSITE).order_by("pk")
    for link in websites:
        facts = by_key[_key_of(link)]
        if len(facts.ways) < MOST:
            facts.ways.append(Way(str(link.get_kind_display()), link.url, link.url))


def _add_sources(by_key: dict[Key, Facts], stated: dict[Key, list[SourceDocument]]) -> None:
    """Of a contact where its ways are from, of the rest the latest source."""
    cited: dict[Key, list[SourceDocument]] = defaultdict(list)
    for citation in Citation.objects.filter(_about(by_key), source__isnull=False).select_related("source"):
        cited[_key_of(citation)].append(citation.source)
    for key, facts in by_key.items():
        first = list(dict.fromkeys(stated.get(key, [])))
        rest = sorted(
            set(cited[key]) - set(first), key=lambda one: (one.as_of_earliest or date.min, one.pk), reverse=True
        )
        if sources := [*first, *rest]:
            facts.source = ", Stand ".join(filter(None, (sources[0].short_title, sources[0].as_of_display)))
            facts.more_sources = len(sources) - 1


def _about(by_key: dict[Key, Facts]) -> Q:
    about = Q(pk__in=[])
    for model in {kind for kind, _ in by_key}:
        about |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=_keys(by_key, model))
    return about


def _key_of(row: Any) -> Key:
    model: Any = ContentType.objects.get_for_id(row.content_type_id).model_class()
    return model, row.object_id
