"""The filters of a firms database: branch with its edition, field, umbrella brand, network."""

import re
from datetime import date, timedelta

import pytest

from directory.organisation_facets import organisation_index
from networks.models import Branch, Brand, Field, Network, Organisation, Participation
from tests.factories import found, hide, make, read, results

pytestmark = [pytest.mark.django_db, pytest.mark.once]
URL = "/organisationen/"


def branch(code, edition="2008", parent=None, title="Etwas"):
    level = 1 if code.isalpha() else sum(char.isdigit() for char in code)
    slug = Branch.slug_of(edition, code)
    return Branch.objects.create(edition=edition, code=code, title=title, level=level, parent=parent, slug=slug)


@pytest.fixture
def it():
    """Section, division and subclass of WZ 2008, and the division of WZ 2025 that has the same code."""
    section = branch("J", title="Information")
    division = branch("62", parent=section, title="Software")
    newer = branch("62", "2025", parent=branch("K", "2025", title="Technik"), title="Programme")
    return section, division, branch("62.01.0", parent=branch("62.0", parent=division)), newer


@pytest.fixture
def firms(it):
    _, division, fine, newer = it
    alpha = make(Organisation, name="Alpha", branches=[fine], brands=[make(Brand, name="Marke Eins", slug="eins")])
    beta = make(Organisation, name="Beta", branches=[division], fields=[make(Field, slug="optik")])
    gamma = make(Organisation, name="Gamma", branches=[newer], brands=[make(Brand, name="Marke Zwei", slug="zwei")])
    return alpha, beta, gamma, make(Organisation, name="Delta")


def names(client, **query):
    return [re.sub(r"/organisationen/(.*)/", r"\1", url) for url in results(client.get(URL, query))]


def test_branch_finds_finer_codes_of_its_own_edition_only(client, firms):
    assert names(client, branche="wz2008-j") == names(client, branche="wz2008-62") == ["alpha", "beta"]
    assert names(client, branche="wz2025-62") == ["gamma"]
    assert names(client, branche=["wz2008-62", "wz2025-k"]) == ["alpha", "beta", "gamma"]
    assert names(client, branche="wz2008-62-01-0") == ["alpha"]  # finer than the form offers


def test_branch_options_carry_the_edition_and_only_levels_that_occur(firms):
    offered = organisation_index().select({}).offered("branche")

    assert [(option.label, option.depth, count) for option, count in offered] == [
        ("J Information (WZ 2008)", 0, 2), ("62 Software", 1, 2),
        ("K Technik (WZ 2025)", 0, 1), ("62 Programme", 1, 1),
    ]  # fmt: skip


@pytest.fixture
def renumbered():
    """A section and its division in both editions: the division is the same, the section has another letter."""
    made = {}
    for edition, letter in (("2008", "J"), ("2025", "K")):
        section = branch(letter, edition, title=f"Abschnitt {edition}")
        division = branch("61", edition, parent=section, title="Telekommunikation")
        made[edition] = branch("61.1", edition, parent=division, title=f"Gruppe {edition}")
    make(Organisation, name="Alt", branches=[made["2008"]])
    make(Organisation, name="Neu", branches=[made["2025"]])


def test_branch_that_is_the_same_in_both_editions_is_offered_once_and_finds_both(client, renumbered):
    offered = organisation_index().select({}).offered("branche")

    assert [(option.label, count) for option, count in offered] == [
        ("J Abschnitt 2008 (WZ 2008)", 2), ("K Abschnitt 2025 (WZ 2025)", 2),
        ("61 Telekommunikation (WZ 2008 und 2025)", 2),
    ]  # fmt: skip
    for value in ("wz2008-j", "wz2025-k", "wz2008-61", "wz2025-61"):
        assert names(client, branche=value) == ["alt", "neu"], value
    assert names(client, branche="wz2008-61-1") == ["alt"] and names(client, branche="wz2025-61-1") == ["neu"]
    chip = client.get(URL, {"branche": "wz2008-61"}).context["listing"].chips
    assert [one.label for one in chip] == ["61 Telekommunikation (WZ 2008 und 2025)"]


def test_brand_and_field(client, firms):
    assert names(client, dachmarke="eins") == ["alpha"]
    assert names(client, dachmarke=["eins", "zwei"]) == ["alpha", "gamma"]
    assert names(client, feld="optik") == ["beta"]
    assert names(client, feld="optik", dachmarke="zwei") == []


def test_facets_with_nothing_to_choose_are_not_shown(client):
    make(Organisation)
    make(Organisation, state="entwurf", brands=[make(Brand, slug="nur-im-entwurf")])

    page = client.get(URL).content.decode()
    for param in ("branche", "dachmarke", "netzwerk", "rolle", "feld"):
        assert f'name="{param}"' not in page, param


@pytest.fixture
def network(firms):
    """Three members, one of them in two ways; a funder; one that has left."""
    network = make(Network, name="Lichtnetz")
    alpha, beta, gamma, delta = firms
    make(Participation, network=network, organisation=alpha, role="mitglied")
    make(Participation, network=network, organisation=alpha, role="gruendungsmitglied")
    make(Participation, network=network, organisation=beta, role="mitglied", end=f"{date.today():%d.%m.%Y}")
    make(Participation, network=network, organisation=gamma, role="foerderer")
    make(Participation, network=network, organisation=delta, role="mitglied", end="2019")
    return network


def test_members_of_a_network_are_those_that_belong_to_it_today(client, network, monkeypatch):
    assert names(client, netzwerk=network.slug) == ["alpha", "beta"]

    class Tomorrow(date):
        @classmethod
        def today(cls):
            return date.today() + timedelta(days=1)

    monkeypatch.setattr("memory.kept.date", Tomorrow)
    monkeypatch.setattr("directory.organisation_facets.date", Tomorrow)
    assert names(client, netzwerk=network.slug) == ["alpha"]


def test_list_of_the_members_of_a_network_leads_back_to_it(client, network):
    listed = client.get(URL, {"netzwerk": network.slug})

    assert found(listed) == 2
    assert f'<a href="/netzwerke/{network.slug}/">Zur Seite des Netzwerks „Lichtnetz“</a>' in listed.content.decode()
    assert "Zur Seite des Netzwerks" not in read(client.get(URL))


def test_hidden_networks_and_members_do_not_count(client, network, firms):
    hide(firms[0])
    page = client.get(network.get_absolute_url()).content.decode()
    assert "Das Mitglied in einer Liste" in page
    hide(network)

    assert found(client.get(URL, {"netzwerk": network.slug})) == 3  # the parameter means nothing any more
    assert "Lichtnetz" not in client.get(URL).content.decode()


def test_count_beside_every_option_is_the_number_of_results_after_choosing_it(client, network):
    index = organisation_index()
    for chosen in ({}, {"branche": ["wz2008-j"]}, {"dachmarke": ["eins"]}, {"netzwerk": [network.slug]}):
        for param in index.specs:
            for option, count in index.select(chosen).offered(param):
                assert found(client.get(URL, chosen | {param: [option.value]})) == count, (param, option.value)


def test_page_of_an_organisation_shows_branch_brand_and_roles(client, network, firms):
    page = read(client.get(firms[0].get_absolute_url()))

    assert "Branchen WZ 2008: 62.01.0 Etwas (Einordnung der Redaktion)" in page
    assert "Dachmarken Marke Eins" in page
    assert "Mitglied Lichtnetz" in page and "Gründungsmitglied Lichtnetz" in page
    html = client.get(firms[0].get_absolute_url()).content.decode()
    assert 'href="/organisationen/?branche=wz2008-62"' in html and 'href="/organisationen/?dachmarke=eins"' in html


@pytest.mark.parametrize(
    "value", ["", "x", "wz2008", "WZ2008-J", "wz2008-j%00", "' OR 1=1", "9" * 3000, "../", "<script>"]
)
@pytest.mark.parametrize("param", ["branche", "feld", "dachmarke", "netzwerk", "region", "rolle", "art"])
def test_nonsense_in_a_parameter_is_ignored(client, param, value):
    make(Organisation, name="Alpha")
    response = client.get(URL, {param: [value] * 3})

    assert found(response) == 1
    assert "<script>" not in response.content.decode()


def test_list_asks_as_few_questions_with_filters_as_without(client, network, django_assert_max_num_queries):
    query = {"netzwerk": network.slug, "branche": "wz2008-j", "dachmarke": ["eins", "zwei"]}
    client.get(URL, query)

    with django_assert_max_num_queries(3):
        client.get(URL, query)
