"""What somebody has in front of them finds its entry: web and mail addresses, keys, legal forms, signs."""

import pytest

from contacts.models import Channel, Person, Responsibility
from networks.models import Network, Organisation
from publishing.models import Link, SourceDocument
from regions.models import Region
from search.addresses import Address, read_address
from tests.factories import addresses, hide, make, results

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    network = make(Network, name="Glühwerk")
    make(Link, subject=network, url="https://www.gluehwerk.example/ueber-uns/")
    return network


@pytest.mark.parametrize(
    "query",
    [
        "gluehwerk.example", "www.gluehwerk.example", "https://gluehwerk.example", "http://www.gluehwerk.example/",
        "HTTPS://WWW.GLUEHWERK.EXAMPLE/ueber-uns", "(gluehwerk.example)", "https://www.gluehwerk.example/kontakt/?a=1#b",
    ],
)  # fmt: skip
def test_web_address_finds_the_entry_in_every_spelling(query, network):
    assert addresses(query) == [network.get_absolute_url()]


def test_very_page_comes_before_others_of_its_host(network):
    other = make(Network, name="Anderes")
    make(Link, subject=other, url="https://gluehwerk.example/partner")

    assert addresses("gluehwerk.example/partner")[0] == other.get_absolute_url()
    assert addresses("gluehwerk.example/ueber-uns")[0] == network.get_absolute_url()


@pytest.mark.parametrize(
    "query", ["werk.example", "gluehwerk.example.org", "notgluehwerk.example", "https://", "a@", "."]
)
def test_other_hosts_find_nothing(query, network):
    assert addresses(query) == []


def test_address_of_a_hidden_row_or_entry_finds_nothing(network):
    hide(network)

    assert addresses("gluehwerk.example") == []


def test_mailbox_finds_its_owner_and_its_host_everybody_there():
    organisation, person = make(Organisation, name="Amt"), make(Person)
    make(Responsibility, person=person)
    make(Channel, organisation=organisation, kind="email", value="info@amt.example")
    make(Channel, person=person, organisation=None, kind="email", value="q.z@amt.example")

    assert addresses("INFO@amt.example") == [organisation.get_absolute_url()]
    assert addresses("mailto:q.z@amt.example") == [person.get_absolute_url()]
    assert set(addresses("www.amt.example")) == {organisation.get_absolute_url(), person.get_absolute_url()}


def test_copied_address_of_a_page_here_finds_its_entry(network):
    page = network.get_absolute_url()

    assert addresses(page) == addresses(f"https://anywhere.example{page}?druck=1") == [page]


def test_rare_question_costs_few_queries(network, django_assert_max_num_queries, client):
    client.get("/suche/", {"q": "warm"})
    with django_assert_max_num_queries(20):
        client.get("/suche/", {"q": "gluehwerk.example b.example c.example d.example"})


@pytest.mark.parametrize(
    ("chunk", "read"),
    [
        ("Straße.de/a/", Address("straße.de", "/a")), ("x@y.de", Address("y.de", "", "x")), ("e.V.", None),
        ("z.B", None), ("1.2", None), ("http://[", None), ("food.net:z", None), ("@y.de", None),
    ],
)  # fmt: skip
def test_only_addresses_are_read_as_such(chunk, read):
    assert read_address(chunk) == read


@pytest.mark.parametrize("query", ["AGS 08999", "08999", "DEX99", "NUTS DEX99"])
def test_official_keys_find_their_region(query):
    region = make(Region, name="Musterkreis", ags="08999", nuts="DEX99", nuts_version="2024")

    assert addresses(query) == [region.get_absolute_url()]


@pytest.mark.parametrize("query", ["Glühwerk eV", "Glühwerk e. V.", "Glühwerk e.V.", "glühwerk GmbH", "Glühwerk gGmbH"])
def test_legal_form_need_not_be_the_one_that_the_entry_states(query):
    network = make(Network, name="Glühwerk")

    assert addresses(query) == [network.get_absolute_url()]


@pytest.mark.parametrize("query", ["F&E", "F+E", "FuE", "f&e"])
def test_sign_between_two_letters_is_read_as_and(query):
    network = make(Network, name="Anderes", summary="Hilft bei FuE.")

    assert addresses(query) == [network.get_absolute_url()]


@pytest.mark.parametrize("query", ["Sanierung + Dämmung", "Sanierung+Dämmung", "Sanierung & Dämmung"])
def test_sign_between_two_words_is_no_word(query):
    network = make(Network, name="Anderes", summary="Hilft bei Sanierung und Dämmung.")

    assert addresses(query) == [network.get_absolute_url()]


def test_sources_come_last_unless_their_title_or_their_kind_is_asked_for():
    source = make(SourceDocument, title="Glühwürmchen heute", short_title="Glühwürmchen heute")
    network = make(Network, name="Anderes", summary="Über Glühwürmchen, ein wenig, heute.")

    assert addresses("Glühwürmchen") == [network.get_absolute_url(), source.get_absolute_url()]
    assert addresses("Glühwürmchen heute")[0] == source.get_absolute_url()
    assert addresses("Quelle Glühwürmchen")[0] == source.get_absolute_url()


def test_postcode_is_likelier_than_a_key_of_the_same_digits(client, directory):
    """12051 is in Neukölln, and the key of Brandenburg an der Havel."""
    assert "/netzwerke/its-bb/" in results(client.get("/suche/", {"q": "12051"}))
