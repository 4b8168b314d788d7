"""Which entries are taken for one and the same, and which are not."""

import time

import pytest
from django.urls import reverse

from contacts.models import Channel, Person
from duplicates.candidates import SMALL, WINDOW, _neighbours, candidates, find_pairs
from duplicates.known import Known, load, site_of
from duplicates.models import NoDuplicate
from duplicates.names import core
from networks.models import Event, Network, Organisation
from programmes.models import Programme
from publishing.models import Link, Name
from regions.models import Region
from tests.factories import make
from tests.roles import administrator, editor, reviewer

pytestmark = pytest.mark.django_db
LIST = "/redaktion/dubletten/"


def reasons(model) -> list[str]:
    return [reason for pair in candidates(model).pairs for reason in pair.reasons]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("it’s.BB", "it's.BB e. V.", "gleicher Name"),
        ("Lichtnetz Jena GmbH", "LichtNetz Jena", "gleicher Name"),
        ("Münchner Optik", "Muenchner Optik e.V.", "gleicher Name"),
        ("Cluster Optik Jena", "Optik-Cluster Jena", "Name aus denselben Wörtern"),
        ("Logistiknetzwerk Leipzig-Halle", "Netzwerk Logistik Leipzig-Halle", "Name aus denselben Wörtern"),
        ("Wasserstoffnetz Lausitz", "Waserstoffnetz Lausitz", "fast gleicher Name, vielleicht ein Tippfehler"),
        ("Wasserstoffnetz Lausitz", "Wasserstoffnetz Lausizt", "fast gleicher Name, vielleicht ein Tippfehler"),
    ],
)
def test_names_that_a_reader_takes_for_the_same(one, other, reason):
    first, second = make(Network, name=one), make(Network, name=other)

    (pair,) = candidates(Network).pairs

    assert (pair.first, pair.second) == (first.pk, second.pk)
    assert pair.reasons == (reason,)
    assert pair.score >= 75


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Technologiepark Halle 1", "Technologiepark Halle 2"),
        ("Netzwerk Holz", "Netzwerk Textil"),
        ("Optik Jena", "Optik Gera"),
        ("Holzverband Jena", "Textilverband Jena"),
        ("Textilnetzwerk Chemnitz", "Textilnetzwerk Zwickau"),
    ],
)
def test_names_that_mean_two_things(one, other):
    make(Network, name=one)
    make(Network, name=other)

    assert candidates(Network).pairs == ()


def test_other_names_addresses_and_numbers_are_hints():
    known = make(Organisation, name="Stelle für Auslandsfragen")
    make(Name, subject=known, kind="frueher", name="Büro Ausland")
    make(Organisation, name="Büro Ausland")
    one, other = make(Organisation, name="Amt Eins"), make(Organisation, name="Haus Zwei")
    make(Link, subject=one, url="http://www.haus.example/")
    make(Link, subject=other, url="https://haus.example")
    make(Channel, organisation=one, value="0341 / 4711 88-0")
    make(Channel, organisation=other, value="+49 (0)341 471188-0")
    make(Channel, organisation=other, kind="e-mail", value="Info@haus.example")
    make(Channel, organisation=one, kind="e-mail", value="info@haus.example")

    named, reached = candidates(Organisation).pairs

    assert reached.reasons == (
        "gleiche Website haus.example",
        "gleiche E-Mail-Adresse info@haus.example",
        "gleiche Telefonnummer +493414711880",
    )
    assert named.reasons == ("gleicher weiterer Name „Büro Ausland“",) and named.word == "wahrscheinlich"


def test_a_portal_that_many_link_to_makes_nobody_a_duplicate():
    for number in range(8):
        make(Link, subject=make(Network, name=f"{'abcdefgh'[number] * 6} Netz"), url="https://portal.example/")

    assert candidates(Network).pairs == ()


def test_people_share_an_office_number_without_being_one():
    office = make(Organisation)
    for given, family in (("Jo", "Brandt"), ("Mia", "Seeler")):
        make(Channel, person=make(Person, given_name=given, family_name=family, organisation=office))

    assert candidates(Person).pairs == ()
    make(Person, given_name="Mia", family_name="Seeler")
    assert reasons(Person) == ["gleicher Name"]


def test_a_summit_of_another_year_is_another_event():
    make(Event, name="Optikgipfel", start="04.10.2021")
    make(Event, name="Optikgipfel", start="03.10.2022")
    assert candidates(Event).pairs == ()

    make(Event, name="Optik-Gipfel", start="03.10.2022")
    assert reasons(Event) == ["gleicher Name"]


def test_programmes_by_their_abbreviation():
    make(Programme, name="Programm für Auslandswege", abbreviation="PAWEG")
    make(Programme, name="PAWEG")

    assert reasons(Programme) == ["gleicher weiterer Name „PAWEG“"]


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("HTTP://www.Netz.example/", "netz.example"),
        ("netz.example/a/", "netz.example/a"),
        ("http://[kaputt", ""),
        ("", ""),
        ("localhost", ""),
    ],
)
def test_site_of_an_address(url, site):
    assert site_of(url) == site


def test_number_however_written():
    written = ["0049 341 4711 22", "(0341) 47 11-22 (Mo–Fr 9–12 Uhr)", "115"]
    offices = [
        make(Channel, person=None, organisation=make(Organisation), value=value).organisation for value in written
    ]

    assert [load(Organisation)[office.pk].numbers for office in offices] == [{"+49341471122"}, {"+49341471122"}, set()]


def test_many_are_searched_without_comparing_each_with_each():
    def word(n: int) -> str:
        return "".join(f"{'bdfgklmnrs'[int(digit)]}{'aeiou'[int(digit) % 5]}" for digit in f"{n * 7919 % 100_000:05}")

    entries = {n: Known(n, [f"Netzwerk {word(n)} Musterland"], "entwurf") for n in range(6_000)}
    for n in (7, 99):
        entries[30_000 + n] = Known(30_000 + n, [f"Netzwerk {word(n)} Msuterland e. V."], "entwurf")
    started = time.process_time()

    pairs = find_pairs(entries)

    assert time.process_time() - started < 30  # each with each would take minutes
    assert {(7, 30_007), (99, 30_099)} <= {(pair.first, pair.second) for pair in pairs}


def test_among_many_each_is_compared_with_the_next_ones_of_the_order():
    pks = list(range(SMALL + 1))

    pairs = list(_neighbours(pks, lambda pk: f"{pk:06}"))

    assert [b for a, b in pairs if a == 0] == list(range(1, WINDOW + 1))
    assert [b for a, b in pairs if a == pks[-2]] == [pks[-1]]


@pytest.mark.parametrize(
    ("name", "rest"), [("Netzwerk Optik", "optik"), ("Netzwerk Opti", ""), ("ABC DE e. V.", "abc de")]
)
def test_rest_of_a_name_must_be_long_enough_to_tell_it_from_others(name, rest):
    assert core(name) == rest


def test_list_names_kind_reason_and_both_entries(client):
    client.force_login(editor())
    one, other = make(Network, name="Lichtnetz"), make(Network, name="Licht-Netz e. V.", state="entwurf")

    page = client.get(LIST).content.decode()

    assert "Sehr wahrscheinlich:" in page and "gleicher Name" in page
    assert reverse("duplicate_merge", args=["networks.network", one.pk, other.pk]) in page
    assert "Freigegeben" in page and "Entwurf" in page
    assert "Keine möglichen Doppel" in client.get(LIST, {"art": "contacts.person"}).content.decode()


def test_what_is_no_duplicate_is_not_proposed_again(client):
    by = editor()
    client.force_login(by)
    one, other = make(Network, name="Lichtnetz"), make(Network, name="Licht-Netz")
    url = reverse("no_duplicate", args=["networks.network", other.pk, one.pk])

    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 302

    kept = NoDuplicate.objects.get()
    assert (kept.first_id, kept.second_id, kept.by) == (one.pk, other.pk, by)
    assert "Keine möglichen Doppel" in client.get(LIST).content.decode()


def test_only_who_edits_one_of_both_says_that_they_differ(client):
    saxony, hesse = make(Region), make(Region)
    one = make(Network, name="Lichtnetz", regions=[saxony])
    other = make(Network, name="Licht-Netz", regions=[saxony])
    url = reverse("no_duplicate", args=["networks.network", one.pk, other.pk])

    client.force_login(editor(regions=[hesse]))
    assert client.post(url).status_code == 403
    assert "Kein Doppel<" not in client.get(LIST).content.decode()
    client.force_login(editor(regions=[saxony]))
    assert client.post(url).status_code == 302


def test_whoever_edits_one_of_both_has_the_button_whichever_stays(client):
    saxony, hesse = make(Region), make(Region)
    one, other = make(Network, name="Lichtnetz", regions=[saxony]), make(Network, name="Licht-Netz", regions=[hesse])

    def has_button(by, keep, drop) -> bool:
        client.force_login(by)
        page = client.get(reverse("duplicate_merge", args=["networks.network", keep.pk, drop.pk])).content.decode()
        return reverse("no_duplicate", args=["networks.network", keep.pk, drop.pk]) in page

    for region, expected in ((saxony, True), (hesse, True), (make(Region), False)):
        by = editor(regions=[region])
        assert has_button(by, one, other) == has_button(by, other, one) == expected, region


def test_visitors_are_sent_to_the_sign_in(client):
    pair = make(Network), make(Network)
    for url in (
        LIST,
        "/redaktion/dubletten/aehnlich/?art=networks.network&name=Netz",
        reverse("duplicate_merge", args=["networks.network", pair[0].pk, pair[1].pk]),
    ):
        assert client.get(url).status_code == 302
    assert client.post(reverse("merge_undo", args=[1])).status_code == 302


@pytest.mark.parametrize(
    "url",
    [
        LIST + "?art=auth.group",
        LIST + "?art=%00",
        LIST + "?seite=999",
        "/redaktion/dubletten/networks.network/1/1/",
        "/redaktion/dubletten/auth.group/1/2/",
        "/redaktion/dubletten/networks.network/1/99999999999999999/",
        "/redaktion/dubletten/x/1/2/",
    ],
)
def test_addresses_that_lead_nowhere(client, url):
    client.force_login(administrator())

    assert client.get(url).status_code == 404


def test_list_asks_few_questions(client, django_assert_max_num_queries):
    client.force_login(reviewer())
    for number in range(30):
        make(Network, name=f"{'abcdefghijklmnopqrstuvwxyzäöüß'[number] * 7} Netz")
        make(Network, name=f"{'abcdefghijklmnopqrstuvwxyzäöüß'[number] * 7}-Netz")
    client.get(LIST)

    with django_assert_max_num_queries(15):
        response = client.get(LIST)

    assert "30 Paare zu entscheiden" in response.content.decode()
