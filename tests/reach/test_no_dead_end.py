"""No page of an entry ends without a way to somebody that can be clicked or called."""

import re

import pytest

from contacts.models import Person
from core.kinds import record_models
from directory.facets import network_index
from networks.models import Event, Field, Market, Network, Organisation, Place, Project
from pictures.models import Picture
from programmes.models import Programme, SupportOffer
from publishing.models import SourceDocument
from reach.rungs import Rung
from regions.models import Region
from stories.models import Series, Story
from tests.directory_pages import page_of
from tests.factories import make

pytestmark = pytest.mark.django_db

ROUTE = re.compile(
    r'href="((?:tel:|mailto:|https?://(?!testserver))[^"]+|/(?:ansprechpersonen|organisationen|netzwerke)/[a-z0-9-]+/)"'
)
LEADS_OUT = re.compile(r"tel:|mailto:|https?:")
KINDS = (
    Network, Programme, Region, Field, Market, Organisation, Event, Place, Project, SupportOffer, Person, Series, Story,
)  # fmt: skip


def box(page_of, url: str) -> str:
    page = page_of(url).content.decode()
    assert 'id="kontakt"' in page, url
    return page.split('id="kontakt"')[1].split("</section>")[0]


def dead_ends(page_of, urls) -> list[str]:
    """Those whose block „Kontakt“ leads to nobody; a page of a person, an office or a network must itself lead out."""
    return [url for url in urls if not any(_leads_out(page_of, route) for route in ROUTE.findall(box(page_of, url)))]


def _leads_out(page_of, route: str) -> bool:
    return bool(LEADS_OUT.match(route)) or any(map(LEADS_OUT.match, ROUTE.findall(box(page_of, route))))


def entries(model) -> list:
    if model is Person:
        return list(Person.objects.with_page())
    if model is Region:  # those that the files name, not all Kreise
        return list(Region.objects.exclude(kind="kreis")) + list(Region.objects.filter(kind="kreis")[:5])
    return list(model.objects.published())


def test_every_kind_with_a_page_is_walked():
    apart = {SourceDocument, Picture}  # about nobody in particular

    assert set(record_models()) - apart <= set(KINDS)


@pytest.mark.once
@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_every_entry_of_the_directory_leads_to_somebody(model):
    urls = [entry.get_absolute_url() for entry in entries(model)]

    assert urls and dead_ends(page_of, urls) == []


@pytest.mark.once
@pytest.mark.usefixtures("directory")
def test_page_and_lists_say_the_same_of_a_network():
    index = network_index()
    wrong = []
    for row in index.rows:
        reach, text = index.reach(row.pk), box(page_of, f"/netzwerke/{row.slug}/")
        name = reach.label.removeprefix("über ").replace("&", "&amp;")
        if reach.label == "Website":
            fine = "np-contact__actions" in text and 'rel="external"' in text
        elif reach.rung == Rung.REGION:
            fine = reach.label == "kein Kontakt bekannt" and "Kein Kontakt bekannt. Allgemeine Anlaufstelle" in text
        elif reach.label.startswith("über "):
            fine = name in text
        else:
            fine = text.count("<article") == int(reach.label.split()[0])
        wrong += [] if fine else [(row.slug, reach)]

    assert wrong == []


@pytest.mark.once
@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize("slug", ["berlin", "sachsen", "deutschland", ""])
def test_entries_of_which_nothing_is_known_lead_to_an_office(client, slug):
    """Of a region, nationwide, and of no region at all."""
    region = Region.objects.filter(slug=slug).first()
    network, programme = make(Network, name="Nichtsnetz"), make(Programme, name="Nichtsprogramm")
    for record in (network, programme):
        record.regions.set([region] if region else [])
    records = [network, programme, make(Field, name="Nichtsfeld"), make(Market, name="Nirgends")]
    records += [make(model, region=region) for model in (Organisation, Event, Place, Project)]
    records.append(make(SupportOffer))

    assert dead_ends(client.get, [record.get_absolute_url() for record in records]) == []


def test_list_without_a_hit_says_who_can_be_asked_at_the_place(directory, client):
    url = "/netzwerke/?region=mannheim&feld=maschinenbau"

    assert not client.get(url).context["results"]
    assert dead_ends(client.get, [url]) == []
