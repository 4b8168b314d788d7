"""An area is claimed only where a source claims it; a hint, and a region that only reaches in, say so in every hit."""

import pytest

from contacts.models import Responsibility
from directory.facets import network_index
from directory.result_list import network_lines
from fit.ranking import Fit, fit_index
from fit.reasons import reasons
from networks.models import Network
from pages.areas import unsure_areas
from programmes.models import Programme, SupportOffer, holding_in
from publishing.models import SourceDocument
from regions.models import Region
from tests.factories import cite, make, read, results

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HINTED, INFERRED = "(nicht ausdrücklich)", "(von uns gefolgert)"


@pytest.fixture
def country():
    return make(Region, name="Deutschland", slug="deutschland", kind="staat")


@pytest.fixture
def land(country):
    return make(Region, name="Hessen", slug="hessen", kind="land", parent=country)


@pytest.fixture
def town(land):
    return make(Region, name="Worms", slug="worms", kind="kreis", parent=land)


def asked(client, region: str) -> str:
    """What the finder answers to the question of the money for a project in a region."""
    make(Responsibility, concern="vorhaben-foerdern", regions=[])
    answers = {"anliegen": "vorhaben-foerdern", "region": region, "feld": "alle", "rolle": "alle"}
    return read(client.get("/foerderkontakt/", answers))


def hinted(model, *regions, certainty="angedeutet", **values):
    record = make(model, regions=list(regions), **values)
    cite(record, make(SourceDocument), "regions", certainty=certainty)
    return record


def fits(network, region):
    fit = Fit(fit_index(), {"region": [region.slug]})
    return [reason.text for reason in reasons(fit, [network.pk])[network.pk].because]


@pytest.mark.parametrize(("certainty", "said"), [("angedeutet", HINTED), ("erschlossen", INFERRED)])
def test_hint_is_marked_in_the_list_on_the_page_of_the_region_and_in_the_reason(client, land, certainty, said):
    network = hinted(Network, land, certainty=certainty, name="Hinweisnetz")

    assert f"Hessen {said}" in read(client.get("/netzwerke/", {"region": "hessen"}))
    assert f"Hessen {said}" in read(client.get("/regionen/hessen/"))
    assert fits(network, land) == [f"Hessen {said}"]


def test_hint_stands_in_the_same_brackets_as_how_regions_meet(land, town):
    assert fits(hinted(Network, town), land) == ["Worms (in Hessen; nicht ausdrücklich)"]


def test_hint_is_not_marked_where_no_region_was_asked_for(client, land):
    hinted(Network, land)

    assert HINTED not in read(client.get("/netzwerke/"))


def test_one_source_that_states_it_is_enough(land):
    network = hinted(Network, land)
    cite(network, make(SourceDocument), "regions", certainty="genannt")

    assert unsure_areas(Network) == {}
    assert fits(network, land) == ["Hessen"]


def test_hint_at_a_programme_and_an_offer_is_marked(client, land):
    hinted(Programme, land, name="Hinweisfonds")
    hinted(SupportOffer, land, name="Hinweisberatung", kind="information")

    for address in ("/foerderprogramme/", "/angebote/"):
        assert f"Hessen {HINTED}" in " ".join(read(client.get(address, {"region": "hessen"})).split())
    page = read(client.get("/regionen/hessen/"))
    assert page.count("(Gebiet: nicht ausdrücklich)") == 2
    assert asked(client, "hessen").count(HINTED) == 2


def test_functional_region_reaches_into_a_land_that_it_does_not_cover(client, country, land, town):
    wide = make(Region, name="Rheinland", slug="rheinland", kind="funktional", parent=country, covers=[town])
    own = make(Network, name="Hessennetz", regions=[land])
    other = make(Network, name="Rheinnetz", regions=[wide])
    index = network_index()

    def claims(region):
        lines = network_lines(index, [own.pk, other.pk], places=[region.pk])
        return {line.name: str(line.claim) for line in lines}

    assert claims(land) == {"Hessennetz": "", "Rheinnetz": "reicht hinein"}
    assert claims(town) == {"Hessennetz": "", "Rheinnetz": ""}
    assert claims(wide)["Rheinnetz"] == ""
    assert "Rheinland (reicht hinein)" in read(client.get("/regionen/hessen/"))
    assert "Rheinland (reicht hinein)" in read(client.get("/netzwerke/", {"region": "hessen"}))


def test_network_that_names_the_land_too_works_there(land, town):
    wide = make(Region, name="Rheinland", slug="rheinland", kind="funktional", covers=[town])
    network = make(Network, regions=[wide, land])

    assert [str(line.claim) for line in network_lines(network_index(), [network.pk], places=[land.pk])] == [""]


class TestProgramme:
    def test_holds_where_one_of_its_lines_does(self, client, country, land):
        whole = make(Programme, name="Ganzes", regions=[country])
        line = make(Programme, name="Linie", parent=whole, regions=[land])

        assert set(holding_in([land.pk])) == {whole, line}
        page = read(client.get("/regionen/hessen/"), "h-programme")
        assert "Ganzes" in page
        assert "Linie" in page
        assert "sagen die Quellen nicht" not in read(client.get("/regionen/hessen/"))
        listed = results(client.get("/foerderprogramme/", {"region": "hessen"}))
        assert listed == [whole.get_absolute_url(), line.get_absolute_url()]

    def test_finder_does_not_doubt_it_there_but_elsewhere(self, client, country, land):
        whole = make(Programme, name="Ganzes", regions=[country])
        make(Programme, name="Linie", parent=whole, regions=[land])
        make(Region, name="Bayern", slug="bayern", kind="land", parent=country)

        there, elsewhere = asked(client, "hessen"), asked(client, "bayern")

        assert "sagt die Quelle nicht" not in there
        assert "Ob es auch hier gilt (Bayern), sagt die Quelle nicht." in elsewhere
        assert "Linie" not in elsewhere

    def test_hidden_line_says_nothing(self, land):
        whole = make(Programme, name="Ganzes")
        make(Programme, name="Linie", parent=whole, regions=[land], state="entwurf")

        assert list(holding_in([land.pk])) == []


def test_quarter_is_offered_only_where_something_names_it(town):
    quarter = make(Region, name="Altstadt", slug="altstadt", kind="ortsteil", parent=town)
    make(Network, regions=[town])
    offered = {row.option.value for row in network_index().select({}).offered("region")}

    assert "worms" in offered
    assert "altstadt" not in offered

    make(Network, regions=[quarter])
    offered = {row.option.value for row in network_index().select({}).offered("region")}
    assert "altstadt" in offered
