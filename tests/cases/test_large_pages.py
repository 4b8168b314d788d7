"""The pages of a large case: counts, everything conspicuous, a sample, one decision, the way back."""

from types import SimpleNamespace

import pytest

from cases.enums import CaseState, EntryResult
from cases.large import steps
from cases.large.page import STEP, _sample
from contacts.models import Person, Responsibility
from networks.models import Organisation
from publishing.enums import State
from publishing.models import SourceDocument
from tests.cases.test_large import case_of, firm, public, renamed, run
from tests.cases.world import draft, states, town
from tests.factories import cite, make, read
from tests.roles import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def some_are_many(monkeypatch):
    monkeypatch.setattr(steps, "FEW", 3)
    monkeypatch.setattr(steps, "go_on", SimpleNamespace(enqueue=lambda *args: None))


@pytest.fixture
def place():
    return town()


def post(client, case, step: str, **values):
    """As the button does, with the token that the page shows."""
    url = case.get_absolute_url()
    answer = client.post(url, {"schritt": step, "gesehen": client.get(url).context["token"]} | values)
    run(case)
    return answer


def shown(answer) -> list[int]:
    return [part.entry.pk for part in answer.context["sample"]]


def test_from_hand_in_to_the_way_back(place):
    source = make(SourceDocument)
    firms, old = [firm(place, n, source=source) for n in range(5)], public(place, 9)
    renamed(place, old)
    case = case_of(place, *firms, old)
    case.entries.filter(object_id=old.pk).update(conflict="Die Kammer nennt einen anderen Sitz.")
    author, boss = signed_in(place.author), signed_in(place.boss)

    post(author, case, "einreichen")
    assert case.state == CaseState.REVIEW
    page = boss.get(case.get_absolute_url())
    text = page.content.decode()
    assert page.context["counts"] == [("Organisationen", 5, 1)]
    assert "Anmerkungen zur Quelle bei 1 Eintrag" in text
    assert "Die Kammer nennt einen anderen Sitz." in text
    assert "fehlt: Sitz (5 Einträge)" in text
    assert len(shown(page)) == 6
    assert not author.get(case.get_absolute_url()).context["may_release"]

    out = case.entries.get(object_id=firms[2].pk)
    post(boss, case, "freigeben", ausnehmen=[out.pk], warum_nicht="Nachfragen.")
    assert case.state == CaseState.RELEASED
    assert states(*firms).count(State.PUBLISHED) == 4 and old.note == ""
    page = boss.get(case.get_absolute_url())
    assert "Nachfragen." in page.content.decode() and page.context["may_undo"]

    post(boss, case, "zuruecknehmen", grund="Falsche Datei.")
    assert case.state == CaseState.UNDONE and states(*firms) == [State.DRAFT] * 5


def test_sample_is_the_same_on_reload_and_grows_with_its_ticks_kept(place):
    source = make(SourceDocument)
    case = case_of(place, *(firm(place, n, source=source) for n in range(STEP + 5)))
    post(signed_in(place.author), case, "einreichen")
    boss = signed_in(place.boss)
    first = boss.get(case.get_absolute_url())

    assert len(shown(first)) == STEP and shown(boss.get(case.get_absolute_url())) == shown(first)
    more = post(boss, case, "mehr", stichprobe=2 * STEP, ausnehmen=[shown(first)[3]])
    assert shown(more)[:STEP] == shown(first) and len(shown(more)) == STEP + 5
    assert more.context["ticked"] == {shown(first)[3]} and not more.context["more"]
    assert case.state == CaseState.REVIEW

    found = boss.get(case.get_absolute_url(), {"suche": "Firma 24"})
    assert [part.entry.label for part in found.context["found"]["parts"]] == ["Firma 24"]


def test_what_is_rare_is_in_the_sample_of_thousands(place):
    source = make(SourceDocument)
    old = public(place, 99)
    renamed(place, old)
    case = case_of(place, *(firm(place, n, source=source) for n in range(3 * STEP)), old)
    for seed in range(6):
        entries = case.entries.all()
        entries.filter(object_id=old.pk).update(is_new=False)
        entries.exclude(object_id=old.pk).update(is_new=True)
        sample = [part.entry for part in _sample(entries, seed, STEP)]
        assert len(sample) == STEP and old.pk in {entry.object_id for entry in sample}


def test_progress_needs_no_script_and_goes_on_when_pressed(place, monkeypatch):
    case = case_of(place, *(firm(place, n) for n in range(4)))
    steps.submit(case=case, by=place.author)
    client, asked = signed_in(place.author), []
    monkeypatch.setattr(steps, "go_on", SimpleNamespace(enqueue=asked.append))

    page = client.get(case.get_absolute_url())
    assert page["Refresh"] == "1" and "0 von 4" in page.content.decode()
    client.post(case.get_absolute_url())
    assert asked == [case.pk]


def test_small_case_is_taken_back_likewise(place):
    new = firm(place, 1)
    case = case_of(place, new)
    steps.submit(case=case, by=place.author)
    run(case)
    steps.release(case=case, by=place.boss)
    run(case)
    boss = signed_in(place.boss)

    assert "Vorgang zurücknehmen" in boss.get(case.get_absolute_url()).content.decode()
    boss.post(case.get_absolute_url(), {"schritt": "zuruecknehmen", "grund": "Versehen."})
    run(case)
    assert states(new) == [State.DRAFT] and case.entries.get().result == EntryResult.UNDONE


def test_stale_page_releases_nothing_and_says_so(place):
    firms = [firm(place, n) for n in range(4)]
    case = case_of(place, *firms)
    post(signed_in(place.author), case, "einreichen")
    boss = signed_in(place.boss)

    answer = boss.post(case.get_absolute_url(), {"schritt": "freigeben", "gesehen": "alt"})
    assert answer.status_code == 400 and "noch einmal ansehen" in answer.content.decode()
    assert case.state == CaseState.REVIEW


def test_what_stays_internal_and_what_is_not_public_yet_is_said_as_it_is(place):
    """Internal notes are marked wherever changes are listed; a hidden source is named once, and only while it is."""
    source = make(SourceDocument, title="Mitteilung der Kammer", short_title="Mitteilung", state=State.DRAFT)
    firms = [firm(place, n, source=source) for n in range(5)]
    Organisation.objects.filter(pk=firms[0].pk).update(internal_note="Stundung läuft")
    people = [
        draft(Person, place.author, family_name=f"Licht{n}", function="Leitung", basis="amt", organisation=firms[n])
        for n in range(2)
    ]
    for one in people:
        cite(one, source)
        make(Responsibility, person=one, task="Leitung", source=source)
    case = case_of(place, *firms, *people)
    post(signed_in(place.author), case, "einreichen")
    boss = signed_in(place.boss)

    text = read(boss.get(case.get_absolute_url()))
    assert "Alles außer dem, was intern bleibt, wird danach öffentlich" in text
    assert "Interne Notiz hinzugefügt, bleibt intern" in text
    assert "Grundlage der Veröffentlichung (bleibt intern): " in text and "(2 Einträge)" in text
    assert "Licht1 Leitung · Firma 1" in text  # nothing need be opened to see who is what
    assert text.count("nennt noch nicht Öffentliches") == 1
    assert "nennt noch nicht Öffentliches: „Mitteilung“ (7 Einträge)" in text
    assert f"/organisation/{firms[0].pk}/change/" in boss.get(case.get_absolute_url()).content.decode()

    SourceDocument.objects.filter(pk=source.pk).update(state=State.PUBLISHED)
    assert "noch nicht Öffentliches" not in read(boss.get(case.get_absolute_url()))


def test_each_remark_stands_once_and_how_something_was_read_apart(place):
    firms = [firm(place, n, source=make(SourceDocument)) for n in range(5)]
    case = case_of(place, *firms)
    post(signed_in(place.author), case, "einreichen")
    said = {
        0: "Telefon: „0341 1 / 2“ ist gelesen als „0341 1“.\nSpalte G: Eine von 2 Personen: „Ada; Bea“.",
        1: "Spalte G: Eine von 3 Personen: „Cleo; Dora; Eva“.",
    }
    for n, text in said.items():
        case.entries.filter(object_id=firms[n].pk).update(warning=text)

    page = signed_in(place.boss).get(case.get_absolute_url())

    assert [(one.text, one.number) for one in page.context["read"]] == [
        ("Telefon: „0341 1 / 2“ ist gelesen als „0341 1“.", 1)
    ]
    assert ("Spalte G: Eine von … Personen: ….", 2) in [(one.text, one.number) for one in page.context["warnings"]]


def test_a_change_is_decided_at_its_comparison_and_not_at_the_preview_of_its_source(place):
    source, old = draft(SourceDocument, place.author, title="Anruf"), public(place, 9)
    renamed(place, old)
    case = case_of(place, source, old)
    post(signed_in(place.author), case, "einreichen")
    boss = signed_in(place.boss)
    assert "Ansehen und entscheiden" not in boss.get(case.get_absolute_url()).content.decode()
