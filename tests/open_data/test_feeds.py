"""Feeds: what is new, changed or checked, for the same filters as the list, and nothing that waits for release."""

from datetime import date, datetime
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

import pytest
from django.conf import settings as portal
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as tried

from core.filters import SORT
from networks.models import Event, Field, Network
from open_data.feeds.atom import FEEDS, SIZE
from open_data.selection import select
from pages.moments import What
from publishing import actions
from regions.models import Region
from tests.factories import hide, make
from tests.filter_queries import queries
from tests.roles import change, editor, releasable, reviewer

pytestmark = pytest.mark.django_db
# What people can page through.
PAGED = [name for name, one in FEEDS.items() if one.filters and one.filters.facets()]
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, url: str) -> ElementTree.Element:
    response = client.get(url)
    assert response.status_code == 200, url
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{ATOM}feed"
    return root


def links(root: ElementTree.Element) -> dict[str, str]:
    return {link.get("rel"): link.get("href").removeprefix(portal.SITE_URL) for link in root.findall(f"{ATOM}link")}


def entries(client, url: str) -> list[ElementTree.Element]:
    """Of all pages of a feed."""
    found = []
    while url:
        root = feed(client, url)
        found += root.findall(f"{ATOM}entry")
        url = links(root).get("next", "")
    return found


def addresses(some: list[ElementTree.Element]) -> list[str]:
    return [urlsplit(entry.find(f"{ATOM}link").get("href")).path for entry in some]


def texts(some: list[ElementTree.Element], name: str) -> list[str]:
    return [entry.findtext(f"{ATOM}{name}") for entry in some]


def created(record, day: str) -> None:
    type(record).objects.filter(pk=record.pk).update(created_at=datetime.fromisoformat(f"{day}T12:00:00+00:00"))


def test_newest_come_first_with_what_they_are(client):
    field = make(Field, name="Licht")
    old = make(Network, name="Altes Netz", summary="Seit Langem.", fields=[field])
    new = make(Network, name="Neues Netz & Co", fields=[field])
    other = make(Network)
    created(old, "2019-05-01")
    created(new, "2021-08-02")
    created(other, "2022-08-02")
    root = feed(client, f"/netzwerke/neu.atom?feld={field.slug}")
    found = root.findall(f"{ATOM}entry")

    assert addresses(found) == [new.get_absolute_url(), old.get_absolute_url()]
    assert texts(found, "title") == ["Neues Netz & Co", "Altes Netz"] and "Seit Langem." in texts(found, "summary")
    assert [at[:10] for at in texts(found, "updated")] == ["2021-08-02", "2019-05-01"]
    assert root.findtext(f"{ATOM}updated")[:10] == "2021-08-02"
    assert "Licht" in root.findtext(f"{ATOM}subtitle")
    assert links(root) == {
        "self": f"/netzwerke/neu.atom?feld={field.slug}",
        "alternate": f"/netzwerke/?feld={field.slug}",
    }


def test_a_change_is_told_once_it_is_released(client):
    network = releasable(Network, name="Lichtnetz", regions=[make(Region)])
    created(network, "2019-05-01")
    waiting = change(Network.objects.get(pk=network.pk), editor(), summary="Ganz neu gefasst.")
    (before,) = entries(client, "/netzwerke/geaendert.atom")

    actions.release(revision=waiting, by=reviewer())
    (after,) = entries(client, "/netzwerke/geaendert.atom")
    (new,) = entries(client, "/netzwerke/neu.atom")

    assert before.findtext(f"{ATOM}updated").startswith("2019-05-01") and after.findtext(f"{ATOM}updated")[:4] > "2019"
    assert "Ganz neu gefasst." not in before.findtext(f"{ATOM}summary")
    assert after.findtext(f"{ATOM}summary") == "Geändert: Kurztext. Ganz neu gefasst."
    assert before.findtext(f"{ATOM}id") != after.findtext(f"{ATOM}id")  # readers show it as another notice
    assert new.findtext(f"{ATOM}updated").startswith("2019-05-01")


def test_an_entry_is_new_on_the_day_of_its_release(client):
    network = releasable(Network, state="entwurf", regions=[make(Region)])
    created(network, "2019-05-01")
    request = actions.submit(record=Network.objects.get(pk=network.pk), by=editor())
    actions.release(revision=request, by=reviewer())

    (entry,) = entries(client, "/netzwerke/neu.atom")

    assert entry.findtext(f"{ATOM}updated")[:10] == timezone.localdate().isoformat()


def test_what_was_checked_and_nothing_else(client):
    make(Network)
    long_ago = make(Network, checked_on=date(2020, 1, 2))
    today = make(Network, checked_on=timezone.localdate())
    found = entries(client, "/netzwerke/geprueft.atom")

    assert addresses(found) == [today.get_absolute_url(), long_ago.get_absolute_url()]
    assert texts(found, "updated")[1].startswith("2020-01-02T00:00:00+01:00")


def test_names_of_entries_stay_when_their_address_changes(client):
    network = make(Network, slug="alt")
    (before,) = texts(entries(client, "/netzwerke/neu.atom"), "id")
    network.slug = "neu"
    network.save()

    found = entries(client, "/netzwerke/neu.atom")

    assert texts(found, "id") == [before] and addresses(found) == ["/netzwerke/neu/"]


def test_pages_lead_to_everything_once(client):
    for number in range(SIZE + 3):
        created(make(Event, name=f"Treffen {number}", start="2099"), f"2020-03-{number % 28 + 1:02}")
    first = feed(client, "/veranstaltungen/neu.atom")
    second = feed(client, links(first)["next"])
    found = entries(client, "/veranstaltungen/neu.atom")

    assert len(first.findall(f"{ATOM}entry")) == SIZE and len(second.findall(f"{ATOM}entry")) == 3
    assert links(second)["previous"] == links(first)["self"] and "next" not in links(second)
    assert len(set(texts(found, "id"))) == len(found) == SIZE + 3
    assert client.get("/veranstaltungen/neu.atom?seite=3").status_code == 404


def test_drafts_people_and_what_is_not_understood(client):
    hide(make(Network))

    assert entries(client, "/netzwerke/neu.atom") == []
    assert client.get("/ansprechpersonen/neu.atom").status_code == 404
    assert client.get("/netzwerke/alles.atom").status_code == 404
    refused = client.get("/netzwerke/neu.atom?feld=gibt-es-nicht")
    assert refused.status_code == 400 and "gibt-es-nicht" in refused.content.decode()


def test_list_page_names_its_feeds(client):
    field = make(Field)
    make(Network, fields=[field])
    page = client.get(f"/netzwerke/?feld={field.slug}").content.decode()

    for what in (What.NEW, What.CHANGED):  # nothing may have been checked yet
        address = f"/netzwerke/{what}.atom?feld={field.slug}"
        assert f'type="application/atom+xml" href="{address}"' in page and len(entries(client, address)) == 1
    assert "atom" not in client.get("/ansprechpersonen/").content.decode()


@pytest.mark.parametrize("name", PAGED)
def test_feed_has_the_records_of_the_list(client, world, name):
    """For any filter: all of them, by their day unless another order is asked for, and none besides."""
    of = FEEDS[name]

    @tried(max_examples=12, deadline=None)
    @given(queries(of.filters, of.index()))
    def check(asked):
        query = urlencode(asked, doseq=True)
        selection = select(name, QueryDict(query))
        if client.get(f"/{name}/neu.atom?{query}").status_code == 400:
            assert selection.unknown
            return
        found = entries(client, f"/{name}/neu.atom?{query}")
        wanted = of.model.objects.filter(pk__in=selection.keys())

        assert sorted(addresses(found)) == sorted(record.get_absolute_url() for record in wanted), asked
        if not asked.get(SORT):
            assert texts(found, "updated") == sorted(texts(found, "updated"), reverse=True)

    check()
