"""A changed document reaches indexes that are there already: start-up makes them anew, once."""

import json
from hashlib import blake2s
from operator import attrgetter

import pytest
from django.core.management import call_command
from django.db import models

from contacts.models import Channel, Person, Responsibility
from core.fields import FuzzyDateField
from networks.models import Field, Market, Network, NetworkMarket, Offer, Organisation, Participation
from programmes.models import Funding, Programme
from publishing.models import Link, Milestone, Name
from regions.models import Region
from regions.tree import RegionTree
from search.documents import KIND_OF, KINDS, documents
from search.engine.generation import GENERATION
from search.engine.text import stem
from search.engine.vocabulary import SPECIAL
from search.models import Entry, IndexState
from tests.factories import NAMED_BY, make

pytestmark = pytest.mark.django_db
READ = attrgetter("names", "other_names", "keys", "texts", "place", "numbers")
# Generation → digest of its documents. When they change, raise GENERATION and note it here.
MADE = {1: "0e5ed37da4669d0e"}


@pytest.fixture
def start(capsys):
    """What the start of the portal says about the index."""

    def run() -> str:
        call_command("rebuild_index", if_due=True)
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize("lost", [Entry, IndexState])
def test_start_makes_a_missing_index_and_then_none(lost, start):
    make(Network)
    lost.objects.all().delete()

    assert start() == "1 Einträge sind auffindbar.\n"
    assert start() == ""


def test_start_makes_an_index_of_other_code_anew_once(start):
    network = make(Network, name="Glühwürmchen")
    IndexState.objects.update(generation=GENERATION + 1)
    Entry.objects.update(title="Wie früher")

    assert start() == "1 Einträge sind auffindbar.\n"
    assert Entry.objects.get().title == network.name
    assert IndexState.objects.get().generation == GENERATION
    assert start() == ""


def test_index_that_grew_record_by_record_is_of_this_code(start):
    IndexState.objects.all().delete()
    make(Network)

    assert start() == ""


def test_change_of_a_single_record_makes_no_old_index_current(start):
    network = make(Network)
    IndexState.objects.update(generation=GENERATION - 1)
    network.summary = "Neu gesagt."
    network.save()

    assert start() != ""


def test_other_documents_are_of_another_generation():
    assert {GENERATION: digest()} == MADE, "Other documents than before: raise GENERATION and note their digest here."


def digest() -> str:
    """Of the lists of what is read, and of what is made of it for one record of each kind, without keys."""
    for model in KIND_OF:
        filled(model)
    connect()
    found = [
        [kind.key, *(sorted(of) if isinstance(of, tuple) else of for of in READ(kind.found))] for kind in KINDS.values()
    ]
    tree = RegionTree.load()
    for model in KIND_OF:
        for one in documents(model, list(model.objects.order_by("pk")), tree):
            words = sorted((form, tier, "" if form[0] in SPECIAL else stem(form)) for form, tier in one.words.items())
            found.append([one.kind, one.title, one.meta, one.summary, one.url, one.names, words])
    return blake2s(json.dumps(found).encode(), digest_size=8).hexdigest()


def filled(model: type[models.Model]) -> models.Model:
    """Every text says which field of which kind it stands in."""
    kind, texts = KIND_OF[model].key, {}
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, FuzzyDateField)
        if is_text and field.blank and not field.choices and not field.name.startswith(("release", "slug")):
            texts[field.name] = f"{field.name.title().replace('_', '')}{kind}"[: field.max_length]
    texts[NAMED_BY.get(model, "name")] = f"{kind.title()} Muster GmbH"
    return make(model, **texts | {"slug": kind})


def connect() -> None:
    """The rows from which records take words of others."""
    network, person, organisation, programme = (
        model.objects.get() for model in (Network, Person, Organisation, Programme)
    )
    region, field, market = Region.objects.get(), Field.objects.get(), Market.objects.get()
    network.regions.add(region)
    network.tags.add("Schlagwort")
    for record in (network, programme):
        record.fields.add(field)
    make(NetworkMarket, network=network, market=market)
    make(Offer, network=network, text="Angebotstext")
    make(Participation, network=network, organisation=organisation)
    make(Funding, network=network, programme=programme)
    make(Responsibility, person=person, programme=programme, task="Aufgabe", concern="netzwerk-gruenden").regions.add(
        region
    )
    make(Channel, person=person, value="0341 4711-0")
    make(Name, subject=network, name="Zweitname")
    make(Link, subject=network, label="Linktext")
    make(Milestone, subject=network, text="Meilensteintext")
