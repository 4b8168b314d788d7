"""What taking over an import makes, and what undoing it takes back."""

import pytest
from django.core.exceptions import ValidationError

from cases import actions as case_actions
from cases.models import Case
from contacts.models import Person
from networks.models import Event, Network, Organisation
from publishing import actions
from publishing.enums import RevisionKind, State
from publishing.models import Revision, SourceDocument
from publishing.snapshots import take
from tests.factories import cite, make
from tests.roles import editor, releasable, reviewer, signed_in
from tests.transfer.files import csv_file, edited, exported
from tests.transfer.pages import HEAD, URL, apply, mapped, network_rows, rows, tick
from tests.writing import recorded

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("directory_of_four")
def test_taking_over_makes_drafts_and_pending_changes(region):
    source = make(SourceDocument, title="Liste des Ministeriums")
    by = editor()
    client = signed_in(by)
    one = mapped(client, network_rows(region), source=source)

    tick(client, one, "Neues Netz", "Altes Netz")
    page = apply(client, one).content.decode()

    new, old = Network.objects.get(name="Neues Netz"), Network.objects.get(name="Altes Netz")
    assert (new.state, new.kind, [r.name for r in new.regions.all()]) == (State.DRAFT, "cluster", ["Harz"])
    assert new.links.get().url == "https://neu.example/"
    assert {new.links.get().source, new.citations.get().source} == {source}
    assert (old.state, old.summary) == (State.PUBLISHED, "Ein Netz.")
    revision = Revision.objects.of(old).open().get()
    assert (revision.kind, revision.batch, revision.created_by) == (RevisionKind.IMPORT, f"import-{one.pk}", by)
    added = [c["added"]["fields"]["field"] for c in revision.changes if c.get("part") == "citations"]
    assert added == ["summary"]
    assert "Übernommen am " in page
    assert "als Entwurf angelegt" in page
    case = Case.objects.get(origin=f"import-{one.pk}")
    assert f'href="{case.get_absolute_url()}"' in page and case.source == source
    assert {entry.record for entry in case.entries.all()} == {new, old}
    assert "Noch ist nichts übernommen" not in client.get(f"{URL}{one.pk}/").content.decode()
    assert client.get(new.get_absolute_url()).status_code == 404


@pytest.mark.usefixtures("directory_of_four")
def test_undo_removes_untouched_drafts_and_pending_changes(region):
    client = signed_in(editor())
    one = mapped(client, network_rows(region))
    tick(client, one, "Neues Netz", "Altes Netz")
    apply(client, one)

    page = client.post(f"{URL}{one.pk}/ergebnis/", follow=True).content.decode()

    assert not Network.objects.filter(name="Neues Netz").exists()
    assert not Revision.objects.open().exists() and not Case.objects.exists()
    assert "2 rückgängig gemacht" in page
    assert not client.get("/redaktion/aufgaben/").context["revisions"]
    assert {row.result for row in one.rows.all()} == {"", "zurueck"}


@pytest.mark.usefixtures("directory_of_four")
def test_undo_says_what_stays_and_why(region):
    by, second = editor(), reviewer()
    client = signed_in(by)
    names = ("Benutztes Netz", "Zuständiges Netz", "Bearbeitetes Netz", "Eingereichtes Netz")
    lines = [(name, "Cluster", region.name, "Verbindet.", "", "") for name in names]
    one = mapped(client, csv_file(HEAD, *lines, ("Altes Netz", "", "", "Jetzt anders.", "", "")))
    tick(client, one, *names, "Altes Netz")
    apply(client, one)
    used, served, worked, handed, old = (Network.objects.get(name=name) for name in (*names, "Altes Netz"))
    make(Event, networks=[used])
    source = make(SourceDocument)
    make(Person).responsibilities.create(task="Auskunft", network=used)
    served.offers.create(text="Berät.")
    with recorded(record=worked, by=second):
        worked.summary = "Von Hand."
        worked.save()
    case_actions.take_out(case=Case.objects.get(), records=[handed], by=by)
    for field in ("", "kontakt"):
        cite(handed, source, field)
    actions.submit(record=handed, by=by)
    proposed = take(old)
    proposed["fields"]["summary"] = "Noch anders."
    waiting = Revision.objects.of(old).open().get()
    actions.propose(record=old, snapshot=proposed, by=second, revise=waiting)

    page = client.post(f"{URL}{one.pk}/ergebnis/", follow=True).content.decode()

    assert Network.objects.filter(name__in=names).count() == 4
    assert "Darauf verweisen inzwischen andere Angaben: " in page
    assert "Veranstaltungen" in page and "Zuständigkeiten" in page
    assert "Seit dem Import kamen Angaben dazu" in page
    assert f"Seit dem Import bearbeitet, zuletzt von {second}" in page
    assert "kein Entwurf mehr: In Prüfung" in page
    assert f"weiter bearbeitet, zuletzt von {second}" in page
    assert waiting.pk == Revision.objects.of(old).open().get().pk
    assert "Noch einmal versuchen" in page


def test_undo_leaves_what_is_released(region):
    by, second = editor(), reviewer()
    client, source = signed_in(by), make(SourceDocument)
    network = releasable(Network, name="Altes Netz", regions=[region])
    one = mapped(client, csv_file(HEAD, ("Altes Netz", "", "", "Jetzt anders.", "", "")), source=source)
    tick(client, one, "Altes Netz")
    apply(client, one)
    case = Case.objects.get()
    case_actions.submit(case=case, by=by)
    case_actions.release(case=case, by=second)

    page = client.post(f"{URL}{one.pk}/ergebnis/", follow=True).content.decode()

    network.refresh_from_db()
    assert network.summary == "Jetzt anders."
    assert "schon freigegeben und öffentlich" in page


def test_undo_gives_a_draft_back_what_it_had(region):
    client = signed_in(editor())
    network = make(Network, name="Entwurf", state=State.DRAFT, summary="Vorher.", regions=[region])
    network.links.create(kind="website", url="https://alt.example/", label="Website")
    content = edited(
        exported("networks.network"), lambda row: row.update(Kurztext="Nachher.", Website="https://neu.example/")
    )
    one = mapped(client, content)
    tick(client, one, "Entwurf")
    apply(client, one)
    network.refresh_from_db()
    assert (network.summary, network.links.get().url) == ("Nachher.", "https://neu.example/")

    client.post(f"{URL}{one.pk}/ergebnis/", follow=True)

    network.refresh_from_db()
    assert (network.summary, network.links.get().url) == ("Vorher.", "https://alt.example/")
    kinds = list(Revision.objects.of(network).order_by("number").values_list("kind", flat=True))
    assert kinds == [RevisionKind.IMPORT, RevisionKind.RESTORE]


def test_what_changed_since_the_preview_is_not_overwritten(region):
    client = signed_in(editor())
    network = make(Network, name="Bergnetz", regions=[region])
    make(Network, name="Talnetz", regions=[region])
    one = mapped(client, csv_file(("Name", "Kurztext"), ("Bergnetz", "Neu."), ("Talnetz", "Neu.")))
    tick(client, one, "Bergnetz", "Talnetz")
    Network.objects.filter(pk=network.pk).update(summary="Inzwischen.")

    page = apply(client, one).content.decode()

    assert [revision.label for revision in Revision.objects.all()] == ["Talnetz"]
    assert "1 als Änderung vorgeschlagen" in page and "1 nicht übernommen: nicht ausgewählt" in page
    assert "im Verzeichnis etwas geändert" in page
    berg, tal = one.rows.all()
    assert (berg.selected, berg.changes[0]["old"], berg.result) == (False, "Inzwischen.", "")


def test_refused_row_is_told_and_holds_up_no_other(region, monkeypatch):
    client = signed_in(editor())
    one = mapped(client, csv_file(HEAD[:4], *[(name, "Cluster", "Harz", "Kurz.") for name in ("Eins", "Zwei")]))
    clean = Network.clean

    def refuse(self):
        if self.name == "Zwei":
            raise ValidationError("So nicht.")
        clean(self)

    monkeypatch.setattr(Network, "clean", refuse)
    page = apply(client, one).content.decode()

    assert "1 als Entwurf angelegt" in page and "1 nicht übernommen: fehlerhaft" in page and "So nicht." in page
    assert [network.name for network in Network.objects.all()] == ["Eins"]
    assert [row.status for row in one.rows.all()] == ["neu", "fehler"]


def test_contacts_come_with_channels_and_their_task(region):
    client = signed_in(editor())
    make(Organisation, name="Kammer Harz")
    head = ("Nachname", "Vorname", "Organisation", "Telefon", "E-Mail", "Zuständig für", "Zuständig in")
    line = ("Muster", "Erika", "Kammer Harz", "0341 111 | 4711", "e@kammer.example", "Beitritt", "Harz")
    lines = (line, ("Ohne", "Aufgabe", "", "", "", "", "Harz"), ("Ohne", "Adresse", "", "", "kein At", "Rat", ""))
    one = mapped(client, csv_file(head, *lines), "contacts.person")

    without = rows(one)["Adresse Ohne"]
    assert (without.status, [one["what"] for one in without.faults]) == (
        "neu",
        ["„kein At“ ist keine E-Mail-Adresse."],
    )

    assert rows(one)["Erika Muster"].notes[0].endswith("führende Null verloren.")
    assert rows(one)["Aufgabe Ohne"].errors == [
        ["Spalte F, Zuständig für", "Fehlt; eine Zuständigkeit muss sagen, wofür."]
    ]
    apply(client, one)

    person = Person.objects.get(family_name="Muster")
    assert person.organisation.name == "Kammer Harz"
    assert {(c.kind, c.value) for c in person.channels.all()} == {
        ("telefon", "0341 111"), ("telefon", "4711"), ("e-mail", "e@kammer.example"),
    }  # fmt: skip
    task = person.responsibilities.get()
    assert (task.task, [r.name for r in task.regions.all()]) == ("Beitritt", ["Harz"])


def test_numbers_of_one_cell_are_called_each_by_itself(region):
    client = signed_in(editor())
    head = ("Firma", "Art", "Sitz", "Telefon", "Mobil")
    lines = [
        ("Alpha", "Unternehmen", "Harz", "0621 85 44 20, 0171 5550134", ""),
        ("Beta", "Unternehmen", "Harz", "0621 425 09-15; 0171 5550134", "0172 5550135"),
        ("Gamma", "Unternehmen", "Harz", "0341 4711 / -12", "0171 5550134"),
    ]
    apply(client, mapped(client, csv_file(head, *lines), "networks.organisation"))

    def ways(name: str) -> set[tuple[str, str]]:
        return {(way.kind, way.dial) for way in Organisation.objects.get(name=name).channels.all()}

    assert ways("Alpha") == {("telefon", "+49621854420"), ("mobil", "+491715550134")}
    assert ways("Beta") == {("telefon", "+496214250915"), ("mobil", "+491715550134"), ("mobil", "+491725550135")}
    assert ways("Gamma") == {("telefon", ""), ("mobil", "+491715550134")}
    again = mapped(client, csv_file(head, *lines[:1]), "networks.organisation")
    assert again.rows.get().status == "unveraendert"


def test_portals_come_in_columns_of_their_own(region):
    client = signed_in(editor())
    head = ("Name", "Typ", "Region", "Kurzbeschreibung", "Webseite", "Stellenangebote", "Flyer")
    row = ("Netz", "Cluster", "Harz", "Kurz.", "https://netz.example/", "https://netz.example/jobs", "")
    one = mapped(client, csv_file(head, row))

    tick(client, one, "Netz")
    apply(client, one)

    links = Network.objects.get().links.order_by("pk").values_list("kind", "label", "url")
    assert list(links) == [
        ("website", "Website", "https://netz.example/"),
        ("stellen", "Stellenbörse", "https://netz.example/jobs"),
    ]
