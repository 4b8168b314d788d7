"""Sources that contradict each other, for every kind of statement: side by side, and each of them says so."""

import pytest

from directory.facets import network_index
from directory.profiles import Profiles
from networks.models import Network, Organisation, Participation
from programmes.models import Funding, Programme
from publishing.citing import citable_fields
from publishing.models import Figure, Link, Milestone, Name, SourceDocument
from regions.models import Region
from tests.factories import cite, make, read
from worklist.tasks import TASKS, Ground

pytestmark = pytest.mark.django_db
TORN = "Quellen widersprechen sich"
STATEMENTS = {
    "figure": (Figure, {"counted": "Partner", "as_of": "2020"}, "number", (12, 15), 12),
    "date": (Milestone, {"kind": "gruendung", "text": "Gegründet."}, "date", ("2011", "2014"), "2011"),
    "end": (Milestone, {"kind": "ende", "text": "Beendet."}, "date", ("2021", "2022"), "2021"),
    "name": (Name, {"kind": "langform"}, "name", ("Licht und Glas", "Licht und Metall"), "Licht und Glas"),
    "short name": (Name, {"kind": "abkuerzung"}, "name", ("LG", "LM"), "LG"),
    "link": (
        Link, {"kind": "website", "label": "Website"}, "url", ("https://a.example/", "https://b.example/"),
        "https://www.a.example/start",
    ),
}  # fmt: skip


@pytest.fixture
def network():
    return make(Network)


def state(network: Network, kind: str, *answers, sources=None, locators=("", "")) -> None:
    model, same, column, _two, _agreeing = STATEMENTS[kind]
    for at, value in enumerate(answers):
        source = sources[at] if sources else make(SourceDocument, as_of="2020")
        make(model, subject=network, source=source, locator=locators[at], **same, **{column: value})


@pytest.mark.once
@pytest.mark.parametrize("kind", STATEMENTS)
class TestStatements:
    def test_other_answers_stand_side_by_side(self, client, network, kind):
        first, second = STATEMENTS[kind][3]
        state(network, kind, first, second)

        page = read(client.get(network.get_absolute_url()))
        together = page[page.index(f"{TORN}:") :]
        assert max(together.index(str(first)), together.index(str(second))) < 400
        assert page.count("Die Quellen nennen hier Verschiedenes.") >= 4

    def test_answers_that_agree_do_not_contradict(self, client, network, kind):
        state(network, kind, STATEMENTS[kind][3][0], STATEMENTS[kind][4])
        assert TORN not in read(client.get(network.get_absolute_url()))

    def test_one_source_alone_does_not_contradict_itself(self, client, network, kind):
        source = make(SourceDocument, as_of="2020")
        state(network, kind, *STATEMENTS[kind][3], sources=[source, source])
        assert TORN not in read(client.get(network.get_absolute_url()))

    def test_two_places_of_one_source_contradict_each_other(self, client, network, kind):
        source = make(SourceDocument, as_of="2020")
        state(network, kind, *STATEMENTS[kind][3], sources=[source, source], locators=("oben", "weiter unten"))

        page = read(client.get(network.get_absolute_url()))
        assert TORN not in page and page.count("Quelle widerspricht sich") >= 3
        assert network in Network.objects.filter(TASKS["widerspruch"].condition(Network, Ground()))


class TestWords:
    """What a source says without a day, an address or a name that a row would need."""

    @pytest.mark.once
    @pytest.mark.parametrize(
        "name, row, own, words",
        [
            ("milestones", ("date", "2011"), "2011", "neu gegründet"),
            ("links", ("link", "https://a.example/"), "https://a.example/", "Website von jemand anderem"),
        ],
    )
    def test_stand_beside_the_rows(self, client, network, name, row, own, words):
        state(network, *row)
        cite(network, make(SourceDocument, as_of="2021"), name, value=words)

        page = read(client.get(network.get_absolute_url()))
        together = page[page.rindex(f"{TORN}:") :]
        assert together.index(own) < together.index(words) < 400
        assert words in read(client.get(network.get_absolute_url()), "h-fakten")
        assert words in read(client.get(f"/vergleich/?n={network.slug}&n={make(Network).slug}"))

    def test_partners_together_are_contradicted_not_each(self, client, network):
        for organisation in (make(Organisation, name="Erste"), make(Organisation, name="Zweite")):
            make(Participation, network=network, organisation=organisation, source=make(SourceDocument))
        cite(network, make(SourceDocument, as_of="2021"), "participations", value="acht Firmen ohne Namen")

        page = read(client.get(network.get_absolute_url()), "h-beziehungen")
        assert "Erste, Zweite" in page and "acht Firmen ohne Namen" in page
        assert page.count(TORN) == 1, "once for all of them"

    def test_a_field_without_a_place_of_its_own_among_the_facts(self, client, network):
        network.summary = "Ein Netz für Glas."
        network.save()
        cite(network, make(SourceDocument, as_of="2021"), "summary", value="Ein Netz für Metall.")

        page = read(client.get(network.get_absolute_url()), "h-fakten")
        assert page.index("Ein Netz für Glas.") < page.index("Ein Netz für Metall.")

    @pytest.mark.parametrize("name", ["milestones", "participations", "links"])
    def test_editors_can_choose_them(self, name):
        assert name in dict(citable_fields(Network))
        assert ("participations" in dict(citable_fields(Organisation))) is False, "not a row of its own"


@pytest.mark.once
@pytest.mark.parametrize(
    "one, other, torn",
    [
        ({"start": "2018"}, {"start": "2020"}, True),
        ({"start": "2018", "end": "2021"}, {"start": "2018", "end": "2022"}, True),
        ({"start": "2018"}, {"start": "Mai 2018"}, False),
        ({"start": "2010", "end": "2012"}, {"start": "2015"}, False),
        ({"start": "2018"}, {}, False),
    ],
)
def test_partners_and_fundings_of_other_times(client, one, other, torn):
    from core.fuzzy_dates import parse

    for model, held in ((Participation, {"organisation": Organisation}), (Funding, {"programme": Programme})):
        network, same = make(Network), {name: make(kind) for name, kind in held.items()}
        for period in (one, other):
            dates = {name: parse(text).edtf for name, text in period.items()}
            make(model, network=network, source=make(SourceDocument, as_of="2020"), **same, **dates)
        assert (TORN in read(client.get(network.get_absolute_url()))) is torn, model


def test_comparison_says_it_of_two_foundings(network):
    state(network, "date", "2011", "2014")
    (cell,) = next(
        one.cells for one in Profiles.load([network], network_index()).attributes() if one.label.startswith("Gründung")
    )
    assert [value.note for value in cell] == ["Die Quellen nennen Verschiedenes."] * 2


@pytest.mark.parametrize("name, value", [("legal_form", "GmbH"), ("seat", "Ostheim"), ("regions", "Westerwald")])
class TestFields:
    @pytest.fixture
    def network(self, name, value):
        place = make(Region, name="Heimatort")
        network = make(Network, legal_form="e. V.", seat=place, regions=[place, make(Region)])
        cite(network, make(SourceDocument, as_of="2020"), "")
        cite(network, make(SourceDocument, as_of="2020"), name)
        cite(network, make(SourceDocument, title="Anderes Blatt", as_of="2020"), name, value=value)
        return network

    @pytest.mark.once
    def test_other_value_stands_beside_the_value_of_the_record(self, client, network, name, value):
        page = read(client.get(network.get_absolute_url()), "h-fakten")
        assert value in page and page.count(TORN) == 2 and "Anderes Blatt" in page

    @pytest.mark.once
    def test_comparison_and_proofs_say_it_too(self, client, network, name, value):
        if name != "seat":
            assert value in read(client.get(f"/vergleich/?n={network.slug}&n={make(Network).slug}"))
        assert value in read(client.get(network.get_absolute_url()), "h-quellen")

    def test_it_is_work_for_the_desk(self, network, name, value):
        assert network in Network.objects.filter(TASKS["widerspruch"].condition(Network, Ground()))
