"""Files of lists: what is in them, where it is from, where it lies, and how they are sent."""

import csv
import gzip
import io
import json
import re
from urllib.parse import urlencode

import pandas
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Channel
from networks.models import Network, Organisation
from open_data.downloads import forms
from open_data.downloads.forms import FORMS
from open_data.selection import LISTS
from open_data.streaming import LARGE, streamed
from publishing.models import Figure, Link, Milestone, SourceDocument
from regions.geometry import is_inside
from regions.models import Region
from tests.factories import cite, make

pytestmark = pytest.mark.django_db
FILES = [form.file for form in FORMS.values()]
STREAMED = [*FILES, "liste.html"]


def body(client, path: str, **query) -> bytes:
    response = client.get(f"{path}?{urlencode(query)}" if query else path)
    assert response.status_code == 200, response.content
    return b"".join(response.streaming_content)


def rows(client, path: str, **query) -> list[dict[str, str]]:
    text = body(client, path, **query).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.fixture
def source():
    return make(SourceDocument, title="Das Blatt", as_of="2021")


@pytest.fixture
def network(source):
    network = make(Network, name="Netz", slug="netz", kind="cluster", summary="Für alle; „ganz“ neu")
    cite(network, source, "kind", locator="Seite 3", certainty="angedeutet")
    make(Figure, subject=network, source=source, number=45, qualifier="rund", counted="Mitglieder", locator="unten")
    make(Milestone, subject=network, source=source, kind="gruendung", date="Ende 2018", text="Gründung")
    make(Link, subject=network, source=source, kind="website", url="https://netz.test/", label="Seite")
    return network


def test_a_row_says_what_the_record_says(client, network):
    (row,) = rows(client, "/netzwerke/liste.csv")

    assert (row["id"], row["name"], row["typ"]) == (str(network.pk), "Netz", "Cluster")
    assert row["adresse"].endswith("/netzwerke/netz/")
    assert row["kurztext"] == "Für alle; „ganz“ neu"
    assert row["zahlen"] == "Mitglieder · rund 45"
    assert row["meilensteine"] == "Gründung oder Beginn · Ende 2018 · Gründung"
    assert row["website"] == "https://netz.test/"
    assert row["quellen"] == "Das Blatt (Stand 2021)"
    assert "typ_belege" not in row


def test_beside_each_value_stands_where_it_is_from(client, network):
    (row,) = rows(client, "/netzwerke/liste.csv", belege="ja")

    assert row["typ_belege"].startswith("Das Blatt (Stand 2021), „Seite 3“ (angedeutet)")
    assert row["zahlen_belege"] == "Das Blatt (Stand 2021), „unten“"
    assert list(row)[-1] == "quellen" and "quellen_belege" not in row


def test_only_the_columns_that_are_asked_for_in_their_order(client, network):
    office = make(Organisation, name="Amt")
    make(Channel, organisation=office, kind="telefon", value="030 23125022")

    (row,) = rows(client, "/netzwerke/liste.csv", nur="website,name,zahlen", belege="ja")
    (called,) = rows(client, "/organisationen/liste.csv", nur="name,telefon")
    (ways,) = rows(client, "/organisationen/liste.csv", nur="kontaktwege")
    doc = json.loads(body(client, "/netzwerke/liste.jsonl", nur="typ"))
    (feature,) = json.loads(body(client, "/netzwerke/karte.geojson", nur="name"))["features"]

    assert list(row) == ["website", "website_belege", "name", "zahlen", "zahlen_belege"]
    assert called == {"name": "Amt", "telefon": "030 23125022"}
    assert list(ways) == ["telefon", "mobil", "e-mail", "post", "fax", "web"]
    assert doc["typ"]["text"] == "Cluster" and "zahlen" not in doc
    assert feature["properties"] == {"name": "Netz", "ohne_ort": "keine Region angegeben"}
    for path in ("/netzwerke/liste.csv?nur=name,quatsch", "/netzwerke/liste.jsonl?nur=telefon"):
        assert "Spalte" in client.get(path).content.decode(), path


def test_numbers_to_call_are_columns_and_no_formulas(client):
    office = make(Organisation, name="=Amt")
    make(Channel, organisation=office, kind="telefon", value="+49 30 23125-022")
    make(Channel, organisation=office, kind="e-mail", value="post@amt.test")

    (row,) = rows(client, "/organisationen/liste.csv")

    assert (row["telefon"], row["e-mail"], row["name"]) == ("+49 30 23125-022", "post@amt.test", "'=Amt")


@pytest.mark.once
@pytest.mark.parametrize("delimiter, mark", [("semikolon", "ja"), ("komma", "nein"), ("komma", "ja")])
def test_pandas_reads_the_tables(client, network, delimiter, mark):
    content = body(client, "/netzwerke/liste.csv", trennzeichen=delimiter, bom=mark)
    frame = pandas.read_csv(io.BytesIO(content), sep=";" if delimiter == "semikolon" else ",", encoding="utf-8-sig")
    sheet = pandas.read_excel(io.BytesIO(body(client, "/netzwerke/liste.xlsx")))
    lines = pandas.read_json(io.BytesIO(body(client, "/netzwerke/liste.jsonl")), lines=True)

    assert content.startswith("\N{BYTE ORDER MARK}".encode()) == (mark == "ja")
    assert frame.name.tolist() == lines.name.tolist() == sheet.name.tolist() == ["Netz"]
    assert frame.columns.tolist() == sheet.columns.tolist()
    assert frame.kurztext[0] == lines.kurztext[0] == "Für alle; „ganz“ neu"


class TestMap:
    @pytest.fixture
    def places(self):
        germany = make(Region, name="Deutschland", kind="staat", nuts="DE", nuts_version="2024")
        land = make(Region, name="Baden-Württemberg", kind="land", ags="08", parent=germany)
        mannheim = make(Region, name="Mannheim", kind="kreis", ags="08222", parent=land)
        for name, regions in {
            "In der Stadt": [mannheim],
            "Im Land": [land],
            "In beidem": [mannheim, land],
            "Überall": [germany],
            "Nirgends": [],
        }.items():
            make(Network, name=name, regions=regions)

    def features(self, client, **query):
        found = json.loads(body(client, "/netzwerke/karte.geojson", **query))
        assert found["type"] == "FeatureCollection" and "BKG" in found["kartengrundlage"]
        return found, {one["properties"]["name"]: one for one in found["features"]}

    def test_a_record_lies_in_the_middle_of_its_kreis(self, client, places):
        found, by_name = self.features(client)

        city = by_name["In der Stadt"]
        assert city["geometry"] == {"type": "Point", "coordinates": pytest.approx([8.48, 49.5], abs=0.03)}
        assert city["properties"]["ort_genauigkeit"] == "Kreis oder kreisfreie Stadt"
        assert by_name["Im Land"]["properties"]["ort_genauigkeit"] == "Land"
        assert by_name["In beidem"]["geometry"]["type"] == "MultiPoint"

    def test_what_has_no_place_says_so(self, client, places):
        found, by_name = self.features(client)

        assert found["ohne_ort"] == 2
        assert by_name["Überall"]["geometry"] is by_name["Nirgends"]["geometry"] is None
        assert by_name["Überall"]["properties"]["ohne_ort"] == "bundesweit oder im Ausland"
        assert by_name["Nirgends"]["properties"]["ohne_ort"] == "keine Region angegeben"

    def test_outlines_when_asked_for(self, client, places):
        _found, points = self.features(client)
        _found, outlines = self.features(client, geometrie="umriss")

        for name in ("In der Stadt", "Im Land"):
            geometry = outlines[name]["geometry"]
            assert geometry["type"] == "MultiPolygon"
            rings = [ring for polygon in geometry["coordinates"] for ring in polygon]
            assert is_inside(points[name]["geometry"]["coordinates"], rings)
        assert outlines["Überall"]["geometry"] is None

    def test_an_empty_list_is_a_map_of_nothing(self, client):
        found, by_name = self.features(client)

        assert (found["features"], found["ohne_ort"]) == ([], 0)


def test_what_lies_nowhere_is_on_no_map(client):
    for name in ("quellen", "serien", "ansprechpersonen", "felder"):
        assert client.get(f"/{name}/karte.geojson").status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("query", ["regoin=x", "region=gibt-es-nicht", "sortierung=quatsch"])
def test_what_is_not_understood_is_refused(client, file, query):
    response = client.get(f"/netzwerke/{file}?{query}")

    assert response.status_code == 400 and "Nicht verstanden: " in response.content.decode()


def test_options_are_understood_or_refused(client):
    assert client.get("/netzwerke/liste.csv?trennzeichen=tab").status_code == 400
    assert client.get("/netzwerke/liste.csv?geometrie=umriss").status_code == 400  # of another form
    assert client.get("/netzwerke/liste.csv?seite=3&ansicht=filter").status_code == 200
    assert client.get("/gibtesnicht/liste.csv").status_code == 404
    assert client.post("/netzwerke/liste.csv").status_code == 405


@pytest.mark.parametrize("file", STREAMED)
def test_who_has_the_file_gets_it_again_only_when_something_changed(client, network, file):
    first = client.get(f"/netzwerke/{file}")
    b"".join(first.streaming_content)
    with CaptureQueriesContext(connection) as asked:
        again = client.get(f"/netzwerke/{file}", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and len(asked) <= 2
    assert all(again[name] == first[name] for name in ("ETag", "Cache-Control", "Vary"))

    network.name = "Anders"
    network.save()

    changed = client.get(f"/netzwerke/{file}", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200 and changed["ETag"] != first["ETag"]
    b"".join(changed)


@pytest.mark.once
@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.key)
def test_headers_say_what_it_is(client, network, form):
    response = client.head(f"/netzwerke/{form.file}")

    assert response["Content-Type"] == form.media_type
    assert response["Content-Disposition"].startswith('attachment; filename="netzwerke-20')
    assert response["Content-Disposition"].endswith(f'.{form.key}"')
    assert "Accept-Encoding" in response["Vary"] and response["X-Robots-Tag"] == "noindex"
    assert b"".join(response.streaming_content) == b"" and not response.cookies


@pytest.mark.once
@pytest.mark.parametrize("accepted, packed", [("gzip, br", True), ("br;q=1, gzip;q=0", False), ("", False)])
def test_is_packed_for_who_takes_it(client, network, accepted, packed):
    response = client.get("/netzwerke/liste.jsonl", headers={"Accept-Encoding": accepted})
    content = b"".join(response.streaming_content)

    assert response.get("Content-Encoding") == ("gzip" if packed else None)
    assert json.loads(gzip.decompress(content) if packed else content)["name"] == "Netz"


@pytest.mark.parametrize("file", FILES)
def test_is_read_batch_by_batch_with_as_many_queries_each(client, file, monkeypatch):
    monkeypatch.setattr(forms, "BATCH", 20)
    for number in range(60):
        make(Network, name=f"Netz {number:02}", regions=[])
    body(client, f"/netzwerke/{file}")

    def queries(most: int) -> int:
        Network.objects.filter(name__gte=f"Netz {most:02}").delete()
        body(client, f"/netzwerke/{file}")
        with CaptureQueriesContext(connection) as asked:
            body(client, f"/netzwerke/{file}")
        return len(asked)

    three, two, one = queries(60), queries(40), queries(20)
    assert three - two == two - one <= 40


def test_what_can_be_chosen_is_explained_and_works(client, network):
    page = client.get("/offene-daten/").content.decode()
    said = re.findall(r"<code>(\w+=[\w,]+)</code>: [^(]+\(([^)]*(?:\([^)]*\)[^)]*)*)\)</li>", page)

    assert {one.partition("=")[0] for one, _ in said} == {param for form in FORMS.values() for param in form.params}
    for option, forms_of_it in said:
        for form in FORMS.values():
            if forms_of_it == "alle" or str(form.label) in forms_of_it.split(", "):
                assert body(client, f"/netzwerke/{form.file}?{option}"), (option, form.key)


def test_every_list_can_be_taken_along(client, world):
    for name in LISTS:
        for file in FILES:
            response = client.get(f"/{name}/{file}")
            assert response.status_code == (200 if response.streaming else 404)
            b"".join(response)


class TestLarge:
    """Large files are written two at a time; who comes third is told when to come again, and nobody waits."""

    @pytest.fixture
    def ask(self, rf):
        made = iter(range(1000))
        return lambda count: streamed(rf.get("/x"), (str(next(made)) for _ in range(3)), "text/csv", '"x"', count)

    def test_a_third_is_refused_until_one_is_sent_or_given_up(self, ask):
        first, second = ask(LARGE), ask(LARGE)
        refused = ask(LARGE)
        assert (refused.status_code, refused["Retry-After"], ask(LARGE - 1).status_code) == (503, "10", 200)

        assert len(list(first.streaming_content)) == 3
        first.close()  # the server closes what it has sent: its place is given back once
        third = ask(LARGE)
        assert (third.status_code, ask(LARGE).status_code) == (200, 503)
        second.close()
        third.close()
        assert [ask(LARGE).status_code for _ in range(3)] == [200, 200, 200]  # nobody keeps those

    def test_what_fails_gives_its_place_back(self, rf):
        def broken():
            yield "a"
            raise ZeroDivisionError

        kept = [streamed(rf.get("/x"), broken(), "text/csv", '"x"', LARGE) for _ in range(2)]
        for response in kept:
            with pytest.raises(ZeroDivisionError):
                list(response.streaming_content)
        assert streamed(rf.get("/x"), [], "text/csv", '"x"', LARGE).status_code == 200
