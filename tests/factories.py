"""Invented records for tests, and what pages say of them."""

import html
import re
from collections.abc import Iterable
from itertools import count
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models
from taggit.managers import TaggableManager

from contacts.models import Channel, Mention, Person, Responsibility
from core import fuzzy_dates
from core.addresses import Addressed
from core.fields import FuzzyDateField
from core.kinds import record_models
from inputs.slugs import german_slug
from networks.models import (
    Event,
    Market,
    Network,
    NetworkMarket,
    Offer,
    Organisation,
    Participation,
    Place,
    Project,
    Relation,
)
from networks_portal.sitemaps import PAGES as IN_SITEMAP
from pictures.models import Picture
from programmes.models import Financing, Funding, Programme, SupportOffer
from publishing.enums import State
from publishing.models import Citation, Figure, Link, Milestone, Name, Record, SourceDocument, Statement
from regions.models import Postcode, Region
from search.query import find
from stories.models import Part, Series, Story
from tests.kept_index import forget_indexes as forget_indexes
from tests.stored_pictures import STORED

RECORDS = tuple(record_models())

# What a valid row needs and a test may not care about; a model in place of a value means such a record.
REQUIRED: dict[type[models.Model], dict[str, Any]] = {
    Region: {"kind": "land"},
    Postcode: {"code": "99999", "region": Region},
    Network: {"kind": "netzwerk", "summary": "Ein Netz."},
    Organisation: {"kind": "unternehmen"},
    Event: {"kind": "veranstaltung"},
    Place: {"kind": "campus"},
    Project: {"project_state": "laufend"},
    Programme: {"kind": "programm", "summary": "Ein Programm."},
    SupportOffer: {"kind": "beratung", "summary": "Ein Angebot."},
    Person: {"given_name": "Erika"},
    SourceDocument: {"kind": "artikel", "as_of": "2020", "as_of_reason": "Zum Test."},
    Picture: {"file": str(STORED), "credit": "E. Muster", "licence": "cc-by-4", "description": "Ein Bild."},
    Series: {"summary": "Beiträge."},
    Story: {"summary": "Kurz.", "body": "Text."},
    Part: {"story": Story, "kind": "liste", "entries": "/netzwerke/"},
    Name: {"kind": "auch"},
    Figure: {"number": 7, "counted": "Mitglieder"},
    Milestone: {"kind": "sonstiges", "date": "2019", "text": "Etwas geschah."},
    Link: {"url": "https://netz.example/", "label": "Seite des Netzes"},
    Citation: {},
    NetworkMarket: {"network": Network, "market": Market},
    Participation: {"network": Network, "organisation": Organisation, "role": "mitglied"},
    Relation: {"from_network": Network, "to_network": Network, "kind": "teil-von"},
    Offer: {"network": Network, "text": "Hilft."},
    Financing: {"programme": Programme, "role": "finanziert"},
    Funding: {"network": Network, "programme": Programme},
    Responsibility: {"task": "Auskunft"},
    Channel: {"kind": "telefon", "value": "0341 4711-0"},
    Mention: {"person": Person, "named_as": "zitiert"},
}
# The field that carries a record's name.
NAMED_BY = {Person: "family_name", SourceDocument: "title", Story: "title", Picture: "title", Name: "name"}
# Rows that must name one of several owners, and the one to take when a test names none.
ONE_OF = {
    Financing: ("organisation", "fund", "body"),
    Channel: ("person", "organisation"),
    Responsibility: ("person", "office"),
    Mention: ("network", "organisation", "event", "place", "document"),
}
_numbers = count(1)


def make(model: type[models.Model], **values) -> models.Model:
    """A row, published where it is a record. Dates are given in German, lists fill many-to-many fields."""
    is_named = add_required(model, values)
    row, many = model(), {}
    for key, value in values.items():
        field = None if key == "subject" else model._meta.get_field(key)
        if isinstance(field, FuzzyDateField):
            date = fuzzy_dates.parse(value) if value else fuzzy_dates.FuzzyDate("")
            setattr(row, key, date.edtf)
            setattr(row, f"{key}_wording", date.wording)
        elif field and (field.many_to_many or isinstance(field, TaggableManager)):
            many[key] = value
        else:
            setattr(row, key, value)
    if (
        is_named and isinstance(row, Addressed) and not row.slug
    ):  # no need to ask for a free one, half of what saving takes
        row.slug = german_slug(row.addressed_by)
    row.save()
    for key, value in many.items():
        getattr(row, key).add(*value)
    return row


def add_required(model: type[models.Model], values: dict[str, Any]) -> bool:
    """What a valid row needs and a test did not say; whether its name is one that no other has."""
    for key, value in REQUIRED.get(model, {}).items():
        if key not in values:
            values[key] = make(value) if isinstance(value, type) else value
    if owners := ONE_OF.get(model):
        if not any(values.get(name) for name in owners):
            values[owners[0]] = make(model._meta.get_field(owners[0]).related_model)
    number = next(_numbers)
    named_by = NAMED_BY.get(model, "name")
    is_named = named_by not in values and any(field.name == named_by for field in model._meta.concrete_fields)
    if is_named:
        values[named_by] = f"{model.__name__} Nummer{number}"
    if issubclass(model, Record):
        values.setdefault("state", State.PUBLISHED)
    if model is Region:
        values.setdefault("slug", f"region-{number}")
    if model is SourceDocument:
        values.setdefault("short_title", values["title"][:80])
    return is_named


def cite(record: Record, source: SourceDocument | None, field: str = "", **values) -> Citation:
    return make(Citation, subject=record, source=source, field=field, **values)


def hide(record: Record, state: str = State.DRAFT) -> Record:
    record.state, record.archive_reason = state, "Aufgelöst." if state == State.ARCHIVED else ""
    record.save()
    return record


LISTS = (
    "/netzwerke/", "/organisationen/", "/veranstaltungen/", "/foerderprogramme/", "/ansprechpersonen/",
    "/orte/", "/projekte/", "/angebote/", "/themen/",
)  # fmt: skip
PAGES = (
    *IN_SITEMAP, "/ansprechpersonen/", "/suche/", "/suche/?q=netz", "/netzwerke/?ansicht=filter",
    "/netzwerke/?ort=Neustadt", "/netzwerke/?ort=Manheim", "/passendes-netzwerk/", "/passendes-netzwerk/?region=egal",
    "/passendes-netzwerk/?region=egal&feld=egal&bedarf=partner&rolle=kmu&zielmarkt=egal", "/vergleich/",
    "/foerderkontakt/", "/foerderkontakt/?anliegen=ausland", "/foerderkontakt/?anliegen=ausland&region=alle",
)  # fmt: skip


def public_records() -> Iterable[models.Model]:
    """Every row with a page of its own that a visitor may see."""
    for model in RECORDS:
        yield from model.objects.with_page()
    yield from Region.objects.exclude(kind="kreis", networks=None)
    yield from Region.objects.filter(kind="kreis", networks=None).order_by("pk")[::40]  # they are all alike


def read(response, section: str = "") -> str:
    """What a page says, without tags; of its main part, or of the section labelled by a heading's id."""
    assert response.status_code == 200, response.status_code
    page = response.content.decode()
    if section:
        start = page.index(f'aria-labelledby="{section}"')
        page = page[page.index(">", start) + 1 : page.index("</section>", start)]
    else:
        page = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.replace("<wbr>", ""))).split())


def results(response) -> list[str]:
    """The addresses a list page leads to, in order."""
    page = response.content.decode()
    return re.findall(r'<h[34][^>]*><a href="([^"]+)"', page[page.index('id="ergebnisse"') :])


def found(response) -> int:
    """How many results a list page says it has."""
    if "Nichts gefunden" in response.content.decode():
        return 0
    return int(re.search(r'<h2 id="ergebnisse"[^>]*>(\d+)', response.content.decode())[1])


def cards(response) -> list[str]:
    """The slugs of the people whose cards a list page shows."""
    return re.findall(r'<h3><a href="/ansprechpersonen/([^/]+)/"', response.content.decode())


def addresses(text: str) -> list[str]:
    """What the search finds, best first."""
    return [entry.url for entry in find(text)]


def concrete(base: type[models.Model]) -> list[type[models.Model]]:
    found = []
    for model in base.__subclasses__():
        found += concrete(model) if model._meta.abstract else [model]
    return found


STATEMENTS = [model for model in concrete(Statement) if model not in (Name, Figure, Milestone, Link, Citation)]
ATTACHED = (Name, Figure, Milestone, Link, Citation)


def relate_in_every_way(record: Record) -> int:
    """Point from and to published records along every relation there is; returns how many others point at it."""
    point_at_others(record)
    return point_at_it(record)


def point_at_it(record: Record) -> int:
    tried = 0
    for model in (*RECORDS, *STATEMENTS):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is type(record):
                make(model, **other_owners(model, field.name), **{field.name: record})
                tried += 1
        for field in model._meta.many_to_many:
            if field.related_model is type(record) and field.remote_field.through._meta.auto_created:
                getattr(make(model), field.name).add(record)
                tried += 1
    for model in ATTACHED:
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is type(record):
                make(model, subject=make(Network), **{field.name: record})
                tried += 1
    return tried


def point_at_others(record: Record) -> None:
    for field in type(record)._meta.get_fields():
        if field.auto_created or isinstance(field, TaggableManager | GenericForeignKey) or not field.is_relation:
            continue
        if field.many_to_one and field.related_model in RECORDS:
            setattr(record, field.name, make(field.related_model))
            record.save()
        elif field.many_to_many and field.related_model in RECORDS:
            if field.remote_field.through._meta.auto_created:
                getattr(record, field.name).add(make(field.related_model))


def other_owners(model, name: str) -> dict:
    """A mention, a channel and a financing name one of several; then there is none besides."""
    if model in ONE_OF and name not in ONE_OF[model] and name != "source":
        return {ONE_OF[model][0]: make(model._meta.get_field(ONE_OF[model][0]).related_model)}
    return {}
