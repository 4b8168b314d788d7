"""Import as an editor uses it, page by page."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from contacts.models import Person
from networks.models import Event, Network, Organisation
from publishing import actions
from publishing.enums import RevisionKind, State
from publishing.models import Revision, SourceDocument
from publishing.snapshots import take
from regions.models import Region
from tests.factories import make
from tests.html_forms import form_data
from tests.roles import administrator, change, editor, releasable, reviewer
from tests.transfer.files import csv_file, edited, exported
from tests.writing import recorded
from transfer.models import ImportBatch, ImportRow

pytestmark = pytest.mark.django_db
URL = "/redaktion/import/"
HEAD = ("Netzwerkname", "Art", "Bundesland", "Kurzbeschreibung", "Homepage", "Seltsames")


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def upload(client, content: bytes, kind="networks.network", name="netze.csv"):
    return client.post(URL, {"art": kind, "datei": SimpleUploadedFile(name, content)})


def batch() -> ImportBatch:
    return ImportBatch.objects.latest("pk")


def mapped(client, content: bytes, kind="networks.network", **values) -> ImportBatch:
    """Up to the preview."""
    response = upload(client, content, kind)
    assert response.status_code == 302, response.content.decode()
    form = form_data(client.get(response.url).content.decode(), "import_mapping_form")
    response = client.post(response.url, form | {"stand": "01.02.2024"} | values, follow=True)
    assert response.redirect_chain[-1][0] == f"{URL}{batch().pk}/", response.content.decode()
    return batch()


def apply(client, one: ImportBatch):
    return client.post(f"{URL}{one.pk}/uebernehmen/", follow=True)


def rows(one: ImportBatch) -> dict[str, ImportRow]:
    return {row.name: row for row in one.rows.all()}


def tick(client, one: ImportBatch, *names: str, action="merken", **values):
    by_name = rows(one)
    data = {"zeile": [row.pk for row in by_name.values() if row.may_apply], "aktion": action}
    return client.post(
        f"{URL}{one.pk}/", data | {f"ja-{by_name[name].pk}": "1" for name in names} | values, follow=True
    )


def network_rows(region: Region) -> bytes:
    return csv_file(
        HEAD,
        ("Neues Netz", "Cluster", region.name, "Verbindet.", "https://neu.example/", "x"),
        ("Altes Netz", "Netzwerk", region.name, "Jetzt anders.", "", ""),
        ("Gleiches Netz", "Netzwerk", region.name, "Ein Netz.", "", ""),
        ("Kaputtes Netz", "Kegelklub", "Nirgendwo", "x" * 161, "keine Adresse", ""),
        ("Doppeltes Netz", "Netzwerk", "", "Was nun?", "", ""),
    )


@pytest.fixture
def region():
    return make(Region, name="Harz")


@pytest.fixture
def directory_of_four(region):
    other = make(Region, name="Rhön")
    make(Network, name="Altes Netz", regions=[region])
    make(Network, name="Gleiches Netz", regions=[region])
    make(Network, name="Doppeltes Netz", regions=[region])
    make(Network, name="doppeltes netz", regions=[other])


@pytest.mark.usefixtures("directory_of_four")
def test_preview_sorts_rows_and_selects_only_what_is_new(region):
    client = signed_in(editor())

    one = mapped(client, network_rows(region))

    page = client.get(f"{URL}{one.pk}/").content.decode()
    assert {name: row.status for name, row in rows(one).items()} == {
        "Neues Netz": "neu", "Altes Netz": "geaendert", "Gleiches Netz": "unveraendert", "Kaputtes Netz": "fehler",
        "Doppeltes Netz": "konflikt",
    }  # fmt: skip
    for label in ("Neu", "Geändert", "Unverändert", "Konflikt", "Fehler"):
        assert f"{label} <strong>1</strong>" in page
    ticked = [name for name in form_data(page, "import_preview_form") if name.startswith("ja-")]
    assert ticked == [f"ja-{rows(one)['Neues Netz'].pk}"]
    assert "Jetzt anders." in page
    for message in ("Spalte B, Art", "ist keine gültige Angabe", "Region „Nirgendwo“ gibt es", "161 Zeichen"):
        assert message in page
    assert Network.objects.count() == 4
    assert not Revision.objects.exists() and "Noch ist nichts übernommen" in page
    only = client.get(f"{URL}{one.pk}/?ergebnis=fehler").content.decode()
    assert "Kaputtes Netz" in only
    assert "Neues Netz" not in only


@pytest.mark.usefixtures("directory_of_four")
def test_buttons_choose_all_of_a_kind_and_none(region):
    client = signed_in(editor())
    one = mapped(client, network_rows(region))

    def chosen_after(action: str) -> set[str]:
        tick(client, one, action=action)
        return {name for name, row in rows(one).items() if row.selected}

    assert chosen_after("geaendert") == {"Altes Netz"}  # the page came without ticks
    assert chosen_after("neu") == {"Neues Netz"}
    assert chosen_after("merken") == chosen_after("keine") == set()
    tick(client, one, "Neues Netz", action="keine")
    assert not any(row.selected for row in rows(one).values())


@pytest.mark.usefixtures("directory_of_four")
def test_taking_over_makes_drafts_and_pending_changes(region):
    source = make(SourceDocument, title="Liste des Ministeriums")
    by = editor()
    client = signed_in(by)
    one = mapped(client, network_rows(region), quelle=source.pk)

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
    assert f"Vorgang <strong>{one.pk}</strong>" in page
    assert "als Entwurf angelegt" in page
    assert f'href="/redaktion/aufgaben/?vorgang=import-{one.pk}"' in page
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
    assert not Revision.objects.open().exists()
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
    make(Person).responsibilities.create(task="Auskunft", network=used)
    served.offers.create(text="Berät.")
    with recorded(record=worked, by=second):
        worked.summary = "Von Hand."
        worked.save()
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
    one = mapped(client, csv_file(HEAD, ("Altes Netz", "", "", "Jetzt anders.", "", "")), quelle=source.pk)
    tick(client, one, "Altes Netz")
    apply(client, one)
    actions.submit(record=network, by=by)
    actions.release(revision=Revision.objects.of(network).open().get(), by=second)

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


@pytest.mark.usefixtures("directory_of_four")
def test_editor_says_which_record_is_meant(region):
    client = signed_in(editor())
    one = mapped(client, network_rows(region))
    row = rows(one)["Doppeltes Netz"]
    meant = Network.objects.get(name="doppeltes netz")

    tick(client, one, action=f"meint-{row.pk}", **{f"meint-{row.pk}": str(meant.pk)})

    row.refresh_from_db()
    assert (row.status, row.record_id, row.selected) == ("geaendert", meant.pk, True)
    forged = tick(client, one, action=f"meint-{row.pk}", **{f"meint-{row.pk}": "999"}).content.decode()
    assert "Diese Auswahl gibt es nicht mehr" in forged


def test_open_change_and_later_check_are_conflicts(region):
    by = editor()
    waiting, checked = make(Network, name="Wartet", regions=[region]), make(Network, name="Geprüft", regions=[region])
    change(waiting, by, summary="Schon in Arbeit.")
    actions.mark_checked(records=[checked], by=by)
    client = signed_in(by)

    one = mapped(client, csv_file(("Name", "Kurztext"), ("Wartet", "Neu."), ("Geprüft", "Neu.")))

    found = rows(one)
    assert {row.status for row in found.values()} == {"konflikt"}
    assert (found["Wartet"].may_apply, found["Geprüft"].may_apply) == (False, True)
    assert "wartet schon eine Änderung" in found["Wartet"].reason
    assert "später als der Stand der Datei (01.02.2024)" in found["Geprüft"].reason
    tick(client, one, "Geprüft")
    apply(client, one)
    assert Revision.objects.of(checked).open().get().changes[0]["new"] == "Neu."


def test_stand_of_a_row_counts_before_that_of_the_file(region):
    by = editor()
    for name in ("Alt", "Jung"):
        actions.mark_checked(records=[make(Network, name=name, regions=[region])], by=by, on=date(2025, 6, 15))

    lines = (("Alt", "Neu.", "Ende 2024"), ("Jung", "Neu.", "01.07.2025"))
    one = mapped(signed_in(by), csv_file(("Name", "Kurztext", "Stand"), *lines))

    assert {name: row.status for name, row in rows(one).items()} == {"Alt": "konflikt", "Jung": "geaendert"}


def test_what_changed_since_the_preview_is_not_overwritten(region):
    client = signed_in(editor())
    network = make(Network, name="Bergnetz", regions=[region])
    make(Network, name="Talnetz", regions=[region])
    one = mapped(client, csv_file(("Name", "Kurztext"), ("Bergnetz", "Neu."), ("Talnetz", "Neu.")))
    tick(client, one, "Bergnetz", "Talnetz")
    Network.objects.filter(pk=network.pk).update(summary="Inzwischen.")

    page = apply(client, one).content.decode()

    assert [revision.label for revision in Revision.objects.all()] == ["Talnetz"]
    assert "1 nicht übernommen, 1 als Änderung vorgeschlagen" in page and "im Verzeichnis etwas geändert" in page
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

    assert "1 nicht übernommen, 1 als Entwurf angelegt" in page and "So nicht." in page
    assert [network.name for network in Network.objects.all()] == ["Eins"]
    assert [row.status for row in one.rows.all()] == ["neu", "fehler"]


def test_mapping_is_guessed_corrected_and_remembered(region):
    by = editor()
    client = signed_in(by)
    content = csv_file(HEAD, ("Netz", "Cluster", "Harz", "Kurz.", "", "Verein"))
    form = form_data(client.get(upload(client, content).url).content.decode(), "import_mapping_form")
    guessed = [form[f"spalte-{n}"][0] for n in range(len(HEAD))]
    assert guessed == ["name", "kind", "regions", "summary", "website", ""]

    client.post(f"{URL}{batch().pk}/spalten/", form | {"spalte-5": "legal_form", "spalte-4": "", "stand": "1.1.2024"})

    again = csv_file(HEAD[::-1], ("Verein", "", "Kurz.", "Harz", "Cluster", "Netz"))
    form = form_data(client.get(upload(client, again).url).content.decode(), "import_mapping_form")
    assert [form[f"spalte-{n}"][0] for n in range(6)] == ["legal_form", "", "summary", "regions", "kind", "name"]
    other = signed_in(editor())
    form = form_data(other.get(upload(other, content).url).content.decode(), "import_mapping_form")
    assert form["spalte-5"] == [""]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"spalte-1": "name"}, "„Name“ ist 2 Spalten zugeordnet"),
        ({"spalte-0": ""}, "woran ein Eintrag zu erkennen ist"),
        ({"stand": ""}, "was seitdem geprüft wurde"),
        ({"stand": "neulich"}, "Bitte einen Tag wie"),
        ({"stand": "01.01.2999"}, "in der Zukunft"),
        ({"quelle": "99999"}, "Bitte eine gültige Auswahl treffen"),
        ({"spalte-0": "erfunden"}, "woran ein Eintrag"),
    ],
)
def test_wrong_mapping_is_explained(values, message):
    client = signed_in(editor())
    response = upload(client, csv_file(HEAD[:3], ("Netz", "Cluster", "Harz")))
    form = form_data(client.get(response.url).content.decode(), "import_mapping_form") | {"stand": "1.1.2024"}

    page = client.post(response.url, form | values)

    assert page.status_code == 400
    assert message in page.content.decode()


def test_hostile_uploads_are_refused_in_words():
    client = signed_in(editor())

    for content, message in ((b"", "leer"), (b"%PDF-1.4", "PDF"), (csv_file(("a", "a"), ("1", "2")), "zweimal")):
        response = upload(client, content)
        assert response.status_code == 400
        assert message in response.content.decode()
    assert client.post(URL, {"art": "networks.network"}).status_code == 400
    assert client.post(URL, {"art": "auth.user", "datei": SimpleUploadedFile("a.csv", b"a\nb")}).status_code == 400
    large = client.post(URL, {"datei": SimpleUploadedFile("a.csv", b"a" * 11_000_000)})
    assert (large.status_code, "größer als 10 MB" in large.content.decode()) == (413, True)
    assert not ImportBatch.objects.exists()


def test_dates_as_serial_numbers_are_read_with_a_note():
    client = signed_in(editor())

    one = mapped(client, csv_file(("Name", "Datum"), ("Treffen", "44473"), ("Fest", "bald")), "networks.event")

    found = rows(one)
    assert {c["field"]: c["new"] for c in found["Treffen"].changes if "field" in c}["start"] == "2021-10-04"
    assert found["Treffen"].notes == ["Beginn: Die Zahl 44473 ist als Tag gelesen: 04.10.2021."]
    assert "keine verständliche Zeitangabe" in found["Fest"].errors[0][1]


def test_contacts_come_with_channels_and_their_task(region):
    client = signed_in(editor())
    make(Organisation, name="Kammer Harz")
    head = ("Nachname", "Vorname", "Organisation", "Telefon", "E-Mail", "Zuständig für", "Zuständig in")
    line = ("Muster", "Erika", "Kammer Harz", "0341 1 | 3411234", "e@kammer.example", "Beitritt", "Harz")
    lines = (line, ("Ohne", "Aufgabe", "", "", "", "", "Harz"), ("Ohne", "Adresse", "", "", "kein At", "Rat", ""))
    one = mapped(client, csv_file(head, *lines), "contacts.person")

    assert rows(one)["Adresse Ohne"].errors == [["Spalte E, E-Mail", "„kein At“ ist keine E-Mail-Adresse."]]

    assert rows(one)["Erika Muster"].notes[0].endswith("führende Null verloren.")
    assert rows(one)["Aufgabe Ohne"].errors == [
        ["Spalte F, Zuständig für", "Fehlt; eine Zuständigkeit muss sagen, wofür."]
    ]
    apply(client, one)

    person = Person.objects.get(family_name="Muster")
    assert person.organisation.name == "Kammer Harz"
    assert {(c.kind, c.value) for c in person.channels.all()} == {
        ("telefon", "0341 1"), ("telefon", "3411234"), ("e-mail", "e@kammer.example"),
    }  # fmt: skip
    task = person.responsibilities.get()
    assert (task.task, [r.name for r in task.regions.all()]) == ("Beitritt", ["Harz"])


def test_value_for_all_rows_fills_only_new_ones(region):
    make(Network, name="Altes Netz", regions=[region], kind="hub")
    lines = (("Altes Netz", "Harz", "Neu."), ("Neues Netz", "Harz", "Neu."))
    one = mapped(signed_in(editor()), csv_file(("Name", "Region", "Kurztext"), *lines), **{"fest-kind": "cluster"})

    found = rows(one)
    assert found["Neues Netz"].status == "neu"
    assert [change["field"] for change in found["Altes Netz"].changes] == ["summary"]


def test_two_rows_for_one_record_and_ids_that_do_not_fit(region):
    network, other = make(Network, name="Eins", regions=[region]), make(Network, name="Zwei", regions=[region])
    head = ("Id", "Kurzadresse", "Name", "Kurztext")
    lines = [
        (network.pk, "", "Eins", "Neu."),
        ("", network.slug, "Eins", "Anders."),
        (999_999, "", "Drei", "x"),
        ("viele", "", "Vier", "x"),
        (other.pk, network.slug, "Fünf", "x"),
    ]
    one = mapped(signed_in(editor()), csv_file(head, *lines))

    found = [(row.status, (row.errors or [["", row.reason]])[0][1]) for row in one.rows.all()]
    assert found[0] == ("geaendert", "")
    assert found[1] == ("fehler", "Meint denselben Eintrag wie Zeile 2.")
    assert found[2][0] == found[3][0] == "fehler"
    assert "gibt es nicht (mehr)" in found[2][1]
    assert "keine Id" in found[3][1]
    assert (found[4][0], "verschiedenen Einträgen" in found[4][1]) == ("konflikt", True)


def test_rights_in_words_for_every_role(region):
    other = make(Region, name="Rhön")
    make(Network, name="Meins", regions=[region])
    make(Network, name="Fremdes", regions=[other])
    lines = [
        ("Meins", "", "", "Neu."), ("Fremdes", "", "", "Neu."), ("Neu hier", "Cluster", "Harz", "Kurz."),
        ("Neu dort", "Cluster", "Rhön", "Kurz."),
    ]  # fmt: skip
    everything = {"Meins": "geaendert", "Fremdes": "geaendert", "Neu hier": "neu", "Neu dort": "neu"}
    mine = everything | {"Fremdes": "fehler", "Neu dort": "fehler"}
    accounts = ((editor(regions=[region]), mine), (reviewer(regions=[region]), mine),
                (editor(), everything), (administrator(), everything))  # fmt: skip
    for account, expected in accounts:
        one = mapped(signed_in(account), csv_file(HEAD[:4], *lines))
        assert {name: row.status for name, row in rows(one).items()} == expected
        if expected is mine:
            assert "gehört nicht zu Ihren Regionen" in rows(one)["Fremdes"].errors[0][1]
            assert "läge nicht in Ihren Regionen" in rows(one)["Neu dort"].errors[0][1]
    moved = mapped(signed_in(editor(regions=[region])), csv_file(HEAD[:3], ("Meins", "", "Harz | Rhön")))
    assert rows(moved)["Meins"].status == "geaendert"
    client = signed_in(editor(packages=["programmes"]))
    assert "programmes.programme" in client.get(URL).content.decode()
    assert upload(client, csv_file(HEAD[:4], *lines)).status_code == 400


def test_nobody_else_sees_an_import(region):
    owner = editor()
    one = mapped(signed_in(owner), csv_file(HEAD[:4], ("Geheim", "Cluster", "Harz", "Kurz.")))
    stranger = signed_in(editor())
    for path in ("", "spalten/", "vergleich/", "uebernehmen/", "ergebnis/"):
        assert stranger.get(f"{URL}{one.pk}/{path}").status_code == 404
        assert stranger.post(f"{URL}{one.pk}/{path}").status_code in (404, 405)
    assert "netze.csv" not in stranger.get(URL).content.decode()
    assert signed_in(administrator()).get(f"{URL}{one.pk}/").status_code == 200
    assert Client().get(f"{URL}{one.pk}/").url.startswith("/redaktion/login/")
    assert signed_in(editor(is_staff=False)).get(URL).status_code in (302, 403)


def test_pages_have_no_inline_script_or_style(region):
    client = signed_in(editor())
    make(Network, name="Altes Netz", regions=[region])
    one = mapped(client, network_rows(region))
    tick(client, one, "Neues Netz", "Altes Netz")
    pages = [client.get(f"{URL}{one.pk}/{path}") for path in ("", "spalten/", "uebernehmen/")]
    apply(client, one)
    for page in (*pages, client.get(URL), client.get(f"{URL}{one.pk}/ergebnis/")):
        html = page.content.decode()
        assert page.status_code == 200
        assert not re.search(r"<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=", html[html.index("<body") :])
