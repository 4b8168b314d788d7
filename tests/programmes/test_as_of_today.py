"""A passed deadline closes a call, and a passed end makes a funding a former one, wherever either is said."""

from datetime import date, timedelta

import pytest

from lists.table import rows_of
from networks.models import Network
from programmes.enums import FundedAs
from programmes.facets import programme_index
from programmes.filters import ProgrammeFilter
from programmes.models import Funding, Programme
from tables.columns import KINDS
from tests.factories import make, read, results
from tests.transfer.files import columns_of

pytestmark = pytest.mark.django_db
URL = "/foerderprogramme/"


def day(offset: int) -> str:
    """As many days from today."""
    return f"{date.today() + timedelta(days=offset):%d.%m.%Y}"


def call(deadline: str, application: str = "ja") -> Programme:
    return make(Programme, name="Leuchtruf", application=application, deadline=deadline)


@pytest.mark.parametrize(
    ("deadline", "answer"),
    [
        ("", "ja"),
        (1, "ja"),
        (0, "ja"),
        (-1, "nein, Frist abgelaufen am {}"),
        ("Ende 2023", "nein, Frist abgelaufen (Ende 2023)"),
    ],
)
def test_passed_deadline_closes_the_call_on_page_and_list(client, deadline, answer):
    said = day(deadline) if isinstance(deadline, int) else deadline
    programme = call(said)

    for url in (URL, programme.get_absolute_url()):
        assert f"Antrag derzeit möglich: {answer.format(said)}" in read(client.get(url)), url


@pytest.mark.parametrize("stored", ["ja", "unklar", "nein"])
def test_filter_and_table_close_it_as_well(client, stored):
    programme = call(day(-1), stored)
    still = make(Programme, name="Offen", application="ja", deadline=day(1))

    assert results(client.get(URL, {"antrag": "nein"})) == [programme.get_absolute_url()]
    assert results(client.get(URL, {"antrag": "ja"})) == [still.get_absolute_url()]
    assert list(ProgrammeFilter({"antrag": "ja"}).qs) == [still]
    assert programme_index().select({"antrag": ["nein"]}).count() == 1
    table = KINDS["programmes.programme"]
    pks = Programme.objects.order_by("name").values_list("pk", flat=True)
    _header, *rows = rows_of(table, pks, columns_of(table, ["application"]))
    assert [("nein" in row, "ja" in row) for row in rows] == [(True, False), (False, True)]


def test_search_says_that_a_call_is_closed(client):
    call(day(-1))

    for words in ("Leuchtruf", "Leuchtruf Programm"):
        assert "nein, Frist abgelaufen am" in read(client.get("/suche/", {"q": words})), words


@pytest.mark.parametrize(
    ("certainty", "end", "said"),
    [
        ("genannt", "", FundedAs.FUNDED),
        ("genannt", "2999", FundedAs.FUNDED),
        ("genannt", "2021", FundedAs.FORMERLY),
        ("angedeutet", "", FundedAs.UNNAMED),
        ("angedeutet", "2021", FundedAs.UNNAMED_FORMERLY),
        ("erschlossen", "", FundedAs.BESIDE),
        ("erschlossen", "2021", FundedAs.BESIDE),
    ],
)
def test_funded_is_only_what_a_source_says_and_what_goes_on(client, certainty, end, said):
    funding = make(
        Funding, certainty=certainty, end=end,
        network=make(Network, name="Lichtnetz"), programme=make(Programme, name="Leuchtruf"),
    )  # fmt: skip
    at_programme = read(client.get(funding.programme.get_absolute_url()), "h-netze")
    at_network = read(client.get(funding.network.get_absolute_url()), "h-beziehungen")
    compared = read(client.get("/vergleich/", {"n": [funding.network.slug, make(Network).slug]}))

    assert f"{said.networks} Lichtnetz" in at_programme
    assert f"{said.label} Leuchtruf" in at_network
    assert ("Geförderte Netzwerke" in at_programme) == (said == FundedAs.FUNDED)
    assert said.short in compared


@pytest.mark.usefixtures("directory")
class TestWholeDirectory:
    def test_every_funding_stands_under_what_its_source_says(self, client):
        for funding in Funding.objects.select_related("network", "programme"):
            page = read(client.get(funding.network.get_absolute_url()), "h-beziehungen")
            assert f"{funding.funded_as.label} " in page, funding
            if funding.is_over or funding.certainty != "genannt":
                assert f" gefördert durch {funding.programme.name}" not in page.replace("früher gefördert", ""), funding

    def test_a_plan_whose_day_has_passed_says_so(self, client):
        assert "Plan laut Quelle, Ergebnis nicht belegt" in read(client.get("/projekte/cyberhotline/"))
