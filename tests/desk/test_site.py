"""Lists of the editors' area stand under few headings, each once, as far as the account may see them."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission

from accounts.models import Editor
from core.text import sort_key

pytestmark = pytest.mark.django_db


def headings(page) -> dict[str, list[str]]:
    return {heading["name"]: [kind["name"] for kind in heading["models"]] for heading in page.context_data["app_list"]}


@pytest.mark.once
def test_tools_stand_under_one_heading(admin_client):
    shown = headings(admin_client.get("/redaktion/"))

    assert {"Importe", "Linkprüfungen", "Meldungen"} <= set(shown["Redaktion"])
    assert "Schlagwörter" in shown["Netzwerke"]
    assert not {"Linkprüfung", "Doppel", "Fehlermeldungen", "Schlagwörter", "Arbeitsliste"} & set(shown)
    assert all(kinds == sorted(kinds, key=sort_key) for kinds in shown.values())
    assert list(shown) == sorted(shown, key=sort_key)
    assert sum(map(len, shown.values())) == len(set(admin.site._registry))


@pytest.mark.once
def test_page_of_a_tool_shows_its_heading_and_nothing_else(admin_client):
    page = admin_client.get("/redaktion/reports/")

    assert list(headings(page)) == ["Redaktion"]
    assert headings(page) == {"Redaktion": headings(admin_client.get("/redaktion/"))["Redaktion"]}


def test_sidebar_marks_where_one_is(admin_client):
    page = admin_client.get("/redaktion/links/linkresult/")

    here = [one["name"] for one in page.context["available_apps"] if one["app_url"] in page.request["PATH_INFO"]]
    assert here == ["Redaktion"]


def test_heading_holds_only_what_the_account_may_see(client):
    reader = Editor.objects.create_user("leser", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_report"))
    client.force_login(reader)

    shown = headings(client.get("/redaktion/"))

    assert shown == {"Redaktion": ["Meldungen"]}
    assert client.get("/redaktion/networks/").status_code == 404
