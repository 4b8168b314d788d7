"""Results beside the link and in the list, and taking up a suggestion."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from links import check
from links.ask import Answer
from links.models import LinkResult
from networks.models import Event, Network, Organisation
from publishing.enums import LinkCheck
from publishing.models import Link, Revision
from regions.models import Region
from tests.admin_pages import admin_url
from tests.factories import make
from tests.roles import editor, releasable, reviewer

pytestmark = pytest.mark.django_db
LIST = "/redaktion/links/"
LOST = Answer(LinkCheck.BROKEN, 404, error="404: Seite nicht gefunden")


@pytest.fixture
def link():
    return make(
        Link, subject=releasable(Network, name="Lichtnetz", regions=[make(Region)]), url="http://netz.example/a"
    )


def fail_twice(url):
    check.note(url, LOST)
    LinkResult.objects.update(day=timezone.localdate() - timedelta(days=8))
    check.note(url, LOST)


def shown(client, group="defekt") -> str:
    return client.get(LIST, {"zeige": group}).content.decode()


def test_list_of_broken_links(client, link):
    client.force_login(editor())
    check.note(link.url, LOST)
    assert link.url not in shown(client) and link.url in shown(client, "erstmals")

    fail_twice(link.url)

    page = shown(client)
    assert link.url in page and "404: Seite nicht gefunden" in page and "Lichtnetz" in page
    assert link.url not in shown(client, "erstmals")


def test_unsure_links_stand_by_themselves(client, link):
    client.force_login(editor())
    check.note(link.url, Answer(LinkCheck.UNSURE, 999, error="999: Die Website weist Prüfprogramme ab"))

    page = shown(client, "unsicher")

    assert link.url in page and "999: Die Website weist Prüfprogramme ab" in page and "im Browser ansehen" in page
    assert all(link.url not in shown(client, group) for group in ("defekt", "erstmals", "umgeleitet"))


@pytest.mark.once
def test_result_beside_the_link(client, link):
    client.force_login(editor())
    assert "noch nie" in client.get(admin_url(link.subject, "change")).content.decode()
    check.note(link.url, Answer(LinkCheck.OK, 200, suggestion="https://netz.example/a"))

    page = client.get(admin_url(link.subject, "change")).content.decode()

    assert f"{timezone.localdate():%d.%m.%Y}, erreichbar. Besser: https://netz.example/a" in page


def test_suggestion_becomes_a_change_that_waits(client, link):
    client.force_login(editor())
    check.note(link.url, Answer(LinkCheck.OK, 200, suggestion="https://netz.example/a"))
    assert "Auf https ändern" in shown(client, "https")

    answer = client.post(reverse("link_secure", args=[link.pk]), follow=True).content.decode()

    assert "Geben Sie die Änderung noch zur Freigabe." in answer
    (change,) = Revision.objects.get().changes
    assert (change["part"], change["field"], change["new"]) == ("links", "url", "https://netz.example/a")
    link.refresh_from_db()
    assert link.url == "http://netz.example/a"
    assert "offene Änderung" in client.post(reverse("link_secure", args=[link.pk]), follow=True).content.decode()


def test_suggestion_only_by_who_is_in_charge_and_only_a_real_one(client, link):
    client.force_login(editor(regions=[make(Region)]))
    check.note(link.url, Answer(LinkCheck.OK, 200, suggestion="https://netz.example/a"))
    assert "Auf https ändern" not in shown(client, "https")
    assert client.post(reverse("link_secure", args=[link.pk])).status_code == 403

    client.force_login(reviewer())
    assert client.get(reverse("link_secure", args=[link.pk])).status_code == 405
    assert client.post(reverse("link_secure", args=[999])).status_code == 404
    LinkResult.objects.all().delete()
    answer = client.post(reverse("link_secure", args=[link.pk]), follow=True).content.decode()
    assert "keinen Vorschlag mehr" in answer and not Revision.objects.exists()


def test_list_is_for_editors_and_knows_its_groups(client):
    assert client.get(LIST).status_code == 302
    client.force_login(editor())
    assert client.get(LIST, {"zeige": "\x00"}).status_code == 404
    assert client.get(LIST, {"seite": "9"}).status_code == 404
    assert "nichts zu tun" in shown(client, "umgeleitet")


def test_list_asks_few_questions(client, django_assert_max_num_queries):
    client.force_login(editor(regions=[make(Region)]))
    for model in (Network, Organisation, Event):
        for _ in range(5):
            fail = make(Link, subject=make(model), url=f"https://{model.__name__.lower()}.example/")
    Link.objects.update(check_result=LinkCheck.BROKEN, checked_at=timezone.now())
    client.get(LIST)

    with django_assert_max_num_queries(25):
        page = shown(client)

    assert fail.url in page and "15 Links" in page
