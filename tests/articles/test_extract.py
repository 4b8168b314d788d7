"""The rules by example, and what holds for every text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extract import MAX_OF_A_KIND, KnownName, extract
from contacts.enums import ChannelKind, NamedAs
from networks.enums import NetworkKind, OrganisationKind
from publishing.enums import MilestoneKind, Qualifier
from publishing.models.statement import MAX_LOCATOR_WORDS
from tests.articles.articles import ARTICLE, WEB_PAGE
from texts.enums import Confidence, ProposalKind
from texts.people import CONTACT
from texts.proposal import name_key

TODAY = date(2026, 5, 1)


def found(text: str, kind: ProposalKind, **options) -> list:
    return extract(text, today=TODAY, **options).of_kind(kind)


def values(text: str, kind: ProposalKind) -> list[str]:
    return [one.value for one in found(text, kind)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Das Netzwerk Licht Jena e. V. wächst.", "Netzwerk Licht Jena e. V.", NetworkKind.NETWORK),
        ("Mitglieder des Netzwerks „Pixel Halle“ reisen.", "Pixel Halle", NetworkKind.NETWORK),
        ("Im Konsortium „Biogas“ arbeiten viele.", "Konsortium „Biogas“", NetworkKind.CONSORTIUM),
        ("Der Steel Tech Hub Essen öffnet.", "Steel Tech Hub Essen", NetworkKind.HUB),
        ("Heute tagt das Green Harbour Cluster.", "Green Harbour Cluster", NetworkKind.CLUSTER),
        ("Wir gründen das Cluster Optik und Licht.", "Cluster Optik", NetworkKind.CLUSTER),
        ("Ein Treffen von de:hub Rostock fand statt.", "de:hub Rostock", NetworkKind.HUB),
        ("Verein klang:werk Weimar e. V. lädt ein.", "klang:werk Weimar e. V.", NetworkKind.NETWORK),
        ("Die Wirtschaftsinitiative Harz wirbt.", "Wirtschaftsinitiative Harz", NetworkKind.INITIATIVE),
        ("Das Netzwerkbüro Holz Allgäu berät.", "Netzwerkbüro Holz Allgäu", NetworkKind.OFFICE),
    ],
)
def test_networks_are_found_by_the_way_texts_name_them(text, name, kind):
    [network] = found(text, ProposalKind.NETWORK)

    assert (network.value, network.variant) == (name, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Alle Cluster Projekte laufen gut.",
        "Das Netzwerk Partner und Freunde.",
        "Netzwerke sind wichtig. Die Cluster wachsen.",
        "Eine Plattform für Kommunikation entsteht.",
        "Bei den „Netzwerk Factory Tours“ waren alle.",
    ],
)
def test_general_talk_of_networks_is_no_network(text):
    assert values(text, ProposalKind.NETWORK) == []


def test_a_network_is_proposed_once_with_its_abbreviation():
    text = "Berliner Glas Initiative (BGI)\n\nDie Berliner Glas Initiative (BGI) lädt ein. Die BGI wächst."

    [network] = found(text, ProposalKind.NETWORK)

    assert (network.value, network.also) == ("Berliner Glas Initiative", ("BGI",))


def test_capitals_of_a_heading_give_way_to_the_usual_spelling():
    [network] = found("GREEN HARBOUR CLUSTER: AUF KURS\n\nDas Green Harbour Cluster wächst.", ProposalKind.NETWORK)

    assert network.value == "Green Harbour Cluster"


def test_list_entries_below_a_heading_about_networks_are_networks():
    text = "## Netzwerke in Thüringen\n\n* [Lichtblick](https://licht.example) bündelt die Optik.\n\n## Links\n\n"
    text += "* [Bahnportal](https://bahn.example) zeigt Züge."

    assert values(text, ProposalKind.NETWORK) == ["Lichtblick"]


@pytest.mark.parametrize(
    ("before", "name", "kind"),
    [
        ("Gefördert vom", "Bundesministerium für Bildung und Forschung", OrganisationKind.MINISTRY),
        ("Sitz der", "Senatsverwaltung für Inneres und Sport", OrganisationKind.MINISTRY),
        ("Sitz der", "Muster & Söhne GmbH", OrganisationKind.COMPANY),
        ("Gast war auch", "GLAS e. V.", OrganisationKind.ASSOCIATION),
        ("Mit der", "IHK Rhein-Main", OrganisationKind.CHAMBER),
        ("An der", "Hochschule Fulda", OrganisationKind.UNIVERSITY),
        ("Gast der", "Wirtschaftsförderung Harz", OrganisationKind.DEVELOPMENT_AGENCY),
        ("Gast der", "Wirtschaftsförderung Landkreis Harz", OrganisationKind.DEVELOPMENT_AGENCY),
        ("Neu ist die Werks-Tochter", "Muster Gase GmbH", OrganisationKind.COMPANY),
        ("Heute am", "Fraunhofer-Institut für Optik IOF", OrganisationKind.RESEARCH),
    ],
)
def test_organisations_are_found_by_what_they_are(before, name, kind):
    [organisation] = found(f"{before} {name} ist viel los.", ProposalKind.ORGANISATION)

    assert (organisation.value, organisation.variant) == (name, kind)


def test_names_are_proposed_in_their_base_form():
    text = "Projekt des Sächsischen Staatsministeriums für Kultus und Sport."

    assert values(text, ProposalKind.ORGANISATION) == ["Sächsisches Staatsministerium für Kultus und Sport"]


def test_members_of_an_enumeration_are_organisations():
    text = "Das Konsortium aus Lumira, NordGlas, Big Blue und IHK Harz tagt."

    assert values(text, ProposalKind.ORGANISATION) == ["Lumira", "NordGlas", "Big Blue", "IHK Harz"]


def test_programmes_are_known_ones_or_named_as_such():
    text = (
        'Geld kommt aus der GRW, dem EFRE und dem Programm "Glas und Zukunft". Das Förderprogramm Mittelstand 4.0 auch.'
    )

    assert values(text, ProposalKind.PROGRAMME)[:3] == [
        "Gemeinschaftsaufgabe Verbesserung der regionalen Wirtschaftsstruktur",
        "Europäischer Fonds für regionale Entwicklung",
        "Glas und Zukunft",
    ]


def test_only_who_can_be_reached_is_proposed_as_contact():
    people = {one.value: one for one in found(ARTICLE, ProposalKind.PERSON)}

    assert people["Dr. Yusuf Brandt"].variant == CONTACT
    assert people["Heike Lorenz"].variant == NamedAs.QUOTED
    assert people["Heike Lorenz"].label == "Vorstandsvorsitzende"
    assert [fault.code for fault in people["Heike Lorenz"].faults] == ["named-only"]


def test_people_in_pictures_and_photographers_are_no_contacts():
    text = "Im Bild (v. l.): Erika Lang, Stadt Ulm, und Jonas Bär, Werk. Foto: Peter Grau\n\nvon Sabine Klug"

    people = {one.value: one.variant for one in found(text, ProposalKind.PERSON)}

    assert people == {
        "Erika Lang": NamedAs.PICTURED,
        "Jonas Bär": NamedAs.PICTURED,
        "Sabine Klug": NamedAs.AUTHOR,
    }


def test_contact_named_without_any_channel_is_flagged():
    [person] = found("Ansprechpartner im Amt:\n\nMonika Silber", ProposalKind.PERSON)

    assert person.variant == CONTACT
    assert [fault.code for fault in person.faults] == ["no-channel"]


def test_channels_belong_to_the_person_above():
    extraction = extract(ARTICLE, today=TODAY)

    ways = {
        one.value: (one.variant, one.subject, [fault.code for fault in one.faults])
        for kind in (ProposalKind.PHONE, ProposalKind.EMAIL, ProposalKind.ADDRESS)
        for one in extraction.of_kind(kind)
    }

    assert ways == {
        "03733 / 555 12-0": (ChannelKind.PHONE, "Dr. Yusuf Brandt", []),
        "0171 12": (ChannelKind.MOBILE, "Dr. Yusuf Brandt", ["phone"]),
        "yusuf.brandt@texnet.example": (ChannelKind.EMAIL, "Dr. Yusuf Brandt", []),
        "Bahnhofstraße 12, 0945 Annaberg-Buchholz": (ChannelKind.POST, "Dr. Yusuf Brandt", ["postcode"]),
    }


def test_only_a_mobile_number_is_flagged():
    [phone] = found("Kontakt:\n\nErika Lang, Telefon: 0171 2345678", ProposalKind.PHONE)

    assert (phone.variant, [fault.code for fault in phone.faults]) == (ChannelKind.MOBILE, ["mobile"])


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Gegründet Ende 2018 in Ulm.", "2018-10~/2018-12~"),
        ("Der Schritt erfolgte Mitte des Jahres 2020.", "2020-05~/2020-08~"),
        ("Seit Oktober 2021 dabei.", "2021-10"),
        ("Seit Oktober steht alles.", "XXXX-10"),
        ("Am 18. September 2017 ging es los.", "2017-09-18"),
        ("Stand: 18.07.2018", "2018-07-18"),
        ("Das Fest ist vom 4. bis 10. Oktober 2021.", "2021-10-04/2021-10-10"),
        ("Das Fest, das 2021 von 4. bis 10. Oktober läuft.", "2021-10-04/2021-10-10"),
        ("Im Sommer 2023 begann es.", "2023-22"),
        ("Von 2018 bis 2021 lief es.", "2018/2021"),
        ("Seit 2011 gibt es uns.", "2011"),
    ],
)
def test_dates_become_edtf(text, edtf):
    [when] = found(text, ProposalKind.DATE)

    assert when.normalised == edtf


@pytest.mark.parametrize(
    "text", ["Am 30.02.2020", "2.019 Betriebe", "Tel. 030 20192020", "https://a.example/2019/x", "A-2019"]
)
def test_what_only_looks_like_a_date_is_none(text):
    assert values(text, ProposalKind.DATE) == []


def test_kind_of_a_date_follows_from_its_clause():
    text = "Das Netz wurde 2016 gegründet, die Halle 2018 eröffnet. Das Förderende ist im Mai 2030."

    kinds = [when.variant for when in found(text, ProposalKind.DATE)]

    assert kinds == [MilestoneKind.FOUNDED, MilestoneKind.OPENED, MilestoneKind.FUNDING_END]


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Im Frühjahr 2023 soll der Hub eröffnen.", True),
        ("Im Frühjahr 2033 soll der Hub eröffnen.", False),
        ("Im Frühjahr 2023 wurde der Hub eröffnet.", False),
        ("Die Halle, die 2019 gebaut wurde, soll wachsen.", False),
    ],
)
def test_a_plan_whose_time_is_over_is_flagged(text, flagged):
    [when] = found(text, ProposalKind.DATE)

    assert ("past-plan" in [fault.code for fault in when.faults]) == flagged


@pytest.mark.parametrize(
    ("text", "number", "qualifier", "counted"),
    [
        ("mit rund 45 Manufakturen", "45", Qualifier.ABOUT, "Manufakturen"),
        ("über 130 junge Start-ups", "130", Qualifier.OVER, "junge Start-ups"),
        ("zählt 28.000 Unternehmen", "28000", Qualifier.EXACT, "Unternehmen"),
        ("enthält Angaben über 28.000 Firmen", "28000", Qualifier.EXACT, "Firmen"),
        ("zehn Gründungsmitglieder sind dabei", "10", Qualifier.EXACT, "Gründungsmitglieder"),
        ("bis zu 20 Plätze", "20", Qualifier.UP_TO, "Plätze"),
        ("40 bis 50 Betriebe nutzen es", "40", Qualifier.RANGE, "Betriebe"),
        ("mit 7,5 Millionen Euro gefördert", "7.5", Qualifier.EXACT, ""),
    ],
)
def test_counts_say_how_many_of_what(text, number, qualifier, counted):
    [figure] = found(text, ProposalKind.FIGURE)

    assert (str(figure.amount.number), figure.amount.qualifier, figure.amount.counted) == (number, qualifier, counted)


@pytest.mark.parametrize("text", ["Im Jahr 2019 Berlin", "01067 Dresden", "um 12 Uhr", "drei Jahre", "am 4. Oktober"])
def test_years_postcodes_and_hours_are_no_counts(text):
    assert values(text, ProposalKind.FIGURE) == []


def test_announced_but_not_all_named():
    text = "Es gibt drei Konsortien. Das Konsortium „Wind“ misst, das Konsortium „Sonne“ rechnet."

    [figure] = found(text, ProposalKind.FIGURE)

    assert figure.faults[0].code == "count"
    assert "Angekündigt sind 3, genannt werden im Text danach 2" in figure.faults[0].text


def test_announced_and_all_named_is_no_fault():
    text = "Es gibt zwei Konsortien. Das Konsortium „Wind“ misst, das Konsortium „Sonne“ rechnet."

    [figure] = found(text, ProposalKind.FIGURE)

    assert figure.faults == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[Netz](http://netz.example)", ["http"]),
        ("[Netz](https://netz.example)", []),
        ("[Hilfen](https://amt7dev.land.example/x)", ["development"]),
        ("[Hilfen](https://staging.land.example/x)", ["development"]),
        ("[Hilfen](https://portal.land.local/x)", ["development"]),
        ("[www.gruen.de](https://www.blau.de)", ["other-site"]),
        ("[www.gruen.de](https://seite.gruen.de/start)", []),
        ('[Lichtnetz](https://licht.example "Website Hafenforum Bremen")', ["other-site"]),
        ('[Lichtnetz](https://licht.example "Website des Lichtnetzes")', []),
    ],
)
def test_faults_of_links(text, codes):
    [link] = found(text, ProposalKind.LINK)

    assert [fault.code for fault in link.faults] == codes


def test_html_is_read_without_its_scripts():
    extraction = extract(WEB_PAGE, today=TODAY)

    assert "alert" not in extraction.document.text
    assert "color" not in extraction.document.text
    assert [one.value for one in extraction.of_kind(ProposalKind.NETWORK)] == [
        "Maritimen Cluster Ostsee",
        "Wasserstoff-Küste",
        "Küstenlogistik Nord",
        "BioHub Kiel",
        "Cluster für Biotechnologie",
    ]
    links = {one.value: one.subject for one in extraction.of_kind(ProposalKind.LINK)}
    assert links["https://dev.portal.example/netz"] == "Küstenlogistik Nord"


def test_statements_belong_to_the_network_of_their_sentence_or_heading():
    text = (
        "Green Harbour Cluster: Auf Kurs\n\nSeit 2018 arbeiten wir daran.\n\nSteel Tech Hub: Stahl\n\n2020 ging es los."
    )

    assert [when.subject for when in found(text, ProposalKind.DATE)] == ["Green Harbour Cluster", "Steel Tech Hub"]


def test_names_of_the_directory_are_found_though_no_rule_knows_them():
    known = [KnownName(ProposalKind.NETWORK, "Lumen Nord", "netzwerk")]

    [network] = found("Gestern traf sich Lumen Nord in Kiel.", ProposalKind.NETWORK, known=known)

    assert (network.value, network.confidence) == ("Lumen Nord", Confidence.LIKELY)


def test_locators_point_with_at_most_eight_words_of_the_text():
    extraction = extract(ARTICLE, today=TODAY)
    words = " ".join(extraction.document.text.split())

    for one in extraction.proposals:
        assert len(one.locator.split()) <= MAX_LOCATOR_WORDS
        assert one.locator in words


def test_one_name_in_two_cases_has_one_key():
    assert name_key("des Sächsischen Staatsministeriums") == name_key("Sächsisches Staatsministerium")
    assert name_key("Netzwerk Licht Jena e. V.") == name_key("Licht Jena")


PIECES = st.sampled_from(
    ["Netzwerk ", "Cluster ", "„", "“", '"', "Dr. ", "Erika Lang", ", ", ". ", "\n", "e. V.", "GmbH", "2019", "Ende ",
     "rund 45 ", "http://", "dev.x.de", "[a](", ")", "* ", "# ", "<p>", "</a>", "<a href='", "@", "030 123456", "Tel. ",
     "bis ", "und ", "Initiative ", "\0", "\u00ad", "ß", "İ", "\U0001f600", "GRW", "(", "XXXX-10", "01067 Berlin"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join)))
def test_no_text_raises_and_every_proposal_lies_in_its_sentence(text):
    extraction = extract(text, today=TODAY)

    ids = [one.id for one in extraction.proposals]
    assert len(ids) == len(set(ids))
    for one in extraction.proposals:
        assert 0 <= one.sentence[0] <= one.start < one.end <= one.sentence[1] <= len(extraction.document.text)
        assert len(one.locator.split()) <= MAX_LOCATOR_WORDS
        if one.kind in (ProposalKind.PHONE, ProposalKind.EMAIL, ProposalKind.DATE):
            assert extraction.document.text[one.start : one.end] == one.value
    assert ids == [one.id for one in extract(text, today=TODAY).proposals]


@pytest.mark.parametrize(
    "text",
    [
        "A" * 20_000,
        "Aa " * 6_000,
        "Aa-" * 6_000,
        "a.b:" * 5_000,
        "1 2 3 " * 3_000,
        "0171/" * 4_000,
        "Netzwerk " * 2_000,
        "Netzwerk „" * 2_000,
        "Ministerium für A, " * 1_000,
        "[x](" * 5_000,
        "<a href=" * 2_000,
        "<p>" * 6_000,
        "x@y." * 5_000,
        "Erika Lang, " * 1_000,
        "\n" * 20_000,
        "* [A](http://a.b)\n" * 1_000,
        "1.1.2020 " * 2_000,
        ARTICLE * 14,
    ],
    ids=lambda text: text[:10],
)
def test_hostile_texts_are_read_and_bounded(text):
    """How the time grows with them measures `make growth`."""
    extraction = extract(text[:20_000], today=TODAY)

    assert all(len(extraction.of_kind(kind)) <= MAX_OF_A_KIND for kind in ProposalKind)
