"""What machines ask every site for."""

from datetime import UTC, datetime, timedelta
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from networks.models import Event, Field, Network
from publishing import actions
from publishing.models import SourceDocument
from regions.models import Region
from tests.factories import hide, make
from tests.roles import change, editor, releasable, reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_robots_keep_out_of_the_editors_pages(client):
    response = client.get("/robots.txt")
    rules = RobotFileParser()
    rules.parse(response.content.decode().splitlines())

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert not rules.can_fetch("*", "http://testserver/redaktion/konto/anmelden/")
    assert rules.can_fetch("*", "http://testserver/netzwerke/?region=berlin")
    assert rules.site_maps() == ["http://testserver/sitemap.xml"]


def security(client) -> dict[str, list[str]]:
    response = client.get("/.well-known/security.txt")
    assert response.status_code == 200 and response.headers["Content-Type"] == "text/plain; charset=utf-8"
    said: dict[str, list[str]] = {}
    for line in response.content.decode().splitlines():
        name, value = line.split(": ", 1)
        said.setdefault(name, []).append(value)
    return said


def test_security_txt_says_what_the_settings_say(client, settings):
    settings.SITE_URL = "https://portal.example"
    settings.SECURITY_CONTACT = ["mailto:luecke@portal.example", "https://portal.example/luecke/"]
    settings.SECURITY_POLICY = ["https://portal.example/regeln/"]
    said = security(client)

    assert said["Contact"] == ["mailto:luecke@portal.example", "https://portal.example/luecke/"]
    assert said["Canonical"] == ["https://portal.example/.well-known/security.txt"]
    assert said["Policy"] == ["https://portal.example/regeln/"] and "Encryption" not in said
    (until,) = said["Expires"]
    assert timedelta(days=90) < parse_datetime(until) - timezone.now() < timedelta(days=365)


def test_security_txt_without_settings_leads_to_somebody_who_reads_it(client, settings):
    settings.SITE_URL = "https://portal.example"
    settings.SECURITY_CONTACT, settings.OPERATOR_EMAIL = [], "post@portal.example"

    assert security(client)["Contact"] == ["mailto:post@portal.example"]

    settings.OPERATOR_EMAIL = ""
    (contact,) = security(client)["Contact"]

    assert contact == "https://portal.example/fehler-melden/"
    assert client.get(contact.removeprefix("https://portal.example")).status_code == 200


def locations(client, url) -> dict[str, str | None]:
    """Address → when it changed, of a sitemap or of the index of all."""
    root = ElementTree.fromstring(client.get(url).content)
    return {
        one.findtext(f"{SITEMAP}loc").removeprefix("http://testserver"): one.findtext(f"{SITEMAP}lastmod")
        for one in root
    }


def test_sitemap_lists_what_is_public_and_every_address_answers(client):
    made = [make(Network), make(Field), make(Event), make(SourceDocument), make(Region)]
    hidden = hide(make(Network))
    listed = [address for section in locations(client, "/sitemap.xml") for address in locations(client, section)]

    assert {row.get_absolute_url() for row in made} <= set(listed)
    assert hidden.get_absolute_url() not in listed
    parts = locations(client, "/sitemap.xml")
    assert "/sitemap-netzwerke.xml" in parts and "/sitemap-bilder.xml" not in parts, "no part without addresses"
    assert not [address for address in listed if address.startswith("/ansprechpersonen/")]
    assert len(listed) == len(set(listed))
    assert {client.get(address).status_code for address in listed} == {200}


def test_sitemap_says_when_records_changed(client):
    old, new = make(Network, name="Altes Netz"), make(Network, name="Neues Netz")
    long_ago = datetime(2019, 5, 1, 12, tzinfo=UTC)
    Network.objects.filter(pk=old.pk).update(changed_at=long_ago)
    Network.objects.filter(pk=new.pk).update(changed_at=datetime(2021, 8, 2, 12, tzinfo=UTC))

    assert locations(client, "/sitemap.xml")["/sitemap-netzwerke.xml"].startswith("2021-08-02")
    assert locations(client, "/sitemap-seiten.xml")["/netzwerke/"].startswith("2021-08-02")
    assert locations(client, "/sitemap-seiten.xml")["/impressum/"] is None
    assert locations(client, "/sitemap-netzwerke.xml")[old.get_absolute_url()].startswith("2019-05-01")


def test_sitemap_moves_with_a_release_and_not_with_what_waits_for_it(client):
    network = releasable(Network, regions=[make(Region)])
    Network.objects.filter(pk=network.pk).update(changed_at=datetime(2019, 5, 1, 12, tzinfo=UTC))
    waiting = change(Network.objects.get(pk=network.pk), editor(), summary="Neu gefasst.")

    assert locations(client, "/sitemap-netzwerke.xml")[network.get_absolute_url()].startswith("2019-05-01")

    actions.release(revision=waiting, by=reviewer())

    today = timezone.localdate().isoformat()
    assert locations(client, "/sitemap-netzwerke.xml")[network.get_absolute_url()].startswith(today)
