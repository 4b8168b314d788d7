import pytest

from contacts.models import Responsibility
from networks.models import Field, Network, Organisation
from programmes.models import Financing, Funding, Programme, SupportOffer
from publishing.models import SourceDocument
from regions.models import Region
from tests.factories import cite, found, hide, make, read, results

pytestmark = [pytest.mark.django_db, pytest.mark.once]
URL = "/foerderprogramme/"


@pytest.fixture
def programme():
    return make(Programme, name="Leuchtprogramm", abbreviation="LP", summary="Fördert Lampen.")


def test_list_by_region_field_giver_kind_and_application(client, programme):
    land, field, giver = make(Region), make(Field), make(Organisation)
    town = make(Region, parent=land)
    other = make(Programme, name="Zweites", kind="fonds", application="ja", regions=[town], fields=[field])
    make(Financing, programme=other, organisation=giver)

    assert results(client.get(URL)) == [programme.get_absolute_url(), other.get_absolute_url()]
    for query in (
        {"region": land.slug},
        {"feld": field.slug},
        {"geber": giver.slug},
        {"art": "fonds"},
        {"antrag": "ja"},
        {"q": "zweites"},
    ):
        assert results(client.get(URL, query)) == [other.get_absolute_url()], query
    assert found(client.get(URL, {"art": ["fonds", "programm"]})) == 2
    assert found(client.get(URL, {"art": "programm", "geber": giver.slug})) == 0


def test_list_line(client, programme):
    programme.regions.add(make(Region, name="Ackerland"))

    assert "Leuchtprogramm (LP) Förderprogramm · Ackerland Fördert Lampen. Antrag derzeit möglich: unklar" in read(
        client.get(URL)
    )


def test_page_says_what_who_how_much_and_how(client, programme):
    source = make(SourceDocument)
    for name in ("what", "who", "how_much", "how"):
        setattr(programme, name, f"Text zu {name}.")
    programme.save()
    cite(programme, source, "how_much", note="Nur für das erste Jahr.", certainty="angedeutet")
    page = read(client.get(programme.get_absolute_url()))

    for words in ("Was wird gefördert Text zu what.", "Wer kann gefördert werden Text zu who."):
        assert words in page
    assert "Wie viel Text zu how_much. nicht ausdrücklich" in page and "Nur für das erste Jahr." in page
    assert "Wie läuft es ab Text zu how." in page
    assert "Verbindlich ist allein die Förderrichtlinie." in page


def test_page_says_that_no_source_names_an_amount(client, programme):
    assert "Wie viel Die Quellen nennen keine Beträge." in read(client.get(programme.get_absolute_url()))


@pytest.mark.parametrize(
    "deadline, shown",
    [("", "Keine Angabe in den Quellen"), ("2027-10", "Oktober 2027"), ("Ende 2027", "Ende 2027")],
)
def test_deadline_in_german(client, deadline, shown):
    programme = make(Programme, deadline=deadline)

    assert f"Bis wann {shown}" in read(client.get(programme.get_absolute_url()), "h-fakten")


def test_stated_and_implied_fundings_are_kept_apart(client, programme):
    make(Funding, programme=programme, network=make(Network, name="Lichtnetz"), start="2019", end="2021")
    make(Funding, programme=programme, network=make(Network, name="Kerzennetz"), certainty="angedeutet")
    hide(make(Funding, programme=programme, network=make(Network, name="Geheimnetz")).network)
    networks = read(client.get(programme.get_absolute_url()), "h-netze")

    stated, implied = networks.split("Förderung genannt, Programm nicht")
    assert "Früher geförderte Netzwerke Lichtnetz 2019 bis 2021" in stated and "Kerzennetz" not in stated
    assert "Kerzennetz" in implied and "Lichtnetz" not in implied
    assert "Geheimnetz" not in networks


def test_fundings_of_a_line_belong_to_the_programme_too(client, programme):
    line = make(Programme, name="Leuchtlinie", kind="linie", parent=programme)
    make(Funding, programme=line, network=make(Network, name="Lichtnetz"))
    page = read(client.get(programme.get_absolute_url()))

    assert "Programmlinien Leuchtlinie" in page
    assert "Lichtnetz über Leuchtlinie" in page
    assert "Teil von Leuchtprogramm" in read(client.get(line.get_absolute_url()))


def test_money_of_a_fund_shows_on_both_pages(client, programme):
    fund = make(Programme, name="Lampenfonds", kind="fonds")
    make(Financing, programme=programme, fund=fund, role="kofinanziert", share="bis zur Hälfte")
    make(Financing, programme=programme, body="Bund", role="finanziert")

    money = read(client.get(programme.get_absolute_url()), "h-geld")
    assert "Lampenfonds kofinanziert (bis zur Hälfte)" in money and "Bund finanziert" in money
    assert "Leuchtprogramm : kofinanziert (bis zur Hälfte)" in read(client.get(fund.get_absolute_url()), "h-finanziert")


def test_responsible_people_of_lines_and_of_the_whole_are_named(client, programme):
    line = make(Programme, kind="linie", parent=programme)
    for target, task in ((programme, "Das Ganze"), (line, "Die Linie")):
        make(Responsibility, programme=target, task=task)
    for page in (read(client.get(row.get_absolute_url()), "h-kontakt") for row in (programme, line)):
        assert "Zuständig für: Das Ganze" in page and "Zuständig für: Die Linie" in page


def test_programme_without_a_responsible_person_says_so(client, programme):
    assert "Weder die Quellen noch die Redaktion nennen hierfür jemanden" in read(
        client.get(programme.get_absolute_url()), "h-kontakt"
    )


def test_support_offer_page_and_list(client):
    offer = make(
        SupportOffer, name="Lampenberatung", kind="beratung", audience="Betriebe", cost="kostenlos", start="2020",
        providers=[make(Organisation, name="Lampenamt"), hide(make(Organisation, name="Geheimamt"))],
        networks=[make(Network, name="Lichtnetz")], regions=[make(Region, name="Ackerland")],
        fields=[make(Field, name="Licht")],
    )  # fmt: skip
    facts = read(client.get(offer.get_absolute_url()), "h-fakten")

    for words in ("Für wen Betriebe", "Kosten kostenlos", "Seit 2020", "Anbieter Lampenamt", "Netzwerke Lichtnetz"):
        assert words in facts
    assert "Geheimamt" not in facts
    assert "Lampenberatung Beratung · Ackerland" in read(client.get("/angebote/"))
