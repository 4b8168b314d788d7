"""The measure of the drafting rules, with an invented directory and text."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.texts.articles import ARTICLE

FIXTURE = """
source: textilbrief
sources:
  - {slug: textilbrief, title: Textilbrief, short_title: Textilbrief, kind: artikel}
organisations:
  - slug: ihk-chemnitz
    name: IHK Chemnitz
    kind: kammer
    cite: {name: "von der IHK Chemnitz"}
  - slug: weberei
    name: Weberei Grau
    kind: unternehmen
    figures: [{number: 60, counted: Mitglieder, at: "mehr als 60 Mitglieder"}]
persons:
  - slug: yusuf-brandt
    given_name: Yusuf
    family_name: Brandt
    channels: [{kind: telefon, value: "03733 55512-0", at: "Telefon: 03733"}]
    responsibilities: [{task: Auskunft, at: "Dr. Yusuf Brandt"}]
"""


def measure(tmp_path, *options) -> dict[str, list[str]]:
    """The rows of the table, by kind."""
    (tmp_path / "1.yaml").write_text(FIXTURE)
    (tmp_path / "text.txt").write_text(ARTICLE)
    out = StringIO()
    call_command("measure_drafting", str(tmp_path), "--fixtures", str(tmp_path), *options, stdout=out)
    return {line[:24].strip(): line[24:].split() for line in out.getvalue().splitlines()} | {"": [out.getvalue()]}


def test_precision_and_recall_are_printed_per_kind(tmp_path):
    rows = measure(tmp_path)

    # proposed, right, expected, found, precision, recall
    assert rows["Organisationen"] == ["3", "1", "2", "1", "33%", "50%"]
    assert rows["Telefonnummern"] == ["2", "1", "1", "1", "50%", "100%"]
    assert rows["Zahlen"] == ["2", "1", "1", "1", "50%", "100%"]
    assert rows["Personen"] == ["2", "1", "1", "1", "50%", "100%"]
    assert rows["davon Ansprechpersonen"] == ["1", "1", "1", "1", "100%", "100%"]
    assert rows["Links"] == ["1", "0", "0", "0", "0%", "–"]


def test_text_is_matched_to_its_source_and_misses_are_named(tmp_path):
    text = measure(tmp_path, "--details")[""][0]

    assert "text.txt: textilbrief (100% der Fundstellen)" in text
    assert "fehlt: Weberei Grau" in text


def test_folder_without_texts_is_explained(tmp_path):
    with pytest.raises(CommandError, match="liegen keine Texte"):
        call_command("measure_drafting", str(tmp_path))
