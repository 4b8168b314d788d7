"""No page says that somebody checked what nobody checked; what somebody checked is said on all pages alike."""

import re
from datetime import date

import pytest

from core.kinds import record_models
from directory.facets import network_index
from networks.enums import Status
from networks.models import Network
from tests.directory_pages import page_of
from tests.factories import PAGES, public_records

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("directory")]
GREEN = re.compile(r"np-alive--(?:ok|drei)\b")
CHECKED = re.compile(r"[Gg]eprüft am \d")
BAR = re.compile(r'<span class="np-alive[^"]*">([^<]*)</span>')


def pages() -> dict[str, str]:
    lists = (
        "/suche/?q=it%27s.BB",
        "/netzwerke/?status=aktiv",
        "/vergleich/?n=its-bb&n=cluster-imk",
        "/merkliste/?n=its-bb",
    )
    urls = [*PAGES, *lists, *(record.get_absolute_url() for record in public_records())]
    return {url: page_of(url).text for url in urls}


def test_nothing_is_green_without_a_check():
    assert not any(model.objects.exclude(checked_on=None).exists() for model in record_models())
    shown = pages()

    assert [url for url, page in shown.items() if GREEN.search(page) or CHECKED.search(page)] == []
    assert sum(len(BAR.findall(page)) for page in shown.values()) > 200


def test_one_network_has_the_same_words_on_every_page(client):
    network, index = Network.objects.get(slug="cluster-imk"), network_index()
    words = index.alive(network.pk).words
    assert words == "zuletzt genannt 2021"

    for url in (
        network.get_absolute_url(),
        "/suche/?q=Cluster+IMK",
        "/vergleich/?n=cluster-imk&n=its-bb",
        "/merkliste/?n=cluster-imk",
    ):
        assert words in BAR.findall(client.get(url).content.decode()), url

    network.checked_on = date.today()
    network.save()
    words = f"geprüft am {date.today():%d.%m.%Y}"
    for url in (
        network.get_absolute_url(),
        "/suche/?q=Cluster+IMK",
        "/vergleich/?n=cluster-imk&n=its-bb",
        "/merkliste/?n=cluster-imk",
    ):
        assert words in BAR.findall(client.get(url).content.decode()), url


def test_the_filter_offers_the_words_and_understands_the_value_of_older_links(client):
    page = client.get("/netzwerke/").content.decode()
    offered = set(re.findall(r'name="status"\s+value="([^"]+)"', page))
    assert "zuletzt-genannt" in offered and offered <= set(Status.values)

    old = client.get("/netzwerke/?status=aktiv")
    index = network_index()
    assert "aktiv, gleich von wann die Angabe ist" in old.content.decode()
    assert "nicht berücksichtigt" not in old.content.decode()
    active = [pk for pk in index.pks if index.alive(pk).state in ("geprueft", "laut-quelle", "zuletzt-genannt")]
    assert index.select({"status": ["aktiv"]}).pks() == active
