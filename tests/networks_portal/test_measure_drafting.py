"""The measure of the drafting rules, with an invented directory and text."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.articles.articles import ARTICLE, PRESS

PIECES = Path(__file__).parent.parent / "articles" / "pieces"

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


def measured(folder, *options) -> str:
    out = StringIO()
    call_command("measure_drafting", str(folder), "--fixtures", str(folder), *options, stdout=out)
    return out.getvalue()


def measure(tmp_path, *options) -> dict[str, list[str]]:
    """The rows of the table of all proposals, by kind."""
    (tmp_path / "1.yaml").write_text(FIXTURE)
    (tmp_path / "text.txt").write_text(ARTICLE)
    text = measured(tmp_path, *options)
    table = text.partition("Alle Vorschläge")[2].partition("Davon angekreuzt")[0]
    return {line[:24].strip(): line[24:].split() for line in table.splitlines()} | {"": [text]}


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


def test_texts_with_an_answer_beside_them_are_measured_against_it():
    text = measured(PIECES)

    assert "Gegenstand gefunden in 10 von 10" in text
    assert "Genauigkeit der angekreuzten Vorschläge: 100%" in text
    assert int(text.partition("Trefferquote aller Vorschläge: ")[2].partition("%")[0]) > 95
    assert "als Ansprechperson: niemand" in text


def test_a_subject_that_is_another_is_named(tmp_path):
    (tmp_path / "1.txt").write_text(PRESS)
    (tmp_path / "1.json").write_text('{"subject": "Holzrunde", "quoted_only": [], "members": ["Zimmerei Au"]}')

    text = measured(tmp_path, "--details")

    assert "Gegenstand: Metallring Oberland e. V. (verein), erwartet: holzrund" in text
    assert "Gegenstand gefunden in 0 von 1" in text
    assert "fehlt: Zimmerei Au" in text


def test_an_answer_that_is_none_is_named(tmp_path):
    (tmp_path / "1.txt").write_text(PRESS)
    (tmp_path / "1.json").write_text("[]")

    with pytest.raises(CommandError, match="1.json"):
        measured(tmp_path)
