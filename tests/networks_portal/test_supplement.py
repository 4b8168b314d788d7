"""What the editors found besides the source documents says so, and can be left out."""

import pytest
from django.conf import settings

from contacts.enums import Concern
from contacts.models import Responsibility
from networks.models import Network, Organisation
from networks_portal.loading.files import read_folder
from publishing.models import SourceDocument
from tests.factories import read

pytestmark = pytest.mark.django_db
WORDS = "Ergänzung, nicht aus den Quelldokumenten"
FIXTURES = settings.BASE_DIR / "fixtures"
FINDER = "/foerderkontakt/"


@pytest.fixture
def without(directory):
    """The directory as `load_directory --ohne-ergaenzung` leaves it."""
    supplement = SourceDocument.objects.filter(is_supplement=True)
    Responsibility.objects.filter(source__in=supplement).delete()
    for office in Organisation.objects.filter(channels__source__in=supplement).distinct():
        office.channels.filter(source__in=supplement).delete()


def test_every_source_of_the_supplement_is_marked_and_no_document(directory):
    documents = set(SourceDocument.objects.filter(is_supplement=False).values_list("slug", flat=True))

    assert documents == {
        "deep-dive-17", "cluster-imk-blick-nach-vorne", "mannheim-stadt-im-quadrat", "silicon-valley-in-berlin",
        "amt24-netzwerke",
    }  # fmt: skip
    assert SourceDocument.objects.filter(is_supplement=True).exists()


@pytest.mark.once
def test_pages_lists_and_cards_say_it(directory, client):
    source = SourceDocument.objects.filter(is_supplement=True).first()
    office = Organisation.objects.get(slug="foerderberatung-bund")

    for url in (source.get_absolute_url(), "/quellen/", office.get_absolute_url()):
        assert WORDS in read(client.get(url)), url
    assert WORDS in read(client.get(FINDER, {"anliegen": "vorhaben-foerdern", "region": "bayern"}))
    assert WORDS not in read(client.get("/quellen/amt24-netzwerke/"))


@pytest.mark.once
def test_documents_stand_without_the_supplement():
    """Nothing in the other files leans on it."""
    whole, documents = read_folder(FIXTURES), read_folder(FIXTURES, with_supplement=False)
    left_out = {slug for slug in whole.entries["sources"] if slug not in documents.entries["sources"]}

    assert left_out and not any(
        isinstance(citation, dict) and citation.get("source") in left_out
        for entries in documents.entries.values()
        for entry in entries.values()
        for _file, _source, _field, citation in entry.cited
    )


@pytest.mark.once
@pytest.mark.parametrize("concern", Concern.values)
def test_finder_answers_without_it(without, client, concern):
    """Whoever the documents name, the nearest marked, or the sentence that nobody is known; never an error."""
    for region in ("berlin", "sachsen", "mannheim", "kiel", "alle"):
        response = client.get(FINDER, {"anliegen": concern, "region": region, "feld": "alle", "rolle": "kmu"})
        found = response.context["answer"]
        assert response.status_code == 200
        if found.lead is None:
            assert "Für Ihre Angaben kennen wir niemanden" in read(response)
        elif found.lead.is_near:
            assert "Nicht für Ihre Region zuständig, sondern für:" in read(response)


@pytest.mark.once
def test_pages_of_networks_say_without_it_that_nobody_is_known(without, client):
    pages = [read(client.get(network.get_absolute_url())) for network in Network.objects.published()]

    assert all("Förderberatung" not in page for page in pages)
    assert any("nennen hierfür jemanden, den Sie erreichen können" in page for page in pages)
