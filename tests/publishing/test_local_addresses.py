"""One rule says which addresses are none for visitors: for links on pages, for the link check and for drafts."""

import pytest

from contacts.models import Channel
from core.hrefs import host
from networks.models import Network, Organisation
from publishing.enums import LinkCheck
from publishing.local_addresses import is_local
from publishing.models import Link
from tests.factories import make, read
from texts.faults import DEVELOPMENT, of_link

LOCAL = [
    "amt24dev.sachsen.de", "dev2.amt.example", "www.dev.amt.example", "neu-test.amt.example", "127.0.0.1",
    "192.168.1.4", "[::1]", "intranet", "localhost", "portal.test",
]  # fmt: skip
PUBLIC = ["amt24.sachsen.de", "www.test.example", "latest.netz.example", "netz-dev.example", "devisen.example"]


@pytest.mark.parametrize("name", LOCAL)
def test_local_addresses_are_no_links_and_faults_of_drafts(name):
    url = f"https://{name}/zufi"
    assert is_local(name) and Link(url=url).href == "" and Channel(kind="web", value=url).href == ""
    assert DEVELOPMENT in of_link(url, "Hilfen", "")


@pytest.mark.parametrize("name", PUBLIC)
def test_public_addresses_are(name):
    url = f"https://{name}/zufi"
    assert not is_local(name) and Link(url=url).href == url
    assert DEVELOPMENT not in of_link(url, "Hilfen", "")


@pytest.mark.django_db
def test_such_a_website_is_no_way_to_reach_a_network(client):
    network = make(Network)
    make(Link, subject=network, kind="website", url="https://dev.netz.example/", label="Seite")

    page = client.get(network.get_absolute_url()).content.decode()
    assert 'href="https://dev.netz.example' not in page and "Adresse laut Quelle" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("result, dated", [(LinkCheck.UNCHECKED, False), (LinkCheck.OK, True)])
def test_what_is_not_checked_has_no_day(client, result, dated):
    organisation = make(Organisation)
    day = "2026-01-05T12:00:00Z"
    make(Link, subject=organisation, url="https://netz.example/", check_result=result, checked_at=day)

    assert ("am 05.01.2026" in read(client.get(organisation.get_absolute_url()), "h-belege")) is dated


@pytest.mark.django_db
@pytest.mark.usefixtures("directory")
def test_links_of_the_fixtures(client):
    local = {link for link in Link.objects.all() if is_local(link.url)}
    assert "amt24dev.sachsen.de" in {host(link.url) for link in local}
    for link in local:
        page = client.get(link.subject.get_absolute_url()).content.decode()
        assert link.url in page and f'href="{link.url}' not in page
