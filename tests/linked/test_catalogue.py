"""The catalogue: complete, true, and by the rules that DCAT-AP.de 3.0 makes of it."""

import re
import shutil
from hashlib import sha256

import pytest
from django.utils import timezone
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

from linked.datasets import DATASETS, LEFT_OUT
from linked.lacking import WANTED, lacking
from linked.writers import FORMATS
from networks.models import Network
from open_data.downloads.dump import write
from open_data.selection import LISTS
from publishing.enums import State
from tests.factories import make, read
from tests.linked.test_writers import PARSERS

SITE = "http://testserver"
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
DCATDE = Namespace("http://dcat-ap.de/def/dcatde/")
ENDINGS = {"ttl": "turtle", "rdf": "rdf-xml", "jsonld": "json-ld"}
EU = "http://publications.europa.eu/resource/authority/"
# What the profile asks of each class: at least one of these, and of others at most one.
LEAST = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset),
    DCAT.Dataset: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint),
    DCAT.Distribution: (DCAT.accessURL, DCTERMS.license),
    DCAT.DataService: (DCTERMS.title, DCAT.endpointURL, DCTERMS.publisher),
    FOAF.Agent: (FOAF.name,),
    VCARD.Kind: (VCARD.fn, VCARD.hasURL),
}
MOST = (
    DCTERMS.publisher, DCTERMS.modified, DCTERMS.license, DCTERMS.format, DCAT.mediaType, DCAT.byteSize,
    DCTERMS.accessRights, DCTERMS.accrualPeriodicity, FOAF.homepage,
)  # fmt: skip
# Lists that values must be from, by the beginning of their addresses.
LISTED = {
    DCTERMS.language: f"{EU}language/",
    DCAT.theme: f"{EU}data-theme/",
    DCTERMS.format: f"{EU}file-type/",
    DCTERMS.accrualPeriodicity: f"{EU}frequency/",
    DCTERMS.license: "http://dcat-ap.de/def/licenses/",
    DCAT.mediaType: "https://www.iana.org/assignments/media-types/",
}


def catalogue(client, ending: str = "ttl") -> Graph:
    response = client.get(f"/katalog.{ending}")
    assert response.status_code == 200
    return Graph().parse(data=response.content, format=PARSERS[ENDINGS[ending]])


def part(name: str) -> URIRef:
    return URIRef(f"{SITE}/katalog#{name}")


def test_every_list_is_a_dataset_or_left_out_with_a_reason():
    named = [dataset.key for dataset in DATASETS]

    assert sorted([*named, *LEFT_OUT]) == sorted(LISTS)


@pytest.mark.django_db
def test_it_keeps_the_rules_of_the_profile(client):
    found = catalogue(client)

    for kind, least in LEAST.items():
        members = set(found.subjects(RDF.type, kind))
        assert members, kind
        lacking = [(one, name) for one in members for name in least if (one, name, None) not in found]
        assert lacking == []
    twice = [(one, name) for one in set(found.subjects()) for name in MOST if len(list(found.objects(one, name))) > 1]
    assert twice == []
    for name, beginning in LISTED.items():
        values = set(found.objects(None, name))
        assert values and all(value.startswith(beginning) for value in values), name
    agents = set(found.subjects(RDF.type, FOAF.Agent))
    assert set(found.objects(None, DCTERMS.publisher)) == agents
    assert set(found.objects(None, DCAT.contactPoint)) == set(found.subjects(RDF.type, VCARD.Kind))


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_says_the_same(client, ending):
    def lines(graph: Graph) -> set:
        """Without what has no address."""
        return {line for line in graph if all(isinstance(one, URIRef | Literal) for one in line)}

    assert lines(catalogue(client, ending)) == lines(catalogue(client))


@pytest.mark.django_db
def test_a_dataset_says_when_one_of_its_public_entries_was_changed_last(client):
    older = make(Network, name="Älteres Netz")
    make(Network, name="Entwurf", state=State.DRAFT)

    found = catalogue(client)

    moment = timezone.localtime(older.changed_at).isoformat(timespec="seconds")
    assert found.value(part("netzwerke"), DCTERMS.modified) == Literal(moment, datatype=XSD.dateTime)
    assert (part("orte"), DCTERMS.modified, None) not in found


@pytest.mark.once
def test_every_file_is_there_and_as_the_catalogue_says(client, directory, settings, tmp_path):
    settings.OPEN_DATA_DIR = tmp_path
    write(keep=1)
    found = catalogue(client)

    files = set(found.subjects(RDF.type, DCAT.Distribution))
    assert files == set(found.objects(None, DCAT.distribution))
    for dataset in DATASETS:
        own = set(found.objects(part(dataset.key), DCAT.distribution))
        assert {part(f"{dataset.key}-{name}") for name in ("csv", "xlsx", "jsonl", "abzug-csv", "abzug-jsonl")} <= own
    for file in files:
        response = client.get(str(found.value(file, DCAT.downloadURL)).removeprefix(SITE))
        assert response.status_code == 200, file
        media_type = found.value(file, DCAT.compressFormat) or found.value(file, DCAT.mediaType)
        said = response.headers["Content-Type"].partition(";")[0]
        assert media_type in (None, URIRef(f"{LISTED[DCAT.mediaType]}{said}"))
        content = b"".join(response.streaming_content) if response.streaming else response.content
        assert found.value(file, DCAT.byteSize) in (None, Literal(len(content), datatype=XSD.nonNegativeInteger))
        if checksum := found.value(file, SPDX.checksum):
            digest = Literal(sha256(content).hexdigest(), datatype=XSD.hexBinary)
            assert found.value(checksum, SPDX.checksumValue) == digest
    assert len(set(found.subjects(SPDX.checksum))) == 2 * len(DATASETS)


def test_a_dump_stands_there_as_long_as_it_is_kept(client, directory, settings, tmp_path):
    """Though pages are kept, and no table says that a file is gone."""
    settings.OPEN_DATA_DIR, settings.PORTAL_CACHE = tmp_path, True
    dump = write(keep=1)
    before = client.get("/katalog.ttl")
    assert dump.day.isoformat() in before.content.decode()

    shutil.rmtree(dump.folder)
    after = client.get("/katalog.ttl", headers={"if-none-match": before.headers["ETag"]})

    assert after.status_code == 200 and "abzug" not in after.content.decode()
    again = client.get("/katalog.ttl", headers={"if-none-match": after.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.once
@pytest.mark.django_db
def test_the_api_and_its_description_are_where_it_says(client):
    found = catalogue(client)

    for name in (DCAT.endpointURL, DCAT.endpointDescription, DCAT.landingPage):
        assert client.get(str(found.value(part("api"), name)).removeprefix(SITE)).status_code == 200


@pytest.mark.django_db
def test_it_names_the_operator_and_what_govdata_gave_it(client, settings):
    settings.OPERATOR_NAME, settings.OPERATOR_EMAIL = "Amt für Netze", "amt@netz.example"
    settings.DATA_LICENCE = "http://dcat-ap.de/def/licenses/dl-by-de/2.0"
    settings.DATA_PUBLISHER_TYPE, settings.DATA_ATTRIBUTION = "RegionalAuthority", "Daten: Amt"
    settings.DATA_CONTRIBUTOR_ID = "http://dcat-ap.de/def/contributors/amt"

    found = catalogue(client)

    agent = found.value(None, RDF.type, FOAF.Agent)
    assert found.value(agent, FOAF.name) == Literal("Amt für Netze", lang="de")
    assert found.value(agent, DCTERMS.type) == URIRef("http://purl.org/adms/publishertype/RegionalAuthority")
    assert set(found.objects(None, VCARD.hasEmail)) == {URIRef("mailto:amt@netz.example")}
    assert set(found.objects(None, DCTERMS.license)) == {URIRef(settings.DATA_LICENCE)}
    assert set(found.objects(None, DCATDE.licenseAttributionByText)) == {Literal("Daten: Amt", lang="de")}
    assert set(found.subjects(DCATDE.contributorID, URIRef(settings.DATA_CONTRIBUTOR_ID))) == {
        part(dataset.key) for dataset in DATASETS
    }


@pytest.mark.django_db
def test_what_a_harvester_lacks_is_said_until_it_is_there(client, settings):
    assert [name for name, _what in lacking()] == list(WANTED)[1:]  # the tests have an address
    page = read(client.get("/offene-daten/katalog/"))
    assert "die Kennung als Datenbereitsteller" in page

    for name in list(WANTED)[1:]:
        setattr(settings, name, "x")

    assert lacking() == []
    assert "Nichts: Alle Angaben" in read(client.get("/offene-daten/katalog/"))
    settings.SITE_URL = "http://127.0.0.1:8000"
    assert [name for name, _what in lacking()] == ["SITE_URL"]


@pytest.mark.django_db
def test_the_page_leads_to_every_format_and_file(client):
    page = client.get("/offene-daten/katalog/").content.decode()

    assert all(f'href="/katalog.{ending}"' in page for ending in ENDINGS)
    assert 'href="/offene-daten/vokabulare/felder/turtle/"' in page


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/offene-daten/", "/offene-daten/katalog/"])
def test_who_comes_to_the_portal_finds_it(client, path):
    head = client.get(path).content.decode().partition("</head>")[0]

    links = re.findall(r'<link rel="alternate" type="([^"]+)" href="/katalog\.(\w+)"', head)
    assert links == [(form.media_type, form.ending) for form in FORMATS]


@pytest.mark.django_db
def test_other_endings_are_not_there(client):
    assert client.get("/katalog.csv").status_code == 404
