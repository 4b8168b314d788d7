"""Lists with chosen columns: what is in them, what is not said unasked, and how they are taken along."""

import csv
import io
import re

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.test import Client
from openpyxl import load_workbook

from contacts.models import Channel, Person, Responsibility
from networks.models import Network, Organisation, Participation
from programmes.models import Funding, Programme
from publishing.enums import State
from regions.models import Region
from tables.columns import KINDS
from tests.factories import make
from tests.roles import editor, signed_in

pytestmark = pytest.mark.django_db
ADMIN = "/redaktion/networks/network/"
URL = "/redaktion/listen/networks.network/"


@pytest.fixture
def client():
    return signed_in(editor())


def table(response) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def names(client, query: str) -> list[str]:
    _head, *rows = table(client.get(f"{URL}?{query}&spalte=name&format=csv"))
    return [row[0] for row in rows]


def test_list_holds_what_the_public_page_holds_with_the_same_filters(client):
    land = make(Region, kind="land")
    inside, across = make(Region, kind="kreis", parent=land), make(Region)
    across.covers.add(inside)
    for number, region in enumerate((land, inside, across, make(Region))):
        make(Network, name=f"Netz {number}", regions=[region], kind="hub")
    make(Network, name="Zu Ende", regions=[land], stated_status="beendet")
    make(Network, name="Entwurf", regions=[land], state=State.DRAFT)
    for query in ("", f"region={land.slug}", "typ=hub", f"region={land.slug}&sortierung=name"):
        page = Client().get(f"/netzwerke/?{query}").content.decode()
        shown = list(dict.fromkeys(re.findall(r">(Netz \d|Zu Ende|Entwurf)<", page)))
        assert names(client, query) == shown, query
    assert {"Zu Ende", "Entwurf"} <= set(names(client, "umfang=alle"))
    assert "Netz 3" not in names(client, f"region={land.slug}")


def test_drafts_come_only_when_asked_for_and_are_marked(client):
    make(Network, name="Öffentlich")
    make(Network, name="Noch nicht", state=State.DRAFT)
    page = client.get(URL).content.decode()
    assert "1 Netzwerke" in page and "Noch nicht" not in page

    head, *rows = table(client.get(f"{URL}?umfang=alle&spalte=name&format=csv"))

    assert head == ["Name", "Bearbeitungsstand"] and sorted(rows) == [
        ["Noch nicht", "Entwurf"],
        ["Öffentlich", "Freigegeben"],
    ]
    assert "auch was nicht öffentlich ist" in client.get(f"{URL}?umfang=alle").content.decode()


@pytest.fixture
def network():
    network = make(Network, name="Lichtnetz", internal_note="Geheim.", regions=[make(Region, name="Harz")])
    office = make(Organisation, name="Amt")
    make(Channel, organisation=office, kind="e-mail", value="amt@netz.example")
    for number, name in enumerate(("Eins", "Zwei")):
        person = make(Person, given_name="Ada", family_name=name, organisation=office)
        make(Channel, person=person, kind="telefon", value=f"0711 {number}")
        make(Responsibility, person=person, network=network, task=f"Aufgabe {name}", priority=number)
    make(Responsibility, person=make(Person, family_name="Vorbei"), network=network, end="2019")
    make(Responsibility, person=make(Person, family_name="Neu", state=State.DRAFT), network=network)
    make(Participation, network=network, organisation=make(Organisation, name="Muster GmbH"), role="mitglied")
    make(
        Participation, network=network, organisation=make(Organisation, name="Nie", state=State.DRAFT), role="mitglied"
    )
    make(Funding, network=network, programme=make(Programme, name="GRW"), end="2027")
    return network


def test_columns_lead_over_relations_and_say_only_what_is_public(client, network):
    columns = "".join(
        f"&spalte={key}"
        for key in (
            "name",
            "kontakt",
            "kontakt-aufgabe",
            "kontakt-telefon",
            "stelle-mail",
            "mitglieder",
            "foerderungen",
        )
    )
    (_, row) = table(client.get(f"{URL}?format=csv{columns}"))
    assert row == [
        "Lichtnetz", "Ada Eins; Ada Zwei", "Aufgabe Eins; Aufgabe Zwei", "0711 0; 0711 1", "amt@netz.example",
        "Muster GmbH", "GRW, bis 2027",
    ]  # fmt: skip

    _, *rows = table(client.get(f"{URL}?format=csv&zeilen=einzeln{columns}"))

    assert [row[:4] for row in rows] == [
        ["Lichtnetz", "Ada Eins", "Aufgabe Eins", "0711 0"],
        ["Lichtnetz", "Ada Zwei", "Aufgabe Zwei", "0711 1"],
    ]


def test_internal_notes_are_in_no_list_unasked(client, network):
    for query in ("", "?format=steckbrief", "?format=druck", "?umfang=alle&spalte=id"):
        assert "Geheim." not in client.get(f"{URL}{query}").content.decode(), query
    for given in re.findall(
        r'<li><a href="(/redaktion/listen/[^"]+)">', client.get("/redaktion/listen/").content.decode()
    ):
        assert "internal_note" not in given
    assert table(client.get(f"{URL}?format=csv&spalte=name&spalte=internal_note"))[1] == ["Lichtnetz", "Geheim."]


def test_people_are_listed_by_region_with_what_is_public_of_their_tasks(client, network):
    make(Network, name="Geheimnetz", state=State.DRAFT)
    make(Responsibility, person=Person.objects.get(family_name="Eins"), network=Network.objects.get(name="Geheimnetz"))
    url = f"/redaktion/listen/contacts.person/?region={network.regions.get().slug}"

    head, *rows = table(client.get(f"{url}&format=csv"))

    assert [row[head.index("Nachname")] for row in rows] == ["Eins", "Zwei"]
    assert rows[0][head.index("In Regionen")] == "Harz" and "Geheimnetz" not in str(rows)
    assert "Geheimnetz" not in str(table(client.get(f"{url}&format=csv&spalte=family_name&spalte=aufgabe-netzwerk")))


def test_what_is_read_in_again_carries_what_finds_its_entry(client):
    network = make(Network, name="Eins", regions=[make(Region, name="Harz")])

    head, row = table(client.get(URL, {"format": "csv", "spalte": ["id", "name", "regions", "auth"]}))

    assert head == ["Id", "Kurzadresse", "Name", "Regionen", "Bearbeitungsstand", "Zuletzt geprüft am", "Exportiert am"]
    assert row[:5] == [str(network.pk), network.slug, "Eins", "Harz", "Freigegeben"]


def test_list_of_the_admin_leads_there_with_its_filters_and_its_ticked_rows(client):
    chosen = make(Network, name="Eins", kind="cluster", state=State.DRAFT)
    for number in range(3):
        make(Network, name=f"Netz {number}", kind="hub")
    page = client.get(f"{ADMIN}?typ=hub&q=netz").content.decode()
    address = re.search(r'href="(/redaktion/listen/[^"]+)"', page)[1].replace("&amp;", "&")
    assert "3 Netzwerke" in client.get(address).content.decode()
    data = {"action": "list_chosen", ACTION_CHECKBOX_NAME: [chosen.pk]}

    ticked = client.post(ADMIN, data)
    across = client.post(f"{ADMIN}?typ=hub", data | {"select_across": "1"})

    assert [row[-1] for row in table(client.get(f"{ticked.url}&format=csv&spalte=name"))[1:]] == ["Entwurf"]
    assert len(table(client.get(f"{across.url}&format=csv"))) == 4


@pytest.mark.once
def test_every_kind_as_xlsx_to_print_and_as_profiles(client):
    person = make(Person, given_name="=1+1", family_name="Muster")
    make(Responsibility, person=person, network=make(Network))
    for label, kind in KINDS.items():
        url = f"/redaktion/listen/{label}/"
        columns = [*kind.by_key, "seite-im-verzeichnis"]
        page = load_workbook(
            io.BytesIO(b"".join(client.get(url, {"format": "xlsx", "spalte": columns}).streaming_content))
        )
        assert page.active["A1"].value == "Id"
        if kind.model is Person:
            assert {(cell.value, cell.data_type) for cell in page.active[2]} >= {("=1+1", "s"), ("Muster", "s")}
        for form in ("druck", "steckbrief"):
            assert client.get(url, {"format": form}).status_code == 200


@pytest.mark.once
def test_profile_says_what_is_known_of_one_entry(client, network):
    page = client.get(f"/redaktion/eintrag/networks.network/{network.pk}/").content.decode()
    address = re.search(r'href="(/redaktion/listen/[^"]+steckbrief)"', page)[1].replace("&amp;", "&")

    profile = client.get(address).content.decode()

    assert "<h1>Lichtnetz</h1>" in profile and "Muster GmbH" in profile and "Ada Eins" in profile
    assert "Id</dt>" not in profile and "Geheim." not in profile


def test_accounts_list_what_they_see_and_nobody_else():
    make(Network, name="Woanders", regions=[make(Region, name="Rhön")])
    bounded, other = signed_in(editor(regions=[make(Region, name="Harz")])), signed_in(editor(is_staff=False))

    assert len(table(bounded.get(URL, {"format": "csv"}))) == 2
    assert Client().get(URL, {"format": "csv"}).url.startswith("/redaktion/login/")
    assert other.get(URL, {"format": "csv"}).status_code in (302, 403)


@pytest.mark.parametrize(
    "query",
    [
        "kind__exact=quatsch&p=99", "typ=quatsch", "typ=hub&p=99", "ids=1,x,999999999999999999999", "%00=1",
        "q=" + "x" * 3000, "spalte=quatsch", "umfang=quatsch&sortierung=quatsch", "region=xyz", "seite=99",
        "arbeit=ohne-quelle",
    ],
)  # fmt: skip
def test_nonsense_is_no_crash(client, query):
    assert client.get(f"{URL}?{query}").status_code in (200, 404)
    assert client.get(f"{URL}?{query}&format=csv").status_code in (200, 404)
    assert client.get("/redaktion/listen/auth.user/").status_code == 404


@pytest.mark.once
def test_queries_of_a_list_do_not_grow_with_it(client, network, django_assert_max_num_queries):
    for number in range(60):
        make(Network, name=f"Netz {number}")

    with django_assert_max_num_queries(52):
        assert len(table(client.get(URL, {"format": "csv"}))) == 62
