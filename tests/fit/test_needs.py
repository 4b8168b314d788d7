"""What counts as help, and what does not."""

import pytest

from contacts.models import Responsibility
from fit.needs import audience_named, evidence, needs_named
from networks.enums import Body, Need
from networks.models import Event, Field, Market, Network, NetworkMarket, Offer, Place, Project
from programmes.models import Funding, Programme, SupportOffer
from tests.factories import hide, make


def met(network) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in evidence([network.pk]):
        for need in row.needs:
            found.setdefault(need, []).append(row.text)
    return found


@pytest.mark.parametrize(
    "text, needs",
    [
        ("Passende Partner zusammenbringen (Matching)", {Need.PARTNERS}),
        ("Fördermittel gezielt einwerben", {Need.FUNDING}),
        ("Gemeinsame Stände auf Messen", {Need.ABROAD}),
        ("Messen und Prüfen von Oberflächen", {Need.ABROAD}),  # the page quotes it, so the visitor sees the mistake
        ("Angemessene Löhne", set()),
        ("Gründungsberatung", {Need.START_UP}),
        ("Nachhaltige Mobilität", set()),
        ("", set()),
    ],
)
def test_needs_named_in_a_text(text, needs):
    assert needs_named(text) == needs


@pytest.mark.parametrize(
    "text, bodies, companies",
    [
        ("Kleine und mittlere Unternehmen der Region", {Body.SMALL}, False),
        ("Unternehmen in der Lausitz.", set(), True),
        ("Betriebe jeder Größe", {Body.SMALL, Body.LARGE}, False),
        ("Hochschulen, Städte und Handwerk", {Body.RESEARCH, Body.MUNICIPALITY, Body.CRAFT}, False),
        ("Anbieter in der Hauptstadtregion", set(), True),
        ("Junge Menschen", set(), False),
    ],
)
def test_audience_named_in_a_text(text, bodies, companies):
    found = audience_named(text)

    assert (found.bodies, found.companies) == (bodies, companies)


@pytest.mark.django_db
class TestEvidence:
    def test_every_kind_of_statement_counts(self):
        network = make(Network, fields=[make(Field, name="Fachkräfte")])
        make(Offer, network=network, text="Fördermittel einwerben")
        make(Event, kind="format", name="Stammtisch", frequency="monatlich", networks=[network])
        make(Place, kind="gebaeude", name="Haus der Chips", networks=[network])
        make(Project, project_state="laufend", name="Wafer", networks=[network])
        make(NetworkMarket, network=network, market=make(Market, name="Polen"))
        make(Responsibility, network=network, concern="partner-finden", task="Auskunft")
        make(SupportOffer, name="Startrampe", kind="accelerator", networks=[network])

        found = met(network)

        assert set(found) == set(Need)
        assert found[Need.EXCHANGE] == ["Stammtisch (monatlich)"]
        assert found[Need.SPACES] == ["Haus der Chips"]
        assert found[Need.PARTNERS] == ["Auskunft"]
        assert found[Need.ABROAD] == ["Polen"]

    def test_plans_results_the_past_and_own_funding_do_not(self):
        network = make(Network)
        for kind in ("plan", "ergebnis"):
            make(Offer, network=network, kind=kind, text="Fördermittel und Matching")
        make(Event, kind="format", end="2019", networks=[network])
        make(Event, kind="veranstaltung", start="2020", networks=[network])
        make(Event, kind="reihe", networks=[network])
        make(Place, kind="gebaeude", is_planned=True, networks=[network])
        make(Place, kind="gebaeude", end="2019", networks=[network])
        make(Place, kind="route", networks=[network])
        make(Project, project_state="abgeschlossen", networks=[network])
        make(Responsibility, network=network, concern="ausland", end="2019")
        make(Funding, network=network, programme=make(Programme, name="Programm für Internationalisierung"))

        assert met(network) == {}

    def test_nothing_hidden_counts(self):
        network = make(Network)
        task = make(Responsibility, network=network, concern="ausland")
        hide(task.person)
        hide(make(Place, kind="gebaeude", networks=[network]))
        hide(make(Event, kind="format", networks=[network]))
        hide(make(SupportOffer, kind="accelerator", networks=[network]))
        goal = make(NetworkMarket, network=network)
        hide(goal.market)
        field = make(Field, name="Fachkräfte")
        network.fields.set([field])
        hide(field)
        secret = hide(make(Network))
        make(Offer, network=secret, text="Fördermittel")

        assert met(network) == met(secret) == {}

    def test_one_query_for_any_number_of_networks(self, django_assert_num_queries):
        networks = [make(Network) for _ in range(5)]
        for network in networks:
            make(Offer, network=network, text="Fördermittel")
        with django_assert_num_queries(1):
            assert len(list(evidence([network.pk for network in networks]))) == 5
