"""Lists as plain pages: whole, to print, in the pages of others, and how they get there."""

import re
from html import unescape

import pytest
from django.urls import reverse

from networks.models import Network
from open_data.selection import LISTS
from regions.models import Region
from tests.factories import make
from tests.open_data.pages import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def networks():
    region = make(Region, name="Kerzenstadt", slug="kerzenstadt", kind="kreis")
    return [make(Network, name=f"Netz {n:02}", slug=f"netz-{n:02}", regions=[region] * (n < 30)) for n in range(40)]


def addresses(html: str) -> list[str]:
    return re.findall(r'href="[^"]*/netzwerke/([\w-]+)/"', html)


def test_whole_list_has_what_all_pages_have(client, networks):
    response = client.get("/netzwerke/liste.html?region=kerzenstadt")
    html = b"".join(response.streaming_content).decode()

    lines, _ = shown("netzwerke", {"region": ["kerzenstadt"]})
    assert addresses(html) == lines and len(lines) == 30
    assert "<h1>Netzwerke: Kerzenstadt</h1>" in html and "30 Einträge" in html
    assert html.rstrip().endswith("</html>")
    assert response["X-Robots-Tag"] == "noindex"


def test_a_frame_shows_the_first_and_leads_to_all(client, networks):
    html = client.get("/einbetten/netzwerke/rahmen/?region=kerzenstadt&anzahl=7").content.decode()

    lines, _ = shown("netzwerke", {"region": ["kerzenstadt"]})
    assert addresses(html) == lines[:7]
    assert "/netzwerke/?region=kerzenstadt" in html and "Alle 30 in" in html
    assert not re.search(r"<script|http-equiv|<form", html)


def test_only_the_frame_may_be_framed(client, networks, settings):
    settings.PORTAL_CACHE = True
    for _again in range(2):  # also when it is answered from memory
        framed = client.get("/einbetten/netzwerke/rahmen/")
        assert "frame-ancestors *" in framed["Content-Security-Policy"]
        assert "script-src 'self'" in framed["Content-Security-Policy"]
        assert "X-Frame-Options" not in framed and not framed.cookies

    for path in ("/netzwerke/", "/einbetten/netzwerke/", "/netzwerke/liste.html"):
        other = client.get(path)
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
        assert other["X-Frame-Options"] == "DENY"


def test_what_is_copied_leads_back_and_has_the_same_records(client, networks, settings):
    settings.SITE_URL = "https://portal.test"
    page = client.get("/einbetten/netzwerke/?region=kerzenstadt&anzahl=5").content.decode()

    frame, plain = (unescape(text) for text in re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL))

    address = unescape(re.search(r'src="([^"]+)"', frame)[1])
    assert address == "https://portal.test/einbetten/netzwerke/rahmen/?region=kerzenstadt&anzahl=5"
    assert 'title="Netzwerke: Kerzenstadt"' in frame
    in_frame = client.get(address.removeprefix("https://portal.test")).content.decode()
    assert addresses(plain) == addresses(in_frame) and len(addresses(plain)) == 5
    assert 'href="https://portal.test/netzwerke/?region=kerzenstadt"' in plain
    assert "src=" not in plain and "<script" not in plain


def test_names_are_no_html_in_what_is_copied(client):
    make(Network, name='<img src=x onerror="alert(1)">', slug="boese")

    page = client.get("/einbetten/netzwerke/").content.decode()

    assert "<img src=x" not in page
    assert "<img src=x" not in unescape(page)  # what somebody copies is escaped, too


@pytest.mark.once
def test_every_list_has_its_plain_pages(client, world):
    for name in LISTS:
        assert b"</html>" in b"".join(client.get(f"/{name}/liste.html").streaming_content)
        for page in ("embed", "frame"):
            assert client.get(reverse(f"plain:{page}", args=[name])).status_code == 200, (name, page)


@pytest.mark.parametrize("query", ["region=gibt-es-nicht", "anzahl=0", "anzahl=101", "anzahl=²"])
def test_what_is_not_understood_is_refused(client, query):
    for page in ("embed", "frame"):
        response = client.get(f"{reverse(f'plain:{page}', args=['netzwerke'])}?{query}")
        assert response.status_code == 400 and "Nicht verstanden" in response.content.decode()


def test_no_list_no_page(client):
    for path in ("/gibtesnicht/liste.html", "/einbetten/gibtesnicht/", "/einbetten/gibtesnicht/rahmen/"):
        assert client.get(path).status_code == 404
