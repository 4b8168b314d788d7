"""Views: lists that somebody keeps, alone or for all."""

import io
import re
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from contacts.models import Person
from erasure.person import erase
from lists.models import SavedView
from networks.models import Network
from regions.models import Region
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


def test_mail_addresses_of_a_land_are_three_clicks_from_the_first_page():
    """Open the list, choose the Land, load the file."""
    land = make(Region, kind="land")
    make(Network, name="Dort", regions=[land])
    make(Network, name="Woanders")
    client = signed_in(editor())
    link = re.search(r'href="([^"]+)">Netzwerke mit Ansprechpersonen</a>', client.get("/redaktion/").content.decode())
    page = client.get(link[1]).content.decode()
    assert f'<option value="{land.slug}"' in page and 'name="format" value="xlsx"' in page

    response = client.get(link[1], {"region": land.slug, "format": "xlsx"})

    assert response["Content-Disposition"] == f'attachment; filename="netzwerke-{date.today()}.xlsx"'
    head, *rows = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active.values
    assert {"Ansprechperson", "Telefon", "Mobil", "E-Mail", "Nächster Kontakt: E-Mail"} <= {*head}
    assert [row[0] for row in rows] == ["Dort"]


def test_view_that_looks_for_a_person_forgets_who_is_erased():
    person = make(Person, given_name="Ada", family_name="Wunderlich")
    by = administrator()
    keep(signed_in(by), "q=Wunderlich", "Was Ada Wunderlich macht")

    erase(person=person, by=by)

    view = SavedView.objects.get()
    assert "Wunderlich" not in view.title + view.query
