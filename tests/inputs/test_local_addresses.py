"""One rule says which addresses are none for visitors: for links on pages, for the link check and for drafts."""

import pytest

from contacts.models import Channel
from inputs.local_addresses import is_local
from inputs.web import host
from networks.models import Network, Organisation
from pages.markdown import render_markdown
from publishing.enums import LinkCheck
from publishing.models import Link
from tests.factories import make, read
from texts.faults import DEVELOPMENT, of_link

LOCAL = [
    "amt24dev.sachsen.de", "dev2.amt.example", "www.dev.amt.example", "neu-test.amt.example", "127.0.0.1",
    "192.168.1.4", "[::1]", "intranet", "localhost", "portal.test", "intranet.amt.example", "portal.fritz.box", "127.1",
    "0x7f.0.0.1", "10.0.0.1.", "[::ffff:10.0.0.8]", "[fd12::1]", "drucker.localdomain",
]  # fmt: skip
PUBLIC = [
    "amt24.sachsen.de", "test.example", "www.test.example", "latest.netz.example", "netz-dev.example",
    "devisen.example", "intranetz.example", "8.8.8.8",
]  # fmt: skip


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


def test_editors_texts_lead_to_none_of_them():
    assert "href" not in render_markdown("[hier](https://dev.netz.example/) <HTTP://10.0.0.1/>")
    assert 'href="https://netz.example/"' in render_markdown("[hier](https://netz.example/)")


def said(client, result) -> str:
    """What a page says of a link with this result that was once asked."""
    organisation = make(Organisation)
    make(Link, subject=organisation, url="https://netz.example/", check_result=result, checked_at="2026-01-05T12:00Z")
    page = client.get(organisation.get_absolute_url())
    assert ('href="https://netz.example/"' in page.content.decode()) is (result != LinkCheck.BROKEN)
    return read(page, "h-belege")


@pytest.mark.django_db
@pytest.mark.parametrize("result", LinkCheck)
def test_only_what_was_found_has_a_day_and_what_is_dead_is_no_link(client, result):
    words = said(client, result)

    dated = {LinkCheck.OK: "erreichbar am 05.01.2026", LinkCheck.REDIRECT: "leitet um am 05.01.2026"}
    dated |= {LinkCheck.BROKEN: "nicht verlinkt, weil die Seite am 05.01.2026 nicht erreichbar war"}
    assert str(dated.get(result, result.label)) in words
    assert ("05.01.2026" in words) is (result in dated)


@pytest.mark.django_db
@pytest.mark.usefixtures("directory")
def test_links_of_the_fixtures(client):
    local = {link for link in Link.objects.all() if is_local(link.url)}
    assert "amt24dev.sachsen.de" in {host(link.url) for link in local}
    for link in local:
        page = client.get(link.subject.get_absolute_url()).content.decode()
        assert link.url in page and f'href="{link.url}' not in page
