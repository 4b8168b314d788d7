"""A table goes on by itself: firms, their people and their networks, until somebody is asked, and then to release."""

import pytest

from cases import actions
from cases.enums import CaseState
from cases.models import Case
from cases.permissions import releasable
from contacts.models import Person
from jobs.models import Proposal
from networks.models import Network, Organisation, Participation
from publishing.enums import State
from publishing.models import Revision
from regions.models import Region
from tests.factories import make
from tests.html_forms import form_data
from tests.roles import editor, reviewer, signed_in
from tests.transfer.files import csv_file
from tests.transfer.pages import URL, apply, batch, mapped, rows, upload
from transfer.models import ImportBatch
from transfer.work import go_on

pytestmark = pytest.mark.django_db

HEAD = ("Firma", "Art", "Sitz", "Ansprechpartner", "Mitglied in")
LINES = (
    ("Alpha Guss", "Unternehmen", "Harz", "Erika Muster", "Unser Netz; Fremdes Netz"),
    ("Beta Optik", "Unternehmen", "Harz", "Weber", "Fremdes Netz"),
    ("Gamma Druck", "Unternehmen", "Harz", "", "Unser Netz"),
)
NEWS = {"also": True, "herkunft-kind": "mitteilung", "contacts.person/basis": "quelle"}


class World:
    def __init__(self, region: Region):
        self.there = make(Region, name="Rhön")
        self.ours = make(Network, name="Unser Netz", regions=[region], summary="Alt.")
        self.foreign = make(Network, name="Fremdes Netz", regions=[self.there], summary="Alt.")
        self.author, self.boss = editor(regions=[region]), reviewer(regions=[region])
        self.client = signed_in(self.author)

    def taken(self, lines=LINES, step="freigeben"):
        self.first = mapped(self.client, csv_file(HEAD, *lines), "networks.organisation", **NEWS)
        return self.client.post(f"{URL}{self.first.pk}/", {"aktion": step}, follow=True)


@pytest.fixture
def world(region):
    return World(region)


def test_one_button_leads_from_the_preview_to_release_in_one_case(world):
    lines = (LINES[0], (*LINES[1][:3], "Max Weber", LINES[1][4]), LINES[2])
    response = world.taken(lines)

    assert response.redirect_chain[-1][0] == f"{URL}{world.first.pk}/ergebnis/"
    (case,) = Case.objects.all()
    assert case.state == CaseState.REVIEW
    assert {str(one) for one in case.entries.all() if one.model in (Organisation, Person, Network)} == {
        "Alpha Guss", "Beta Optik", "Gamma Druck", "Erika Muster", "Max Weber", "Unser Netz",
    }  # fmt: skip
    page = " ".join(response.content.decode().split())
    for words in ("3 als Entwurf angelegt", "2 als Entwurf angelegt", "1 den Zuständigen vorgeschlagen"):
        assert words in page
    (proposal,) = Proposal.objects.all()
    assert proposal.record == world.foreign
    assert proposal.typed["zelle-mitglieder"].splitlines() == ["Alpha Guss", "Beta Optik"]
    assert {one.basis for one in Person.objects.all()} == {"quelle"}

    assert set(releasable(world.boss, Case.objects.all())) == {case}
    actions.release(case=Case.objects.get(), by=world.boss)
    assert {one.organisation.name for one in Participation.objects.filter(network=world.ours)} == {
        "Alpha Guss",
        "Gamma Druck",
    }
    assert Person.objects.filter(state=State.PUBLISHED).count() == 2
    assert not Revision.objects.of(world.foreign).exists()


def test_basis_of_publication_is_remembered_and_the_result_says_who_decides_about_what(world):
    reviewer(regions=[world.there])
    page = world.taken((LINES[0], LINES[2])).content.decode()
    assert "1 Vorschlag zu einem Eintrag anderer" in page and "sobald das Team entscheidet: Rhön." in page

    head = ("Betrieb", "Art", "Ort", "Ansprechperson")
    table = csv_file(head, ("Delta Holz", "Unternehmen", "Harz", "Ute Nord"))
    page = world.client.get(upload(world.client, table, "networks.organisation").url).content.decode()
    assert form_data(page, "import_mapping_form")["contacts.person/basis"] == ["quelle"]
    assert "noch offen: bis dahin keine Freigabe" in page


def test_those_in_charge_adopt_all_memberships_of_a_network_at_once(world):
    world.taken((LINES[0], (*LINES[1][:3], "Max Weber", LINES[1][4]), LINES[2]))
    actions.release(case=Case.objects.get(), by=world.boss)
    boss = signed_in(reviewer(regions=[world.there]))
    address = Proposal.objects.get().get_absolute_url()
    boss.post(address, form_data(boss.get(address).content.decode(), "vorschlag") | {"weiter": "einreichen"})

    proposal = Proposal.objects.get()
    assert proposal.case and proposal.case.state == CaseState.REVIEW
    actions.release(case=proposal.case, by=reviewer(regions=[world.there]))
    there = Participation.objects.filter(network=world.foreign)
    assert {(one.organisation.name, one.source) for one in there} == {
        ("Alpha Guss", world.first.source),
        ("Beta Optik", world.first.source),
    }


def test_it_stops_at_a_question_and_goes_on_with_the_answer(world):
    response = world.taken()
    people = batch()
    assert response.redirect_chain[-1][0] == f"{URL}{people.pk}/fehler/" and people.kind == "contacts.person"
    assert Case.objects.get().state == CaseState.OPEN and not Person.objects.exists()

    form = form_data(response.content.decode(), "import_repair_form")
    (name,) = (name for name in form if name.startswith("wert-"))
    response = world.client.post(f"{URL}{people.pk}/fehler/", form | {name: "Max Weber"}, follow=True)

    assert response.redirect_chain[-1][0] == f"{URL}{world.first.pk}/ergebnis/"
    assert {str(one) for one in Person.objects.all()} == {"Erika Muster", "Max Weber"}
    assert Case.objects.get().state == CaseState.REVIEW


def test_a_question_that_is_left_open_is_not_asked_again(world):
    response = world.taken()
    form = form_data(response.content.decode(), "import_repair_form")
    response = world.client.post(f"{URL}{batch().pk}/fehler/", form, follow=True)

    assert response.redirect_chain[-1][0] == f"{URL}{world.first.pk}/ergebnis/"
    assert {str(one) for one in Person.objects.all()} == {"Erika Muster"}
    assert Case.objects.get().state == CaseState.REVIEW


def test_only_taken_over_it_waits_for_who_hands_it_in(world):
    world.taken((LINES[0], LINES[2]), "uebernehmen")

    assert Person.objects.count() == 1 and Case.objects.get().state == CaseState.OPEN


def test_people_of_rows_that_come_later_are_read_then(world):
    world.first = mapped(world.client, csv_file(HEAD, LINES[0], LINES[2]), "networks.organisation", **NEWS)
    world.first.rows.filter(name="Alpha Guss").update(selected=False)
    apply(world.client, world.first)
    assert Organisation.objects.get().name == "Gamma Druck" and not Person.objects.exists()

    world.first.rows.filter(name="Alpha Guss").update(selected=True)
    apply(world.client, world.first)
    assert str(Person.objects.get()) == "Erika Muster"
    assert ImportBatch.objects.filter(kind="contacts.person").count() == 1
    assert Case.objects.count() == 1


def test_the_same_table_once_more_joins_the_open_case(world):
    world.taken((LINES[0],), "uebernehmen")
    second = mapped(world.client, csv_file(HEAD, LINES[2]), "networks.organisation", **NEWS)
    apply(world.client, second)

    assert second.joins == world.first.pk
    assert {str(one) for one in Case.objects.get().entries.all()} >= {"Alpha Guss", "Gamma Druck"}
    assert str(world.first) in world.client.get(f"{URL}{second.pk}/ergebnis/").content.decode()


def test_what_may_be_there_already_is_decided_for_all_rows_of_the_page_at_once(region):
    for name in ("Smart Industries Cluster", "Netz für Optik"):
        make(Network, name=name, regions=[region], summary="Alt.")
    client = signed_in(editor())
    lines = (("Cluster Smart Industries", "Neu."), ("Optik Netz", "Neu."))
    one = mapped(client, csv_file(("Netzwerk", "Kurztext"), *lines))
    assert {row.status for row in rows(one).values()} == {"konflikt"}
    data = {f"meint-{row.pk}": f"{row.candidates[0]}+" for row in one.rows.all()}
    client.post(f"{URL}{one.pk}/", data | {"aktion": "meint-alle"})

    assert {row.status for row in rows(one).values()} == {"geaendert"}


def test_what_empty_cells_would_delete_is_said_before(region):
    make(Network, name="Unser Netz", regions=[region], summary="Alt.", description="Ein Satz.")
    client = signed_in(editor())
    table = csv_file(("Netzwerk", "Kurztext", "Beschreibung"), ("Unser Netz", "Neu.", ""))
    one = mapped(client, table, leeren="on")

    page = " ".join(client.get(f"{URL}{one.pk}/").content.decode().split())
    assert "Leere Zellen löschen, was im Verzeichnis steht: Beschreibung in 1 Zeile." in page
    kept = mapped(client, table)
    assert "Leere Zellen löschen" not in client.get(f"{URL}{kept.pk}/").content.decode()


def test_who_is_faster_than_the_background_is_led_on(world):
    """Between two steps the result says so, loads itself anew and leads to the next question."""
    world.taken()
    people = batch()
    ImportBatch.objects.filter(pk=people.pk).delete()
    address = world.client.get(f"{URL}{world.first.pk}/vergleich/").url
    assert address == f"{URL}{world.first.pk}/ergebnis/?weiter=1"
    page = world.client.get(address)
    assert page["Refresh"] and "Es geht gleich von selbst weiter" in page.content.decode()

    go_on.func(world.first.pk)
    assert world.client.get(address).url == f"{URL}{batch().pk}/vergleich/"
    assert batch().kind == "contacts.person"
