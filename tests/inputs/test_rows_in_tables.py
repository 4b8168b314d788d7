"""Members, carriers, programmes as columns: a table adds to them, and takes nobody away who is not in it."""

import pytest

from networks.models import Network, Organisation, Participation, Relation
from programmes.models import Funding, Programme
from regions.models import Region
from tables.columns import KINDS
from tests.factories import make
from tests.transfer.files import csv_file, exported, imported

pytestmark = pytest.mark.django_db
LABEL = "networks.network"
HEAD = ("Netzwerk", "Art", "Region", "Kurztext", "Mitgliedsunternehmen", "Träger", "Förderprogramm", "Teil von")


@pytest.fixture(autouse=True)
def directory():
    make(Region, name="Harz")
    for name in ("Optik AG", "Laser GmbH", "Müller, Meier & Co", "Stadtwerke"):
        make(Organisation, name=name)
    make(Programme, name="Innovation jetzt")
    return make(Network, name="Dachnetz")


def added(row) -> list[tuple[str, dict]]:
    return [(change["part"], change["added"]["fields"]) for change in row.changes if change.get("added")]


def rows(*cells: str, name="Lichtnetz", **values):
    return imported(LABEL, csv_file(HEAD, (name, "Cluster", "Harz", "Ein Netz.", *cells)), **values)


def test_new_entry_has_its_members_carriers_programmes_and_what_it_is_part_of():
    (row,) = rows("Optik AG, Laser GmbH | Müller, Meier & Co", "Stadtwerke", "Innovation jetzt", "Dachnetz")

    assert (row.status, row.errors, row.faults) == ("neu", [], [])
    found = [(part, fields) for part, fields in added(row) if part != "citations"]
    assert sorted((part, fields.get("role", "")) for part, fields in found) == [
        ("fundings", ""), ("participations", "mitglied"), ("participations", "mitglied"),
        ("participations", "mitglied"), ("participations", "traeger"), ("relations_out", ""),
    ]  # fmt: skip
    assert {fields["source_id"] is not None for _, fields in found} == {True}


def test_nobody_leaves_because_a_table_does_not_name_them(directory):
    for name, role in (("Optik AG", "mitglied"), ("Laser GmbH", "gruendungsmitglied")):
        make(Participation, network=directory, organisation=Organisation.objects.get(name=name), role=role)

    (row,) = rows("Laser GmbH; Stadtwerke", "", "", "", name="Dachnetz", clears=True)

    changes = [change for change in row.changes if change.get("part") == "participations"]
    assert [change["added"]["fields"]["organisation_id"] for change in changes] == [
        Organisation.objects.get(name="Stadtwerke").pk
    ]


def test_member_that_nobody_knows_costs_the_cell_and_not_the_row():
    (row,) = rows("Optik AG | Unbekannt GmbH", "", "", "")

    assert (row.status, [fault["value"] for fault in row.faults]) == ("neu", ["Unbekannt GmbH"])


def test_list_that_we_made_ourselves_comes_back_unchanged(directory):
    for name in ("Optik AG", "Laser GmbH"):
        make(Participation, network=directory, organisation=Organisation.objects.get(name=name), role="mitglied")
    make(Relation, from_network=make(Network, name="Lichtnetz"), to_network=directory, kind="teil-von")
    make(Funding, network=directory, programme=Programme.objects.get())
    keys = [*KINDS[LABEL].by_key, "mitglieder", "programme"]

    found = imported(LABEL, exported(LABEL, keys=keys), clears=True)

    assert [(row.status, row.changes) for row in found] == [("unveraendert", [])] * 2


def test_name_that_an_export_kept_from_being_computed_is_shown_as_it_is():
    (row,) = rows("", "", "", "", name="'-5 Grad Ost e. V.")

    assert row.name == "-5 Grad Ost e. V." and not row.errors
    assert next(change["new"] for change in row.changes if change.get("field") == "name") == row.name
