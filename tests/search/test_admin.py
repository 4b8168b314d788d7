"""Editors see what was searched in vain and teach the search with one click."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from networks.models import Network
from search.models import MissedQuery, SynonymGroup
from tests.admin_pages import admin_url, errors, save
from tests.factories import addresses, make

pytestmark = pytest.mark.django_db
MISSED = "/redaktion/search/missedquery/"
GROUPS = "/redaktion/search/synonymgroup/"


def missed(text: str, days_ago: int = 0, count: int = 1) -> MissedQuery:
    return MissedQuery.objects.create(text=text, day=timezone.localdate() - timedelta(days=days_ago), count=count)


def rows(client, **params) -> list[list[str]]:
    page = client.get(MISSED, params).content.decode()
    body = page[page.index("<tbody>") :] if "<tbody>" in page else ""
    cells = [
        re.findall(r"<t[dh] class=\"field-[^>]*>(.*?)</t[dh]>", row) for row in re.findall(r"<tr>(.*?)</tr>", body)
    ]
    return [[re.sub(r"<[^>]+>", "", cell) for cell in row] for row in cells]


def test_texts_stand_once_with_their_total_most_wanted_first(admin_client):
    missed("selten", count=2)
    missed("oft", days_ago=3, count=5)
    missed("oft", days_ago=1, count=4)
    found = rows(admin_client)

    assert [row[:2] for row in found] == [["oft", "9"], ["selten", "2"]]
    assert [row[0] for row in rows(admin_client, q="selt")] == ["selten"]


def test_list_says_what_is_found_by_now(admin_client):
    missed("leuchtbund"), missed("qqxyzzy")
    make(Network, name="Leuchtbund")

    assert {row[0]: row[3] for row in rows(admin_client)} == {
        "leuchtbund": "inzwischen gefunden (1)",
        "qqxyzzy": "weiter nichts",
    }


def test_one_click_leads_to_a_prefilled_group_that_makes_the_search_succeed(admin_client):
    network = make(Network, name="Manufakturen am See")
    missed("handarbeit & co")
    page = admin_client.get(MISSED).content.decode()
    (link,) = re.findall(r'<a href="([^"]+)">Synonym anlegen</a>', page)
    form = admin_client.get(link.replace("&amp;", "&")).content.decode()
    assert re.search(r"<textarea[^>]*>\s*handarbeit &amp; co\n", form)

    save(admin_client, SynonymGroup, words="handarbeit & co\nManufaktur")
    assert addresses("Handarbeit & Co") == [network.get_absolute_url()]


def test_deleting_takes_every_day_of_a_text(admin_client):
    missed("weg", days_ago=1), missed("weg"), missed("bleibt")
    data = {"action": "delete_selected", "_selected_action": [MissedQuery.objects.filter(text="weg").latest("day").pk]}
    admin_client.post(MISSED, data | {"post": "yes"})

    assert set(MissedQuery.objects.values_list("text", flat=True)) == {"bleibt"}


def test_counted_texts_can_be_neither_added_nor_changed(admin_client):
    row = missed("fest")

    assert admin_client.get(f"{MISSED}add/").status_code == 403
    assert admin_client.post(f"{MISSED}{row.pk}/change/", {"text": "anders"}).status_code == 403


def test_editor_needs_the_permission(client, django_user_model):
    editor = django_user_model.objects.create_user("erika", password="x", is_staff=True)
    client.force_login(editor)
    assert client.get(MISSED).status_code == 403

    editor.user_permissions.add(Permission.objects.get(codename="view_missedquery"))
    assert client.get(MISSED).status_code == 200


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("Handwerk", "mindestens zwei Wörter"),
        ("Handwerk\n  \nHandwerk", "mindestens zwei Wörter"),
        ("Handwerk\nHandwerke", "schon dasselbe"),
        ("Handwerk\nund für", "enthält kein Wort"),
        ("Handwerk\neins zwei drei vier fünf", "höchstens 4 Wörter"),
    ],
)
def test_groups_that_would_change_nothing_are_refused_in_german(admin_client, words, message):
    response = save(admin_client, SynonymGroup, words=words)

    assert message in errors(response)
    assert not SynonymGroup.objects.exists()


def test_word_of_another_group_is_pointed_out_but_allowed(admin_client):
    SynonymGroup.objects.create(words="KMU\nMittelstand")
    url = admin_url(SynonymGroup, "add")
    response = admin_client.post(url, {"words": "kmu\nkleine Betriebe", "note": ""}, follow=True)

    assert "steht auch in der Gruppe" in response.content.decode() and "KMU = Mittelstand" in response.content.decode()
    assert SynonymGroup.objects.count() == 2


def test_groups_are_listed_searched_and_tried(admin_client):
    group = SynonymGroup.objects.create(words="Handwerk\nManufaktur", note="Branche")
    SynonymGroup.objects.create(words="KMU\nMittelstand")
    make(Network, name="Manufaktur")
    page = admin_client.get(GROUPS, {"q": "manufakt"}).content.decode()
    assert "Handwerk = Manufaktur" in page and "Mittelstand" not in page
    assert 'href="/suche/?q=Handwerk"' in page

    form = admin_client.get(admin_url(group, "change")).content.decode()
    assert "„Manufaktur“ suchen</a>: 1 Treffer" in form
