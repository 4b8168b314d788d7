"""Which section of a fixture file fills which model, and which lists hang below its records."""

from dataclasses import dataclass, field

from django.db.models import Model

from contacts.models import Channel, Mention, Person, Responsibility
from networks.models import (
    Brand,
    Event,
    Field,
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
from programmes.models import Financing, Funding, Programme, SupportOffer
from publishing.models import Figure, Link, Milestone, Name, SourceDocument, Topic
from regions.models import Region
from search.models import SynonymGroup


@dataclass(frozen=True)
class Children:
    """A list below a record: its model, the foreign key to the record (None: attached to any record),
    and keys of the file that differ from the model's field names."""

    model: type[Model]
    owner: str | None = None
    renamed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    model: type[Model]
    children: dict[str, Children] = field(default_factory=dict)


ATTACHED = {
    "names": Children(Name),
    "figures": Children(Figure),
    "milestones": Children(Milestone),
    "links": Children(Link),
}

# In the order of loading: a section refers only to itself and to those above it.
SECTIONS = {
    "sources": Section(SourceDocument, ATTACHED),
    "regions": Section(Region),
    "fields": Section(Field, ATTACHED),
    "markets": Section(Market, ATTACHED),
    "brands": Section(Brand),
    "organisations": Section(
        Organisation,
        ATTACHED
        | {
            "channels": Children(Channel, "organisation"),
            "duties": Children(Responsibility, "office"),
        },
    ),
    "networks": Section(
        Network,
        ATTACHED
        | {
            "markets": Children(NetworkMarket, "network"),
            "participations": Children(Participation, "network"),
            "relations": Children(Relation, "from_network", {"to": "to_network"}),
            "offers": Children(Offer, "network"),
            "fundings": Children(Funding, "network"),
        },
    ),
    "places": Section(Place, ATTACHED),
    "events": Section(Event, ATTACHED),
    "projects": Section(Project, ATTACHED),
    "programmes": Section(Programme, ATTACHED | {"financings": Children(Financing, "programme")}),
    "support_offers": Section(SupportOffer, ATTACHED),
    "persons": Section(
        Person,
        {
            "links": Children(Link),
            "channels": Children(Channel, "person"),
            "responsibilities": Children(Responsibility, "person"),
            "mentions": Children(Mention, "person"),
        },
    ),
    "topics": Section(Topic, {"links": Children(Link)}),
    "synonyms": Section(SynonymGroup),
}

# What the files call the source's place, shorter than the field's name.
SHORT_KEYS = {"at": "locator"}
