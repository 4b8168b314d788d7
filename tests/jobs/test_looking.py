"""„Erst ansehen“ shows all that a form would write and writes nothing; what was typed comes back, or is saved."""

import re
from html import unescape

import pytest

from cases.models import Case
from contacts.models import Person
from jobs.models import Proposal
from networks.models import Event, Network, Organisation
from publishing.models import Revision, SourceDocument
from regions.models import Region
from tests.factories import make, read
from tests.jobs.world import address, house, said, send
from tests.roles import editor, signed_in

pytestmark = pytest.mark.django_db

NETWORK = {
    "name": "Schattennetz", "kind": "netzwerk", "summary": "Schatten für alle.", "member-0-organisation": "Lampen GmbH",
    "member-0-kind": "unternehmen",
    "event-0-name": "Schattentag", "event-0-when": "1.12.26", "contact": "Berta Neu", "task": "Leitung",
    "phone": "0341 222-2", "why": "Gegründet.",
    "herkunft-kind": "anruf", "herkunft-who": "Frau Beispiel", "herkunft-dated": "30.11.26",
}  # fmt: skip
WRITTEN = (Case, Revision, Network, Organisation, Person, Event, SourceDocument)


@pytest.fixture
def place():
    return house()


def numbers() -> list[int]:
    return [model._base_manager.count() for model in WRITTEN]


def carried(page: str) -> dict[str, str]:
    """What the page keeps of what was typed."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def test_looking_leaves_nothing_behind_and_loses_nothing(place):
    sent = NETWORK | {"region": f"{place.region} ({place.region.pk})"}
    before, desk = numbers(), place.desk
    response = desk.post(address("netzwerk-aufnehmen"), sent | {"weiter": "ansehen"})
    page = response.content.decode()
    assert response.status_code == 200 and "Noch ist nichts gesichert" in page
    assert all(words in read(response) for words in ("Schattennetz", "Lampen GmbH", "Berta Neu", "01.12.2026", "Anruf"))
    assert numbers() == before and not desk.session.get("sitting")

    assert sent.items() <= carried(page).items()
    again = desk.post(address("netzwerk-aufnehmen"), carried(page) | {"weiter": "aendern"}).content.decode()
    assert all(f'value="{value}"' in again for value in ("Schattennetz", "Lampen GmbH", "1.12.26", "Frau Beispiel"))
    assert numbers() == before
    saved = read(desk.post(address("netzwerk-aufnehmen"), carried(page) | {"weiter": "sichern"}, follow=True))
    assert "Zusammen zur Freigabe geben" in saved and Case.objects.count() == 1


def test_what_is_refused_is_said_on_the_form(place):
    twice = {"region": f"{place.region} ({place.region.pk})", "event-0-when": "1.12.55", "weiter": "ansehen"}
    page = place.desk.post(address("netzwerk-aufnehmen"), NETWORK | twice)
    assert page.status_code == 400 and "1955 oder 2055" in page.content.decode()
    same = {"name": "Lichtnetz", "since": "2023", "weiter": "ansehen"}
    page = place.desk.post(address("umbenannt", place.network), said(place.letter.pk, **same))
    assert page.status_code == 400 and "Noch ist nichts gesichert" not in page.content.decode()


def test_proposal_is_looked_at_before_it_is_adopted(place):
    far = editor(regions=[make(Region)], username="fern")
    send(signed_in(far), "umbenannt", place.network, name="Helllicht", since="2023", source=place.letter.pk)
    proposal, before = Proposal.objects.get(), numbers()

    page = place.desk.post(proposal.get_absolute_url(), proposal.typed | {"weiter": "ansehen"}).content.decode()
    assert "Helllicht" in page and numbers() == before
    proposal.refresh_from_db()
    assert proposal.is_open
    place.desk.post(proposal.get_absolute_url(), carried(page) | {"weiter": "einreichen"})
    proposal.refresh_from_db()
    assert not proposal.is_open and proposal.case.authors.count() == 2
