"""Loading the directory: all or nothing, twice without change, errors that name file, record and reason.

A reload sets records back to what the files say and keeps what editors decided and added.
"""

from unittest import mock

import pytest
from django.core.management import call_command

from memory import stamps
from networks.models import Network, Organisation, Participation
from networks_portal.loading.load import load_directory
from publishing.enums import State
from publishing.models import Citation, Figure, Milestone, Name, SourceDocument
from tests.factories import addresses, cite, hide, make, read
from tests.networks_portal.loading import rewrite, rows, totals

pytestmark = pytest.mark.django_db


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
    page = read(client.get("/netzwerke/lichtnetz/"))
    assert "Netzwerk nicht ausdrücklich" in page and "Aus dem Namen." in page


def test_file_is_the_source_of_what_it_describes(folder):
    load_directory(folder)
    cited = Citation.objects.filter(object_id=Network.objects.get(slug="lichtnetz").pk, source__slug="amtsheft")

    assert {(row.field, row.locator, row.certainty) for row in cited if row.subject.slug == "lichtnetz"} == {
        ("", "", "genannt"),
        ("name", "das Lichtnetz", "genannt"),
        ("kind", "ein Netz", "angedeutet"),
    }


def test_one_document_may_say_two_things_of_a_field(folder):
    rewrite(
        folder, 'cite: {name: "das Lichtnetz"', 'cite: {name: ["das Lichtnetz", {at: weiter hinten, value: Lampennetz}]'
    )
    load_directory(folder)

    cited = Network.objects.get(slug="lichtnetz").citations.filter(field="name")
    assert list(cited.values_list("locator", "value")) == [("das Lichtnetz", ""), ("weiter hinten", "Lampennetz")]
    assert totals(load_directory(folder)) == (0, 0, 0)


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
