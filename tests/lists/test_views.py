"""Views: lists that somebody keeps, alone or for all."""

import pytest
from django.urls import reverse

from lists.models import SavedView
from networks.models import Network
from tests.factories import make
from tests.roles import administrator, editor, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
URL = "/redaktion/listen/networks.network/"
OVERVIEW = "/redaktion/listen/"


def keep(client, query: str, title: str, **inputs):
    return client.post(f"{URL}?{query}", {"titel": title, **inputs})


def test_view_keeps_filters_columns_and_order_and_only_its_owner_sees_it():
    make(Network, name="Hub", kind="hub")
    make(Network, name="Cluster", kind="cluster")
    mine, other = signed_in(editor()), signed_in(editor())

    kept = keep(mine, "typ=hub&spalte=regions&spalte=name&sortierung=name&seite=1&p=3", "Meine Hubs")

    assert kept.url == f"{URL}?typ=hub&spalte=regions&spalte=name&sortierung=name"
    page = mine.get(kept.url).content.decode()
    assert (
        "1 Netzwerke" in page and page.index(">Regionen</th>") < page.index(">Name</th>") and "<h1>Meine Hubs" in page
    )
    assert "Meine Hubs" in mine.get(OVERVIEW).content.decode()
    assert "Meine Hubs" not in other.get(OVERVIEW).content.decode() + other.get(URL).content.decode()


def test_views_for_all_are_kept_by_administrators():
    boss, other = signed_in(administrator()), signed_in(editor())
    assert keep(other, "typ=hub", "Für alle", alle="ja").status_code == 403

    keep(boss, "typ=hub", "Für alle", alle="ja")

    view = SavedView.objects.get()
    assert "Für alle" in other.get(OVERVIEW).content.decode()
    remove = reverse("lists:remove", args=[view.pk])
    assert other.post(remove).status_code == 403 and boss.post(remove).status_code == 302
    assert not SavedView.objects.exists()


def test_view_needs_a_name_and_filters_that_mean_something():
    client = signed_in(editor())

    assert "einen Namen geben" in keep(client, "typ=hub", " ").content.decode()
    assert keep(client, "typ=quatsch", "Quatsch").status_code == 404
    assert keep(client, "typ=hub", "x" * 200).status_code == 400
    assert not SavedView.objects.exists()


def test_networks_with_contacts_are_two_clicks_from_the_first_page():
    client = signed_in(editor())
    assert "Netzwerke mit Ansprechpersonen</a>" in client.get("/redaktion/").content.decode()
    assert "Netzwerke mit Ansprechpersonen" in client.get(OVERVIEW).content.decode()
