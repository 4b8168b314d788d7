"""Export of a list of the admin, with its filters and chosen columns."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from contacts.models import Person
from networks.models import Network
from publishing.enums import State
from regions.models import Region
from tests.factories import make
from tests.roles import editor
from transfer.columns import KINDS
from transfer.models import ImportBatch

pytestmark = pytest.mark.django_db
LIST = "/redaktion/networks/network/"
URL = "/redaktion/export/networks.network/"


@pytest.fixture
def client():
    client = Client()
    client.force_login(editor())
    return client


def table(response) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def button(client, query: str = "") -> str:
    page = client.get(f"{LIST}{query}").content.decode()
    return re.search(r'href="(/redaktion/export/[^"]+)"', page)[1].replace("&amp;", "&")


def test_list_exports_what_its_filters_show(client):
    make(Network, name="Eins", kind="cluster")
    make(Network, name="Zwei", kind="hub")
    make(Network, name="Drei", kind="hub", state=State.DRAFT)

    address = button(client, "?typ=hub&bearbeitungsstand=entwurf&q=drei")
    rows = table(client.get(f"{address}&format=csv"))

    assert [row[2] for row in rows[1:]] == ["Drei"]
    assert "1 Einträge" in client.get(address).content.decode()
    assert len(table(client.get(f"{button(client)}?format=csv"))) == 4


def test_chosen_columns_and_those_that_find_the_record_again(client):
    network = make(Network, name="Eins", regions=[make(Region, name="Harz")])

    head, row = table(client.get(URL, {"format": "csv", "spalte": ["name", "regions", "auth"]}))

    assert head == ["Id", "Kurzadresse", "Name", "Regionen", "Bearbeitungsstand", "Zuletzt geprüft am", "Exportiert am"]
    assert row[:5] == [str(network.pk), network.slug, "Eins", "Harz", "Freigegeben"]


def test_action_exports_ticked_rows_or_all_of_the_filter(client):
    chosen = make(Network, name="Eins")
    for number in range(3):
        make(Network, name=f"Netz {number}", kind="hub")
    data = {"action": "export_chosen", ACTION_CHECKBOX_NAME: [chosen.pk]}

    ticked = client.post(LIST, data)
    across = client.post(f"{LIST}?typ=hub", data | {"select_across": "1"})

    assert [row[2] for row in table(client.get(f"{ticked.url}&format=csv"))[1:]] == ["Eins"]
    assert len(table(client.get(f"{across.url}&format=csv"))) == 4


def test_xlsx_of_every_kind(client):
    make(Person, given_name="=1+1", family_name="Muster")

    for label, kind in KINDS.items():
        response = client.get(f"/redaktion/export/{label}/", {"format": "xlsx"})
        page = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
        assert [cell.value for cell in page[1]] == [column.label for column in kind.columns]
        if kind.model is Person:
            assert {(cell.value, cell.data_type) for cell in page[2]} >= {("=1+1", "s"), ("Muster", "s")}


def test_editors_export_what_they_see_and_nobody_else(client):
    make(Network, name="Woanders", regions=[make(Region, name="Rhön")])
    bounded, visitor, other = Client(), Client(), Client()
    bounded.force_login(editor(regions=[make(Region, name="Harz")]))
    other.force_login(editor(is_staff=False))

    assert len(table(bounded.get(URL, {"format": "csv"}))) == 2
    assert visitor.get(URL, {"format": "csv"}).url.startswith("/redaktion/login/")
    assert other.get(URL, {"format": "csv"}).status_code in (302, 403)


@pytest.mark.parametrize(
    "chosen",
    [
        "kind__exact=quatsch&p=99",
        "typ=quatsch",
        "typ=hub&p=99",
        "ids=1,x,999999999999999999999",
        "%00=1",
        "q=" + "x" * 3000,
    ],
)
def test_nonsense_is_no_crash(client, chosen):
    assert client.get(URL, {"auswahl": chosen}).status_code in (200, 404)
    assert client.get(URL, {"auswahl": chosen, "format": "csv"}).status_code in (200, 404)
    assert client.get("/redaktion/export/auth.user/").status_code == 404


def test_queries_of_an_export_do_not_grow_with_it(client, django_assert_max_num_queries):
    for number in range(60):
        make(Network, name=f"Netz {number}")

    with django_assert_max_num_queries(35):
        assert len(table(client.get(URL, {"format": "csv"}))) == 61


def test_uploads_are_deleted_after_thirty_days(capsys):
    by = editor()
    for days in (1, 31):
        batch = ImportBatch.objects.create(kind="networks.network", file_name=f"{days}.csv", created_by=by)
        ImportBatch.objects.filter(pk=batch.pk).update(created_at=timezone.now() - timedelta(days=days))

    call_command("delete_old_imports")

    assert [batch.file_name for batch in ImportBatch.objects.all()] == ["1.csv"]
    assert "1 Importe gelöscht" in capsys.readouterr().out
