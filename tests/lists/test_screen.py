"""Lists on a screen: as many columns as it has room for, and towns to choose among the regions."""

import re

import pytest
from django.urls import reverse

from desk.templatetags.breaking import pieces
from lists.views import BESIDE
from networks.models import Network
from regions.models import Region
from tests.factories import make, read
from tests.roles import editor, signed_in

pytestmark = pytest.mark.django_db

URL = "/redaktion/listen/networks.network/"


def test_further_columns_stand_below_the_row_and_every_file_has_them():
    make(Network, name="Lichtnetz", summary="Licht für alle.", audience="Alle, die Licht brauchen.")
    client = signed_in(editor())
    keys = ("name", "kind", "regions", "fields", "summary", "tags", "audience")
    query = "?" + "&".join(f"spalte={key}" for key in keys)

    response = client.get(URL + query)
    page = response.content.decode()
    assert len(response.context["header"]) == page.count('<th scope="col">') == BESIDE
    assert "np-scroll" not in page and "Spalten wählen (7)" in page
    assert re.search(r"<b>[^<]+:</b> Alle, die Licht brauchen\.", page)
    file = b"".join(client.get(f"{URL}{query}&format=csv").streaming_content).decode("utf-8-sig")
    assert "Alle, die Licht brauchen." in file and "Lichtnetz" in file


def test_independent_towns_are_among_the_regions():
    land = make(Region, name="Baden-Württemberg", kind="land")
    town = make(Region, name="Mannheim", kind="kreis", designation="Stadtkreis", parent=land)
    make(Region, name="Landkreis Heilbronn", kind="kreis", designation="Landkreis", parent=land)
    make(Network, name="Lichtnetz", regions=[town])
    make(Network, name="Dunkelnetz", regions=[make(Region)])
    client = signed_in(editor())

    page = client.get(URL).content.decode()
    assert f'<option value="{town.slug}"' in page and "Heilbronn" not in page
    assert "Lichtnetz" in read(client.get(f"{URL}?region={town.slug}"))
    assert "Dunkelnetz" not in read(client.get(f"{URL}?region={town.slug}"))


def test_filter_with_many_answers_is_a_list_to_choose_from():
    for number in range(32):
        make(Region, name=f"Stadt {number}", kind="kreis", designation="Kreisfreie Stadt")
    town = make(Region, name="Mannheim", kind="kreis", designation="Stadtkreis")
    url = reverse("admin:networks_network_changelist")

    page = signed_in(editor()).get(url, {"region": town.slug, "typ": "hub", "p": "0"}).content.decode()
    form = re.search(r'<form method="get" class="np-choose">.*?</form>', page, re.DOTALL)[0]
    assert f'<option value="{town.slug}" selected>Mannheim</option>' in form and 'name="typ" value="hub"' in form
    assert 'name="p"' not in form


@pytest.mark.parametrize(
    "text, parts",
    [
        ("anna.alt@stadt.example; b@c.de", ["anna.", "alt@", "stadt.", "example; b@", "c.", "de"]),
        ("Am 1.12.2026 um 9.30 Uhr", ["Am 1.12.2026 um 9.30 Uhr"]),
        ("", [""]),
    ],
)
def test_line_breaks_in_mail_addresses_behind_signs_only(text, parts):
    assert pieces(text) == parts
