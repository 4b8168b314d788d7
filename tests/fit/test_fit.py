"""„Welches Netzwerk passt zu mir?“: questions, ranking, reasons, and always a way on."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Channel, Responsibility
from fit.questions import QUESTIONS, choices, next_question, url
from fit.ranking import ANY, Fit, fit_index
from fit.reasons import reasons
from networks.enums import Body, Need
from networks.models import Field, Market, Network, NetworkMarket, Offer
from programmes.models import Funding
from publishing.models import SourceDocument
from regions.models import Region
from tests.factories import cite, hide, make, read, results

URL = "/passendes-netzwerk/"
ALL_ANY = {question.param: ANY for question in QUESTIONS}


def ranking(client, **answers) -> list[str]:
    """The slugs on a result page, best first."""
    return [address.split("/")[2] for address in results(client.get(URL, ALL_ANY | answers))]


def why(**answers) -> dict[str, tuple]:
    """What the reasons say of every network shown, by its name."""
    index = fit_index()
    fit = Fit(index, {param: value if isinstance(value, list) else [value] for param, value in answers.items()})
    pks = fit.best(50) + fit.nearest(50)
    found = reasons(fit, pks)
    names = {pk: index.networks.name(pk)[1] for pk in pks}
    return {
        names[pk]: (
            [" ".join(filter(None, (r.label, r.text, *r.statements))) for r in found[pk].because],
            found[pk].otherwise,
            found[pk].unknown,
        )
        for pk in pks
    }


@pytest.fixture
def land(db):
    country = make(Region, name="Deutschland", slug="deutschland", kind="staat")
    return make(Region, name="Sachsen", slug="sachsen", parent=country)


@pytest.mark.django_db
class TestRanking:
    def test_own_region_before_the_country_and_others_not(self, client, land):
        bund = make(Network, name="Aaa Bund", regions=[land.parent])
        near = make(Network, name="Bbb Sachsen", regions=[land])
        make(Network, name="Ccc", regions=[make(Region, name="Bayern")])

        assert ranking(client, region="sachsen")[:2] == [near.slug, bund.slug]
        said = why(region="sachsen")
        assert said["Bbb Sachsen"][0] == ["Region Sachsen"]
        assert said["Aaa Bund"][0] == ["Region bundesweit"]
        assert "Ccc" not in said

    def test_regions_without_networks_add_none(self, land):
        make(Region, name="Leipzig", kind="kreis", parent=land)
        make(Network, name="Aaa", regions=[make(Region, name="Bayern")])
        make(Network, name="Bbb", regions=[land])

        assert list(why(region="sachsen")) == ["Bbb"]

    def test_place_finds_its_land_and_functional_region(self, land):
        town = make(Region, name="Leipzig", slug="leipzig", kind="kreis", parent=land)
        wide = make(Region, name="Leipzig-Halle", kind="funktional", covers=[town])
        touching = make(Region, name="Lausitz", kind="funktional", touches=[land])
        make(Network, name="Land", regions=[land])
        make(Network, name="Weit", regions=[wide])
        make(Network, name="Rand", regions=[touching])

        assert why(region="leipzig")["Land"][0] == ["Region Sachsen (umfasst Leipzig)"]
        assert why(region="leipzig")["Weit"][0] == ["Region Leipzig-Halle (umfasst Leipzig)"]
        assert why(region="sachsen")["Rand"][0] == ["Region Lausitz (überschneidet sich mit Sachsen)"]

    def test_exact_field_before_the_field_above_it(self, client, land):
        above = make(Field, name="Industrie", slug="industrie")
        chips = make(Field, name="Chips", slug="chips", parent=above)
        broad = make(Network, name="Aaa Breit", fields=[above])
        exact = make(Network, name="Zzz Genau", fields=[chips])

        assert ranking(client, feld="chips") == [exact.slug, broad.slug]
        assert set(ranking(client, feld="industrie")) == {exact.slug, broad.slug}
        said = why(feld="chips")
        assert said["Zzz Genau"][0] == ["Feld Chips"]
        assert said["Aaa Breit"][0] == []

    def test_what_a_network_does_counts_more_than_what_it_aims_at(self, client):
        aims, does = make(Network, name="Aaa"), make(Network, name="Zzz")
        make(Offer, network=aims, kind="ziel", text="Fachkräfte gewinnen")
        make(Offer, network=does, kind="leistung", text="Vermittlung von Fachkräften", certainty="angedeutet")

        assert ranking(client, bedarf="fachkraefte") == [does.slug, aims.slug]
        assert why(bedarf="fachkraefte")["Zzz"][0] == [
            "Fachkräfte und Nachwuchs Leistung: Vermittlung von Fachkräften (nicht ausdrücklich)"
        ]

    def test_size_is_matched_only_where_it_is_stated(self):
        make(Network, name="Klein", audience="Kleine und mittlere Betriebe.")
        make(Network, name="Ohne", audience="Betriebe der Region.")
        make(Network, name="Uni", audience="Hochschulen")
        make(Network, name="Stumm")

        said = why(rolle="kmu")
        assert said["Klein"][0] == ["Für wen Kleine und mittlere Betriebe"]
        assert said["Ohne"][0] == ["Für wen (ohne Angabe zur Größe) Betriebe der Region"]
        assert "Uni" not in said and "Stumm" not in said

    def test_doubt_of_an_audience_is_said(self):
        network = make(Network, name="Klein", audience="Kleine und mittlere Betriebe.")
        cite(network, make(SourceDocument), "audience", certainty="angedeutet")

        assert why(rolle="kmu")["Klein"][0] == ["Für wen Kleine und mittlere Betriebe (nicht ausdrücklich)"]

    def test_target_market_and_what_else_is_said_or_not(self, land):
        china = make(Market, name="China", slug="china")
        city = make(Market, name="Shanghai", slug="shanghai", parent=china)
        other = make(Market, name="Polen")
        for name, market in (("Stadt", city), ("Staat", china), ("Anders", other)):
            make(NetworkMarket, network=make(Network, name=name, regions=[land]), market=market)
        make(Network, name="Stumm", regions=[land])

        said = why(region="sachsen", zielmarkt="china")
        assert said["Stadt"][0][1:] == ["Zielmarkt Shanghai"]
        assert said["Anders"][1] == ["andere Zielmärkte als China"]
        assert said["Stumm"][2] == ["Zielmärkte"]
        assert why(zielmarkt="shanghai")["Staat"][0] == ["Zielmarkt China"]

    def test_equals_stand_in_the_order_of_lists(self, client, land):
        plain = make(Network, name="Aaa", regions=[land])
        unclear = make(Network, name="Bbb", regions=[land], stated_status="unklar", checked_on=date.today())
        checked = make(Network, name="Ccc", regions=[land], checked_on=date.today())
        called = make(Network, name="Ddd", regions=[land])
        make(Channel, person=make(Responsibility, network=called).person, kind="telefon")
        offering = make(Network, name="Eee", regions=[land], stated_status="unklar")
        make(Offer, network=offering, kind="ziel", text="Nachwuchs")

        order = ranking(client, region="sachsen", bedarf="fachkraefte")
        assert order == [n.slug for n in (offering, called, unclear, checked, plain)]
        listed = [line.slug for line in client.get("/netzwerke/?region=sachsen").context["results"]]
        assert order[1:] == [slug for slug in listed if slug != offering.slug]

    def test_ended_and_hidden_networks_are_left_out_and_said_so(self, client, land):
        make(Network, name="Ende", regions=[land], stated_status="beendet")
        make(Network, name="Neu", regions=[land], stated_status="umgewandelt")
        hide(make(Network, name="Geheim", regions=[land]))
        kept = make(Network, name="Da", regions=[land])
        lapsed = make(Network, name="Unklar", regions=[land])
        make(Funding, network=lapsed, end="2019")

        page = read(client.get(URL, ALL_ANY | {"region": "sachsen"}))
        assert ranking(client, region="sachsen") == [kept.slug, lapsed.slug]
        assert "2 beendete oder umgewandelte Netzwerke sind nicht dabei" in page
        assert "Geheim" not in page and "unklar" in page


@pytest.mark.once
@pytest.mark.django_db
class TestQuestions:
    def test_first_missing_answer_decides_and_the_address_keeps_the_others(self, client, land):
        make(Network, regions=[land], fields=[make(Field, slug="a"), make(Field, slug="b")])
        make(Network, fields=[make(Field, slug="c")], audience="Hochschulen")

        page = client.get(URL, {"rolle": "forschung"})
        assert "Wo liegt Ihr Betrieb" in read(page)
        assert '<input type="hidden" name="rolle" value="forschung">' in page.content.decode()
        assert "In welchem Feld?" in read(client.get(URL, {"rolle": "forschung", "region": ANY}))
        assert "Ihre Antworten" in read(client.get(URL, {"region": ANY, "feld": ANY, "rolle": "forschung"}))

    def test_questions_that_change_nothing_are_left_out(self, client, land):
        make(Network, regions=[land], fields=[make(Field, slug="a")])

        assert next_question({}, fit_index()) is None
        assert "<h1>Sie haben nichts eingegrenzt</h1>" in client.get(URL).content.decode()

    def test_typed_place_becomes_its_region(self, client, land):
        make(Network, regions=[land])
        make(Network)
        response = client.get(URL, {"ort": " sachsen ", "region": ANY, "rolle": "kmu"})

        assert (response.status_code, response["Location"]) == (302, f"{URL}?region=sachsen&rolle=kmu")
        empty = client.get(URL, {"rolle": "kmu", "ort": " ", "region": ANY})
        assert empty["Location"] == f"{URL}?region=egal&rolle=kmu"

    def test_unknown_and_ambiguous_places_are_said_so(self, client, land):
        make(Network, regions=[land])
        make(Network)
        make(Region, name="Neustadt", slug="neustadt-1")
        make(Region, name="Neustadt", slug="neustadt-2")

        unknown = client.get(URL, {"ort": "<b>Xyz"})
        assert "„<b>Xyz“ kennen wir nicht als Ort" in read(unknown)
        assert "<title>Fehler: " in unknown.content.decode() and "<b>Xyz" not in unknown.content.decode()
        choice = client.get(URL, {"ort": "Neustadt"}).content.decode()
        assert f'href="{URL}?region=neustadt-1"' in choice and f'href="{URL}?region=neustadt-2"' in choice

    def test_several_needs_and_none(self, client):
        network = make(Network)
        make(Offer, network=network, text="Fördermittel")
        make(Network)
        both = client.get(URL, ALL_ANY | {"bedarf": [ANY, "foerderung", "partner"]})

        assert "Gesucht: Fördermittel und Kapital, Kooperationspartner" in read(both)
        assert "Gesucht: egal" in read(client.get(URL, ALL_ANY))

    @pytest.mark.parametrize(
        "query",
        [
            "region=%00&feld=%00", "region=x&feld=x&bedarf=x&rolle=x&zielmarkt=x", "ort=%00x", "ort=" + "x" * 5000,
            "region[]=1", "bedarf=partner&" * 500, "feld=%27%3B--&ort=%C3%28", "zielmarkt=egal&zielmarkt=china",
        ],
    )  # fmt: skip
    def test_nonsense_gets_a_page(self, client, land, query):
        make(Network, regions=[land])

        assert client.get(f"{URL}?{query}").status_code == 200

    def test_page_is_not_indexed(self, client):
        for query in ({}, ALL_ANY):
            assert '<meta name="robots" content="noindex,follow">' in client.get(URL, query).content.decode()


@pytest.mark.usefixtures("directory")
@pytest.mark.once
@pytest.mark.django_db
class TestWholeDirectory:
    def test_every_combination_of_answers_has_a_way_on(self):
        """A list, or what brings one when dropped; walked without pages, along the questions as they are asked."""
        index, tried = fit_index(), 0

        def walk(answers):
            nonlocal tried
            tried += 1
            if found := next_question(answers, index):
                question, offered = found
                assert offered, url(answers)
                for value in [*(choice.value for choice in offered), ANY]:
                    walk(answers | {question.param: [value]})
            else:
                fit = Fit(index, answers)
                assert fit.best(1) or fit.nearest(1) and fit.relaxations(), url(answers)

        walk({})
        assert tried > 3000

    def test_answers_that_no_question_offers_have_a_way_on(self, client):
        """Somebody may write an address by hand: every region with every field."""
        index = fit_index()
        for region in index.networks.tree.regions.values():
            for slug in index.matches["feld"]:
                fit = Fit(index, {"region": [region.slug], "feld": [slug]})
                assert fit.best(1) or fit.nearest(1) and fit.relaxations(), (region.slug, slug)

    def test_pages_of_the_hardest_combinations(self, client):
        for region in ("lausitz", "thueringen", "mannheim"):
            for field in ("games", "nanotechnologie", "wasserstoff"):
                query = ALL_ANY | {"region": region, "feld": field, "zielmarkt": "jakarta", "rolle": "kommune"}
                response = client.get(URL, query)
                page = response.content.decode()
                assert results(response), query
                assert re.search(r'href="/passendes-netzwerk/\?[^"]+">\s*<span><span class="np-muted">Feld:', page)
                for address in re.findall(r'href="(/passendes-netzwerk/\?[^"]+)"><span>Ohne', page):
                    assert results(client.get(unescape(address))), address

    def test_number_beside_an_answer_is_what_it_brings(self):
        index = fit_index()
        by_region, by_field = QUESTIONS[:2]
        for choice in choices(by_field, {}, index):
            fit = Fit(index, {by_field.param: [choice.value]})
            assert choice.count == (fit.fitting & fit.match(by_field.param, choice.value).whole).bit_count() > 0
        for choice in choices(by_region, {}, index):
            fit = Fit(index, {by_region.param: [choice.value]}, index.networks.listed)
            assert choice.count == (fit.fitting & fit.match(by_region.param, choice.value).whole).bit_count() > 0

    def test_reasons_quote_the_record(self):
        """Every statement on a result stands in the entry it is about."""
        index, quoted = fit_index(), 0
        for need in Need.values:
            fit = Fit(index, {"bedarf": [need]})
            for pk, found in reasons(fit, fit.best(50)).items():
                network = Network.objects.get(pk=pk)
                said = " ".join(said_by(network))
                for statement in found.because[0].statements:
                    _, _, words = statement.partition(": ")
                    for part in re.sub(r" \((nicht ausdrücklich|von uns gefolgert)\)", "", words).split(", "):
                        assert re.sub(r" \([^)]*\)$", "", part) in said, (network, statement)
                        quoted += 1
        assert quoted > 50
        for body in Body.values:
            fit = Fit(index, {"rolle": [body]})
            for pk, found in reasons(fit, fit.best(50)).items():
                assert Network.objects.get(pk=pk).audience.removesuffix(".") in found.because[0].statements[0]

    def test_result_takes_few_queries(self, client):
        query = ALL_ANY | {"bedarf": list(Need.values), "rolle": "kmu", "zielmarkt": "china", "region": "deutschland"}
        client.get(URL, query)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(URL, query)

        assert len(captured) <= 12, [q["sql"] for q in captured.captured_queries]


def said_by(network) -> list[str]:
    return [
        *network.offers.values_list("text", flat=True),
        *network.events.values_list("name", flat=True),
        *network.places.values_list("name", flat=True),
        *network.projects.values_list("name", flat=True),
        *network.support_offers.values_list("name", flat=True),
        *network.responsibilities.values_list("task", flat=True),
        *network.fields.values_list("name", flat=True),
        *network.market_goals.values_list("market__name", flat=True),
    ]
