"""Every place where a name still stands is shown with the page where somebody can change it."""

import re

import pytest
from django.urls import reverse

from contacts.models import Channel, Mention, Person, Responsibility
from networks.models import Network, Organisation, Participation, Relation
from programmes.models import Financing, Funding, Programme
from publishing.models import Figure, Link, Milestone, RemovedPage
from tests.factories import cite, make
from tests.roles import administrator

pytestmark = pytest.mark.django_db
NOTE = "So sagt es Jördis Quittenbaum."


@pytest.fixture
def erased(client):
    """Erases the person; the addresses of the places that are named."""

    def erase(person: Person) -> set[str]:
        client.force_login(administrator())
        page = client.post(reverse("erase_person", args=[person.pk]), {"name": str(person)}).content.decode()
        return set(re.findall(r'<a href="(/redaktion/[^"]+/change/)">', page))

    return erase


@pytest.fixture
def person():
    return make(Person, given_name="Jördis", family_name="Quittenbaum")


ROWS = {
    "figure": lambda one, note: make(Figure, subject=one, note=note),
    "link": lambda one, note: make(Link, subject=one, label=note),
    "milestone": lambda one, note: make(Milestone, subject=one, text=note),
    "citation": lambda one, note: cite(one, None, note=note),
    "participation": lambda one, note: make(Participation, network=one, organisation=make(Organisation), note=note),
    "relation": lambda one, note: make(Relation, from_network=one, to_network=make(Network), note=note),
    "funding": lambda one, note: make(Funding, network=one, programme=make(Programme), note=note),
    "task": lambda one, note: make(Responsibility, network=one, person=None, office=make(Organisation), note=note),
}


def test_each_row_leads_to_an_entry_whose_form_holds_it(person, erased, client, subtests):
    owners, notes = {}, {what: f"{NOTE} Zeile {what}." for what in ROWS}
    for what, write in ROWS.items():
        network = make(Network)
        row = write(network, notes[what])
        owners[what] = {
            reverse(f"admin:{one._meta.app_label}_{one._meta.model_name}_change", args=[one.pk])
            for one in (network, getattr(row, "office", None))
            if one
        }

    found = erased(person)

    assert len(found) == len(ROWS)
    for what, note in notes.items():
        with subtests.test(what):
            (url,) = found & owners[what]
            assert note in client.get(url).content.decode()


def test_rows_of_people_and_programmes_lead_to_them(person, erased):
    colleague, programme, giver = make(Person), make(Programme), make(Organisation)
    make(Channel, person=colleague, note=NOTE)
    make(Mention, person=colleague, network=make(Network), note=NOTE)
    make(Financing, programme=programme, organisation=giver, role="finanziert", note=NOTE)

    found = erased(person)

    assert reverse("admin:contacts_person_change", args=[colleague.pk]) in found
    assert found & {
        reverse("admin:programmes_programme_change", args=[programme.pk]),
        reverse("admin:networks_organisation_change", args=[giver.pk]),
    }


def test_what_is_no_entry_leads_to_its_own_page(person, erased):
    page = RemovedPage.objects.create(path="/weg/", reason=NOTE)

    assert reverse("admin:publishing_removedpage_change", args=[page.pk]) in erased(person)
