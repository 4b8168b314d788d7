"""A changed document reaches indexes that are there already: start-up makes them anew, once."""

import json
from dataclasses import replace
from datetime import date
from hashlib import blake2s

import pytest
from django.core.management import call_command
from django.db import models

from contacts.models import Channel, Person, Responsibility
from core.kinds import Found
from language.text import stem
from networks.models import Field, Network, Offer, Organisation, Participation
from programmes.models import Programme
from publishing.models import Link, Name
from regions.models import Region
from regions.tree import RegionTree
from search.documents import KIND_OF, documents
from search.engine import generation as made
from search.engine.generation import CODE, generation
from search.engine.vocabulary import SPECIAL
from search.models import Entry, IndexState
from stories.models import Story
from tests.factories import NAMED_BY, make

pytestmark = pytest.mark.django_db
# Of all that can be declared something, so that a new column of some kind changes nothing here.
DECLARED = {
    Network: Found(
        names=("legal_form",), other_names=("audience",), keys=("status_note", "fields__name", "tags__name"),
        texts=("kind", "summary", "note", "offers__text", "links__label", "participations__organisation__name"),
        place="regions", called="Verbund", has_initials=True,
    ),
    Person: Found(
        keys=("function", "responsibilities__task"), texts=("channels__value",), numbers="channels__digits",
        place="responsibilities__regions",
    ),
    Programme: Found(names=("abbreviation",), called="Zuschuss", place="regions"),
    Region: Found(other_names=("also_called",), place="pk"),
    Story: Found(texts=("body",), is_about=True),
}  # fmt: skip
CHECKED = date(2024, 5, 6)
# Code → digest of its documents. When they change, raise CODE and note it here.
MADE = {9: "a143867621eef319"}


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
    IndexState.objects.update(generation=generation() + 1)
    Entry.objects.update(title="Wie früher")

    assert start() == "1 Einträge sind auffindbar.\n"
    assert Entry.objects.get().title == network.name
    assert IndexState.objects.get().generation == generation()
    assert start() == ""


def test_index_that_grew_record_by_record_is_of_this_code(start):
    IndexState.objects.all().delete()
    make(Network)

    assert start() == ""


def test_change_of_a_single_record_makes_no_old_index_current(start):
    network = make(Network)
    IndexState.objects.update(generation=generation() - 1)
    network.summary = "Neu gesagt."
    network.save()

    assert start() != ""


def test_index_made_by_another_declaration_is_made_anew(monkeypatch):
    before = generation()
    kind = KIND_OF[Network]
    changed = replace(kind, found=replace(kind.found, texts=kind.found.texts[1:]))
    monkeypatch.setattr(made, "kinds", lambda: [changed])

    assert generation.__wrapped__() != before


def test_other_documents_are_of_another_generation(monkeypatch):
    for model, found in DECLARED.items():
        monkeypatch.setitem(KIND_OF, model, replace(KIND_OF[model], found=found))

    assert {CODE: digest()} == MADE, "Other documents than before: raise CODE and note their digest here."


def digest() -> str:
    """Of what is made of one record of each kind, without keys."""
    for model in DECLARED:
        filled(model)
    connect()
    tree, found = RegionTree.load(), []
    for model in DECLARED:
        for one in documents(model, list(model.objects.order_by("pk")), tree):
            words = sorted((form, tier, "" if form[0] in SPECIAL else stem(form)) for form, tier in one.words.items())
            found.append([one.kind, one.title, one.meta, one.summary, one.url, one.names, str(one.checked_on), words])
    return blake2s(json.dumps(found).encode(), digest_size=8).hexdigest()


def filled(model: type[models.Model]) -> models.Model:
    """Every declared text says which field of which kind it stands in."""
    key, found = KIND_OF[model].key, DECLARED[model]
    own = [name for name in (*found.names, *found.other_names, *found.keys, *found.texts) if "__" not in name]
    texts = {name: f"{name.title().replace('_', '')}{key}"[:20] for name in own if name != "kind"}
    texts[NAMED_BY.get(model, "name")] = f"{key.title()} Muster GmbH"
    return make(model, **texts | {"slug": key} | ({"checked_on": CHECKED} if KIND_OF[model].is_record else {}))


def connect() -> None:
    """The rows from which records take words of others."""
    network, person, programme, region = (model.objects.get() for model in (Network, Person, Programme, Region))
    network.regions.add(region)
    network.tags.add("Schlagwort")
    network.fields.add(make(Field, name="Feldname"))
    make(Offer, network=network, text="Angebotstext")
    make(Participation, network=network, organisation=make(Organisation, name="Mitglied"))
    task = make(Responsibility, person=person, programme=programme, task="Aufgabe", concern="netzwerk-gruenden")
    task.regions.add(region)
    make(Channel, person=person, value="0341 4711-0")
    make(Name, subject=network, name="Zweitname")
    make(Link, subject=network, label="Linktext")
