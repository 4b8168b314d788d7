"""What one table says of firms, of their networks and of people comes into one case."""

import re
from html import escape

import pytest

from cases import actions as cases
from cases.models import Case
from contacts.models import Person
from networks.models import Network, Organisation
from publishing import history
from publishing.models import Revision
from regions.models import Region
from tables.parting import MAX_PARTS
from tests.factories import make
from tests.html_forms import form_data
from tests.roles import administrator, editor, signed_in
from tests.transfer.files import csv_file
from tests.transfer.pages import URL, apply, batch, mapped, rows, upload

pytestmark = pytest.mark.django_db

HEAD = ("Firma", "Art", "Sitz", "Telefon", "Mitglied in", "Ansprechpartner:in")
LINES = (
    ("Alpha GmbH", "Unternehmen", "Harz", "0341 111", "Netz Eins; Netz Zwei", "Erika Muster"),
    ("Beta GmbH", "Unternehmen", "Harz", "0341 222", "Netz Eins", ""),
    ("Gamma GmbH", "Unternehmen", "Harz", "0341 333", "", "Dr. Max Beispiel"),
)


def once_more(client, one, label: str, **values):
    """Up to what was taken over."""
    response = client.post(f"{URL}{one.pk}/ergebnis/", {"art": label}, follow=True)
    form = form_data(response.content.decode(), "import_mapping_form")
    client.post(f"{URL}{batch().pk}/spalten/", form | values, follow=True)
    made = batch()
    apply(client, made)
    return made


def test_members_and_people_of_one_table_are_part_of_its_case(region):
    networks = [make(Network, name=f"Netz {word}", regions=[region]) for word in ("Eins", "Zwei")]
    client = signed_in(editor())
    one = mapped(client, csv_file(HEAD, *LINES), "networks.organisation")
    apply(client, one)

    people = once_more(client, one, "contacts.person")
    joined = once_more(client, people, "networks.network")

    assert people.rows.count() == joined.rows.count() == 2
    assert [row.get_result_display() for row in joined.rows.all()] == ["als Änderung vorgeschlagen"] * 2
    assert {(str(one.organisation), one.family_name, one.channels.count()) for one in Person.objects.all()} == {
        ("Alpha GmbH", "Muster", 0),
        ("Gamma GmbH", "Beispiel", 0),
    }
    assert {one.responsibilities.get().task for one in Person.objects.all()} == {"Ansprechperson"}
    case = Case.objects.get()
    assert {entry.record for entry in case.entries.all()} >= {
        *networks, *Person.objects.all(), *Organisation.objects.all(),
    }  # fmt: skip


def test_a_network_gets_more_members_than_a_cell_may_list_elsewhere(region):
    network = make(Network, name="Netz Eins", regions=[region])
    firms = [make(Organisation, name=f"Firma {n}", kind="unternehmen", region=region) for n in range(MAX_PARTS + 20)]
    lines = [(one.name, "Unternehmen", "Harz", "", "Netz Eins", "") for one in firms]
    lines.append(("Neue GmbH", "Unternehmen", "Harz", "", "Netz Eins", ""))
    client = signed_in(editor())
    one = mapped(client, csv_file(HEAD, *lines), "networks.organisation")
    apply(client, one)

    joined = once_more(client, one, "networks.network")

    (row,) = joined.rows.all()
    assert (row.get_result_display(), row.faults) == ("als Änderung vorgeschlagen", [])
    proposed = Revision.objects.open().get(object_id=network.pk, content_type__model="network")
    assert sum("added" in change for change in proposed.changes) == len(lines)


def test_same_headers_open_as_they_were_read_first_and_the_second_step_as_it_was_last(region):
    client, content = signed_in(editor(office="Stadt Harzburg")), csv_file(HEAD, *LINES)
    one = mapped(client, content, "networks.organisation", **{"spalte-3": "mobil"})
    assert "gleich danach gelesen" in client.get(f"{URL}{one.pk}/spalten/").content.decode()
    apply(client, one)
    once_more(client, one, "contacts.person", **{"fest-aufgabe": "Einkauf"})

    upload(signed_in(editor(office="Stadt  Harzburg")), content, kind="")
    assert (batch().kind, batch().mapping["3"]) == ("networks.organisation", "mobil")
    upload(signed_in(editor(office="Stadt Seesen")), content, kind="")
    assert batch().mapping["3"] == "telefon"

    again = mapped(client, content, "networks.organisation", stand="01.02.2024")
    assert {row.status for row in again.rows.all()} == {"unveraendert"}
    assert "Personen aus „Ansprechpartner:in“" in client.get(f"{URL}{again.pk}/").content.decode()
    client.post(f"{URL}{again.pk}/ergebnis/", {"art": "contacts.person"}, follow=True)
    assert (batch().kind, batch().constants) == ("contacts.person", {"aufgabe": "Einkauf"})


def test_a_table_that_says_nothing_of_people_is_no_table_of_people(region):
    client = signed_in(editor())
    one = mapped(client, csv_file(HEAD[:4], *(line[:4] for line in LINES)), "networks.organisation")
    apply(client, one)

    assert "Steht in derselben Tabelle noch mehr?" not in client.get(f"{URL}{one.pk}/ergebnis/").content.decode()
    page = client.post(f"{URL}{one.pk}/ergebnis/", {"art": "contacts.person"}, follow=True).content.decode()

    assert "Die Tabelle sagt darüber nichts" in page and batch() == one and Organisation.objects.count() == 3
    assert Region.objects.count() == 1


def misspelt(client, region):
    """The networks of a table that names one of them in two ways, up to the preview."""
    make(Network, name="Cluster Smart Industries", regions=[region])
    lines = [(*line[:4], name) for line, name in zip(LINES, ("Cluster Smart Industries", MISSPELT, ""), strict=True)]
    one = mapped(client, csv_file(HEAD[:5], *lines), "networks.organisation")
    apply(client, one)
    response = client.post(f"{URL}{one.pk}/ergebnis/", {"art": "networks.network"}, follow=True)
    form = form_data(response.content.decode(), "import_mapping_form")
    client.post(f"{URL}{batch().pk}/spalten/", form, follow=True)
    made = batch()
    return made, made.rows.get(name=MISSPELT)


def mean(client, one, row) -> str:
    said = {"aktion": f"meint-{row.pk}", f"meint-{row.pk}": str(row.candidates[0])}
    return client.post(f"{URL}{one.pk}/", said, follow=True).content.decode()


MISSPELT = "Cluster Smart Industires"


def test_names_that_mean_the_same_network_become_one_row(region):
    client = signed_in(editor())
    one, row = misspelt(client, region)
    assert row.candidates and one.rows.count() == 2

    page = mean(client, one, row)

    assert "Zeile 2 neu geprüft und gehört jetzt zu Zeile 1: Geändert." in page
    row = one.rows.get()  # taken over by itself, as nothing else is asked
    assert "Dazu, was unter „Cluster Smart Industires“ stand (Zeile 2)." in str(row.cell_notes)
    assert row.result == "vorgeschlagen"
    network = Network.objects.get()
    rows = history.open_change(network).snapshot["parts"]["participations"].values()
    assert {one["fields"]["organisation_id"] for one in rows} == {
        *Organisation.objects.filter(name__in=("Alpha GmbH", "Beta GmbH")).values_list("pk", flat=True)
    }


def test_what_was_left_is_taken_over_after_the_first_was_released(region):
    client = signed_in(editor())
    one, row = misspelt(client, region)
    client.post(f"{URL}{one.pk}/", {"aktion": "geaendert"})
    apply(client, one)

    page = mean(client, one, row)
    assert "Zeile 2 neu geprüft: Konflikt. Zu diesem Eintrag wartet schon eine Änderung." in page
    case = Case.objects.get()
    cases.submit(case=case, by=case.created_by)
    cases.release(case=Case.objects.get(), by=administrator())
    assert f'value="pruefen-{row.pk}"' in client.get(f"{URL}{one.pk}/").content.decode()
    page = client.post(f"{URL}{one.pk}/", {"aktion": f"pruefen-{row.pk}"}, follow=True).content.decode()
    assert "Zeile 2 neu geprüft: Geändert." in page
    apply(client, one)

    assert {row.result for row in one.rows.all()} == {"vorgeschlagen"}
    assert len(history.open_change(Network.objects.get()).snapshot["parts"]["participations"]) == 2


def test_further_steps_know_from_when_each_row_is(region):
    """Also under a header that nobody would guess; a network is no newer than the oldest row that names it."""
    make(Network, name="Netz Eins", regions=[region])
    client = signed_in(editor())
    lines = [(*LINES[0][:4], "Netz Eins", "Erika Muster", "05/2025"), (*LINES[1][:4], "Netz Eins", "", "03.02.2025")]
    lines.append((*LINES[2][:4], "", "Dr. Max Beispiel", ""))
    one = mapped(client, csv_file((*HEAD, "gesehen"), *lines), "networks.organisation", **{"spalte-6": "stand"})
    apply(client, one)
    people, joined = once_more(client, one, "contacts.person"), once_more(client, one, "networks.network")

    assert (people.mapping["6"], joined.mapping["6"]) == ("stand", "stand")
    assert {one.family_name: one.citations.get().as_of for one in Person.objects.all()} == {
        "Muster": "2025-05",
        "Beispiel": "2024-02-01",
    }
    change = Revision.objects.open().get().snapshot["parts"]["participations"]
    assert {row["fields"]["as_of"] for row in change.values()} == {"2025-02-03"}


def test_memberships_are_chosen_at_first_and_what_would_overwrite_is_not(region):
    make(Network, name="Netz Eins", regions=[region], summary="Alt.")
    make(Network, name="Netz Zwei", regions=[region], summary="Alt.")
    for name in ("Alpha", "Beta"):
        make(Organisation, name=name, region=region)
    client = signed_in(editor())
    head = ("Netzwerk", "Kurztext", "Mitglieder")
    one = mapped(client, csv_file(head, ("Netz Eins", "", "Alpha; Beta"), ("Netz Zwei", "Neu.", "Alpha")))

    assert {row.name: row.selected for row in one.rows.all()} == {"Netz Eins": True, "Netz Zwei": False}
    page = " ".join(client.get(f"{URL}{one.pk}/").content.decode().split())
    assert "<strong>1</strong> Zeile ausgewählt</p>" in page
    assert 'class="button default" name="aktion" value="freigeben"' in page
    page = " ".join(client.post(f"{URL}{one.pk}/", {"aktion": "keine"}, follow=True).content.decode().split())
    assert "<strong>0</strong> Zeilen ausgewählt: Bitte zuerst wählen" in page
    assert 'class="button" name="aktion" value="freigeben"' in page


def test_network_that_nobody_knows_is_meant_left_out_or_made_once_for_all_that_name_it(region):
    """What is said of it holds for the next table of the office, too."""
    office = make(Network, name="Netzwerkbüro Health and Life Science Harz", regions=[region])
    light = make(Network, name="Lichtnetz", regions=[region])
    client = signed_in(editor(office="Stadt Harzburg"))
    named = (
        "Netzwerkbüro Health & Life Science; Neunetz",
        "Neunetz; Stammtisch Hafen; Lichtnetz",
        "Liechtnetz, Altnetz",
    )
    lines = [(*line[:4], name) for line, name in zip(LINES, named, strict=True)]
    one = mapped(client, csv_file(("Firma", "Art", "Sitz", "Telefon", "Netzwerke"), *lines), "networks.organisation")
    apply(client, one)

    def networks():
        response = client.post(f"{URL}{one.pk}/ergebnis/", {"art": "networks.network"}, follow=True)
        form = form_data(response.content.decode(), "import_mapping_form")
        client.post(f"{URL}{batch().pk}/spalten/", form, follow=True)
        return batch(), {row.name: row for row in batch().rows.all()}

    joined, rows = networks()
    asked = rows["Netzwerkbüro Health & Life Science"]
    assert (asked.status, asked.candidates) == ("konflikt", [office.pk]) and "mit einem Ort dazu" in asked.reason
    page = client.get(f"{URL}{joined.pk}/fehler/").content.decode()
    assert "genannt bei „Alpha GmbH“, „Beta GmbH“" in page and "Fehlt." not in page
    form = form_data(page, "import_repair_form")

    def question(name: str) -> str:
        return page[: page.index(f"„{escape(name)}“ bedeutet")].rsplit('for="id_', 1)[1].split('"')[0]

    assert form[question("Liechtnetz")] == ["Lichtnetz"], "a slip is filled in"
    said = {"Netzwerkbüro Health & Life Science": office.name, "Neunetz": "neu", "Stammtisch Hafen": "(leer lassen)"}
    client.post(f"{URL}{joined.pk}/fehler/", form | {question(name): text for name, text in said.items()}, follow=True)

    rows = {row.name: row for row in joined.rows.all()}
    assert {name: row.status for name, row in rows.items()} == {
        "Netzwerkbüro Health & Life Science": "geaendert", "Lichtnetz": "geaendert", "Altnetz": "fehler",
        "Neunetz": "fehler", "Stammtisch Hafen": "unveraendert",
    }  # fmt: skip
    assert rows["Lichtnetz"].record_id == light.pk and len(rows["Lichtnetz"].changes) == 2
    page = client.get(f"{URL}{joined.pk}/fehler/").content.decode()
    assert (
        page.count("Fehlt. Für alle diese Zeilen") == 3
        and "1 Zeile: „Neunetz“" in page
        and "„Altnetz“ bedeutet" in page
    )
    apply(client, joined)
    result = client.get(f"{URL}{joined.pk}/ergebnis/").content.decode()
    assert "1 weggelassen, wie festgelegt" in " ".join(re.sub("<[^>]+>", " ", result).split())

    line = ("Omega", "Unternehmen", "Liechtnetz; Stammtisch Hafen")
    one = mapped(client, csv_file(("Betrieb", "Art", "Cluster"), line), "networks.organisation")
    apply(client, one)
    joined, rows = networks()
    assert {name: (row.status, row.reason) for name, row in rows.items()} == {
        "Lichtnetz": ("konflikt", rows["Lichtnetz"].reason), "Stammtisch Hafen": ("unveraendert", "weggelassen"),
    }  # fmt: skip


def test_address_that_bears_a_name_is_of_who_is_called_so_and_not_of_the_firm(region):
    """In the column of the firm, too: who reads its page is not to write to somebody's own mailbox."""
    client = signed_in(editor())
    mails = {
        "Alpha": ("Jens Kolbitz (GF)", "j.kolbitz@alpha.example", "", "j.kolbitz@alpha.example"),
        "Beta": ("Ina Roth", "post@beta.example; roth@beta.example", "post@beta.example", "roth@beta.example"),
        "Gamma": ("Sabine Heinicke-Roth", "SHR@gamma.example", "", "SHR@gamma.example"),
        "Delta": ("Max Lang / Eva Groß", "e.gross@delta.example", "", "e.gross@delta.example"),
        "Eta": ("Ivo Aydınoğlu", "hallo@eta.example", "hallo@eta.example", ""),
        "Theta": ("Ute Mai", "u.mai(at)theta.example", "", "u.mai@theta.example"),
    }
    lines = [(name, "Unternehmen", "Harz", who, mail) for name, (who, mail, *_) in mails.items()]
    one = mapped(
        client, csv_file(("Firma", "Art", "Sitz", "Ansprechpartner", "E-Mail"), *lines), "networks.organisation"
    )
    url = f"{URL}{one.pk}/fehler/"
    client.post(url, form_data(client.get(url).content.decode(), "import_repair_form"), follow=True)
    assert "trägt den Namen der Ansprechperson" in " ".join(rows(one)["Alpha"].notes)
    apply(client, one)
    once_more(client, one, "contacts.person")

    def ways(entry) -> str:
        return "; ".join(way.value for way in entry.channels.order_by("pk"))

    firms = {firm.name: ways(firm) for firm in Organisation.objects.all()}
    people = {person.organisation.name: [] for person in Person.objects.all()}
    for person in Person.objects.all():
        people[person.organisation.name] += [ways(person)] if ways(person) else []
    assert firms == {name: own for name, (_who, _mail, own, _theirs) in mails.items()}
    assert people == {name: [theirs] if theirs else [] for name, (*_, theirs) in mails.items()}
    assert Person.objects.get(given_name="Eva").channels.exists()
