"""Loading the directory: all or nothing, twice without change, errors that name file, record and reason.

A reload sets records back to what the files say and keeps what editors decided and added.
"""

from collections import Counter
from unittest import mock

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction

from memory import stamps
from networks.models import Network, Organisation, Participation
from networks_portal.loading.load import load_directory
from publishing.enums import State
from publishing.models import Citation, Figure, Milestone, Name, SourceDocument
from regions.models import Region
from tests.factories import _FILLED, addresses, cite, hide, make, read

pytestmark = pytest.mark.django_db

VOCABULARY = """
regions:
  - {slug: ackerland, name: Ackerland, kind: land}
fields:
  - {slug: licht, name: Licht}
  - {slug: laser, name: Laser, parent: licht}
"""
DOCUMENT = """
source: amtsheft
sources:
  - {slug: amtsheft, title: Amtsheft, short_title: Heft, kind: artikel, as_of: "2018", as_of_reason: Zum Test.}
organisations:
  - {slug: lampenamt, name: Lampenamt, kind: behoerde}
networks:
  - slug: lichtnetz
    name: Lichtnetz
    kind: netzwerk
    summary: Verbindet Lampen.
    regions: [ackerland]
    fields: [laser]
    tags: [Lampe]
    cite: {name: "das Lichtnetz", kind: {at: "ein Netz", certainty: angedeutet, note: Aus dem Namen.}}
    names: [{kind: auch, name: Lampenbund, at: "im Lampenbund"}]
    figures: [{number: 12, counted: Partner, is_membership: true, as_of: "Ende 2018"}]
    milestones: [{kind: gruendung, date: "Sommer 2017", text: Angefangen.}]
    participations: [{organisation: lampenamt, role: traeger}]
"""


def written(folder):
    (folder / "0-vokabular.yaml").write_text(VOCABULARY)
    (folder / "1-heft.yaml").write_text(DOCUMENT)
    return folder


@pytest.fixture
def folder(tmp_path):
    return written(tmp_path)


def rewrite(folder, old, new, name="1-heft.yaml"):
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def rows() -> Counter:
    found = (model for label in _FILLED for model in apps.get_app_config(label).get_models(include_auto_created=True))
    return Counter({model._meta.label: model._base_manager.count() for model in found})


def totals(report) -> tuple[int, int, int]:
    return report.new.total(), report.changed.total(), report.removed.total()


def test_everything_a_file_says_arrives(folder, client):
    load_directory(folder)
    network = Network.objects.get(slug="lichtnetz")

    assert network.state == State.PUBLISHED
    assert [region.slug for region in network.regions.all()] == ["ackerland"]
    assert network.fields.get().parent.slug == "licht"
    assert list(network.tags.names()) == ["Lampe"]
    assert network.figures.get().as_of_display == "Ende 2018"
    assert network.milestones.get().date_earliest.isoformat() == "2017-06-01"
    assert Participation.objects.get(network=network).source.slug == "amtsheft"
    assert addresses("lampenbund") == ["/netzwerke/lichtnetz/"]
    assert "Netzwerk (nur angedeutet) Quelle [1] Aus dem Namen." in read(client.get("/netzwerke/lichtnetz/"))


def test_file_is_the_source_of_what_it_describes(folder):
    load_directory(folder)
    cited = Citation.objects.filter(object_id=Network.objects.get(slug="lichtnetz").pk, source__slug="amtsheft")

    assert {(row.field, row.locator, row.certainty) for row in cited if row.subject.slug == "lichtnetz"} == {
        ("", "", "genannt"),
        ("name", "das Lichtnetz", "genannt"),
        ("kind", "ein Netz", "angedeutet"),
    }


def test_second_time_changes_nothing(folder):
    first = load_directory(folder)
    before, stamp = rows(), stamps.current()
    second = load_directory(folder)

    assert totals(first)[0] > 10
    assert totals(second) == (0, 0, 0)
    assert second.unchanged == first.new
    assert (rows(), stamps.current()) == (before, stamp)


def test_edited_record_and_statement_are_brought_up_to_date(folder):
    load_directory(folder)
    pk = Network.objects.get(slug="lichtnetz").pk
    rewrite(folder, "number: 12", "number: 13")
    rewrite(folder, "summary: Verbindet Lampen.", "summary: Verbindet Leuchten.")
    rewrite(folder, "    tags: [Lampe]\n", "    tags: [Leuchte]\n")
    report = load_directory(folder)

    network = Network.objects.get(slug="lichtnetz")
    assert network.pk == pk
    assert (network.summary, list(network.tags.names())) == ("Verbindet Leuchten.", ["Leuchte"])
    assert [figure.number for figure in network.figures.all()] == [13]
    assert totals(report) == (1, 1, 1)
    assert (report.new["Figure"], report.removed["Figure"], report.changed["Network"]) == (1, 1, 1)


def test_statement_that_is_gone_from_the_file_is_removed(folder):
    load_directory(folder)
    rewrite(folder, '    names: [{kind: auch, name: Lampenbund, at: "im Lampenbund"}]\n', "")
    load_directory(folder)

    assert not Name.objects.filter(name="Lampenbund").exists()
    assert addresses("lampenbund") == []


@pytest.mark.parametrize(
    "old, new",
    [
        ("    fields: [laser]\n", "    fields: [licht]\n"),
        ("    regions: [ackerland]\n", "    regions: []\n"),
        ("    tags: [Lampe]\n", "    tags: [Lampe, Docht]\n"),
    ],
)
def test_changed_list_alone_counts_raises_the_stamp_and_rebuilds_the_search(old, new, folder):
    first = load_directory(folder)
    stamp = stamps.current()
    rewrite(folder, old, new)
    with mock.patch("networks_portal.loading.load.index.rebuild") as rebuild:
        report = load_directory(folder)

    assert totals(report) == (0, 1, 0)
    assert (report.changed["Network"], report.unchanged["Network"]) == (1, first.new["Network"] - 1)
    assert stamps.current() != stamp
    rebuild.assert_called_once()
    assert totals(load_directory(folder)) == (0, 0, 0)


def test_tag_known_in_another_case_is_no_change(folder):
    load_directory(folder)
    rewrite(folder, "tags: [Lampe]", "tags: [lampe]")

    assert totals(load_directory(folder)) == (0, 0, 0)


@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEW, State.ARCHIVED])
def test_state_that_an_editor_set_stays(state, folder):
    load_directory(folder)
    hide(Network.objects.get(slug="lichtnetz"), state)
    assert totals(load_directory(folder)) == (0, 0, 0)
    rewrite(folder, "summary: Verbindet Lampen.", "summary: Verbindet Leuchten.")
    load_directory(folder)

    network = Network.objects.get(slug="lichtnetz")
    assert (network.state, network.summary) == (state, "Verbindet Leuchten.")


def test_value_that_an_editor_changed_is_what_the_file_says_again(folder):
    load_directory(folder)
    Network.objects.filter(slug="lichtnetz").update(summary="Anders.")
    load_directory(folder)

    assert Network.objects.get(slug="lichtnetz").summary == "Verbindet Lampen."


def test_statements_that_editors_added_stay(folder):
    load_directory(folder)
    network, other = Network.objects.get(slug="lichtnetz"), make(SourceDocument)
    partner = make(Organisation)
    own = [
        make(Name, subject=network, name="Ohne Quelle"),
        make(Figure, subject=network, source=other),
        make(Participation, network=network, organisation=partner, source=other),
        cite(network, None, "summary"),
        cite(network, other),
    ]
    stale = [
        make(Name, subject=network, name="Mit Quelle der Datei", source=SourceDocument.objects.get(slug="amtsheft")),
        cite(network, SourceDocument.objects.get(slug="amtsheft"), "summary"),
    ]
    report = load_directory(folder)

    assert all(type(row).objects.filter(pk=row.pk).exists() for row in own)
    assert not any(type(row).objects.filter(pk=row.pk).exists() for row in stale)
    assert totals(report) == (0, 0, 2)
    assert totals(load_directory(folder)) == (0, 0, 0)


def test_statement_with_a_source_of_its_own_is_replaced_when_its_file_changes(folder):
    (folder / "2-zweites.yaml").write_text(
        "sources:\n  - {slug: zweitheft, title: Zweitheft, short_title: Zweites, kind: artikel, dated: '2020'}\n"
    )
    rewrite(folder, 'cite: {name: "das Lichtnetz"', "cite: {name: {source: zweitheft, at: vorn}")
    load_directory(folder)
    rewrite(folder, "at: vorn", "at: hinten")
    load_directory(folder)

    assert [row.locator for row in Citation.objects.filter(source__slug="zweitheft", field="name")] == ["hinten"]


def test_record_continues_in_another_file_with_its_own_source(folder):
    (folder / "2-zweites.yaml").write_text(
        "source: zweitheft\n"
        "sources:\n  - {slug: zweitheft, title: Zweitheft, short_title: Zweites, kind: artikel, dated: '2020'}\n"
        "networks:\n  - slug: lichtnetz\n    figures: [{number: 16, counted: Partner}]\n    fields: [licht]\n"
    )
    load_directory(folder)
    network = Network.objects.get(slug="lichtnetz")

    assert {(figure.number, figure.source.slug) for figure in network.figures.all()} == {
        (12, "amtsheft"),
        (16, "zweitheft"),
    }
    assert {field.slug for field in network.fields.all()} == {"licht", "laser"}
    assert totals(load_directory(folder)) == (0, 0, 0)


def test_child_may_stand_before_its_parent(folder):
    rewrite(folder, "  - {slug: licht, name: Licht}\n", "", "0-vokabular.yaml")
    with (folder / "0-vokabular.yaml").open("a") as file:
        file.write("  - {slug: licht, name: Licht}\n")
    load_directory(folder)

    assert Network.objects.get(slug="lichtnetz").fields.get().parent.slug == "licht"


# What is broken: file, old text, new text, what the message must name.
BROKEN = {
    "no YAML": ("1-heft.yaml", "names: [{kind", "names: [{{kind", ["1-heft.yaml", "kein gültiges YAML"]),
    "key twice": (
        "1-heft.yaml",
        "    kind: netzwerk\n",
        "    kind: netzwerk\n    kind: hub\n",
        ["1-heft.yaml", "„kind“ steht hier zweimal"],
    ),
    "unknown section": ("1-heft.yaml", "networks:\n", "netzwerke:\n", ["1-heft.yaml", "netzwerke", "gibt es nicht"]),
    "no list": ("0-vokabular.yaml", "regions:\n  - ", "regions:\n   ", ["0-vokabular.yaml", "regions", "eine Liste"]),
    "no slug": ("0-vokabular.yaml", "slug: licht, ", "", ["0-vokabular.yaml", "fields", "braucht „slug“"]),
    "slug twice": ("0-vokabular.yaml", "slug: laser", "slug: licht", ["0-vokabular.yaml", "fields/licht", "zweimal"]),
    "unknown key": (
        "1-heft.yaml", "    kind: netzwerk\n", "    kind: netzwerk\n    farbe: rot\n",
        ["1-heft.yaml", "networks/lichtnetz", "farbe"],
    ),
    "unknown key of a statement": (
        "1-heft.yaml", "number: 12", "anzahl: 12", ["1-heft.yaml", "networks/lichtnetz", "anzahl"],
    ),
    "unknown field cited": (
        "1-heft.yaml", 'cite: {name: "das', 'cite: {farbe: "das', ["1-heft.yaml", "networks/lichtnetz", "farbe"],
    ),
    "unknown reference": (
        "1-heft.yaml", "regions: [ackerland]", "regions: [atlantis]",
        ["1-heft.yaml", "networks/lichtnetz", "Region „atlantis“ gibt es nicht"],
    ),
    "unknown reference of a statement": (
        "1-heft.yaml", "organisation: lampenamt", "organisation: kerzenamt",
        ["1-heft.yaml", "networks/lichtnetz", "Organisation „kerzenamt“ gibt es nicht"],
    ),
    "unknown choice": (
        "1-heft.yaml", "    kind: netzwerk\n", "    kind: zirkus\n",
        ["1-heft.yaml", "networks/lichtnetz", "kind", "zirkus"],
    ),
    "no date": (
        "1-heft.yaml", '"Sommer 2017"', '"irgendwann"', ["1-heft.yaml", "networks/lichtnetz", "keine verständliche"],
    ),
    "long locator": (
        "1-heft.yaml", '"im Lampenbund"', '"eins zwei drei vier fünf sechs sieben acht neun"',
        ["1-heft.yaml", "networks/lichtnetz", "höchstens 8 Wörter"],
    ),
    "missing value": (
        "1-heft.yaml", "    summary: Verbindet Lampen.\n", '    summary: ""\n',
        ["1-heft.yaml", "networks/lichtnetz", "summary"],
    ),
    "constraint of a record": (
        "0-vokabular.yaml", "kind: land}", "kind: land, nuts: DE9}",
        ["0-vokabular.yaml", "regions/ackerland", "braucht seine Fassung"],
    ),
    "constraint of a statement": (
        "1-heft.yaml", "number: 12", "number: 12, qualifier: bis",
        ["1-heft.yaml", "networks/lichtnetz", "braucht zwei Zahlen"],
    ),
    "statement twice": (
        "1-heft.yaml", "role: traeger}]", "role: traeger}, {organisation: lampenamt, role: traeger}]",
        ["1-heft.yaml", "networks/lichtnetz", "schon eingetragen"],
    ),
    "end before start": (
        "1-heft.yaml", "organisations:\n",
        'events:\n  - {slug: fest, name: Fest, start: "2020", end: "2019"}\norganisations:\n',
        ["1-heft.yaml", "events/fest", "endet, bevor sie beginnt"],
    ),
    "circle": (
        "0-vokabular.yaml", "name: Licht}", "name: Licht, parent: laser}", ["0-vokabular.yaml", "fields/l", "Kreis"],
    ),
    "slug is a list": (
        "0-vokabular.yaml", "slug: laser", "slug: [1]", ["0-vokabular.yaml", "fields: {'slug': [1]", "„slug“ muss"],
    ),
    "slug is a number": (
        "0-vokabular.yaml", "slug: laser", "slug: 5", ["0-vokabular.yaml", "fields: {'slug': 5", "„slug“ muss"],
    ),
    "slug is no slug": ("0-vokabular.yaml", "slug: laser", "slug: ä ö", ["0-vokabular.yaml", "fields/ä ö", "slug"]),
    "parent is a list": (
        "0-vokabular.yaml", "parent: licht", "parent: [1]", ["0-vokabular.yaml", "fields/laser", "„parent“"],
    ),
    "parent is a list of texts": (
        "0-vokabular.yaml", "parent: licht", "parent: [licht]", ["0-vokabular.yaml", "fields/laser", "einzelne Angabe"],
    ),
    "parent is a number": (
        "0-vokabular.yaml", "parent: licht", "parent: 5", ["0-vokabular.yaml", "fields/laser", "Kurzadresse"],
    ),
    "name has parts": (
        "0-vokabular.yaml", "name: Laser", "name: {de: Laser}", ["0-vokabular.yaml", "fields/laser", "„name“"],
    ),
    "cite is a list": (
        "0-vokabular.yaml", "parent: licht", "cite: [a]", ["0-vokabular.yaml", "fields/laser", "„cite“: Erwartet"],
    ),
    "citation is a list": (
        "0-vokabular.yaml", "parent: licht", "cite: {name: [a]}", ["0-vokabular.yaml", "fields/laser", "„cite“"],
    ),
    "statements are a number": (
        "1-heft.yaml", "    figures: [", "    offers: 3\n    figures: [",
        ["1-heft.yaml", "networks/lichtnetz", "„offers“: Erwartet wird eine Liste"],
    ),
    "statement is a text": (
        "1-heft.yaml", "    figures: [", "    offers: [a]\n    figures: [",
        ["1-heft.yaml", "networks/lichtnetz", "„offers“: Erwartet wird eine Liste"],
    ),
    "value of a statement is a list": (
        "1-heft.yaml", "counted: Partner", "counted: [a]", ["1-heft.yaml", "networks/lichtnetz", "einzelne Angabe"],
    ),
    "list is a text": (
        "1-heft.yaml", "regions: [ackerland]", "regions: ackerland",
        ["1-heft.yaml", "networks/lichtnetz", "„regions“ muss eine Liste"],
    ),
    "list of numbers": (
        "1-heft.yaml", "tags: [Lampe]", "tags: [5]", ["1-heft.yaml", "networks/lichtnetz", "„tags“: Erwartet"],
    ),
    "unknown source of a file": (
        "1-heft.yaml", "source: amtsheft\n", "source: nix\n", ["1-heft.yaml", "/", "„nix“ gibt es nicht"],
    ),
    "unknown source of a vocabulary": (
        "0-vokabular.yaml", "\nregions:", "source: nix\nregions:",
        ["0-vokabular.yaml", "regions/ackerland", "„nix“ gibt es nicht"],
    ),
    "source of a file is a list": (
        "1-heft.yaml", "source: amtsheft\n", "source: [amtsheft]\n", ["1-heft.yaml", "source", "Kurzadresse"],
    ),
    "source of a citation is a list": (
        "1-heft.yaml", 'kind: {at: "ein Netz"', "kind: {source: [amtsheft]",
        ["1-heft.yaml", "networks/lichtnetz", "„source“ muss eine einzelne Angabe"],
    ),
    "internal field": (
        "1-heft.yaml", "    kind: netzwerk\n", "    kind: netzwerk\n    id: 5\n",
        ["1-heft.yaml", "networks/lichtnetz", "„id“ gibt es"],
    ),
    "reverse relation": (
        "1-heft.yaml", "    kind: netzwerk\n", "    kind: netzwerk\n    citations: []\n",
        ["1-heft.yaml", "networks/lichtnetz", "„citations“ gibt es"],
    ),
    "owner of a statement": (
        "1-heft.yaml", "role: traeger", "role: traeger, network: lichtnetz",
        ["1-heft.yaml", "networks/lichtnetz", "„network“ ergibt sich"],
    ),
    "key is a list": ("1-heft.yaml", "number: 12", "? [a]\n    : 12", ["1-heft.yaml", "kein gültiges YAML"]),
    "key is a number": ("1-heft.yaml", "number: 12", "5: 12", ["1-heft.yaml", "5 ist kein Name"]),
    "day that no calendar has": (
        "1-heft.yaml", '"Sommer 2017"', "2017-02-30", ["1-heft.yaml", "kein gültiges YAML", "day is out of range"],
    ),
    "day in quotes that no calendar has": (
        "1-heft.yaml", '"Sommer 2017"', '"30.02.2017"', ["1-heft.yaml", "networks/lichtnetz", "keine verständliche"],
    ),
    "endless number": (
        "1-heft.yaml", "number: 12", "number: .inf", ["1-heft.yaml", "networks/lichtnetz", "inf"],
    ),
    "number that is none": (
        "1-heft.yaml", "number: 12", "number: zwölf", ["1-heft.yaml", "networks/lichtnetz", "zwölf"],
    ),
}  # fmt: skip


class TestBroken:
    @pytest.fixture(scope="class")
    @classmethod
    def loaded(cls, django_db_setup, django_db_blocker, tmp_path_factory):
        """Loaded once for all: no broken file may change anything."""
        folder = written(tmp_path_factory.mktemp("loaded"))
        with django_db_blocker.unblock(), transaction.atomic():
            load_directory(folder)
            yield rows(), stamps.current()
            transaction.set_rollback(True)

    @pytest.mark.parametrize("case", BROKEN)
    def test_file_is_named_with_record_and_reason_and_changes_nothing(self, case, loaded, folder):
        file, old, new, words = BROKEN[case]
        rewrite(folder, "name: Lampenamt", "name: Kerzenamt")
        rewrite(folder, old, new, file)

        with pytest.raises(CommandError) as refused:
            call_command("load_directory", folder)
        for word in ("Nichts geladen.", *words):
            assert word in str(refused.value)
        assert (rows(), stamps.current()) == loaded
        assert Organisation.objects.get(slug="lampenamt").name == "Lampenamt"


def test_broken_first_load_leaves_the_database_empty_of_it(folder):
    rewrite(folder, "role: traeger", "role: zirkus")
    before = rows()
    with pytest.raises(CommandError):
        call_command("load_directory", folder)

    assert rows() == before
    assert not Region.objects.filter(slug="ackerland").exists()


def test_value_that_two_files_state_differently_is_an_error(folder):
    (folder / "2-zweites.yaml").write_text("networks:\n  - {slug: lichtnetz, kind: hub}\n")

    with pytest.raises(CommandError, match="2-zweites.yaml: networks/lichtnetz: „kind“ steht in 1-heft.yaml anders"):
        call_command("load_directory", folder)


def test_value_that_one_file_lists_and_another_does_not_is_an_error(folder):
    (folder / "2-zweites.yaml").write_text("networks:\n  - {slug: lichtnetz, kind: [hub]}\n")

    with pytest.raises(CommandError, match="2-zweites.yaml: networks/lichtnetz: „kind“ steht in 1-heft.yaml anders"):
        call_command("load_directory", folder)


def test_file_that_cannot_be_read_is_an_error(folder):
    (folder / "2-ordner.yaml").mkdir()

    with pytest.raises(CommandError, match="2-ordner.yaml: Die Datei lässt sich nicht lesen"):
        call_command("load_directory", folder)


def test_empty_folder_is_an_error(tmp_path):
    with pytest.raises(CommandError, match="Hier liegen keine Dateien"):
        call_command("load_directory", tmp_path)


def test_command_reports_counts(folder, capsys):
    call_command("load_directory", folder)
    assert "Network: 1 neu, 0 geändert, 0 unverändert, 0 entfernt" in capsys.readouterr().out
    call_command("load_directory", folder)
    assert "Network: 0 neu, 0 geändert, 1 unverändert, 0 entfernt" in capsys.readouterr().out


def test_if_empty_loads_only_into_an_empty_database(folder, capsys):
    call_command("load_directory", folder, if_empty=True)
    assert Network.objects.filter(slug="lichtnetz").exists()
    rewrite(folder, "number: 12", "number: 13")
    call_command("load_directory", folder, if_empty=True)

    assert Figure.objects.get().number == 12
    assert Milestone.objects.count() == 1
    assert "nichts geladen" in capsys.readouterr().out
