"""Who takes part in a network: the first on its page, all of them in a list with the facets of organisations."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.partners import READ, SHOWN, first_as
from networks.enums import ParticipationRole
from networks.models import Branch, Network, Organisation, Participation
from publishing.models import SourceDocument
from publishing.signals import muted
from tests.factories import found, hide, make, read, results

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch():
    return Branch.objects.create(edition="2025", code="C", title="Industrie", level=1, slug="wz2025-c")


@pytest.fixture
def network(branch):
    """Two members, one of them with a time; a funder; one that has left; somebody of another network."""
    network = make(Network, name="Lichtnetz")
    alpha = make(Organisation, name="Alpha", kind="unternehmen", branches=[branch])
    beta = make(Organisation, name="Beta", kind="hochschule")
    source = make(SourceDocument, title="Mitgliederliste")
    make(Participation, network=network, organisation=alpha, role="mitglied", start="2019", source=source)
    make(Participation, network=network, organisation=beta, role="mitglied", end=f"{date.today():%d.%m.%Y}")
    make(Participation, network=network, organisation=make(Organisation, name="Gamma"), role="foerderer")
    make(Participation, network=network, organisation=make(Organisation, name="Delta"), role="mitglied", end="2019")
    make(Participation, network=make(Network), organisation=make(Organisation, name="Epsilon"), role="mitglied")
    make(Participation, network=make(Network), organisation=alpha, role="traeger")
    return network


def url(network) -> str:
    return f"{network.get_absolute_url()}mitglieder/"


def names(client, network, **query) -> list[str]:
    return [path.split("/")[2] for path in results(client.get(url(network), query))]


@pytest.mark.once
def test_list_has_who_takes_part_today_and_all_facets_but_of_networks(client, network):
    assert names(client, network) == ["alpha", "beta", "gamma"]
    assert names(client, network, branche="wz2025-c") == ["alpha"]
    assert names(client, network, art="hochschule") == ["beta"]
    assert names(client, network, q="gamma") == ["gamma"]
    assert names(client, network, q="epsilon") == []
    page = client.get(url(network)).content.decode()
    assert 'name="netzwerk"' not in page


def test_role_is_the_one_in_this_network(client, network):
    assert names(client, network, rolle="mitglied") == ["alpha", "beta"]
    assert names(client, network, rolle="traeger") == []
    assert names(client, network, rolle=["foerderer", "mitglied"]) == ["alpha", "beta", "gamma"]
    listing = client.get(url(network)).context["listing"]
    assert [(str(one.label), hits) for one, hits in listing.selection.offered("rolle")] == [
        ("Mitglied", 2), ("Förderer", 1),
    ]  # fmt: skip


def test_form_is_that_of_the_network_whoever_was_asked_for_before(client, network):
    """It is kept for a choice, of each network for itself, and made anew when somebody joins."""
    other = make(Network, name="Nachbar")
    for role in ("traeger", "initiator"):
        make(Participation, network=other, organisation=make(Organisation), role=role)

    def form(of) -> dict[str, int]:
        """What the page printed of the roles."""
        (roles,) = (one for one in client.get(url(of)).context["facets"] if one.param == "rolle")
        return {word: roles.printed.count(word) for word in ("Mitglied", "Träger", "Förderer", "Initiator")}

    first = {"Mitglied": 1, "Träger": 0, "Förderer": 1, "Initiator": 0}
    second = {"Mitglied": 0, "Träger": 1, "Förderer": 0, "Initiator": 1}
    assert [form(one) for one in (network, other, network, other)] == [first, second, first, second]
    make(Participation, network=network, organisation=make(Organisation), role="initiator")
    assert [form(network), form(other)] == [first | {"Initiator": 1}, second]


@pytest.mark.once
def test_line_says_role_time_and_source(client, network):
    page = read(client.get(url(network)))

    assert "Alpha Unternehmen Mitglied seit 2019 Quelle [1] Beta Hochschule Mitglied bis" in page
    assert "Quellen dieser Seite Mitgliederliste" in page


@pytest.mark.once
def test_same_from_two_sources_is_said_once(client, network):
    row = Participation.objects.get(organisation__slug="alpha", network=network)
    make(Participation, network=network, organisation=row.organisation, role="mitglied", start="2019",
         source=make(SourceDocument, title="Jahrbuch"))  # fmt: skip
    page = read(client.get(url(network)))

    assert page.count("Mitglied seit 2019") == 1
    assert "Jahrbuch" in page


@pytest.mark.once
def test_page_of_the_network_leads_to_the_list_and_back(client, network):
    assert f'<a href="{url(network)}">Alle 2 Mitglieder' in client.get(network.get_absolute_url()).content.decode()
    listed = client.get(url(network)).content.decode()
    assert f'<a href="{network.get_absolute_url()}">Zur Seite des Netzwerks</a>' in listed
    assert f'<a href="/organisationen/?netzwerk={network.slug}">Die 2 Mitglieder' in listed


def test_page_of_the_network_shows_the_first_of_each_role_and_how_many_there_are(client):
    network = make(Network)
    with muted():
        for role in ("mitglied", "partner"):
            for _ in range(READ + 5):
                make(Participation, network=network, role=role)
    response = client.get(network.get_absolute_url())

    for group in response.context["participations"]:
        assert (len(group.rows), group.total) == (SHOWN, READ + 5)
        assert f'<a href="{url(network)}?rolle={group.role}">Alle {READ + 5} anzeigen</a>' in response.content.decode()
        assert found(client.get(group.all_url)) == READ + 5


@pytest.mark.once
def test_hidden_organisations_are_nowhere_and_a_hidden_network_has_no_list(client, network):
    hide(Organisation.objects.get(slug="beta"))
    assert names(client, network) == ["alpha", "gamma"]
    assert "Das Mitglied in einer Liste" in client.get(network.get_absolute_url()).content.decode()
    hide(network)
    assert client.get(url(network)).status_code == 404


@pytest.mark.once
def test_list_of_nobody_says_so(client):
    response = client.get(url(make(Network)))

    assert response.status_code == 200 and not results(response)


def queries(client, path) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def members(network, count: int) -> None:
    firms = Organisation.objects.bulk_create(
        Organisation(
            name=f"Firma {network.pk} {n}", slug=f"f-{network.pk}-{n}", kind="unternehmen", state="freigegeben"
        )
        for n in range(count)
    )
    Participation.objects.bulk_create(
        Participation(network=network, organisation=firm, role="mitglied", start="2019") for firm in firms
    )


def test_six_times_the_members_take_no_more_queries_and_no_heavier_pages(client):
    few, many = make(Network), make(Network)
    with muted():
        members(few, 100)
        members(many, 600)

    for path in ("", "mitglieder/", "mitglieder/?art=unternehmen&seite=2"):
        pages = [f"{one.get_absolute_url()}{path}" for one in (few, many)]
        most = 7 if path else 5 + len(ParticipationRole)  # the first of each role are asked for apart
        assert queries(client, pages[0]) == queries(client, pages[1]) <= most, path
        weights = [len(client.get(page).content) for page in pages]
        assert weights[1] < 1.02 * weights[0], path


@pytest.mark.once
def test_the_first_of_a_role_are_read_in_order_without_the_others():
    """However many there are: no more of them is read than is shown, and nothing is sorted."""
    plan = first_as("mitglied")(1).explain()

    assert "participation_in_order (network_id=? AND role=?)" in plan
    assert "TEMP B-TREE" not in plan


def test_comparison_names_only_some_of_what_two_large_networks_share(client):
    one, other = make(Network), make(Network)
    with muted():
        members(one, 50)
        Participation.objects.bulk_create(
            Participation(network=other, organisation_id=pk, role="mitglied")
            for pk in Participation.objects.values_list("organisation_id", flat=True)
        )
        members(other, 50)
    page = read(client.get("/vergleich/", {"n": [one.slug, other.slug]}))

    assert page.count(f"Firma {one.pk} ") == 30 and "und 20 weitere" in page
    assert f"Firma {other.pk} " not in page
