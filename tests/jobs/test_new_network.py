"""A new network with what belongs to it: who is meant is taken, what is new is asked for, each fault is said once."""

import pytest

from cases.models import Case
from contacts.models import Person
from networks.enums import MEMBERSHIP
from networks.models import Event, Network, Organisation
from programmes.models import Programme
from publishing.enums import State
from publishing.models import SourceDocument
from tests.factories import read
from tests.jobs.world import address, house, released, send
from tests.roles import releasable

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return house()


def test_programme_is_named_by_its_abbreviation_too(place):
    programme = releasable(Programme, name="Gemeinschaftsaufgabe", abbreviation="GA")
    said = {
        "name": "Schattennetz",
        "kind": "netzwerk",
        "region": f"{place.region} ({place.region.pk})",
        "summary": "Firmen, die Schatten machen.",
        "funding-0-programme": "ga",
        "contact": "Bert Neu",
        "mail": "neu@licht.example",
    }
    send(place.desk, "netzwerk-aufnehmen", None, source=place.letter.pk, **said)
    released(place)
    assert Network.objects.get(name="Schattennetz").fundings.get().programme == programme


def test_new_network_with_all_that_belongs_to_it(place, client):
    programme = releasable(Programme, name="GRW")
    member = releasable(Organisation, name="Lampen GmbH", region=place.region)
    said = {
        "name": "Schattennetz",
        "kind": "netzwerk",
        "region": f"{place.region} ({place.region.pk})",
        "summary": "Firmen, die Schatten machen.",
        "member-0-organisation": f"Lampen GmbH ({member.pk})",
        "member-1-organisation": "Schirme AG",
        "member-1-kind": "unternehmen",
        "member-2-organisation": "Markisen KG",
        "member-2-kind": "verband",
        "funding-0-programme": "GRW",
        "funding-0-end": "Ende 2027",
        "event-0-name": "Schattentreff",
        "event-0-when": "jeden ersten Montag",
        "contact": "Carla Kern",
        "phone": "0341 333-3",
        "herkunft-kind": "dokument",
        "herkunft-title": "Mitteilung des Hauses",
        "herkunft-dated": "01.02.2024",
    }
    page = send(place.desk, "netzwerk-aufnehmen", None, **said)
    assert "zur Freigabe gegeben" in read(page)
    released(place)

    network = Network.objects.get(name="Schattennetz")
    source = SourceDocument.objects.get(title="Mitteilung des Hauses")
    rows = network.participations.values_list("organisation__name", "role", "source")
    assert list(rows) == [(name, MEMBERSHIP[1], source.pk) for name in ("Lampen GmbH", "Schirme AG", "Markisen KG")]
    kinds = Organisation.objects.filter(name__in=("Schirme AG", "Markisen KG")).order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == ["unternehmen", "verband"]
    assert network.fundings.get().programme == programme and network.fundings.get().end_wording == "Ende 2027"
    assert Event.objects.get(networks=network).frequency == "jeden ersten Montag"
    page = read(client.get(network.get_absolute_url()))
    assert "Carla Kern" in page and "Schirme AG" in page and "Mitteilung des Hauses" in page
    assert "ohne Quelle" not in page
    assert {State(one.state) for one in (network, source)} == {State.PUBLISHED}


def test_organisation_typed_by_its_whole_name_is_the_one_that_is_there(place):
    member = releasable(Organisation, name="Strahlenburg Optik GmbH", region=place.region)
    typed = {"member-0-organisation": "strahlenburg optik GmbH", "contact": "Bert Neu", "mail": "neu@licht.example"}

    send(place.desk, "netzwerk-aufnehmen", None, source=place.letter.pk, **_shadow(place), **typed)

    assert Network.objects.get(name="Schattennetz").participations.get().organisation == member


def test_why_somebody_new_may_stand_here_is_asked_where_they_are_entered(place):
    said = {"contact": "Bert Neu", "mail": "neu@licht.example", "basis": "stelle"}

    page = send(place.desk, "netzwerk-aufnehmen", None, source=place.letter.pk, **_shadow(place), **said)

    assert Person.objects.get(family_name="Neu").basis == "stelle" and "stehen darf" not in read(page)
    said = {"new": "Cora Kommt", "since": "01.03.2021", "old": place.task.pk, "source": place.letter.pk}
    page = send(place.desk, "ansprechperson", place.network, **said)
    assert Person.objects.get(family_name="Kommt").basis == ""
    assert "Warum Cora Kommt im Verzeichnis stehen darf, ist noch nicht gesagt: bitte bei der Person." in read(page)


def test_of_two_with_one_name_it_is_asked_which(place):
    one, two = (releasable(Organisation, name="Zwilling GmbH", region=place.region) for _ in range(2))

    page = place.desk.post(address("netzwerk-aufnehmen"), _shadow(place) | {"member-0-organisation": "Zwilling GmbH"})

    (said,) = page.context["form"].errors["member-0-organisation"]
    assert f"({one.pk})" in said and f"({two.pk})" in said


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"member-0-organisation": "Schirme AG"}, {"member-0-kind": "„Schirme AG“ ist neu: Bitte sagen Sie, was"}),
        ({"member-0-kind": "kammer"}, {"member-0-organisation": "Bitte die Organisation nennen."}),
        ({"funding-0-programme": "Nie gehört", "funding-0-end": "2027"}, {"funding-0-programme": "gibt es nicht"}),
        ({"funding-0-end": "2027"}, {"funding-0-programme": "Bitte das Programm nennen."}),
        ({"event-0-name": "T" * 201, "event-0-when": "montags"}, {"event-0-name": "200 Zeichen"}),
        ({"event-0-name": "Treff", "event-0-when": "m" * 121}, {"event-0-when": "120 Zeichen"}),
    ],
)
def test_each_fault_of_a_row_is_said_once_and_where_it_is(place, typed, said):
    page = place.desk.post(address("netzwerk-aufnehmen"), _shadow(place) | {"contact": "Bert Neu"} | typed)

    found = {name: texts for name, texts in page.context["form"].errors.items() if name in {*typed, *said}}
    assert found.keys() == said.keys()
    assert all(len(found[name]) == 1 and words in found[name][0] for name, words in said.items())


def _shadow(place) -> dict[str, str]:
    return {
        "name": "Schattennetz",
        "kind": "netzwerk",
        "region": f"{place.region} ({place.region.pk})",
        "summary": "Firmen, die Schatten machen.",
    }


def test_more_rows_keep_what_is_entered_and_write_nothing(place):
    said = {"name": "Schattennetz", "member-0-organisation": "Schirme AG", "zahl-member": "3", "weitere": "member"}
    page = place.desk.post(address("netzwerk-aufnehmen"), said).content.decode()

    assert 'name="member-5-organisation"' in page and 'name="member-6-organisation"' not in page
    assert 'value="Schirme AG"' in page and not Case.objects.exists()
