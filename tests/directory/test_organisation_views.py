import pytest

from contacts.models import Channel, Responsibility
from networks.models import Event, Field, Network, Organisation, Participation, Place, Project
from programmes.models import Financing, Programme, SupportOffer
from publishing.models import SourceDocument
from regions.models import Region
from tests.factories import found, hide, make, read, results

pytestmark = [pytest.mark.django_db, pytest.mark.once]
URL = "/organisationen/"


def test_list_by_kind_region_role_and_field(client):
    land = make(Region)
    town, field = make(Region, parent=land), make(Field)
    one = make(Organisation, name="Alpha", kind="museum", region=town, fields=[field], summary="Zeigt Lampen.")
    two = make(Organisation, name="Beta", kind="klinik")
    row = make(Participation, organisation=two, role="traeger")

    assert results(client.get(URL)) == [one.get_absolute_url(), two.get_absolute_url()]
    for query, expected in (
        ({"art": "museum"}, one),
        ({"region": land.slug}, one),
        ({"feld": field.slug}, one),
        ({"rolle": "traeger"}, two),
        ({"q": "lampen"}, one),
    ):
        assert results(client.get(URL, query)) == [expected.get_absolute_url()], query
    assert found(client.get(URL, {"art": ["museum", "klinik"]})) == 2
    assert found(client.get(URL, {"art": "museum", "rolle": "traeger"})) == 0
    hide(row.network)
    assert found(client.get(URL, {"rolle": "traeger"})) == 0


def test_list_line_says_kind_place_and_purpose(client):
    make(Organisation, kind="museum", region=make(Region, name="Ackerland"), name="Lampenhaus", summary="Zeigt Lampen.")

    assert "Lampenhaus Museum Ackerland Zeigt Lampen." in read(client.get(URL))


def test_page_shows_roles_money_people_and_what_it_runs(client):
    office = make(Organisation, name="Lampenamt", legal_form="AöR", parent=make(Organisation, name="Oberamt"))
    make(Organisation, name="Unteramt", parent=office)
    make(Participation, organisation=office, network=make(Network, name="Lichtnetz"), role="traeger", start="2019")
    make(Participation, organisation=office, network=make(Network, name="Kerzennetz"), role="foerderer")
    make(Financing, organisation=office, programme=make(Programme, name="Leuchtprogramm"), share="zur Hälfte")
    make(Channel, organisation=office, kind="telefon", value="030 115", source=make(SourceDocument))
    person = make(Responsibility).person
    person.organisation = office
    person.save()
    for model in (Event, Place, Project):
        make(model, name=f"Unser {model.__name__}", organisations=[office])
    make(SupportOffer, name="Unsere Hilfe", providers=[office])
    response = client.get(office.get_absolute_url())
    page = read(response)

    assert "Träger Lichtnetz seit 2019" in page and "Förderer Kerzennetz" in page
    assert "Leuchtprogramm : finanziert (zur Hälfte)" in page
    assert "030 115" in page
    assert f"Ansprechpersonen {person.full_name}" in page
    assert "Gehört zu Oberamt" in page and "Dazu gehören Unteramt" in page and "Rechtsform AöR" in page
    for name in ("Unser Event", "Unser Place", "Unser Project", "Unsere Hilfe"):
        assert name in page


def test_people_without_a_task_are_no_contacts_of_their_organisation(client):
    task = make(Responsibility)
    office = make(Organisation)
    task.person.organisation = office
    task.person.save()
    task.delete()

    assert "Ansprechpersonen" not in read(client.get(office.get_absolute_url()))


def test_organisation_known_only_by_name_has_a_page_without_empty_sections(client):
    page = read(client.get(make(Organisation, name="Nur Name").get_absolute_url()))

    assert "Nur Name" in page
    for heading in ("Rollen in Netzwerken", "Förderprogramme", "Dazu gehören", "Ansprechpersonen"):
        assert heading not in page
