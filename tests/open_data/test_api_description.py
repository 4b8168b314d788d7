"""The API answers the directory as it describes itself."""

from urllib.parse import urlencode

import pytest

from open_data.api.lists import OPEN
from tests.open_data.reading import ROOT, get, lists, pages, wrong

pytestmark = pytest.mark.django_db


@pytest.mark.once
@pytest.mark.usefixtures("directory")
class TestDescription:
    def test_every_operation_answers_its_example_as_described(self):
        description = get("/api/openapi.json")
        asked = 0
        for path, operations in description["paths"].items():
            operation = operations["get"]
            query = {}
            for one in operation["parameters"]:
                if one["in"] == "path":
                    path = path.replace("{kurzadresse}", one.get("example", ""))
                elif "example" in one and (one.get("required") or len(operation["parameters"]) < 4):
                    query[one["name"]] = one["example"]
            if path.endswith("/") or "//" in path:
                continue  # there is nothing of the kind
            answer = get(f"{path}?{urlencode(query, doseq=True)}")
            schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
            assert list(wrong(answer, schema, description)) == [], path
            asked += 1
        assert asked > 40

    @pytest.mark.parametrize("name", OPEN)
    def test_every_record_is_as_described(self, name):
        description = get("/api/openapi.json")
        schema = description["paths"][f"{ROOT}/{name}"]["get"]["responses"]["200"]["content"]["application/json"]
        for page in pages(name, "anzahl=500&nur=alles"):
            assert list(wrong(page, schema["schema"], description)) == []

    def test_every_parameter_of_a_filter_is_described_once(self):
        description = get("/api/openapi.json")
        for name, one in OPEN.items():
            named = [one["name"] for one in description["paths"][f"{ROOT}/{name}"]["get"]["parameters"]]
            assert len(named) == len({*named})
            assert {*(one.filters.base_filters if one.filters else ())} <= {*named}

    def test_example_values_find_something(self):
        for name in ("netzwerke", "organisationen", "veranstaltungen"):
            parameters = get("/api/openapi.json")["paths"][f"{ROOT}/{name}"]["get"]["parameters"]
            examples = {one["name"]: one["example"] for one in parameters if "example" in one}
            assert "region" in examples
            for param, value in examples.items():
                assert "anzahl" in get(f"{ROOT}/{name}?{urlencode({param: value}, doseq=True)}")


@pytest.mark.usefixtures("directory")
class TestAnswers:
    def test_the_search_finds_what_the_page_finds_and_reads_on(self):
        first = get(f"{ROOT}/suche?q=handwerk&anzahl=4")
        rest = get(first["weiter"])

        found = [one["adresse"] for one in (*first["treffer"], *rest["treffer"])]
        assert len(found) == len({*found}) == 8
        assert first["anzahl"] == sum(first["je_art"].values())
        assert get(first["treffer"][0]["eintrag"])["id"] == first["treffer"][0]["id"]
        assert {one["art"] for one in get(f"{ROOT}/suche?q=handwerk&typ=termin")["treffer"]} == {"termin"}
        assert get(f"{ROOT}/suche", 400) and get(f"{ROOT}/suche?q=x&typ=ansprechperson", 400)

    def test_the_finder_answers_with_its_reason_and_the_office(self):
        found = get(f"{ROOT}/foerderkontakt?anliegen=netzwerk-gruenden&ort=Dresden")
        lead = found["stationen"][0]

        assert found["gebiet"]["name"] == "Dresden"
        assert lead["stelle"]["name"] == "VDI | VDE | IT"
        assert "Laut Quelle: Gründung neuer Netzwerke in Sachsen" in lead["begruendung"]
        assert lead["belege"][0]["quelle"] and "person" not in lead

    def test_a_place_of_several_is_asked_back(self):
        asked = get(f"{ROOT}/foerderkontakt?anliegen=ausland&ort=Neustadt", 404)

        assert len(asked["auswahl"]) > 1 and all(one["region"] for one in asked["auswahl"])
        assert get(f"{ROOT}/foerderkontakt?ort=Dresden", 400)["detail"].startswith("Der Parameter „anliegen“ fehlt")

    def test_an_entry_says_whom_it_leads_to(self):
        near = get(f"{ROOT}/netzwerke/its-bb/kontakt")

        assert near["lebt"] == {"wert": "unklar", "text": "unklar (Stand 2021)", "tag": "2021-01-01"}
        assert near["stufe"] == "stelle-der-region" and near["wege"][0]["stelle"]["kontaktwege"]
        assert get(f"{ROOT}/felder/it-sicherheit/kontakt", 404)

    def test_there_is_a_list_of_every_kind_but_people(self):
        assert {*lists()} == {*OPEN} and "ansprechpersonen" not in lists()
