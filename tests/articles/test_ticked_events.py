"""Which events are ticked from the start: those whose name, day and host are sure. The others stay proposals."""

from datetime import date

import pytest

from articles.clear import clear
from articles.extract import Extraction, extract
from texts.enums import ProposalKind

OPENING = "Oberlingen, 12. März 2026\n\nDer Metallring Oberland e. V. wächst. Der Metallring zählt 30 Betriebe.\n\n"


def events(text: str, opening: str = OPENING) -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]:
    """Day and place by name, of the events that are ticked and of those that are not."""
    found: Extraction = extract(opening + text, today=date(2026, 5, 1))
    ticked = clear(found)
    told: tuple[dict, dict] = {}, {}
    for one in found.of_kind(ProposalKind.EVENT):
        more = dict(one.more)
        told[one.id not in ticked][one.value] = (more["wann"], more["ort"])
    return told


@pytest.mark.parametrize(
    ("text", "ticked"),
    [
        # two in one sentence, each with its own day and place
        ("Termine sind der Lehrlingstag am 9. Mai 2026 (Alte Gießerei) und die Tagung „Blech trifft Holz“ am "
         "4./5. November 2026 in Buxheim.",
         {"Lehrlingstag": ("9. Mai 2026", "Alte Gießerei"),
          "Blech trifft Holz": ("4./5. November 2026", "Buxheim")}),
        # behind any announcing words
        ("Zum Vormerken: Werksführung bei der Säge Kehl am Dienstag, 18. November 2026, 15 Uhr, Talheim.",
         {"Werksführung bei der Säge Kehl": ("18. November 2026", "Talheim")}),
        ("Auch im Kalender: Ring-Jahresempfang, 15. Januar 2027, Stadthalle Oberlingen.",
         {"Ring-Jahresempfang": ("15. Januar 2027", "Stadthalle Oberlingen")}),
        ("Für 2026 ist die zweite Schmiede-Konferenz geplant (Termin: 19. September 2026, Bad Talheim).",
         {"Schmiede-Konferenz": ("19. September 2026", "Bad Talheim")}),
        ("Höhepunkt war die Lange Nacht der Essen am 29. August 2025 in Oberlingen.",
         {"Lange Nacht der Essen": ("29. August 2025", "Oberlingen")}),
        ("Offen ist die Halle am Tag der offenen Tür, Samstag, 10. Oktober 2026.",
         {"Tag der offenen Tür": ("10. Oktober 2026", "")}),
        # each name with the day of its clause, each place with its own
        ("Am 9. Mai 2026 sind wir Gast auf den Talheimer Stahltagen, und am 20. Juni 2026 folgt unser Hammerfest in "
         "Oberlingen.",
         {"Hammerfest": ("20. Juni 2026", "Oberlingen")}),
        # months in short, places with a bracket, an hour
        ("Aktuelle Termine\n05. MRZ 2027  Schweißen für Einsteiger – Ringhalle Oberlingen\n"
         "22. APR 2027  Ringtreffen, Schloss Talheim (Orangerie), 15 Uhr\nalle Termine »",
         {"Schweißen für Einsteiger": ("05. MRZ 2027", "Ringhalle Oberlingen"),
          "Ringtreffen": ("22. APR 2027", "Schloss Talheim (Orangerie)")}),
    ],
)  # fmt: skip
def test_what_is_told_in_full_is_ticked(text, ticked):
    assert events(text)[0] == ticked


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Das Ringforum am 5. Dezember 2026 in Talheim wurde abgesagt.", "Ringforum"),
        ("Termine\n- 19.05.2026: Sprechstunde Gründung, Rathaus (Veranstalter: IHK)", "Sprechstunde Gründung"),
        ("Die IHK Oberland lädt am 12. November 2026 zum Gründertag ins Rathaus ein.", "Gründertag"),
        ("Am 3. September 2025 hatte der Landkreis Oberland zum Zukunftstag eingeladen; der Metallring kam.",
         "Zukunftstag"),
        ("Bereits am 12. Mai 2026 lädt Ministerin Ute Haas zum Bürgerdialog in die Stadthalle.", "Bürgerdialog"),
        ("Termine\n- 4. April 2026: IHK-Steuerabend, Kammerhaus\n- 5. Mai 2026: Ringtreffen, Talheim",
         "IHK-Steuerabend"),
        ("Beim Besuch der Messe Metallica am 11. November 2026 in Hamburg zeigt der Ring seine Presse.",
         "Messe Metallica"),
    ],
)  # fmt: skip
def test_what_others_hold_or_what_is_off_is_proposed_only(text, name):
    ticked, others = events(text)

    assert name not in ticked
    assert name in others


def test_meetings_of_the_body_whose_minutes_name_the_subject_are_not_ticked():
    minutes = (
        "Wirtschaftsausschuss Oberland, 7. Sitzung\nDatum: 21.01.2026, Ort: Kreishaus\nAnwesend: siehe Liste\n\n"
        "TOP 1 Bericht\nDer Metallring Oberland e. V. wächst. Der Metallring hat 30 Mitglieder.\n\nTOP 2 Termine\n"
        "- 25.03.2026 Konferenz „Stahl“, Ringhalle (Ausrichter: Metallring Oberland)\n- 8. Sitzung: 22.04.2026, Kerpen"
    )

    assert events(minutes, "")[0] == {"Stahl": ("25.03.2026", "Ringhalle")}


@pytest.mark.parametrize(
    "text",
    [
        "Der Kreistag hat am 10. Dezember 2025 die Fortführung beschlossen.",
        "Das Ministerium für Raumfahrt zahlt dem Ring seit dem 1. Januar 2026 die Hälfte.",
        "Am 15. Januar 2026 beginnt die Umschulung der ersten Leute.",
    ],
)
def test_what_only_ends_like_an_event_is_none(text):
    assert events(text) == ({}, {})
