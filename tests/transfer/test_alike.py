"""What a new row might double is asked by the rule of the forms, also within the file."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from duplicates.namesakes import namesakes
from networks.models import Field, Network, Organisation
from publishing.models import Figure, Link
from regions.models import Region
from sheets.reading import read
from tables.columns import KINDS
from tests.factories import make
from tests.html_forms import form_data
from tests.roles import editor, signed_in
from tests.transfer.files import csv_file, imported
from tests.transfer.pages import URL, mapped
from transfer.compare import Comparison
from transfer.models import ImportBatch
from transfer.steps import choose, compare_next
from transfer.storing import store

pytestmark = pytest.mark.django_db
HEAD = ("Name", "Art", "Regionen", "Kurztext")
THERE = ("Silicon Saxony", "Cluster Smart Industries", "Green Industry Cluster", "Gipfel 2023")
SPELT = (
    "Silicon Saxony e.V.", "SiliconSaxony", "Smart Industries Cluster", "Netzwerk Smart-Industries",
    "Green Industrie Cluster", "Silicon Saxnoy",
)  # fmt: skip
OTHERS = ("BioRN", "Smart Cities Cluster", "Gipfel 2024", "Silicon")


def names(*some: str) -> bytes:
    return csv_file(HEAD, *[(name, "Cluster", "Berlin", "Ein Netz.") for name in some])


def test_entry_that_is_spelt_nearly_alike_is_asked_for_as_in_the_form():
    make(Region, name="Berlin")
    for name in THERE:
        make(Network, name=name)

    rows = {row.name: row for row in imported("networks.network", names(*SPELT, *OTHERS))}

    for name in SPELT:
        assert rows[name].status == "konflikt" and not rows[name].selected
        assert rows[name].candidates == [one.pk for one in namesakes(Network, name)]
        assert rows[name].reason.startswith("Das gibt es vielleicht schon: „")
    assert {rows[name].status for name in OTHERS} == {"neu"}


def test_short_and_long_name_of_a_firm_are_asked_and_never_merged():
    """Not where many begin so, nor where a place does."""
    for name in ("MVV", "BASF SE", "Verein Deutscher Ingenieure", "Badische Presse", "Elektro Nord", "Elektro Süd",
                 "Elektro West", "Elektro Ost", "Stadtwerke Heidelberg", "Optik Harz GmbH", "Halle 1"):  # fmt: skip
        make(Organisation, name=name)
    alike = {"MVV Energie AG": "MVV", "BASF Digital Farming GmbH": "BASF SE", "VDI": "Verein Deutscher Ingenieure",
             "Verein Deutscher Ingenieure (VDI) e. V.": "Verein Deutscher Ingenieure",
             "Optik Harz Service": "Optik Harz GmbH",
             "Mannheimer Versorgungswerke (MVV)": "MVV"}  # fmt: skip
    others = [
        "Elektro",
        "Elektro Mitte",
        "MV",
        "Heidelberg Cement",
        "Stadtwerke Worms",
        "Optik Rhön",
        "Halle 1 Nord",
        "Verein der Optiker",
    ]
    head = ("Firma", "Art")

    rows = {row.name: row for row in imported("networks.organisation", csv_file(
        head, *[(name, "Unternehmen") for name in (*alike, *others)]))}  # fmt: skip

    names = dict(Organisation.objects.values_list("pk", "name"))
    assert {name: names[pk] for name, row in rows.items() for pk in row.candidates} == alike
    assert {rows[name].status for name in others} == {"neu"}
    assert not any(rows[name].selected for name in alike)


def test_answer_settles_it():
    make(Region, name="Berlin")
    there = make(Network, name="Silicon Saxony")
    by = editor()
    one, other = imported("networks.network", names("SiliconSaxony", "Silicon Saxony e. V."), by=by)
    batch = ImportBatch.objects.get()

    choose(batch, one, str(there.pk), by)
    choose(batch, other, "neu", by)

    assert (one.status, one.record_id) == ("geaendert", there.pk)
    assert (other.status, other.selected) == ("neu", True)


def test_rows_of_one_file_that_mean_the_same_in_other_words_are_not_both_ticked():
    """Nor with a slip of the pen; figures are none."""
    make(Region, name="Berlin")

    rows = imported(
        "networks.network",
        names("Smart Industries Cluster", "Cluster Smart Industries", "Smart Cities Cluster", "Smart Cites Cluster",
              "Netz Halle 1", "Netz Halle 2"),
    )  # fmt: skip

    assert [row.selected for row in rows] == [True, False, True, False, True, True]
    assert [row.reason for row in rows if row.reason] == [
        "Meint vielleicht dasselbe wie Zeile 2.", "Meint vielleicht dasselbe wie Zeile 4.",
    ]  # fmt: skip


def test_names_are_read_once_for_all_slices():
    make(Network, name="Silicon Saxony")
    by, kind, asked = editor(), KINDS["networks.network"], []
    for _ in range(2):
        batch = store(read("x.csv", names("SiliconSaxony")), kind=kind, file_name="x.csv", by=by)
        batch.move("pruefung", only_from=("zuordnung",))
        with CaptureQueriesContext(connection) as queries:
            compare_next(batch, by)
        asked.append(len(queries))
    assert asked[0] > asked[1]


def test_what_may_be_there_is_decided_and_handed_in_with_one_press(region):
    """Who is called the same is chosen beforehand, nobody else."""
    for name in ("ABB", "Hitachi Energy"):
        make(Organisation, name=name, region=region)
    client = signed_in(editor())
    lines = [("ABB AG", "Unternehmen", "Harz"), ("Hitachi Energy Germany AG", "Unternehmen", "Harz")]
    one = mapped(client, csv_file(("Firma", "Art", "Sitz"), *lines), "networks.organisation")
    page = client.get(f"{URL}{one.pk}/").content.decode()
    sent = form_data(page, "import_preview_form")
    asked = {row.name: f"meint-{row.pk}" for row in one.rows.all()}
    assert sent[asked["ABB AG"]] == [str(Organisation.objects.get(name="ABB").pk)]
    assert sent[asked["Hitachi Energy Germany AG"]] == [""]

    stays = client.post(f"{URL}{one.pk}/", sent | {"aktion": "meint-freigeben"}, follow=True)
    assert "Noch ist nichts übernommen." in stays.content.decode()  # the other one is still open
    client.post(
        f"{URL}{one.pk}/", {asked["Hitachi Energy Germany AG"]: "neu", "aktion": "meint-freigeben"}, follow=True
    )

    assert {row.name: row.result for row in one.rows.all()}["Hitachi Energy Germany AG"] == "angelegt"
    assert [case.state for case in Case.objects.filter(origin=f"import-{one.pk}")] == ["pruefung"]


def test_branch_of_a_group_is_not_taken_for_the_group(region):
    """Who is called the same, but sits elsewhere, or has another website or far more people: nothing is chosen
    beforehand, the page shows both, and what the entry says stays unless somebody chose otherwise."""
    other = make(Region, name="Leipzig")
    for name, site, staff in (("ABB", "https://abb.example/", 900), ("Nova", "https://nova.example/", 0)):
        group = make(Organisation, name=name, region=region, summary="Gehört zu den größten.")
        make(Link, subject=group, kind="website", url=site)
        if staff:
            make(Figure, subject=group, counted="Beschäftigte", number=staff)
    make(Organisation, name="Blank")
    client = signed_in(editor())
    head = ("Firma", "Art", "Sitz", "Website", "Beschäftigte", "Kurztext")
    lines = [
        ("ABB AG", "Unternehmen", "Leipzig", "https://abb-leipzig.example/", "48", "Baut Schränke."),
        ("Nova GmbH", "Unternehmen", "Harz", "https://www.nova.example/de/", "12", ""),
        ("Blank GmbH", "Unternehmen", "Leipzig", "", "", ""),
    ]
    one = mapped(client, csv_file(head, *lines), "networks.organisation")
    page = client.get(f"{URL}{one.pk}/").content.decode()
    rows = {row.name: row for row in one.rows.all()}
    sent = form_data(page, "import_preview_form")
    chosen = {name: sent[f"meint-{row.pk}"] for name, row in rows.items()}
    nova, abb = Organisation.objects.get(name="Nova"), Organisation.objects.get(name="ABB")
    assert chosen == {"ABB AG": [""], "Nova GmbH": [str(nova.pk)], "Blank GmbH": [""]}
    assert "Anders: Sitz, Website, Zahl der Beschäftigten." in page and "Gehört zu den größten." in page
    assert "Niederlassung oder anderes: eigener Eintrag" in page
    assert re.search("dort ersetzen: (Kurztext, Sitz|Sitz, Kurztext)", page)

    by = editor()
    kept = choose(one, rows["ABB AG"], str(abb.pk), by)
    assert {change.get("field") or change["part"] for change in kept.changes} == {"links", "figures"}
    assert f"Sitz: Bleibt „{region.name}“; in der Tabelle steht „Leipzig“." in kept.notes
    comparison = Comparison(one, by)
    (state,) = comparison.compare([kept])  # what those in charge are told has what stands there already
    assert comparison.told(kept, state)["website"] == "https://abb.example/ | https://abb-leipzig.example/"
    instead = choose(one, rows["ABB AG"], f"{abb.pk}+", by)
    said = {change["field"]: change["new"] for change in instead.changes if "field" in change}
    assert said["region_id"] == other.pk and said["summary"] == "Baut Schränke."


def test_what_the_table_calls_otherwise_is_our_judgement_and_no_source_is_cited_for_it(region):
    """At an entry that is there as at a new one, whose own fields no source is cited for."""
    wanted = make(Field, name="Maschinenbau")
    firm = make(Organisation, name="Nova", region=region)
    rows = csv_file(("Firma", "Felder", "Kurztext"), ("Nova", "Anlagentechnik", "Baut Anlagen."))

    (row,) = imported("networks.organisation", rows, meanings={"fields": {"Anlagentechnik": "Maschinenbau"}})

    assert row.record_id == firm.pk
    assert [one["new"] for one in row.changes if one.get("field") == "fields"] == [[wanted.pk]]
    cited = [one["added"]["fields"]["field"] for one in row.changes if one.get("part") == "citations"]
    assert cited == ["summary", "tags"]  # that word is the table's
