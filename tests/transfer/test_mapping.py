"""From the upload to the columns: what is guessed, corrected, remembered and refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from networks.models import Organisation
from tests.html_forms import form_data
from tests.roles import editor, signed_in
from tests.transfer.files import csv_file
from tests.transfer.pages import HEAD, URL, apply, batch, mapped, upload
from transfer.models import ImportBatch

pytestmark = pytest.mark.django_db


def test_mapping_is_guessed_corrected_and_remembered_once_rows_were_taken_over(region):
    by = editor()
    client = signed_in(by)
    content = csv_file(HEAD, ("Netz", "Cluster", "Harz", "Kurz.", "", "Verein"))
    form = form_data(client.get(upload(client, content).url).content.decode(), "import_mapping_form")
    guessed = [form[f"spalte-{n}"][0] for n in range(len(HEAD))]
    assert guessed == ["name", "kind", "regions", "summary", "website", ""]

    said = {"spalte-5": "legal_form", "spalte-4": "", "stand": "1.1.2024"}
    client.post(f"{URL}{batch().pk}/spalten/", form | said)
    form = form_data(client.get(upload(client, content).url).content.decode(), "import_mapping_form")
    assert form["spalte-5"] == [""], "what was given up is not remembered"
    apply(client, mapped(client, content, **said))

    again = csv_file(HEAD[::-1], ("Verein", "", "Kurz.", "Harz", "Cluster", "Netz"))
    form = form_data(client.get(upload(client, again).url).content.decode(), "import_mapping_form")
    assert [form[f"spalte-{n}"][0] for n in range(6)] == ["legal_form", "", "summary", "regions", "kind", "name"]
    wider = csv_file(("Netzwerk", "Seltsames", "Ort"), ("Netz", "Verein", "Harz"))
    form = form_data(client.get(upload(client, wider).url).content.decode(), "import_mapping_form")
    assert [form[f"spalte-{n}"][0] for n in range(2)] == ["name", "legal_form"], "also below other headers"
    other = signed_in(editor())
    form = form_data(other.get(upload(other, content).url).content.decode(), "import_mapping_form")
    assert form["spalte-5"] == [""]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"spalte-1": "name"}, "„Name“ ist 2 Spalten zugeordnet"),
        ({"spalte-0": ""}, "woran ein Eintrag zu erkennen ist"),
        ({"stand": ""}, "was seitdem geprüft wurde"),
        ({"stand": "neulich"}, "„neulich“ ist keine verständliche Zeitangabe"),
        ({"stand": "01.01.2999"}, "in der Zukunft"),
        ({"herkunft-kind": "quelle", "herkunft-source": "x (99999)"}, "gibt es hier nicht"),
        ({"spalte-0": "erfunden"}, "woran ein Eintrag"),
    ],
)
def test_wrong_mapping_is_explained(values, message):
    client = signed_in(editor())
    response = upload(client, csv_file(HEAD[:3], ("Netz", "Cluster", "Harz")))
    form = form_data(client.get(response.url).content.decode(), "import_mapping_form") | {"stand": "1.1.2024"}

    page = client.post(response.url, form | values)

    assert page.status_code == 400
    assert message in page.content.decode()


def test_hostile_uploads_are_refused_in_words():
    client = signed_in(editor())

    for content, message in ((b"", "leer"), (b"%PDF-1.4", "PDF"), (csv_file(("Name", "Art")), "keine einzige Zeile")):
        response = upload(client, content)
        assert response.status_code == 400
        assert message in response.content.decode()
    assert client.post(URL, {"art": "networks.network"}).status_code == 400
    assert client.post(URL, {"art": "auth.user", "datei": SimpleUploadedFile("a.csv", b"a\nb")}).status_code == 400
    large = upload(client, b"a" * 11_000_000)
    assert (large.status_code, "größer als 10 MB" in large.content.decode()) == (400, True)
    assert not ImportBatch.objects.exists()


def test_rows_need_a_source(region):
    """Asked for before anything is compared; what sets columns alone may go without."""
    client = signed_in(editor())
    response = upload(client, csv_file(HEAD, ("Netz", "Cluster", "Harz", "Kurz.", "https://netz.example/", "")))
    form = form_data(client.get(response.url).content.decode(), "import_mapping_form") | {"stand": "1.1.2024"}

    page = client.post(response.url, form)
    assert page.status_code == 400 and "„Website“ geht nicht ohne Quelle" in page.content.decode()
    assert client.post(response.url, form | {"spalte-4": ""}).status_code == 302


@pytest.mark.parametrize("header", ["Branche/Gewerk", "Gewerk", "Tätigkeitsfeld", "Tätigkeitsfelder", "Branche"])
def test_what_a_firm_works_in_is_known_by_its_header(header):
    upload(signed_in(editor()), csv_file(("Firma", header), ("Alpha GmbH", "Metallbau")), "networks.organisation")

    assert batch().mapping == {"0": "name", "1": "fields"}


@pytest.mark.parametrize(
    ("head", "kind"),
    [(("Firma", "Sitz"), "unternehmen"), (("Unternehmen", "Sitz"), "unternehmen"), (("Organisation", "Sitz"), ""),
     (("Firma", "Art"), "")],
)  # fmt: skip
def test_list_of_firms_presets_that_they_are_companies_unless_a_column_says_what_they_are(head, kind):
    client = signed_in(editor())
    upload(client, csv_file(head, ("Alpha GmbH", "")), "networks.organisation")

    form = form_data(client.get(f"{URL}{batch().pk}/spalten/").content.decode(), "import_mapping_form")

    assert form["fest-kind"] == [kind]


def test_preset_of_a_list_of_firms_can_be_taken_back_and_stays_so(region):
    client, content = signed_in(editor()), csv_file(("Firma", "Sitz"), ("Alpha", "Harz"))
    one = mapped(client, content, "networks.organisation", **{"fest-kind": "hochschule"})
    apply(client, one)
    assert Organisation.objects.get().kind == "hochschule"

    upload(client, content, "networks.organisation")
    assert batch().constants == {"kind": "hochschule"}


def test_columns_that_may_be_the_same_and_those_of_people_are_said_at_each_upload(region):
    client, firms = signed_in(editor(office="Amt")), "networks.organisation"
    head = ("Firma", "Art", "Tel. Zentrale", "Tel. Büro", "Ansprechpartner", "Durchwahl", "Mail", "Mail")
    content = csv_file(head, ("Alpha", "Unternehmen", "0351 491", "0351 492", "", "", "a@x.example", "b@x.example"))

    def said() -> list[str]:
        html = client.get(upload(client, content, firms).url).content.decode()
        found = {
            int(row.split('for="id_spalte-')[1].split('"')[0]): row for row in html.split("<tr>") if "spalte-" in row
        }
        rows = [found[at] for at in sorted(found)]
        return [
            "doppelt" if "Achtung: Auch das kann" in row else "Person" if "gleich danach" in row else "" for row in rows
        ]

    first = ["", "", "", "doppelt", "Person", "Person", "", "Person"]
    assert said() == first
    apply(client, mapped(client, content, firms))
    assert said() == first and batch().mapping == {"0": "name", "1": "kind", "2": "telefon", "6": "e-mail"}
