"""What a firm says of itself is marked as its word, and proves nothing that only others may say."""

import pytest

from networks.models import Brand, Network, Organisation, Participation
from publishing.criteria import checklist, checklists
from publishing.models import Figure, SourceDocument
from tests.factories import cite, make, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return make(SourceDocument, title="Fragebogen", kind="selbstauskunft", as_of="2025")


@pytest.fixture
def register():
    return make(SourceDocument, title="Register", kind="verzeichnis", as_of="2024")


def stopping(record) -> list[str]:
    """The criteria that hold up a release; those of many entries at once say the same."""
    words = [str(one.text) for one in checklist(record) if one.stops]
    assert [str(one.text) for one in checklists([record])[record.pk] if one.stops] == words
    return [one for one in words if "Selbstauskunft" in one]


def test_page_says_which_statements_are_the_firms_own(client, own, register):
    firm = make(Organisation, name="Alpha", kind="unternehmen", legal_form="GmbH", summary="Baut Lampen.")
    for name in ("legal_form", "summary", "kind"):
        cite(firm, register, name)
    make(Figure, subject=firm, number=45, counted="Beschäftigte", source=own)
    page = read(client.get(firm.get_absolute_url()))

    assert "Angaben aus Register" in page
    assert "45 Beschäftigte Angabe des Unternehmens" in page
    assert "Kleines Unternehmen (10 bis 49) nach Beschäftigten: 45 laut „Fragebogen“, Stand 2025" in page


def test_page_that_rests_on_the_firm_says_so_under_its_title(client, own):
    firm = make(Organisation, name="Alpha", kind="unternehmen", summary="Baut Lampen.")
    cite(firm, own)

    assert "Angaben des Unternehmens aus Fragebogen" in read(client.get(firm.get_absolute_url()))


def test_firm_may_say_what_it_does_and_not_whose_brand_it_carries_or_to_whom_it_belongs(own, register):
    firm = make(Organisation, legal_form="GmbH", summary="Baut Lampen.")
    cite(firm, own)
    assert stopping(firm) == []

    firm.brands.add(make(Brand))
    assert len(stopping(firm)) == 1
    cite(firm, register, "brands")
    assert stopping(firm) == []

    firm.parent = make(Organisation)
    firm.save()
    assert len(stopping(firm)) == 1
    cite(firm, register)
    assert stopping(firm) == []


def test_nothing_of_a_network_rests_on_the_word_of_a_firm(own, register):
    network = make(Network)
    cite(network, register)
    make(Participation, network=network, role="mitglied", source=register)
    assert stopping(network) == []

    row = make(Participation, network=network, role="mitglied", source=own)
    assert len(stopping(network)) == 1
    row.delete()
    cite(network, own, "summary")
    assert len(stopping(network)) == 1
