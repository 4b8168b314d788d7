"""Who may join a network, how and for what: as far as sources say it, else whom to ask."""

import pytest

from networks.models import Network
from publishing.models import Citation, Link, SourceDocument
from tests.factories import make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def joining(client, network) -> str:
    return read(client.get(network.get_absolute_url()), "h-mitmachen")


def test_page_and_comparison_say_what_is_known_with_its_source(client):
    source = make(SourceDocument, title="Satzung")
    network = make(
        Network, name="Lichtnetz", join_who="Jeder Betrieb.", join_how="Antrag.", join_cost="50 Euro im Jahr"
    )
    make(Citation, subject=network, field="join_cost", source=source)

    page = joining(client, network)
    compared = read(client.get("/vergleich/", {"n": [network.slug, make(Network).slug]}))

    for said in ("Jeder Betrieb.", "Antrag.", "50 Euro im Jahr"):
        assert said in page and said in compared
    assert "sagen die Quellen nicht" not in page


def test_where_sources_are_silent_the_page_names_whom_to_ask(client):
    network = make(Network)
    make(Link, subject=network, kind="website", url="https://netz.example/")

    page = joining(client, network)

    assert "Wer mitmachen kann, wie und was es kostet, sagen die Quellen nicht. Fragen Sie nach: Website" in page


def test_nobody_is_invited_to_a_network_that_has_ended(client):
    network = make(Network, stated_status="beendet")

    assert 'id="mitmachen"' not in client.get(network.get_absolute_url()).content.decode()
