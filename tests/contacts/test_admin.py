import pytest

from contacts.models import Channel, Person, Responsibility
from networks.models import Field, Network, Organisation
from publishing.enums import State
from regions.models import Region
from tests.admin_pages import admin_url, errors, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return Person.objects.create(given_name="Erika", family_name="Muster", state=State.PUBLISHED)


def test_only_contact_persons_link_to_their_page(admin_client, person):
    url = admin_url(person, "change")
    assert "Auf der Seite ansehen" not in admin_client.get(url).content.decode()

    Responsibility.objects.create(person=person, task="Beratung")

    assert "Auf der Seite ansehen" in admin_client.get(url).content.decode()


def test_faulty_channel_needs_an_explanation(admin_client):
    person = Person.objects.create(given_name="Erika", family_name="Muster")  # a draft: saved at once
    data = {"kind": "post", "value": "Musterstraße 1, 0109 Dresden", "is_faulty": "on"}
    form = {f"channels-0-{name}": value for name, value in data.items()}

    assert "was an der Angabe nicht stimmt" in errors(save(admin_client, person, **form))

    form |= {"channels-0-fault": "Die Postleitzahl hat nur vier Ziffern.", "herkunft-kind": "brief"}
    save(admin_client, person, **form)
    assert Channel.objects.get().is_faulty


def test_channel_of_an_organisation(admin_client):
    organisation = Organisation.objects.create(name="IHK", kind="kammer")

    save(
        admin_client,
        organisation,
        **{"channels-0-kind": "telefon", "channels-0-value": "030 / 12 34"},
        herkunft__kind="anruf",
    )

    assert organisation.channels.get().digits == "0301234"


def test_a_field_for_one_number_takes_no_list_of_them(admin_client):
    organisation = Organisation.objects.create(name="IHK", kind="kammer")
    form = {"channels-0-kind": "telefon", "channels-0-value": "0621 854420, 0171 5550134", "herkunft-kind": "anruf"}

    assert "Das sind 2 Nummern: „0621 854420“, „0171 5550134“." in errors(save(admin_client, organisation, **form))
    # As a source printed it long ago, it stays until somebody types there.
    channel = organisation.channels.create(kind="telefon", value="0621 854420, 0171 5550134")
    save(admin_client, organisation, **{"channels-0-fault": "", "legal_form": "KdöR", "herkunft-kind": "anruf"})
    organisation.refresh_from_db()
    assert organisation.legal_form == "KdöR" and organisation.channels.get() == channel


@pytest.mark.once
def test_person_form_costs_the_same_however_many_responsibilities(admin_client, person, django_assert_max_num_queries):
    region = Region.objects.create(name="Berlin", slug="berlin", kind="land")
    fields = [Field.objects.create(name=name) for name in ("IT", "Energie")]
    network = Network.objects.create(name="Lichtnetz", kind="netzwerk", summary="Ein Netz.")
    for index in range(20):
        row = Responsibility.objects.create(person=person, task=f"Aufgabe {index}", network=network)
        row.regions.add(region)
        row.fields.add(*fields)
    url = admin_url(person, "change")

    with django_assert_max_num_queries(40):
        html = admin_client.get(url).content.decode()

    assert html.count(">Energie</option>") == 20
    assert save(admin_client, person).status_code == 302
    assert row.fields.count() == 2 and row.regions.get() == region


def test_list_tells_contacts_from_people_who_are_only_named(admin_client, person):
    named = Person.objects.create(given_name="Max", family_name="Genannt")
    Responsibility.objects.create(person=person, task="Beratung")

    def found(role):
        return set(admin_client.get(admin_url(Person, "changelist"), {"rolle": role}).context["cl"].result_list)

    assert found("zustaendig") == found("ohne-kontaktweg") == {person}
    assert found("genannt") == {named}


def test_responsibilities_are_found_by_the_number_and_the_mail_address_of_their_holder(admin_client, person):
    office = Organisation.objects.create(name="IHK Musterstadt", kind="kammer")
    Channel.objects.create(person=person, kind="telefon", value="030 / 12 34-5")
    Channel.objects.create(organisation=office, kind="mail", value="info@ihk.example")
    Responsibility.objects.create(person=person, task="Beratung")
    Responsibility.objects.create(office=office, task="Auskunft")

    def found(text: str) -> set[str]:
        page = admin_client.get("/redaktion/contacts/responsibility/", {"q": text})
        return {row.task for row in page.context["cl"].result_list}

    assert found("+49 30 12345") == {"Beratung"}
    assert found("info@ihk.example") == {"Auskunft"}
    assert found("Auskunft") == {"Auskunft"}
    assert found("Erika Muster") == {"Beratung"}
    assert found("0711 999") == set()
