"""The pages of cases, as two accounts of a town use them."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from cases import actions, members
from cases.models import Case
from cases.page import Part
from contacts.models import Person, Responsibility
from core.kinds import record_models
from desk.pages import anchor
from networks.models import Network, Organisation
from pages.changes_table import Row
from publishing import actions as single
from publishing.criteria import checklist
from publishing.enums import RevisionState, State
from publishing.models import Revision, SourceDocument
from tests.admin_pages import admin_url, errors, save
from tests.cases.world import draft, handed_in, parts, put_together, states, town
from tests.factories import cite, make, read
from tests.roles import change, editor, releasable, reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return town()


def press(client, case: Case, step: str, **inputs):
    """A button on the page as it is now."""
    case = Case.objects.get(pk=case.pk)
    seen = members.token(case, members.members(case))
    return client.post(case.get_absolute_url(), {"schritt": step, "gesehen": seen, **inputs}, follow=True)


def test_from_the_first_draft_to_the_public_page(client, place):
    new = parts(place)
    client.force_login(place.author)
    client.post(reverse("cases:cases"), {"titel": "Lichtnetz aufnehmen", "grund": "Gegründet"})
    case = Case.objects.get()
    assert "Aus meinen Aufgaben hinzunehmen" in read(client.get(case.get_absolute_url()))
    press(client, case, "mitnehmen", aenderung=Revision.objects.of(new.network).get().pk)

    page = read(client.get(case.get_absolute_url()))
    assert "Gehört dazu und ist noch nicht öffentlich" in page and "für Lichtnetz" in page
    for one in (new.source, new.member, new.person):
        press(client, case, "mitnehmen", aenderung=Revision.objects.of(one).get().pk)
    press(client, case, "beschreiben", titel="Lichtnetz", grund="Brief vom Mai", quelle=new.source.pk)
    page = read(press(client, case, "einreichen"))
    assert "ist zur Freigabe gegeben" in page and "Brief vom Mai" in page and new.source.title in page
    assert "Alles freigeben" not in page

    client.force_login(place.boss)
    queue = client.get(reverse("desk:queue") + "?meine=ja")
    assert queue.context["number"] == 1 and "Vorgang mit 4 Einträgen" in read(queue)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "<ins>" in page and "Lampen GmbH" in page
    assert "4 Einträge sind freigegeben" in read(press(client, case, "freigeben"))
    assert states(*new.all()) == [State.PUBLISHED] * 4
    change(new.network, place.author, submit=False, summary="Später anders.")
    page = client.get(case.get_absolute_url()).content.decode()
    assert "<ins>Lichtnetz</ins>" in page and "Später anders." not in page and "Zurückholen" not in page


def test_what_is_missing_leads_to_the_place_in_the_form(client, place):
    new = parts(place)
    new.network.regions.clear()
    case = put_together(place, *new.all())
    client.force_login(place.author)

    page = client.get(case.get_absolute_url()).content.decode()
    assert f'href="{admin_url(new.network, "change")}#id_regions"' in page
    refused = press(client, case, "einreichen")
    assert refused.status_code == 400 and "Mindestens eine Region" in refused.content.decode()
    assert states(new.network) == [State.DRAFT]


@pytest.mark.once
@pytest.mark.parametrize("model", record_models(), ids=lambda model: model.__name__)
def test_every_jump_link_has_its_place_on_the_form(client, model):
    client.force_login(editor())
    fields = {answer.field for answer in checklist(make(model, state=State.DRAFT))}

    page = client.get(admin_url(model, "add")).content.decode()
    assert fields and "" not in fields
    assert [name for name in fields if f'id="{anchor(model, name)}"' not in page] == []


def test_form_of_a_record_says_to_which_case_it_belongs(client, place):
    new = parts(place)
    case = handed_in(place, *new.all())
    client.force_login(place.author)

    page = client.get(admin_url(new.network, "change")).content.decode()
    assert f'Gehört zum Vorgang <a href="{case.get_absolute_url()}">Lichtnetz aufnehmen</a>' in page
    assert "Zurückholen" not in page and "Zur Freigabe geben</a>" not in page
    waiting = Revision.objects.of(new.network).open().get()
    client.force_login(place.boss)
    page = client.get(reverse("desk:change", args=[waiting.pk])).content.decode()
    assert "Diese Änderung gehört zum Vorgang" in page and 'value="freigeben"' not in page
    refused = client.post(reverse("desk:change", args=[waiting.pk]), {"schritt": "freigeben"})
    assert refused.status_code == 400 and "geht nur mit ihm zusammen" in refused.content.decode()


def test_sent_back_it_is_among_the_tasks_with_the_comment(client, place):
    case = handed_in(place, *parts(place).all())
    client.force_login(place.boss)
    assert press(client, case, "zurueckgeben", grund=" ").status_code == 400
    press(client, case, "zurueckgeben", grund="Bitte mit Telefon.")

    client.force_login(place.author)
    tasks = client.get(reverse("own_tasks"))
    assert "Bitte mit Telefon." in read(tasks) and not tasks.context["revisions"]
    assert "Bitte mit Telefon." in read(client.get(case.get_absolute_url()))
    press(client, case, "einreichen")
    press(client, case, "zurueckholen")
    press(client, case, "verwerfen")
    assert {one.label for one in client.get(reverse("own_tasks")).context["revisions"]} > {"Lichtnetz"}


def test_exceptions_go_back(client, place):
    apart = draft(SourceDocument, place.author)
    case = handed_in(place, *parts(place).all(), apart)
    entry = case.entries.get(label=str(apart))
    client.force_login(place.boss)

    said = read(press(client, case, "freigeben", ausnehmen=entry.pk, warum_nicht="Das Datum fehlt."))
    assert "4 Einträge sind freigegeben" in said and "1 zurückgegeben" in said
    assert states(apart) == [State.DRAFT]


@pytest.mark.parametrize("step", ["freigeben", "zurueckgeben", "unsinn", ""])
def test_who_may_not_is_refused_and_nothing_happens(client, place, step):
    new = parts(place)
    case = handed_in(place, *new.all())
    client.force_login(reviewer(regions=[make(type(place.region))]))

    assert press(client, case, step, grund="x").status_code == (403 if step in ("freigeben", "zurueckgeben") else 400)
    assert states(*new.all()) == [State.REVIEW] * 4


def test_page_opened_before_decides_nothing(client, place):
    case = handed_in(place, *parts(place).all())
    client.force_login(place.boss)

    old = client.post(case.get_absolute_url(), {"schritt": "freigeben", "gesehen": "alt"})
    assert old.status_code == 400 and "noch einmal ansehen" in old.content.decode()


def test_saving_a_form_hands_in_what_belongs_together(client, place):
    """A network with a person, a member and a source that its author made beside it: one row in the queue."""
    new = parts(place)
    unfinished = draft(Organisation, place.author, name="Halbfertig")
    make(type(new.network.participations.get()), network=new.network, organisation=unfinished)
    client.force_login(place.author)

    said = read(save_and_hand_in(client, new.network))
    assert (
        "Zur Freigabe gegeben, zusammen mit „" in said and "nicht zu sehen: „Halbfertig“ (es fehlt noch etwas)" in said
    )
    assert states(*new.all(), unfinished) == [State.REVIEW] * 4 + [State.DRAFT]
    case = Case.objects.get()
    assert case.title == "Lichtnetz (mit 3 weiteren Einträgen)"
    actions.release(case=case, by=place.boss)


def test_rows_written_elsewhere_are_handed_in_with_the_form(client, place):
    """A public person becomes the contact of a new network: the change of the person comes along."""
    person = releasable(Person)
    make(Responsibility, person=person, regions=[place.region], task="Büro")
    network = draft(Network, place.author, regions=[place.region])
    cite(network, make(SourceDocument))
    client.force_login(place.author)
    row = {"person": person.pk, "task": "Leitung", "priority": 1, "certainty": "genannt"}
    row = {f"responsibilities-0-{name}": value for name, value in row.items()} | {"herkunft-kind": "anruf"}

    answer = save_and_hand_in(client, network, **{"responsibilities-TOTAL_FORMS": 1, **row})
    assert "Zur Freigabe gegeben, zusammen mit „" in read(answer)
    assert Revision.objects.of(person).open().get().state == RevisionState.REVIEW
    actions.release(case=Case.objects.get(), by=place.boss)
    assert network.responsibilities.get().person == person
    assert network.responsibilities.get().source.is_published  # the call came along


def test_alone_it_needs_no_case_and_what_it_lacks_is_said_on_its_form(client, place):
    ready = draft(Network, place.author, regions=[place.region])
    source = make(SourceDocument)
    cite(ready, source)
    cite(ready, source, "kontakt")
    bare = draft(Network, place.author, regions=[place.region], name="Kahlnetz")
    client.force_login(place.author)

    assert "Zur Freigabe gegeben." in read(save_and_hand_in(client, ready))
    said = save_and_hand_in(client, bare)
    assert "Noch nicht zur Freigabe gegeben. Vor der Freigabe fehlt: Mindestens eine Quelle" in read(said)
    assert said.redirect_chain[-1][0] == f"{admin_url(bare, 'change')}#publishing-citation-content_type-object_id-group"
    assert states(ready, bare) == [State.REVIEW, State.DRAFT] and not Case.objects.exists()


def test_record_of_an_open_case_is_handed_in_from_its_page(client, place):
    new = parts(place)
    case = put_together(place, *new.all())
    client.force_login(place.author)

    said = save_and_hand_in(client, new.network)
    assert said.redirect_chain[-1][0] == case.get_absolute_url() and "geben Sie alles zusammen" in read(said)
    assert states(new.network) == [State.DRAFT]


def save_and_hand_in(client, record, **inputs):
    """„Sichern und zur Freigabe geben“."""
    answer = save(client, record, _submit="1", **inputs)
    assert answer.status_code == 302, errors(answer)
    page = client.get(answer.url.partition("#")[0])
    page.redirect_chain = [(answer.url, 302)]
    return page


def test_several_of_the_list_go_together_as_far_as_they_are_complete(client, place):
    new = parts(place)
    bare = draft(Network, place.author, name="Kahlnetz", regions=[place.region])
    public = releasable(Network, regions=[place.region])
    change(public, place.author, submit=False, summary="Neu.")
    client.force_login(place.author)

    page = read(client.post(reverse("own_tasks"), {"alle": "1", "zusammen": "1"}, follow=True))
    assert "5 Einträge sind zur Freigabe gegeben." in page and "„Kahlnetz“ nicht: Vor der Freigabe fehlt" in page
    case = Case.objects.get()
    assert case.entries.count() == 5 and states(bare) == [State.DRAFT]
    client.force_login(place.boss)
    assert client.get(reverse("desk:queue")).context["number"] == 1
    press(client, case, "freigeben")
    public.refresh_from_db()
    assert public.summary == "Neu." and states(*new.all()) == [State.PUBLISHED] * 4


def test_lists_of_cases(client, place):
    mine = put_together(place, draft(SourceDocument, place.author))
    other = actions.begin(title="Von jemand anderem", by=place.boss)
    gone = actions.begin(title="Verworfen", by=place.author)
    actions.discard(case=gone, by=place.author)
    client.force_login(place.author)

    shown = {name: read(client.get(f"{reverse('cases:cases')}?liste={name}")) for name in ("meine", "offen", "fertig")}
    assert [str(mine) in page for page in shown.values()] == [True, True, False]
    assert [str(other) in page for page in shown.values()] == [False, True, False]
    assert [gone.get_state_display() in page for page in shown.values()][2]
    assert "worum es" in client.post(reverse("cases:cases"), {"titel": " "}).content.decode()


def test_numbers_of_the_first_page_count_cases(client, place):
    new = parts(place)
    case = put_together(place, *new.all())
    client.force_login(place.author)

    def number(title: str) -> int:
        board = client.get("/redaktion/").context["board"]
        return next(card.number for card in [*board.open, *board.done] if card.title == title)

    assert number("Meine Aufgaben") == 1
    single.submit(record=draft(SourceDocument, place.author), by=place.author)
    actions.submit(case=case, by=place.author)
    client.force_login(place.boss)
    assert number("Zur Freigabe") == 2


def test_many_records_are_a_line_each_until_they_are_opened(client, place):
    few = put_together(place, *(draft(Organisation, place.author, name=f"Lampen {number}") for number in range(6)))
    some = [draft(Organisation, place.author, name=f"Leuchten {number}") for number in range(7)]
    many = put_together(place, *some)
    for one in some:
        one.channels.create(kind="telefon", value="0621 12 34 56")
    client.force_login(place.author)

    opened, folded = (client.get(case.get_absolute_url()) for case in (few, many))
    assert b"np-case__brief" not in opened.content
    assert folded.content.count(b'class="np-case__brief"') == 7
    assert "Leuchten 3 ·" in read(folded) and "· 0621 12 34 56" in read(folded)
    assert "leuchten-3 ·" not in read(folded)


def test_line_of_a_record_names_the_other_end_and_leaves_out_what_stays_internal():
    rows = [
        Row("", "Interne Notiz", "", "ruft nicht gern zurück", is_internal=True),
        Row("", "Name", "", "Netz für Optik"),
        Row("", "Kurztext", "", "Ein Netz."),
        Row("Beteiligung", "", "", "Quelle: Liste\nSicherheit: genannt\nOrganisation: Alpha GmbH\nRolle: Mitglied"),
        Row("Beteiligung", "", "", "Quelle: Liste\nOrganisation: Beta: Optik\nRolle: Partner\nStand: 2025"),
        Row("Kontaktweg", "", "", "Quelle: Liste\nArt: Telefon\nWie angegeben: 0621 1"),
        Row("Zahl", "", "", "Quelle: Liste\nGenauigkeit: genau\nZahl: 17\nWas gezählt wird: Beschäftigte"),
        Row("Beleg", "", "", "Quelle: Liste\nAngabe: Name"),
    ]
    member: Any = SimpleNamespace(entry=SimpleNamespace(model=Network), is_new=True)

    assert Part(member, "Netzwerk", rows=rows).brief == (
        "Ein Netz. · Alpha GmbH (Mitglied) · Beta: Optik (Partner) · 0621 1 · 17 (Beschäftigte)"
    )
    assert Part(member, "Netzwerk", rows=rows[:1]).brief == "bleibt intern: ruft nicht gern zurück"
