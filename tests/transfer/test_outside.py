"""Rows outside of the regions of who imports: said at once, left out or proposed to those in charge there."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Editor
from cases import actions
from cases.models import Case, CaseEntry
from cases.permissions import releasable
from contacts.models import Person
from jobs.models import Proposal
from networks.models import Organisation
from publishing.enums import State
from publishing.models import Revision, SourceDocument
from publishing.permissions import can_edit, editable_of
from regions.models import Region
from tests.cases.world import draft
from tests.factories import make, read
from tests.html_forms import form_data
from tests.roles import administrator, editor, reviewer, signed_in
from tests.transfer.files import csv_file
from tests.transfer.pages import URL, apply, batch, mapped, rows
from transfer.models import ImportBatch
from transfer.outcome import beginning_of, outcome_of

pytestmark = pytest.mark.django_db

HEAD = ("Firma", "Art", "Sitz", "Telefon")
LINES = (
    ("Hier eins", "Unternehmen", "Harz", ""),
    ("Hier zwei", "Unternehmen", "Harz", ""),
    ("Ohne Ort", "Unternehmen", "", ""),
    ("Dort eins", "Unternehmen", "Rhön", ""),
    ("Dort zwei", "Unternehmen", "Fulda", ""),
    ("Drüben", "Unternehmen", "Vogelsberg", ""),
    ("Fremde Firma", "", "", "0661 10 20 30"),
)


class World:
    """Rhön with Fulda inside has a team of its own, Vogelsberg has none."""

    def __init__(self, region: Region):
        self.here, self.there = region, make(Region, name="Rhön")
        make(Region, name="Fulda", kind="kreis", parent=self.there)
        make(Region, name="Vogelsberg")
        self.foreign = make(Organisation, name="Fremde Firma", region=self.there)
        self.author = editor(regions=[region])
        self.boss_here, self.boss_there = reviewer(regions=[region]), reviewer(regions=[self.there])
        self.administrator = administrator(all_regions=False)
        self.client = signed_in(self.author)
        source = draft(SourceDocument, self.author, as_of="2024", as_of_reason="Zum Test.")
        self.batch = mapped(self.client, csv_file(HEAD, *LINES), "networks.organisation", source=source)

    def page(self, path: str = "") -> str:
        return self.client.get(f"{URL}{self.batch.pk}/{path}").content.decode()

    def say(self, what: str) -> None:
        self.client.post(f"{URL}{self.batch.pk}/", {"aktion": f"ausserhalb-{what}"}, follow=True)

    def cases(self) -> dict[str, Case]:
        return {case.title.partition(", für ")[2]: case for case in Case.objects.all()}


@pytest.fixture
def world(region):
    return World(region)


def test_rows_outside_are_counted_before_anything_is_taken_over(world):
    for path in ("", "fehler/"):
        assert "3 neue Zeilen liegen außerhalb Ihrer Regionen." in world.page(path)
        assert "1 Zeile sagt etwas über einen Eintrag eines anderen Teams." in world.page(path)
    assert Organisation.objects.filter(state=State.DRAFT).count() == 0


def test_left_out_they_stay_left_out_until_somebody_says_otherwise(world):
    world.say("weglassen")
    assert "Sie bleiben weg." in world.page() and "Er bleibt, wie er ist." in world.page()
    apply(world.client, world.batch)

    assert {one.name for one in Organisation.objects.filter(state=State.DRAFT)} == {
        "Hier eins",
        "Hier zwei",
        "Ohne Ort",
    }
    page = world.page("ergebnis/")
    assert (
        "3 als Entwurf angelegt" in page
        and "4 nicht übernommen: außerhalb der eigenen Regionen</a>: Dort eins, " in page
    )
    assert "Uhr, 7 Zeilen:" in page
    assert not Revision.objects.of(world.foreign).exists() and not Proposal.objects.exists()

    world.say("vorschlagen")
    apply(world.client, world.batch)
    assert Organisation.objects.filter(state=State.DRAFT).count() == 6


def test_proposed_they_go_to_those_who_may_release_them(world):
    world.say("vorschlagen")
    assert {row.name for row in world.batch.rows.filter(selected=True)} == {line[0] for line in LINES[:6]}
    apply(world.client, world.batch)
    page = world.page("ergebnis/")
    assert "3 als Vorschlag für andere Teams angelegt" in page
    cases = world.cases()
    firms = {
        name: {str(one) for one in case.entries.all() if one.model is Organisation} for name, case in cases.items()
    }
    assert firms == {
        "": {"Hier eins", "Hier zwei", "Ohne Ort"},
        "Rhön": {"Dort eins", "Dort zwei"},
        "überregional Zuständige": {"Drüben"},
    }
    assert {one.model for case in cases.values() for one in case.entries.all()} == {Organisation, SourceDocument}

    said = signed_in(world.boss_there).get(cases["Rhön"].get_absolute_url()).content.decode()
    for words in ("3 als Entwurf angelegt", "3 als Vorschlag für andere Teams", "1 nicht übernommen: außerhalb"):
        assert words in said
    assert cases[""].get_absolute_url() in said and f"{URL}{world.batch.pk}/ergebnis/" not in said
    assert f"{URL}{world.batch.pk}/ergebnis/" in world.client.get(cases[""].get_absolute_url()).content.decode()

    response = world.client.post(f"{URL}{world.batch.pk}/ergebnis/", {"schritt": "einreichen"}, follow=True)

    assert response.content.decode().count("wartet auf Freigabe") >= 3
    may = {by: set(releasable(by, Case.objects.all())) for by in (world.boss_here, world.boss_there)}
    assert may == {world.boss_here: {cases[""]}, world.boss_there: {cases["Rhön"]}}
    assert releasable(world.administrator, Case.objects.all()).count() == 3
    with pytest.raises(PermissionDenied):
        actions.release(case=Case.objects.get(pk=cases["Rhön"].pk), by=world.boss_here)
    assert not Organisation.objects.filter(name="Dort eins", state=State.PUBLISHED).exists()

    actions.release(case=Case.objects.get(pk=cases["Rhön"].pk), by=world.boss_there)
    there = Organisation.objects.get(name="Dort eins")
    assert there.state == State.PUBLISHED and not can_edit(world.author, there)


def test_what_nobody_may_decide_is_said_once_and_what_is_on_its_way_is_not_left_out(world):
    world.say("vorschlagen")
    assert {group.key for group in outcome_of(world.batch)} == {"folgt", "ausserhalb"}  # not „nicht ausgewählt“
    Editor.objects.filter(pk__in=[world.boss_there.pk, world.administrator.pk]).update(is_active=False)
    world.batch.rows.filter(name="Fremde Firma").update(selected=True)
    apply(world.client, world.batch)

    page = read(world.client.get(f"{URL}{world.batch.pk}/ergebnis/"))

    assert page.count("Noch niemand kann entscheiden") == 1 and "Niemand kann" not in page
    assert "über 3 Einträge und 1 Vorschlag zu Einträgen anderer. Dafür fehlt ein zweites Konto" in page
    assert "nicht übernommen" not in page
    ImportBatch.objects.update(meanings={"kind": {"Laden": "Unternehmen", "Unternehmen": "Unternehmen"}})
    said = beginning_of(world.cases()[""], world.boss_here)
    assert said and said.read == ["„Laden“ als „Unternehmen“"]


def test_what_a_row_says_of_an_entry_of_others_waits_for_them(world):
    """A change is no mere addition: somebody ticks it. Then it is one proposal, and they write it."""
    row = rows(world.batch)["Fremde Firma"]
    assert (row.status, row.may_apply, row.selected, row.is_outside) == ("geaendert", True, False, True)
    world.batch.rows.filter(pk=row.pk).update(selected=True)
    page = apply(world.client, world.batch).content.decode()
    assert "1 den Zuständigen vorgeschlagen" in page

    (proposal,) = Proposal.objects.all()
    assert proposal.record == world.foreign and proposal.by == world.author and proposal.job == "tabelle"
    assert not Revision.objects.of(world.foreign).exists() and not world.foreign.channels.exists()
    address = proposal.get_absolute_url()
    assert world.client.post(address, {"weiter": "einreichen"}).status_code == 403
    boss = signed_in(world.boss_there)
    form = form_data(boss.get(address).content.decode(), "vorschlag")
    assert form["zelle-telefon"] == ["0661 10 20 30"]
    boss.post(address, form | {"weiter": "sichern"})

    change = Revision.objects.of(world.foreign).get()
    assert [one["added"]["fields"]["value"] for one in change.changes if one["part"] == "channels"] == ["0661 10 20 30"]
    assert {*change.authors.all()} == {world.boss_there}
    proposal.refresh_from_db()
    assert {*proposal.case.authors.all()} == {world.boss_there, world.author}


def test_proposal_waits_no_more_when_the_import_is_taken_back(world):
    world.batch.rows.filter(name="Fremde Firma").update(selected=True)
    apply(world.client, world.batch)
    world.client.post(f"{URL}{world.batch.pk}/ergebnis/", follow=True)

    assert not Proposal.objects.exists()
    assert rows(world.batch)["Fremde Firma"].result == "zurueck"


def test_who_may_release_stands_beside_every_case(world):
    type(world.boss_there).objects.filter(pk=world.boss_there.pk).update(office="Kreis Rhön")
    apply(world.client, world.batch)

    page = " ".join(world.page("ergebnis/").split())
    for who in (
        f"{world.boss_here} ({world.boss_here.office})",
        f"{world.boss_there} (Kreis Rhön)",
        str(world.administrator),
    ):
        assert f"Freigeben kann: {who}." in page


def test_undo_takes_proposals_back_too(world):
    world.say("vorschlagen")
    apply(world.client, world.batch)
    world.client.post(f"{URL}{world.batch.pk}/ergebnis/", follow=True)
    assert not Case.objects.exists()
    assert {one.name for one in Organisation.objects.all()} == {"Fremde Firma"}


def test_who_is_in_charge_of_everything_reads_nothing_of_it(world):
    one = mapped(signed_in(editor()), csv_file(HEAD, *LINES), "networks.organisation")
    assert {row.status for row in rows(one).values()} == {"neu", "geaendert"}
    assert "außerhalb Ihrer Regionen" not in signed_in(one.created_by).get(f"{URL}{one.pk}/").content.decode()


def test_people_of_firms_elsewhere_are_not_released_before_their_firms(world):
    lines = [(*line, f"Erika Muster{chr(97 + at)}") for at, line in enumerate(LINES[:6])]
    world.batch = mapped(world.client, csv_file((*HEAD, "Ansprechpartner"), *lines), "networks.organisation")
    world.say("vorschlagen")
    apply(world.client, world.batch)
    response = world.client.post(f"{URL}{world.batch.pk}/ergebnis/", {"art": "contacts.person"}, follow=True)
    form = form_data(response.content.decode(), "import_mapping_form")
    world.client.post(response.redirect_chain[-1][0], form, follow=True)
    world.batch = batch()
    world.say("vorschlagen")
    apply(world.client, world.batch)
    world.client.post(f"{URL}{world.batch.pk}/ergebnis/", {"schritt": "einreichen"}, follow=True)

    for by in (world.boss_here, world.boss_there, world.boss_here, world.boss_there):
        for case in releasable(by, Case.objects.all()):
            actions.release(case=case, by=by)

    public = {one.organisation.name for one in Person.objects.filter(state=State.PUBLISHED)}
    assert Person.objects.count() == 6
    assert public == {"Hier eins", "Hier zwei", "Ohne Ort", "Dort eins", "Dort zwei"}
    assert Person.objects.filter(organisation__state=State.DRAFT, state=State.PUBLISHED).count() == 0


def test_person_of_a_public_firm_without_region_goes_to_those_in_charge_of_it(world):
    firm = make(Organisation, name="Überall AG")
    lines = [("Ute", "Nord", firm.name, "0391 1"), ("Udo", "Süd", "", "")]
    one = mapped(world.client, csv_file(("Vorname", "Nachname", "Firma", "Telefon"), *lines), "contacts.person")
    apply(world.client, one)
    page = world.page("ergebnis/") if one == world.batch else world.client.get(f"{URL}{one.pk}/ergebnis/")
    assert "1 als Vorschlag für andere Teams angelegt" in page.content.decode()
    held, own = Person.objects.get(family_name="Nord"), Person.objects.get(family_name="Süd")
    cases = {str(entry.record): entry.case for entry in CaseEntry.objects.all()}
    assert cases[str(held)] != cases[str(own)]
    assert editable_of(world.boss_here, Person, [held.pk, own.pk], decides=True) == {own.pk}


def test_internal_notes_stay_with_the_team_of_who_imports(world):
    head = ("Firma", "Art", "Sitz", "Telefon", "Interne Notiz")
    note = "Umzug erwogen"
    lines = [(*line, note) for line in LINES]
    one = mapped(world.client, csv_file(head, *lines), "networks.organisation")
    said = {row.name: any("bleibt bei Ihnen" in words for words in row.notes) for row in one.rows.all()}
    assert said == {line[0]: line[0] in ("Dort eins", "Dort zwei", "Drüben", "Fremde Firma") for line in LINES}
    one.rows.filter(may_apply=True).update(selected=True)
    apply(world.client, one)

    noted = {firm.name for firm in Organisation.objects.filter(internal_note=note)}
    assert noted == {"Hier eins", "Hier zwei", "Ohne Ort"}
    assert note not in str(Revision.objects.exclude(object_id__in=Organisation.objects.filter(internal_note=note)))
    (proposal,) = Proposal.objects.all()
    assert note not in str(proposal.typed) and "0661 10 20 30" in str(proposal.typed)
