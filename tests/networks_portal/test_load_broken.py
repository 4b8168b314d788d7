"""A broken file changes nothing, and is named with the record and the reason."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from memory import stamps
from networks.models import Organisation
from networks_portal.loading.load import load_directory
from regions.models import Region
from tests.networks_portal.loading import rewrite, rows, written

pytestmark = pytest.mark.django_db


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
        "0-vokabular.yaml", "parent: licht", "cite: {name: [[a]]}", ["0-vokabular.yaml", "fields/laser", "„cite“"],
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
        "1-heft.yaml", '"Sommer 2017"', '"30.02.2017"', ["1-heft.yaml", "networks/lichtnetz", "Diesen Tag gibt es"],
    ),
    "endless number": (
        "1-heft.yaml", "number: 12", "number: .inf", ["1-heft.yaml", "networks/lichtnetz", "inf"],
    ),
    "number that is none": (
        "1-heft.yaml", "number: 12", "number: zwölf", ["1-heft.yaml", "networks/lichtnetz", "zwölf"],
    ),
}  # fmt: skip
# What a database could refuse or let pass in its own way; all else is refused while reading.
HELD = {
    "slug twice", "unknown choice", "long locator", "constraint of a record", "constraint of a statement",
    "statement twice", "end before start", "circle", "endless number",
}  # fmt: skip
ONCE = pytest.mark.once


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

    @pytest.mark.parametrize("case", [case if case in HELD else pytest.param(case, marks=ONCE) for case in BROKEN])
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
