"""The list of records to check: contacts first, one click for one, boxes for many, only what is one's own."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from contacts.models import Person, Responsibility
from networks.models import Network
from publishing import history
from publishing.enums import Verb
from publishing.models import Transition
from publishing.permissions import editable_of
from regions.models import Region
from tests.factories import make, read
from tests.roles import editor
from tests.writing import recorded
from worklist import checks
from worklist.checks import Wanted, check_list
from worklist.tasks import CHECK

pytestmark = pytest.mark.django_db

CHECKS = "/redaktion/pruefung/"
LONG_AGO = date(2020, 1, 2)


def name_of(record) -> str:
    """What the list sends for an entry as it is now."""
    version = history.version(type(record).objects.get(pk=record.pk))
    return f"{record._meta.label_lower}:{record.pk}:{version}"


def listed(client, **query) -> list[str]:
    return re.findall(r'name="nur"\s+value="([^"]+)"', client.get(CHECKS, query).content.decode())


def contact(region, **values) -> Person:
    person = make(Person, **values)
    make(Responsibility, person=person, regions=[region])
    return person


def test_contacts_come_first_then_the_longest_unchecked(client):
    region = make(Region)
    newer = make(Network, checked_on=LONG_AGO + timedelta(days=9), regions=[region])
    older = make(Network, checked_on=LONG_AGO, regions=[region])
    person = contact(region, checked_on=timezone.localdate() - timedelta(days=190))
    make(Person, checked_on=LONG_AGO)  # only named: nothing to check
    make(Network, checked_on=timezone.localdate() - timedelta(days=190), regions=[region])
    client.force_login(editor(regions=[region]))

    assert listed(client) == [name_of(person), name_of(older), name_of(newer)]
    assert listed(client, art="networks.network") == [name_of(older), name_of(newer)]


def test_one_click_marks_one_and_comes_back_to_the_same_page(client):
    region = make(Region)
    one, other = (make(Network, checked_on=LONG_AGO, regions=[region]) for _ in "ab")
    author = editor(regions=[region])
    client.force_login(author)
    url = f"{CHECKS}?art=networks.network"

    response = client.post(url, {"nur": name_of(one), "eintrag": [name_of(other)]})

    assert (response.status_code, response.url) == (302, url)
    assert "1 Eintrag gilt von heute an als geprüft" in read(client.get(url))
    one.refresh_from_db(), other.refresh_from_db()
    assert (one.checked_on, one.checked_by, other.checked_on) == (timezone.localdate(), author, LONG_AGO)
    assert Transition.objects.get(verb=Verb.CHECK).object_id == one.pk
    assert listed(client) == [name_of(other)]


def test_many_at_once_but_nothing_of_others(client):
    mine, foreign = make(Region), make(Region)
    own = [make(Network, checked_on=LONG_AGO, regions=[mine]) for _ in "abc"]
    theirs = make(Network, checked_on=LONG_AGO, regions=[foreign])
    client.force_login(editor(regions=[mine]))

    page = client.get(CHECKS, {"alle": "1"}).content.decode()
    assert str(theirs) in page and name_of(theirs) not in page and "nicht Ihr Bereich" in page
    response = client.post(CHECKS, {"eintrag": [*map(name_of, [*own[:2], theirs])]}, follow=True)

    said = read(response)
    assert "2 Einträge gelten von heute an als geprüft" in said and "1 nicht angerührt" in said
    theirs.refresh_from_db()
    assert theirs.checked_on == LONG_AGO
    assert listed(client) == [name_of(own[2])]


@pytest.mark.parametrize(
    "names", [[], ["x"], ["networks.network:x"], ["auth.group:1"], ["networks.network:99999999999999999999"], [":1"]]
)
def test_nonsense_changes_nothing(client, names):
    network = make(Network, checked_on=LONG_AGO)
    client.force_login(editor())

    response = client.post(CHECKS, {"eintrag": names}, follow=True)

    assert response.status_code == 200
    assert re.search("nichts geändert|nicht angerührt", read(response))
    network.refresh_from_db()
    assert network.checked_on == LONG_AGO


def test_page_that_became_empty_leads_to_the_last_one(client):
    region = make(Region)
    networks = [make(Network, checked_on=LONG_AGO, regions=[region]) for _ in range(51)]
    client.force_login(editor())
    assert len(listed(client)) == 50

    url = f"{CHECKS}?seite=2"
    (last,) = listed(client, seite="2")
    response = client.post(url, {"nur": last}, follow=True)

    assert response.status_code == 200
    assert len(listed(client, seite="2")) == 50 == len(networks) - 1


@pytest.mark.parametrize("query", ["?seite=-1", "?seite=x", "?was=x", "?art=auth.group", "?seite=99999999", "?alle=2"])
def test_nonsense_in_the_address_is_ignored(client, query):
    client.force_login(editor())

    assert client.get(f"{CHECKS}{query}").status_code == 200


def test_never_checked_and_soon_due_have_lists_of_their_own(client):
    region = make(Region)
    never = make(Network, regions=[region])
    # Its turn comes later, also where this is the first hour of a day that has not yet begun in UTC.
    Network.objects.filter(pk=never.pk).update(created_at=timezone.now() + timedelta(days=1))
    soon = make(Network, regions=[region], checked_on=timezone.localdate() - timedelta(days=355))
    own_interval = make(
        Network, regions=[region], checked_on=timezone.localdate() - timedelta(days=50), check_interval=1
    )
    client.force_login(editor(regions=[region]))

    assert listed(client, was="nie") == [name_of(never)]
    assert listed(client, was="bald") == [name_of(soon)]
    assert listed(client) == [name_of(own_interval)]


def test_needs_the_token_of_the_form(client):
    network = make(Network, checked_on=LONG_AGO)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor())

    assert strict.post(CHECKS, {"nur": name_of(network)}).status_code == 403
    network.refresh_from_db()
    assert network.checked_on == LONG_AGO


def test_enter_key_in_a_box_presses_the_button_for_ticked_ones(client):
    make(Network, checked_on=LONG_AGO)
    client.force_login(editor())

    page = client.get(CHECKS).content.decode()
    buttons = re.findall(r"<button([^>]*)>", page[page.index('id="content"') :])

    assert "name=" not in buttons[0] and 'name="nur"' in buttons[1]


@pytest.mark.parametrize("sent", ["as seen", ""])
def test_confirms_only_what_the_list_showed(client, sent):
    """What changed since then, or a list that does not say what it showed, is left for another look."""
    changed, same = make(Network, checked_on=LONG_AGO), make(Network, checked_on=LONG_AGO)
    author = editor()
    client.force_login(author)
    names = listed(client)
    with recorded(record=changed, by=author):
        Network.objects.filter(pk=changed.pk).update(summary="Dazwischen geändert.")
    if not sent:
        names = [name.rpartition(":")[0] for name in names]

    said = read(client.post(CHECKS, {"eintrag": names}, follow=True))

    changed.refresh_from_db(), same.refresh_from_db()
    assert changed.checked_on == LONG_AGO and same.checked_on == (timezone.localdate() if sent else LONG_AGO)
    assert ("1 Eintrag wurde geändert oder geprüft" if sent else "2 Einträge wurden geändert") in said
    assert client.post(CHECKS, {"eintrag": listed(client)}).status_code == 302
    changed.refresh_from_db()
    assert changed.checked_on == timezone.localdate()


def test_whose_an_entry_is_is_asked_only_of_the_whole_list(monkeypatch):
    """Once for each kind; the own list is made of nothing else."""
    region = make(Region)
    contact(region, checked_on=LONG_AGO)
    make(Network, checked_on=LONG_AGO, regions=[region])
    foreign = make(Network, checked_on=LONG_AGO, regions=[make(Region)])
    by, asked = editor(regions=[region]), []
    monkeypatch.setattr(checks, "editable_of", lambda *args: asked.append(args) or editable_of(*args))

    own = check_list(by, Wanted(CHECK, None, False, 1)).records
    assert len(own) == 2 and all(record.is_mine for record in own) and not asked
    every = check_list(by, Wanted(CHECK, None, True, 1)).records
    assert {record for record in every if not record.is_mine} == {foreign} and len(asked) == 2
