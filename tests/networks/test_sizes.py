"""The size of a business by its employees: the same on its page and in the filter, and only where it is clear."""

import pytest

from networks.models import Organisation
from publishing.models import Figure, SourceDocument
from tests.factories import make, read, results

pytestmark = pytest.mark.django_db

URL = "/organisationen/"
# Qualifier, number, end of a range → class, empty where more than one may be meant.
MEANINGS = [
    ("genau", 0, None, "kleinst"), ("genau", 9, None, "kleinst"), ("genau", 9.5, None, "kleinst"),
    ("genau", 10, None, "klein"), ("rund", 49, None, "klein"), ("genau", 50, None, "mittel"),
    ("genau", 249, None, "mittel"), ("rund", 250, None, "gross"), ("genau", 100_000, None, "gross"),
    ("bis-zu", 9, None, "kleinst"), ("bis-zu", 10, None, ""), ("bis-zu", 300, None, ""),
    ("ueber", 249, None, "gross"), ("ueber", 1000, None, "gross"), ("ueber", 248, None, ""), ("ueber", 5, None, ""),
    ("bis", 10, 49, "klein"), ("bis", 1, 9, "kleinst"), ("bis", 10, 50, ""), ("bis", 50, 249, "mittel"),
    ("bis", 250, 500, "gross"), ("bis", 200, 300, ""),
]  # fmt: skip


def firm(name: str, *figures: dict, kind: str = "unternehmen") -> Organisation:
    made = make(Organisation, name=name, kind=kind)
    for figure in figures:
        make(Figure, subject=made, **{"counted": "Beschäftigte"} | figure)
    return made


def shown(client, one: Organisation) -> str:
    """What the page says, as the address of the filter that it leads to."""
    facts = {fact.label: fact for fact in client.get(one.get_absolute_url()).context["facts"]}
    return facts["Größe"].values[0].url.partition("=")[2] if "Größe" in facts else ""


def test_page_and_filter_agree_on_every_kind_of_number(client):
    firms = {
        firm(f"Firma {n}", {"qualifier": qualifier, "number": number, "number_to": end}): size
        for n, (qualifier, number, end, size) in enumerate(MEANINGS)
    }

    for size in ("kleinst", "klein", "mittel", "gross"):
        wanted = {one.get_absolute_url() for one, meant in firms.items() if meant == size}
        assert set(results(client.get(URL, {"groesse": size}))) == wanted, size
    assert {one.name: shown(client, one) for one in firms} == {one.name: meant for one, meant in firms.items()}


def test_latest_number_counts_whether_it_or_its_source_is_dated(client):
    old, new = make(SourceDocument, as_of="2019"), make(SourceDocument, as_of="2024")
    grown = firm("Gewachsen", {"number": 300, "source": new}, {"number": 8, "source": old})
    shrunk = firm("Geschrumpft", {"number": 300, "source": new}, {"number": 8, "source": old, "as_of": "2025"})

    assert (shown(client, grown), shown(client, shrunk)) == ("gross", "kleinst")
    assert results(client.get(URL, {"groesse": "gross"})) == [grown.get_absolute_url()]
    assert results(client.get(URL, {"groesse": "kleinst"})) == [shrunk.get_absolute_url()]


def test_page_says_whose_number_it_is_and_of_when(client):
    source = make(SourceDocument, title="Firmenliste", as_of="2024")
    page = read(client.get(firm("Alpha", {"number": 45, "source": source}).get_absolute_url()))
    assert "Größe Kleines Unternehmen (10 bis 49) nach Beschäftigten: 45 laut „Firmenliste“, Stand 2024" in page
    page = read(client.get(firm("Beta", {"number": 45, "reported_by": "Alpha"}).get_absolute_url()))
    assert "nach Beschäftigten: 45 laut „Alpha“" in page


def test_other_numbers_and_other_bodies_have_no_size(client):
    others = [
        firm("Gebäude", {"number": 45, "counted": "Gebäude"}),
        firm("Umsatz", {"number": 45, "unit": "Mio. Euro"}),
        firm("Stadt", {"number": 45, "about": "Leipzig"}),
        firm("Amt", {"number": 45}, kind="behoerde"),
    ]

    assert [shown(client, one) for one in others] == [""] * 4
    assert 'name="groesse"' not in client.get(URL).content.decode()
