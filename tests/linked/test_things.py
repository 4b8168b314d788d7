"""What pages say to search engines: the same as to people, and nobody who is not released for it."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from contacts.models import Channel, Person, Responsibility
from core.kinds import kinds
from networks.models import (
    Event,
    Field,
    Market,
    Network,
    Organisation,
    Participation,
    Place,
    Project,
    Relation,
)
from programmes.models import Financing, Funding, Programme, SupportOffer
from publishing.models import Link, Milestone, Name, SourceDocument
from regions.models import Region
from stories.models import Story
from tests.directory_pages import page_of
from tests.factories import cite, make

SITE = "http://testserver"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def said(client, path: str) -> dict:
    response = client.get(path)
    assert response.status_code == 200, path
    (block,) = BLOCK.findall(response.content.decode())
    return json.loads(block)


def about(client, record) -> dict:
    return said(client, record.get_absolute_url())["mainEntity"]


def whole(row) -> str:
    return f"{SITE}{row.get_absolute_url()}"


def nodes(value):
    """Every thing within a thing, with itself."""
    if isinstance(value, list):
        for one in value:
            yield from nodes(one)
    elif isinstance(value, dict):
        yield value
        for one in value.values():
            yield from nodes(one)


# --- Records


@pytest.mark.django_db
def test_a_network_says_what_it_is_where_it_works_and_with_whom(client):
    region = make(Region, name="Testland", kind="land")
    field = make(Field, name="Robotik")
    network = make(Network, name="Testnetz", summary="Verbindet.", regions=[region], fields=[field])
    make(Name, subject=network, name="TN", kind="abkuerzung")
    make(Name, subject=network, name="Tstnetz", kind="suche")
    make(Milestone, subject=network, kind="gruendung", date="Oktober 2016", text="Gegründet.")
    make(Link, subject=network, url="https://netz.example/")
    member = make(Organisation, name="Mitglied AG")
    make(Participation, network=network, organisation=member, role="mitglied")
    make(Participation, network=network, organisation=make(Organisation, name="Früher"), role="mitglied", end="2001")
    upper = make(Network, name="Dach")
    make(Relation, from_network=network, to_network=upper, kind="teil-von")
    programme = make(Programme, name="Testprogramm")
    make(Funding, network=network, programme=programme)
    make(Funding, network=network, programme=make(Programme, name="Vielleicht"), certainty="angedeutet")

    thing = about(client, network)

    assert thing == {
        "@id": whole(network),
        "@type": "Organization",
        "name": "Testnetz",
        "alternateName": "TN",
        "description": "Verbindet.",
        "url": "https://netz.example/",
        "mainEntityOfPage": whole(network),
        "foundingDate": "2016-10",
        "areaServed": {"@id": whole(region), "@type": "State", "name": "Testland"},
        "knowsAbout": {
            "@id": whole(field),
            "@type": "DefinedTerm",
            "name": "Robotik",
            "inDefinedTermSet": f"{SITE}/felder/",
        },
        "member": {"@id": whole(member), "@type": "Organization", "name": "Mitglied AG"},
        "parentOrganization": {"@id": whole(upper), "@type": "Organization", "name": "Dach"},
        "funding": {
            "@type": "MonetaryGrant",
            "name": "Testprogramm",
            "funder": {"@id": whole(programme), "@type": "FundingScheme", "name": "Testprogramm"},
        },
        "contactPoint": {"@type": "ContactPoint", "url": "https://netz.example/"},
    }
    assert about(client, upper)["subOrganization"]["@id"] == whole(network)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("milestones", "expected"),
    [
        ([{"date": "2016"}], "2016"),
        ([{"date": "etwa 2016"}], None),
        ([{"date": "Sommer 2016"}], None),
        ([{"date": "2016", "certainty": "erschlossen"}], None),
        ([{"date": "2016"}, {"date": "2018"}], None),
        ([{"date": "2016"}, {"date": "2016"}], "2016"),
    ],
)
def test_a_time_is_said_only_where_sources_state_it_and_agree(client, milestones, expected):
    network = make(Network)
    for values in milestones:
        make(Milestone, subject=network, kind="gruendung", text="Gegründet.", **values)

    assert about(client, network).get("foundingDate") == expected


@pytest.mark.django_db
def test_an_event_has_days_only_where_they_are_known(client):
    place = make(Place, name="Halle 7")
    known = make(Event, start="04.10.2027", end="05.10.2027", place=place, attendance="hybrid", organiser="Stadt")
    month = make(Event, start="Oktober 2027", location="Hinterhof")
    series = make(Event, kind="reihe", part_of=known)

    thing = about(client, known)
    assert (thing["startDate"], thing["endDate"]) == ("2027-10-04", "2027-10-05")
    assert thing["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert thing["location"] == {"@id": whole(place), "@type": "Place", "name": "Halle 7"}
    assert thing["organizer"] == {"@type": "Organization", "name": "Stadt"}
    assert thing["subEvent"]["@id"] == whole(series)
    assert "startDate" not in about(client, month)
    assert about(client, month)["location"] == {"@type": "Place", "name": "Hinterhof"}
    assert (about(client, series)["@type"], about(client, series)["superEvent"]["@id"]) == ("EventSeries", whole(known))


@pytest.mark.django_db
def test_who_takes_part_in_an_event_does_not_organise_it(client):
    network, organiser = make(Network, name="Gast"), make(Network, name="Gastgeber")
    event = make(Event, networks=[network, organiser], organiser="Gastgeber")

    assert about(client, event)["organizer"] == {"@id": whole(organiser), "@type": "Organization", "name": "Gastgeber"}
    assert "organizer" not in about(client, make(Event, networks=[network]))


@pytest.mark.django_db
def test_a_programme_is_a_service_of_a_government_only_where_a_source_says_one_grants_it(client):
    office = make(Organisation, name="Ministerium", kind="ministerium")
    bank = make(Organisation, name="Bank", kind="unternehmen")
    stated, implied, private = (make(Programme, who="Betriebe") for _ in range(3))
    make(Financing, programme=stated, organisation=office, role="vergibt")
    make(Financing, programme=stated, organisation=bank, role="kofinanziert")
    make(Financing, programme=implied, organisation=office, role="vergibt", certainty="angedeutet")
    make(Financing, programme=private, organisation=bank, role="vergibt")

    thing = about(client, stated)
    assert thing["@type"] == ["FundingScheme", "GovernmentService"]
    assert thing["serviceOperator"] == {"@id": whole(office), "@type": "GovernmentOrganization", "name": "Ministerium"}
    assert thing["funder"]["@id"] == whole(bank)
    assert thing["audience"] == {"@type": "Audience", "audienceType": "Betriebe"}
    assert about(client, implied)["@type"] == ["FundingScheme", "Service"]
    assert "provider" not in about(client, implied)
    assert about(client, private)["provider"]["@id"] == whole(bank)


@pytest.mark.django_db
def test_a_region_has_its_codes(client):
    land = make(Region, name="Testland", kind="land", ags="99", nuts="DEX", nuts_version="2024")

    assert about(client, land)["identifier"] == [
        {"@type": "PropertyValue", "propertyID": "AGS", "value": "99"},
        {"@type": "PropertyValue", "propertyID": "NUTS 2024", "value": "DEX"},
    ]


@pytest.mark.django_db
def test_other_kinds_say_what_they_are(client):
    source = make(SourceDocument, title="Bericht", publisher="Amt", dated="2020")
    market, project = make(Market, synonyms="Fernost"), make(Project, organisations=[make(Organisation)])
    offer = make(SupportOffer, kind="beratung", providers=[make(Organisation, kind="ministerium")])

    assert about(client, source)["datePublished"] == "2020"
    assert about(client, source)["publisher"] == {"@type": "Organization", "name": "Amt"}
    assert about(client, market)["alternateName"] == "Fernost"
    assert (about(client, project)["@type"], "member" in about(client, project)) == ("Project", True)
    assert (about(client, offer)["@type"], about(client, offer)["serviceType"]) == ("GovernmentService", "Beratung")
    assert about(client, make(Story, title="Warum?"))["headline"] == "Warum?"


@pytest.mark.django_db
def test_a_page_names_its_sources_and_when_it_was_changed_and_checked(client):
    source = make(SourceDocument, title="Bericht", publisher="Amt")
    network = make(Network, checked_on=date(2026, 1, 31))
    cite(network, source, "summary")

    page = said(client, network.get_absolute_url())

    assert page["citation"] == {
        "@id": whole(source),
        "@type": "CreativeWork",
        "name": "Bericht",
        "publisher": {"@type": "Organization", "name": "Amt"},
    }
    assert page["lastReviewed"] == "2026-01-31"
    assert page["dateModified"][:10] == date.today().isoformat()


# --- People


def person_of(network: Network, number: str = "030 1234567", **values) -> Person:
    office = make(Organisation, name="Geschäftsstelle")
    make(Channel, organisation=office, kind="e-mail", value="stelle@netz.example")
    person = make(Person, given_name="Erika", family_name="Musterfrau", organisation=office, **values)
    if number:
        make(Channel, person=person, kind="telefon", value=number)
    make(Responsibility, person=person, network=network, task="Ansprechperson")
    return person


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["030 1234567", ""])
def test_without_a_release_nobody_is_named(client, number):
    """The office behind them is, where the page leads to it."""
    network = make(Network)
    person = person_of(network, number)

    page = json.dumps(said(client, network.get_absolute_url()), ensure_ascii=False)

    assert "Musterfrau" not in page and "1234567" not in page
    assert ("stelle@netz.example" in page) == (not number)
    assert not BLOCK.search(client.get(person.get_absolute_url()).content.decode())


@pytest.mark.django_db
def test_whoever_is_released_is_a_person(client):
    network = make(Network)
    person = person_of(network, open_data_on=date(2026, 1, 1))

    point = {
        "@type": "ContactPoint",
        "name": "Erika Musterfrau",
        "contactType": "Ansprechperson",
        "telephone": "+49301234567",
    }
    assert about(client, network)["contactPoint"] == point
    thing = about(client, person)
    assert (thing["@type"], thing["name"]) == ("Person", "Erika Musterfrau")
    assert thing["worksFor"]["name"] == "Geschäftsstelle"


@pytest.mark.django_db
def test_a_number_that_a_source_prints_wrongly_is_not_said(client):
    network, office = make(Network), make(Organisation, name="Stelle")
    make(Responsibility, office=office, network=network, task="Auskunft")
    make(Channel, organisation=office, kind="telefon", value="030 12", is_faulty=True, fault="zu kurz")
    make(Channel, organisation=office, kind="e-mail", value="stelle@netz.example")

    point = about(client, network)["contactPoint"]

    assert (point["name"], point["email"], "telephone" in point) == ("Stelle", "stelle@netz.example", False)


# --- Every page


@pytest.mark.django_db
def test_the_start_page_says_how_to_ask_the_portal(client, settings):
    site = said(client, "/")
    assert (site["@type"], site["url"]) == ("WebSite", f"{SITE}/")
    assert site["potentialAction"]["target"]["urlTemplate"] == f"{SITE}/suche/?q={{q}}"
    assert "publisher" not in site

    settings.OPERATOR_NAME, settings.DATA_PUBLISHER_TYPE = "Amt", "RegionalAuthority"

    assert said(client, "/")["publisher"]["@type"] == "GovernmentOrganization"


@pytest.mark.django_db
def test_the_data_and_the_api_are_things_too(client):
    (felder,) = [
        one for one in said(client, "/offene-daten/katalog/")["mainEntity"]["dataset"] if one["name"] == "Felder"
    ]
    api = said(client, "/offene-daten/api/")["mainEntity"]

    assert {one["encodingFormat"] for one in felder["distribution"] if "encodingFormat" in one} >= {
        "text/csv",
        "text/turtle",
    }
    assert (api["@type"], api["documentation"]) == ("WebAPI", f"{SITE}/offene-daten/api/")
    assert client.get(api["url"].removeprefix(SITE)).status_code == 200


@pytest.mark.django_db
def test_a_name_cannot_end_the_block_and_previews_and_narrowed_lists_have_none(client):
    name = "</script><script>alert(1)</script><!--"
    network = make(Network, name=name)

    response = client.get(network.get_absolute_url())

    assert BLOCK.search(response.content.decode())[1].count("<") == 0
    assert about(client, network)["name"] == name
    assert not BLOCK.search(client.get("/netzwerke/?sortierung=name&q=netz").content.decode())


@pytest.mark.django_db
def test_lists_say_what_they_show_in_order(client):
    names = [make(Place, name=f"Ort {number}").name for number in range(3)]

    page = said(client, "/orte/")

    assert [one["name"] for one in page["mainEntity"]["itemListElement"]] == names
    assert [one["position"] for one in page["mainEntity"]["itemListElement"]] == [1, 2, 3]


class Shown(HTMLParser):
    """The breadcrumbs, links and words of a page."""

    def __init__(self, text: str):
        super().__init__()
        self.links, self.words, self.crumbs, self.stack = set(), [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.stack.append((tag, attributes.get("class") or ""))
        if tag == "a":
            self.links.add(urlsplit(attributes.get("href") or "").path)

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if any(tag == "script" for tag, _classes in self.stack):
            return
        self.words.append(data)
        if any("np-crumbs" in classes for _tag, classes in self.stack) and data.strip():
            self.crumbs.append(" ".join(data.split()))


SAID = {"name", "alternateName", "description", "audienceType", "contactType", "headline", "email", "value", "address"}


@pytest.mark.once
def test_no_page_says_to_machines_what_it_does_not_show(directory):
    """Every name, text and address within the portal, on pages of all kinds; and the way to the page."""
    paths = [row.get_absolute_url() for kind in kinds() if kind.is_record for row in kind.visible().order_by("pk")[:20]]
    paths += ["/netzwerke/", "/organisationen/", "/orte/", "/angebote/", "/veranstaltungen/", "/regionen/", "/felder/"]
    blocks = 0
    for path in paths:
        page = page_of(path).text
        for block in BLOCK.findall(page):
            _compare(path, json.loads(block), Shown(page))
            blocks += 1
    assert blocks > 100


def _compare(path: str, page: dict, shown: Shown) -> None:
    text = " ".join("".join(shown.words).split())
    assert [one["name"] for one in page["breadcrumb"]["itemListElement"]] == shown.crumbs, path
    for node in nodes(page.get("mainEntity", {})):
        for key in SAID & node.keys():
            for value in node[key] if isinstance(node[key], list) else [node[key]]:
                assert " ".join(value.split()) in text, (path, key, value)
        if place := node.get("@id"):
            assert place == f"{SITE}{path}" or urlsplit(place).path in shown.links, (path, place)
