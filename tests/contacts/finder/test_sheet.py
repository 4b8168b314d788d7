"""The sheet for a call: the same answer, with what to say; and the link and code to hand on."""

import html
import re

import pytest

from contacts.enums import Concern, Role
from contacts.finder.qr import qr_code
from contacts.finder.questions import Given
from contacts.finder.talk import PREPARE, opening
from contacts.models import Channel, Person, Responsibility
from networks.models import Organisation
from publishing.models import SourceDocument
from regions.models import Region
from tests.factories import make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]
URL, SHEET = "/foerderkontakt/", "/foerderkontakt/anrufzettel/"


@pytest.fixture
def task():
    source = make(SourceDocument, title="Amtsblatt", as_of="Juli 2018")
    task = make(
        Responsibility, concern="sonstiges", task="Rat", source=source, person=make(Person, family_name="Docht")
    )
    make(Channel, person=task.person, kind="telefon", value="0341 4711-0", source=source)
    return task


def path_of(response) -> str:
    return re.search(r'<path fill="#000"\s+d="([^"]+)"', response.content.decode())[1]


def test_sheet_says_whom_to_call_what_to_say_and_what_to_have_ready(task, client):
    office = make(Organisation, name="Nest")
    make(Channel, organisation=office, kind="e-mail", value="rat@nest.example")
    make(Responsibility, office=office, is_fallback=True, task="Auskunft")
    land = make(Region, name="Lichtland")
    response = client.get(SHEET, {"anliegen": "sonstiges", "region": land.slug})
    page = response.content.decode()

    assert "Docht" in read(response, "h-wen") and 'href="tel:+493414711' in page
    assert "Angabe vom Juli 2018" in read(response, "h-wen")
    assert "Unsere Region: Lichtland." in read(response, "h-sagen")
    assert str(PREPARE[Concern.OTHER][0]) in read(response, "h-bereit")
    assert "Nest (Mögliche Anlaufstelle): rat@nest.example" in " ".join(read(response, "h-sonst").split())
    assert "Amtsblatt (Stand Juli 2018)" in read(response)
    assert f"http://testserver{URL}?anliegen=sonstiges&region={land.slug}" in read(response)


def test_sheet_stores_nothing_and_is_found_by_no_search_engine(task, client):
    response = client.get(SHEET, {"anliegen": "sonstiges", "region": "alle"})

    assert '<meta name="robots" content="noindex,follow">' in response.content.decode()
    assert not response.cookies


def test_sheet_without_an_answer_leads_to_the_question(task, client):
    assert client.get(SHEET).url == URL
    assert client.get(f"{SHEET}?region=alle&anliegen=sonstiges&unsinn=1&feld=x").status_code == 200
    assert client.get(f"{SHEET}?anliegen=sonstiges").url == f"{URL}?anliegen=sonstiges"
    task.delete()
    assert client.get(f"{SHEET}?anliegen=sonstiges&region=alle").url == f"{URL}?anliegen=sonstiges&region=alle"


@pytest.mark.parametrize("address", [URL, SHEET])
def test_code_on_the_page_is_the_address_that_stands_beside_it(address, task, client):
    response = client.get(f"{address}?region=alle&anliegen=sonstiges&unsinn=1")
    shown = html.unescape(re.search(r"<code>([^<]+)</code>", response.content.decode())[1])

    assert shown == f"http://testserver{URL}?anliegen=sonstiges&region=alle"
    drawn = qr_code(shown).outline
    assert path_of(response) == drawn


def test_opening_is_made_from_the_answers():
    given = Given(anliegen="ausland", region="x", feld="medizintechnik", rolle="netzwerkmanagement")
    said = opening(given, "Berlin", "Medizintechnik", is_near=False)

    assert said.startswith("Guten Tag, mein Name ist …, ich rufe für ein Netzwerk an. Wir möchten mit unserem Netzwerk")
    assert "Unsere Region: Berlin. Unser Feld: Medizintechnik. Bin ich damit bei Ihnen richtig?" in said
    assert "nicht zuständig sind" in opening(given, "Berlin", "", is_near=True)


@pytest.mark.parametrize("concern", Concern)
def test_every_concern_has_words_for_a_call(concern):
    assert len(PREPARE[concern]) >= 3
    for role in ("", "alle", *Role.values):
        said = opening(Given(anliegen=concern.value, rolle=role, feld="alle"), "", "keine Angabe", is_near=False)
        assert "keine Angabe" not in said and said.endswith("?")
