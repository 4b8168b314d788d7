"""Whom an entry leads to: whether it is alive, and the surest way to reach it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from contacts.models import Person
from core.kinds import kind_of
from documents.hidden import hidden_names
from documents.named import named
from networks.models import Network, Organisation
from open_data.api import parameters as asked
from open_data.api.answers import answer
from open_data.api.lists import list_named
from open_data.api.offices import Offices
from pages.records import get_published
from reach.briefs import Brief, briefs
from reach.entries import alive_now
from reach.hits import how_sure, is_sure
from reach.listed import LISTING, reaches, regions_of
from reach.offices import region_offices
from reach.rungs import Reach, Rung

# What the rungs of the ladder are called.
RUNGS = {
    Rung.PERSON: "ansprechperson",
    Rung.BEHIND: "stelle-der-ansprechperson",
    Rung.OWN: "eigener-weg",
    Rung.NEAR: "verbundene-stelle",
    Rung.REGION: "stelle-der-region",
    Rung.NOBODY: "niemand",
}


def nearest(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    one = list_named(name)
    asked.check_names(request.GET, ())
    if not (one.model is Network or is_sure(one.kind)):
        raise Http404
    record = get_published(one.model, slug)
    alive, reach = alive_now(record), _reach(record)
    said = {
        "eintrag": named(one.model).of(record),
        "lebt": {"wert": alive.state, "text": alive.words} | ({"tag": alive.date.isoformat()} if alive.date else {}),
        "stufe": RUNGS[Rung(reach.rung)],
        "erreichbar": hidden_names().without(reach.label),
        "wege": _ways(record) or _of_region(record),
    }
    return answer(request, said)


def _reach(record: Any) -> Reach:
    """Of a network known in memory, as lists show it."""
    if isinstance(record, Network):
        return reaches()[LISTING.position()[record.pk]]
    key = (type(record), record.pk)
    return how_sure({key: record.checked_on})[key].reach


def _ways(record: Any) -> list[dict[str, Any]]:
    if isinstance(record, Organisation):
        return [Offices([], [record]).who(None, record)]
    if not isinstance(record, Network):
        return []
    found = briefs({record.pk: tuple(regions_of().get(record.pk, ()))})[record.pk]
    people = Person.objects.in_bulk([one.key for one in found if one.kind == "person"])
    bodies = Organisation.objects.in_bulk([one.key for one in found if one.kind == "office"])
    offices = Offices(people.values(), bodies.values())
    return [way for one in found if (way := _way(one, people, bodies, offices))]


def _of_region(record: Any) -> list[dict[str, Any]]:
    """The office that the finder names for whatever is asked where the entry works, or nationwide."""
    path = kind_of(type(record)).found.place
    about = type(record)._base_manager.filter(pk=record.pk)
    regions = [pk for pk in about.values_list(path, flat=True) if pk] if path else []
    bodies = Organisation.objects.published().in_bulk(list(region_offices().of(regions)))
    offices = Offices([], bodies.values())
    return [offices.who(None, one) for one in bodies.values()]


def _way(one: Brief, people: dict, bodies: dict, offices: Offices) -> dict[str, Any]:
    if one.kind == "website":
        return {"website": one.url}
    return offices.who(people.get(one.key), bodies.get(one.key)) if one.kind in ("person", "office") else {}
