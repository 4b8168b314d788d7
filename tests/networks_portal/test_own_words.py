"""What the portal says of its own lists follows from how they are made, and one thing has one word."""

import re

import pytest

from contacts.models import Person
from networks.enums import EventKind
from networks.models import Event
from publishing.models import Citation, SourceDocument
from tests.factories import PAGES, make, read

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("directory")
def test_list_of_contacts_is_in_the_order_that_it_says(client):
    response = client.get("/ansprechpersonen/")
    shown = [card.person.sort_name for card in response.context["cards"]]

    assert "Nach Namen geordnet" in read(response) and "nicht nach Alphabet" not in read(response)
    assert shown == sorted(shown) and len(shown) == Person.objects.with_page().count()


@pytest.mark.usefixtures("directory")
def test_sources_are_in_the_order_of_their_titles_whatever_sign_they_begin_with(client):
    titles = list(SourceDocument.objects.published().order_by("sort_name", "pk").values_list("title", flat=True))
    assert any(title.startswith("„") for title in titles) and not titles[-1].startswith("„")
    assert re.findall(r"<h2><a[^>]*>([^<]*)</a>", client.get("/quellen/").content.decode()) == titles


@pytest.mark.usefixtures("directory")
def test_no_page_claims_a_document_for_what_has_none(client):
    assert "Jede Angabe" not in "".join(read(client.get(url)) for url in ("/ueber/", "/quellen/"))
    assert "ohne Quelle" in read(client.get("/ueber/")) and Citation.objects.exists()


@pytest.mark.once
@pytest.mark.usefixtures("directory")
def test_what_takes_place_is_called_a_date_on_every_list(client):
    shown = {url: read(client.get(url)) for url in (*PAGES, "/suche/?q=webinare&typ=termin")}
    assert {url for url, text in shown.items() if re.search(r"Regelmäßiges Format|regelmäßige Formate", text)} == set()


@pytest.mark.once
@pytest.mark.parametrize("kind", EventKind)
def test_hit_says_once_that_it_is_a_date(client, kind):
    make(Event, name="Lichterlauf", kind=kind)
    hit = read(client.get("/suche/", {"q": "Lichterlauf"}))

    assert str(kind.label) in hit and "Termin ·" not in hit
