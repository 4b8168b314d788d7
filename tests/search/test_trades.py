"""Whoever names a trade finds the fields that serve it and what works in them."""

import pytest
from django.test import Client

from finding.suggestions import suggest
from networks.models import Branch, Field, Network
from regions.models import Region
from search.query import find_keys, search
from tests.factories import hide, make, read

URL = "/suche/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def metal():
    """A small classification, a field that serves part of it, and a network in that field."""
    section = make(Branch, edition="2025", code="C", title="Verarbeitendes Gewerbe", level=1, slug="c")
    branch = make(
        Branch, edition="2025", code="25", title="Herstellung von Metallerzeugnissen", level=2, slug="c-25",
        parent=section, synonyms="Schlosser\nSchlosserei\nLackiererei\nKunststoff\nSmart Home",
    )  # fmt: skip
    make(
        Branch, edition="2025", code="28", title="Maschinenbau", level=2, slug="c-28", parent=section,
    )  # fmt: skip
    make(Branch, edition="2025", code="55", title="Beherbergung", level=2, slug="i-55", synonyms="Hotel\nPension")
    field = make(Field, name="Glimmfeld", slug="glimmfeld", branches=[section])
    make(Network, name="Glimmbund", fields=[field])
    return branch


@pytest.mark.parametrize(
    "text",
    [
        "Schlosser", "Schlosserei", "schlossereien", "Schlossermeister", "Bauschlosserei", "Lackierer", "lackieren",
        "Lackierungen", "Lackierbetrieb", "Kunststofftechnik", "Kunststoffverarbeitung", "Sondermaschinenbau",
        "Smart Home", "smart home", "Lackiererie", "Lakiererei", "Lakierbetrieb", "Lackierbetreib", "Metallerzeugnisse",
    ],
)  # fmt: skip
def test_trade_is_understood_in_every_form(metal, text):
    found = search(text)

    assert {entry.title for entry in found.page(0, 5)} == {"Glimmbund", "Glimmfeld"}
    assert [trade.fields for trade in found.trades] == [(("Glimmfeld", "/felder/glimmfeld/"),)]


@pytest.mark.parametrize(
    "text",
    [
        "Schnorzeltechnik", "Wumpelbau", "Schnorzelpflege", "Technik", "Betrieb", "Herstellung", "Gewerbe",
        "Verarbeitendes", "Wolpertingerei", "Schlunzik", "Grmpf",
    ],
)  # fmt: skip
def test_no_trade_is_read_into_other_words(metal, text):
    assert search(text).page(0, 5) == []


def test_word_that_entries_know_keeps_its_meaning(metal):
    make(Network, name="Schlosser am See")
    found = search("Schlosser")

    assert [entry.title for entry in found.page(0, 5)] == ["Schlosser am See"]
    assert found.trades == []


def test_page_says_which_branch_led_to_the_field(metal, client):
    text = read(client.get(URL, {"q": "Schlosserei"}))

    assert "Feld Glimmfeld , denn „Schlosserei“ gehört zur Branche „Herstellung von Metallerzeugnissen“." in text


def test_trade_without_a_field_is_said_and_leads_to_what_is_open_to_all(metal, client):
    text = read(client.get(URL, {"q": "Hotel"}))
    assert "„Hotel“ gehört zur Branche „Beherbergung“. Für diese Branche nennt das Verzeichnis kein Feld." in text
    assert "Nichts gefunden" in text and "Hier steht" not in text and "„Hotel“ findet die Suche" not in text
    assert "Auch ein Netzwerk, das Betrieben aller Branchen offensteht, ist dafür nicht eingetragen." in text

    country = make(Region, name="Deutschland", slug="deutschland", kind="staat")
    make(Network, name="Allerweltsbund", regions=[country], audience="Unternehmen aller Branchen.")
    make(Network, name="Unsagbund", regions=[country])
    make(Network, name="Kammerbund", regions=[country], audience="Prägende Unternehmen sowie Kammern und Städte.")
    text = read(client.get(URL, {"q": "Hotel"}))
    assert "Hier steht, was Betrieben aller Branchen offensteht." in text
    assert "Allerweltsbund" in text and "Glimmbund" not in text
    assert "Unsagbund" not in text and "Kammerbund" not in text, "no field is no promise to every firm"
    assert find_keys(Network, "Hotel") == [] and suggest("Hotel") == []


def test_what_works_in_the_very_field_comes_before_what_shares_what_is_above_it(metal):
    """Also the field itself, and what works in it before what works in a finer one."""
    above = Field.objects.get()
    fine = make(Field, name="Feinfeld", slug="fein", parent=above, branches=[metal])
    make(Network, name="Zuletzt im Feinfeld", fields=[fine])
    make(Network, name="Ein Feinstbund", fields=[make(Field, name="Feinstfeld", slug="feinst", parent=fine)])

    hits = [entry.title for entry in search("Schlosserei").page(0, 9)]
    assert hits[:3] == ["Zuletzt im Feinfeld", "Ein Feinstbund", "Feinfeld"] and hits.index("Glimmbund") > 2


def test_of_equally_near_fields_that_of_crafts_comes_first(metal):
    for name in ("Allgemeinfeld", "Handwerk und Manufakturen"):
        make(Network, name=f"Bund {name}", fields=[make(Field, name=name, branches=[metal])])

    assert next(iter(search("Schlosserei").page(0, 1))).title == "Bund Handwerk und Manufakturen"


def test_list_sentence_and_suggestions_understand_trades(metal, client):
    network = Network.objects.get()

    assert find_keys(Network, "Schlosserei") == [network.pk]
    assert "Glimmbund" in read(client.get("/netzwerke/", {"q": "Schlosserei"}))
    assert "Glimmbund" in read(client.get("/finden/", {"zu": "Schlosserei"}, follow=True))
    assert "Glimmfeld" in [entry.title for group in suggest("Schlosserei") for entry in group.entries]
    assert "Glimmfeld" in [entry.title for group in suggest("lackie") for entry in group.entries]


def test_search_follows_the_branches_of_a_field_and_the_names_of_a_branch(metal):
    field, network = Field.objects.get(), Network.objects.get()
    field.branches.clear()
    assert search("Schlosserei").total == 0
    field.branches.add(metal)
    assert search("Schlosserei").total == 2 and search("Maschinenbau").total == 0
    metal.synonyms = "Funzelei"
    metal.save()
    assert search("Schlosserei").total == 0 and search("Funzelei").total == 2
    network.fields.clear()
    assert [entry.title for entry in search("Funzelei").page(0, 5)] == ["Glimmfeld"]


def test_search_follows_the_address_and_the_release_of_a_field(metal):
    field = Field.objects.get()
    field.slug = "neue-adresse"
    field.save()
    assert [trade.fields for trade in search("Schlosserei").trades] == [(("Glimmfeld", "/felder/neue-adresse/"),)]
    assert search("Schlosserei").total == 2
    hide(field)
    assert search("Schlosserei").total == 0


def test_trade_of_a_finer_field_is_found_in_the_one_above_it(metal):
    above = Field.objects.get()
    make(Network, name="Feinbund", fields=[make(Field, name="Feinfeld", slug="fein", parent=above)])

    assert {"Feinbund", "Glimmbund"} <= {entry.title for entry in search("Schlosserei").page(0, 5)}


def test_field_page_names_its_branches(metal):
    text = read(Client().get("/felder/glimmfeld/"))

    assert "Für diese Branchen" in text and "Verarbeitendes Gewerbe WZ 2025: C" in text
