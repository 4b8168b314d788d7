"""„Nicht hier? Dort weitersuchen“: below little or nothing, directories of others for that question, and only those."""

import re

import pytest

from networks.models import Branch, Brand, Field, Network, Organisation
from programmes.elsewhere import FIRMS, NETWORKS, PROGRAMMES, SHOWN, elsewhere
from programmes.models import SupportOffer
from publishing.models import Link, SourceDocument
from regions.models import Region
from tests.factories import LISTS, hide, make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOTHING = "quarkzeugxyz"


def directory(name: str, listed: str = "netzwerke", url: str = "https://dort.example/", check: str = "ok", **values):
    offer = make(SupportOffer, name=name, kind="datenbank", listed=listed, summary=f"Kennt {name}.", **values)
    make(Link, subject=offer, kind="datenbank", url=url, label=name, check_result=check)
    return offer


def names(found) -> list[str]:
    return [one.name for one in found.directories] if found else []


@pytest.fixture
def world():
    country = make(Region, kind="staat", name="Bund", slug="bund")
    lands = [make(Region, parent=country, name=name, slug=name.lower()) for name in ("Westland", "Ostland")]
    make(Region, parent=lands[1], kind="kreis", name="Ostkreis", slug="ostkreis")
    branch = make(Branch, edition="2025", code="J", title="Information", level=1, slug="wz2025-j")
    wide = make(Field, name="Technik", slug="technik", branches=[branch])
    make(Field, name="Chips", slug="chips", parent=wide)
    return country, *lands


def test_region_and_field_choose_the_directories(world):
    country, _west, east = world
    directory("Aller", regions=[country])
    directory("Der Netze Ost", regions=[east], fields=[make(Field, name="Region")])  # no trade's: for everybody
    directory("Der Chips Ost", "unternehmen", regions=[east], fields=[Field.objects.get(slug="chips")])
    directory("Der Firmen Ost", "unternehmen", regions=[east])
    directory("Ohne Gebiet", "programme")

    east_first = ["Der Netze Ost", "Aller", "Der Firmen Ost"]
    for question, expected in {
        (NETWORKS, "", ""): ["Aller", "Der Netze Ost", "Der Firmen Ost"],
        (NETWORKS, "bund", ""): ["Aller", "Der Netze Ost", "Der Firmen Ost"],
        (NETWORKS, "westland", ""): ["Aller"],
        (NETWORKS, "ostland", ""): east_first,
        (NETWORKS, "ostkreis", ""): east_first,
        (NETWORKS, "ostland", "chips"): ["Der Netze Ost", "Aller", "Der Chips Ost", "Der Firmen Ost"],
        (NETWORKS, "westland", "chips"): ["Aller"],
        (FIRMS, "ostland", "technik"): ["Der Chips Ost", "Der Firmen Ost", "Der Netze Ost", "Aller"],
        (PROGRAMMES, "westland", "chips"): ["Ohne Gebiet"],
    }.items():
        listed, region, field = question
        assert names(elsewhere(listed, [region], [field])) == expected, question


def test_only_what_is_public_and_can_be_reached(world):
    hide(directory("Entwurf"))
    directory("Tot", check="defekt")
    directory("Innen", url="http://localhost/")
    make(SupportOffer, name="Ohne Adresse", kind="datenbank", listed="netzwerke")
    make(Link, subject=make(SupportOffer, name="Kein Verzeichnis", kind="datenbank"), kind="datenbank")

    assert elsewhere(NETWORKS) is None
    for number in range(SHOWN + 2):
        directory(f"Verzeichnis {number}")
    assert len(names(elsewhere(NETWORKS))) == SHOWN


def test_a_line_says_what_one_finds_there_and_names_the_question(world, client):
    country, _west, east = world
    offer = directory("Netzfinder", regions=[country])
    source = hide(make(SourceDocument, as_of="2018"))
    Link.objects.update(checked_at="2026-11-03T08:00:00Z", source=source)
    said = read(client.get("/netzwerke/", {"region": east.slug, "feld": "chips", "q": NOTHING}), "h-woanders")

    assert f"Fragen Sie dort noch einmal nach: „{NOTHING}“ , Chips , Ostland ." in said
    assert "Netzfinder Netzwerke · Bund Kennt Netzfinder. erreichbar am 03.11.2026" in said
    assert "2018" not in said  # of a source that is not public
    page = client.get("/netzwerke/", {"q": NOTHING}).content.decode()
    assert re.search('<a href="https://dort.example/" rel="external">Netzfinder', page)
    assert f'<a href="{offer.get_absolute_url()}"' in page
    brand, network = make(Brand, name="Silberdraht", slug="silberdraht"), make(Network, name="Drahtnetz")
    make(Organisation).brands.add(brand)
    asked = {"dachmarke": brand.slug, "netzwerk": network.slug, "q": NOTHING}
    assert f"„{NOTHING}“ , Silberdraht , Drahtnetz ." in read(client.get("/organisationen/", asked), "h-woanders")


@pytest.mark.parametrize("path", [*LISTS, "/suche/"])
def test_every_list_that_finds_nothing_leads_on_after_somebody_to_ask(path, client, world):
    for number, listed in enumerate(("netzwerke", "unternehmen", "programme", "stellen")):
        directory(f"Verzeichnis {number}", listed)
    page = client.get(path, {"q": NOTHING}).content.decode()

    assert page.count('id="woanders"') == 1
    assert page.index("/foerderkontakt/", page.index('id="ergebnisse"')) < page.index('id="woanders"')
    assert 'href="https://dort.example/"' in page


def test_few_hits_lead_on_many_do_not(client, world):
    directory("Netzfinder")
    for number in range(3):
        make(Network, name=f"Netz {number}", regions=[world[1]])

    assert "Netzfinder" in read(client.get("/netzwerke/?region=westland"))
    assert "Netzfinder" not in read(client.get("/netzwerke/"))  # whole: nobody asked for anything
    assert "Netzfinder" in read(client.get("/regionen/westland/"))
    make(Network, name="Netz 4", regions=[world[1]])
    for path in ("/netzwerke/?region=westland", "/regionen/westland/"):
        assert "Netzfinder" not in read(client.get(path)), path


@pytest.mark.usefixtures("directory")
class TestDirectory:
    """What the sources name: go-cluster for everybody, the firms of Saxony where that is asked for or nothing is."""

    GO, FIRMS_SN = "go-cluster.de – Innovationsnetzwerke", "Online-Datenbank „Firmen in Sachsen“"

    @pytest.mark.parametrize(
        ("path", "in_saxony"),
        [
            ("/netzwerke/?feld=blockchain&region=sachsen", True),
            ("/netzwerke/?feld=blockchain&region=chemnitz", True),
            ("/netzwerke/?feld=blockchain&region=bayern", False),
            (f"/organisationen/?region=leipzig&q={NOTHING}", True),
            (f"/suche/?q={NOTHING}", True),
            (f"/suche/?q={NOTHING}+Dresden", True),
            (f"/suche/?q={NOTHING}+Bremen", False),
            ("/regionen/hamburg/", False),
            ("/regionen/landkreis-zwickau/", True),
            ("/felder/wasserstoff/", True),
            ("/passendes-netzwerk/?region=sachsen&feld=games&bedarf=egal&rolle=egal&zielmarkt=egal", True),
            ("/passendes-netzwerk/?region=bremen&feld=games&bedarf=egal&rolle=egal&zielmarkt=egal", False),
            ("/foerderkontakt/?anliegen=partner-finden&region=sachsen&feld=alle&rolle=alle", True),
            ("/foerderkontakt/?anliegen=beitreten&region=bremen&feld=alle&rolle=alle", False),
        ],
    )
    def test_from_every_thin_result(self, path, in_saxony, client):
        page = client.get(path, follow=True)
        said = read(page, "h-woanders")

        assert self.GO in said and "clusterplattform.de" in page.content.decode(), path
        assert (self.FIRMS_SN in said) == in_saxony, path

    def test_programmes_lead_to_the_database_of_programmes(self, client):
        assert "Förderdatenbank" in read(client.get("/foerderprogramme/?region=bremen"), "h-woanders")
        assert "Förderdatenbank" in read(client.get(f"/suche/?q=Zuschuss+{NOTHING}"), "h-woanders")

    def test_what_is_listed_is_cited(self):
        for offer in SupportOffer.objects.exclude(listed=""):
            assert offer.citations.filter(field="listed").exists(), offer
        assert Organisation.objects.filter(support_offers__slug="firmen-in-sachsen").exists()
