import pytest

from networks.models import Event, Network, Organisation, Participation, Relation
from publishing.models import Citation, Figure, Milestone, Name, SourceDocument
from regions.models import Region
from tests.admin_pages import admin_url, errors, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    network = Network.objects.create(name="Lichtnetz", kind="netzwerk", summary="Ein Netz.")
    network.regions.add(Region.objects.create(name="Berlin", slug="berlin", kind="land"))
    return network


def fill(network: Network, number: int) -> None:
    """Rows of every kind below a network."""
    for index in range(number):
        source = SourceDocument.objects.create(title=f"Artikel {index}", short_title=f"A{index}", kind="artikel")
        organisation = Organisation.objects.create(name=f"Firma {index}", kind="unternehmen")
        other = Network.objects.create(name=f"Netz {index}", kind="hub", summary="Ein Netz.")
        cited = {"source": source, "subject": network}
        Participation.objects.create(network=network, organisation=organisation, role="partner", source=source)
        Relation.objects.create(from_network=network, to_network=other, kind="kooperation", source=source)
        Relation.objects.create(from_network=other, to_network=network, kind="teil-von", source=source)
        network.offers.create(text="Beratung", source=source)
        Name.objects.create(kind="auch", name=f"Alias {index}", **cited)
        Figure.objects.create(number=index, counted="Partner", **cited)
        Milestone.objects.create(kind="gruendung", date="2018", text="Gegründet", **cited)
        Citation.objects.create(field="kind", **cited)


@pytest.mark.once
def test_form_costs_the_same_however_many_rows(admin_client, network, django_assert_max_num_queries):
    url = admin_url(network, "change")
    fill(network, 3)
    admin_client.get(url)
    with django_assert_max_num_queries(40) as few:
        admin_client.get(url)
    for index in range(30):
        organisation = Organisation.objects.create(name=f"Weitere {index}", kind="unternehmen")
        Participation.objects.create(network=network, organisation=organisation, role="mitglied")
        Name.objects.create(subject=network, kind="auch", name=f"Weiterer {index}")
    with django_assert_max_num_queries(len(few)):
        response = admin_client.get(url)
    assert "Beteiligte Organisationen (33)" in response.content.decode()
    assert "Firma 2" in response.content.decode()


@pytest.mark.once
def test_list_costs_the_same_however_many_rows(admin_client, network, django_assert_max_num_queries):
    fill(network, 45)
    with django_assert_max_num_queries(15):
        admin_client.get(admin_url(Network, "changelist"))
    with django_assert_max_num_queries(15):
        admin_client.get(admin_url(Organisation, "changelist"))


def test_participation_with_fuzzy_period(admin_client, network):
    organisation = Organisation.objects.create(name="IHK", kind="kammer")
    data = {"role": "traeger", "organisation": organisation.pk, "start": "Mitte 2020", "end": "Juli 2022"}
    form = {f"participations-0-{name}": value for name, value in data.items()}
    fixed = {
        "participations-TOTAL_FORMS": "1",
        "participations-0-id": "",
        "participations-0-network": network.pk,
    }
    empty = {"participations-0-certainty": "erschlossen", "participations-0-position": "0"}

    response = save(admin_client, network, **form, **fixed, **empty)

    assert response.status_code == 302, errors(response)
    row = network.participations.get()
    assert (row.start, row.start_wording, row.end) == ("2020-05~/2020-08~", "Mitte 2020", "2022-07")
    assert row.start_earliest.isoformat() == "2020-05-01"


def test_relation_to_itself_is_refused(admin_client, network):
    data = {"kind": "kooperation", "to_network": network.pk, "certainty": "genannt", "position": "0"}
    form = {f"relations_out-0-{name}": value for name, value in data.items()}

    response = save(admin_client, network, **form, **{"relations_out-TOTAL_FORMS": "1"})

    assert "keine Beziehung zu sich selbst" in errors(response)


def test_relations_of_others_are_shown_but_not_changed(admin_client, network):
    other = Network.objects.create(name="Dachnetz", kind="netzwerk", summary="Ein Netz.")
    Relation.objects.create(from_network=other, to_network=network, kind="unterstuetzung", start="2019")

    html = admin_client.get(admin_url(network, "change")).content.decode()

    assert admin_url(other, "change") in html
    assert "seit 2019" in html
    assert 'name="relations_in-0-kind"' not in html


def test_event_that_ends_before_it_starts_is_refused(admin_client):
    event = Event.objects.create(name="Gipfel", start="2020-05-04", end="2020-05-05")

    response = save(admin_client, event, end="Ende 2018")

    assert "endet, bevor sie beginnt" in errors(response)


def test_event_list_shows_the_wording(admin_client):
    Event.objects.create(name="Gipfel", start="2023-22")
    Event.objects.create(name="Stammtisch", kind="format", frequency="dreimal im Jahr")

    html = admin_client.get(admin_url(Event, "changelist")).content.decode()

    assert "Sommer 2023" in html and "dreimal im Jahr" in html
