"""Loading the directory: all or nothing, twice without change, errors that name file, record and reason."""

from collections import Counter

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from networks.models import Network, Organisation, Participation
from networks_portal.directory.load import load_directory
from publishing.enums import State
from publishing.models import Citation, ContentStamp, Figure, Milestone, Name
from regions.models import Region
from tests.factories import _FILLED, addresses, read

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


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "0-vokabular.yaml").write_text(VOCABULARY)
    (tmp_path / "1-heft.yaml").write_text(DOCUMENT)
    return tmp_path


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
    before, stamp = rows(), ContentStamp.current()
    second = load_directory(folder)

    assert totals(first)[0] > 10
    assert totals(second) == (0, 0, 0)
    assert second.unchanged == first.new
    assert (rows(), ContentStamp.current()) == (before, stamp)


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
    "number that is none": (
        "1-heft.yaml", "number: 12", "number: zwölf", ["1-heft.yaml", "networks/lichtnetz", "zwölf"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_broken_file_is_named_with_record_and_reason_and_changes_nothing(case, folder):
    load_directory(folder)
    file, old, new, words = BROKEN[case]
    rewrite(folder, "name: Lampenamt", "name: Kerzenamt")
    rewrite(folder, old, new, file)
    before, stamp = rows(), ContentStamp.current()

    with pytest.raises(CommandError) as refused:
        call_command("load_directory", folder)
    for word in ("Nichts geladen.", *words):
        assert word in str(refused.value)
    assert (rows(), ContentStamp.current()) == (before, stamp)
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
