import pytest

from networks.models import Network
from programmes.models import Funding, Programme
from regions.models import Region
from tests.admin_pages import admin_url, errors, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    network = Network.objects.create(name="Lichtnetz", kind="netzwerk", summary="Ein Netz.")
    network.regions.add(Region.objects.create(name="Berlin", slug="berlin", kind="land"))
    return network


@pytest.fixture
def programme():
    return Programme.objects.create(name="Netzwerkförderung", kind="programm", summary="Fördert Netzwerke.")


def funding(programme, **values) -> dict:
    data = {"programme": programme.pk, "certainty": "erschlossen", **values}
    return {"fundings-TOTAL_FORMS": "1", **{f"fundings-0-{name}": value for name, value in data.items()}}


def test_funding_is_added_at_the_network(admin_client, network, programme):
    response = save(admin_client, network, **funding(programme, start="Sommer 2019", end="10/2021"))

    assert response.status_code == 302, errors(response)
    row = Funding.objects.get()
    assert (row.start, row.end, row.end_latest.isoformat()) == ("2019-22", "2021-10", "2021-10-31")


def test_funding_that_ends_before_it_starts_is_refused(admin_client, network, programme):
    response = save(admin_client, network, **funding(programme, start="2021", end="Ende 2018"))

    assert "endet, bevor sie beginnt" in errors(response)
    assert not Funding.objects.exists()


def test_financing_names_exactly_one_body(admin_client, programme):
    data = {"role": "finanziert", "body": "Bund", "fund": programme.pk, "certainty": "genannt"}
    form = {f"financings-0-{name}": value for name, value in data.items()}

    response = save(admin_client, programme, **form, **{"financings-TOTAL_FORMS": "1"})

    assert "genau eines" in errors(response)


def test_programme_with_fundings_is_protected(admin_client, network, programme):
    Funding.objects.create(network=network, programme=programme)

    html = admin_client.post(admin_url(programme, "delete"), {"post": "yes"}).content.decode()

    assert "Das steht dem Löschen entgegen" in html and "Förderung" in html
