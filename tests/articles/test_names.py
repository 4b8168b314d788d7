"""How names stand in running text: behind numbers, behind what they are, and beside shorter forms of themselves."""

from datetime import date

import pytest

from articles.answers import read_answer
from articles.extract import extract
from articles.measure import agree, score
from texts.enums import ProposalKind


def found(text: str, kind: ProposalKind) -> list[str]:
    return [one.value for one in extract(text, today=date(2026, 5, 1)).of_kind(kind)]


def test_years_before_a_name_are_no_part_of_it():
    text = "Zehn Jahre Keramik Hub Westerau\n\nDer Keramik Hub Westerau ist ein Zusammenschluss von Töpfereien."

    assert found(text, ProposalKind.NETWORK) == ["Keramik Hub Westerau"]


@pytest.mark.parametrize("word", ["Zulieferer", "Maschinenbauer", "Netzwerkpartner"])
def test_what_a_firm_is_is_no_part_of_its_name(word):
    text = f"Mitglieder der Holzallianz Westwald sind die Pauli GmbH und der {word} Nordmann Technik."

    assert "Nordmann Technik" in found(text, ProposalKind.ORGANISATION)


def test_a_second_extension_is_a_number_of_its_own():
    text = "Kontakt:\nSabine Kofler\nTelefon: 030 / 23125-331 oder -332"

    assert found(text, ProposalKind.PHONE) == ["030 / 23125-331", "030 / 23125-332"]


def test_whoever_stands_above_a_contact_block_is_no_contact():
    text = "„Hier lerne ich viel.“ (Sabine Kofler, Glasbläserin)\n\nAnsprechpartner:innen\nBüro\nTel.: 030 23125-400"
    people = extract(text, today=date(2026, 5, 1)).of_kind(ProposalKind.PERSON)

    assert [(one.value, one.variant) for one in people if one.variant == "kontakt"] == []


def test_an_office_and_its_subject_are_no_person():
    text = "Kontakt: Frank Thiele, Referent Umwelt, Telefon 030 23125-400"

    assert found(text, ProposalKind.PERSON) == ["Frank Thiele"]


def test_an_answer_with_a_short_form_or_two_numbers_agrees_with_one_of_them(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(
        '{"fundings": [{"programme": "Handwerk im Verbund (HIV)"}],'
        ' "contacts": [{"name": "Sabine Kofler", "phone": "030 / 23125-331 oder -332"}]}',
        encoding="utf-8",
    )
    text = "Gefördert aus dem Programm „Handwerk im Verbund“.\n\nKontakt: Sabine Kofler, Tel. 030 23125-332"
    proposals = extract(text, today=date(2026, 5, 1)).proposals

    kinds = (ProposalKind.PROGRAMME, ProposalKind.FUNDING, ProposalKind.PHONE)
    wanted = [one for one in read_answer(path).expected if one.kind in kinds]
    assert len(wanted) == 3
    assert all(any(agree(one, want) for one in proposals) for want in wanted)


def test_a_bund_is_a_union_and_no_person():
    text = (
        "Vier Jahre Werkbund Werratal\n\nDer Werkbund Werratal vereint 58 Betriebe.\n\n"
        "Kontakt: Werkbund Werratal e. V., Jule Hartwig, Tel. 030 23125-611"
    )
    extraction = extract(text, today=date(2026, 5, 1))

    assert extraction.subject is not None
    assert extraction.subject.proposal.value == "Werkbund Werratal e. V."
    assert [one.value for one in extraction.of_kind(ProposalKind.PERSON)] == ["Jule Hartwig"]


def test_an_answer_agrees_with_what_says_the_same_in_other_words(tmp_path):
    path = tmp_path / "1.json"
    path.write_text(
        '{"subject": "Metallring Oberland", '
        '"fundings": [{"programme": "Richtlinie „Neue Ufer“ (EFRE)", "until": "2027"}], '
        '"contacts": [{"name": "Dr. rer. nat. Eva Roth, M.A."}], "address": "c/o Amt Ilm, Saal, Kai 4, 26789 Leer", '
        '"figures": [{"what": "Kapital", "number": "11,3 Mio. €"}], "dates": [{"what": "Gründung", "date": "2022"}]}',
        encoding="utf-8",
    )
    text = (
        "Der Metallring Oberland e. V. entstand im Herbst 2022. "
        "Er wird bis Ende 2027 aus der Richtlinie „Neue Ufer“ gefördert. "
        "Über 11,3 Mio. Euro Kapital kamen zusammen.\n\nKontakt:\nDr. Eva Roth, Tel. 030 123456\nKai 4, 26789 Leer"
    )

    scores = score(extract(text, today=date(2026, 5, 1)), read_answer(path).expected)

    missed = {kind: one.missed for kind, one in scores.items() if one.missed}
    assert missed == {}
