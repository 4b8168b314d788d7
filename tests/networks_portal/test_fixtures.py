"""The directory that comes with the portal: how much there is at the least, and that all of it has a source."""

import pytest
from django.conf import settings

from contacts.models import Channel, Person
from networks.models import Event, Field, Market, Network, Organisation, Place
from networks_portal.loading.load import load_directory
from pictures.models import Picture
from programmes.models import Programme, SupportOffer
from publishing.models import Citation, SourceDocument, Statement
from tests.factories import RECORDS, concrete

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("directory")]


def test_loading_again_changes_nothing():
    report = load_directory(settings.BASE_DIR / "fixtures")

    assert (report.new.total(), report.changed.total(), report.removed.total()) == (0, 0, 0)
    assert report.unchanged.total() > 1000


@pytest.mark.parametrize(
    "model, number", [(Network, 40), (Organisation, 60), (Event, 20), (Place, 12), (SourceDocument, 5)]
)
def test_what_the_documents_name_is_there(model, number):
    assert model.objects.published().count() >= number


def test_programmes_and_offers():
    assert Programme.objects.published().count() + SupportOffer.objects.published().count() >= 10


def test_contacts_and_people_who_are_only_named():
    contacts = Person.objects.published().contacts()

    assert contacts.count() == 12
    assert Person.objects.published().exclude(pk__in=contacts).count() >= 20
    assert not Person.objects.exclude(pk__in=contacts).filter(mentions=None).exists()


@pytest.mark.parametrize(
    "model", [model for model in concrete(Statement) if model.needs_source], ids=lambda model: model.__name__
)
def test_every_statement_has_a_source(model):
    rows = model.objects.filter(source=None)
    if model._meta.model_name == "name":  # spellings that only the search knows are the editors' own
        rows = rows.exclude(kind="suche")

    assert [str(row) for row in rows] == []


@pytest.mark.parametrize(
    "model",
    [model for model in RECORDS if model not in (Field, Market, SourceDocument, Picture)],
    ids=lambda m: m.__name__,
)
def test_every_public_record_is_cited(model):
    assert model.objects.exists()
    assert [str(row) for row in model.objects.published() if not row.citations.exists()] == []


def test_locators_point_and_do_not_quote():
    for model in concrete(Statement):
        long = [row.locator for row in model.objects.exclude(locator="") if len(row.locator.split()) > 8]
        assert long == []
    assert Citation.objects.exclude(locator="").count() > 100


def test_no_source_gives_berlin_contacts_a_channel():
    """Nothing is made up: who has no channel in the document has none here."""
    assert not Channel.objects.filter(person__slug__in=["monika-piefke", "rolf-knuetter", "marzena-hartmann"]).exists()


def test_release_note_of_the_service_portal():
    source = SourceDocument.objects.get(slug="amt24-netzwerke")

    assert "Sächsisches Staatsministerium" in source.release_office
    assert source.release_date.isoformat() == "2018-07-18"
    assert not SourceDocument.objects.exclude(pk=source.pk).exclude(release_office="").exists()
