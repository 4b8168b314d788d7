"""Public services: only what a source says a public body answers for, with all that the profile asks of it."""

import pytest
from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from contacts.models import Channel, Responsibility
from networks.models import Organisation
from programmes.models import Financing, Programme, SupportOffer
from publishing.enums import State
from publishing.models import Link, SourceDocument
from regions.models import Region
from tests.factories import make
from tests.linked.test_vocabularies import page
from tests.linked.test_writers import FORMS, PARSERS

CPSV = Namespace("http://purl.org/vocab/cpsv#")
CV = Namespace("http://data.europa.eu/m8g/")
LEAST = {
    CPSV.PublicService: (DCTERMS.identifier, DCTERMS.title, DCTERMS.description, CV.hasCompetentAuthority),
    CV.PublicOrganisation: (SKOS.prefLabel, DCTERMS.spatial),
    CV.Requirement: (DCTERMS.identifier, DCTERMS.title),
    CV.Cost: (DCTERMS.identifier,),
}
RANGES = {
    CV.hasCompetentAuthority: CV.PublicOrganisation,
    CV.contactPoint: CV.ContactPoint,
    CV.relatedService: CPSV.PublicService,
    CV.thematicArea: SKOS.Concept,
    CV.holdsRequirement: CV.Requirement,
    CV.hasCost: CV.Cost,
    DCTERMS.spatial: DCTERMS.Location,
    DCTERMS.type: SKOS.Concept,
    DCTERMS.language: DCTERMS.LinguisticSystem,
}


def services(client, form: str = "turtle") -> Graph:
    response = client.get(f"/offene-daten/leistungen/{form}/")
    assert response.status_code == 200
    return Graph().parse(data=response.content, format=PARSERS[form])


def office(**values) -> Organisation:
    place = make(Region, name="Testland", kind="land") if "region" not in values else values.pop("region")
    return make(Organisation, **{"kind": "ministerium", "region": place} | values)


@pytest.mark.django_db
def test_a_service_has_its_body_its_conditions_and_how_to_ask(client):
    body, source = office(name="Ministerium"), make(SourceDocument)
    make(Channel, organisation=body, kind="telefon", value="0341 4711-0", source=source)
    make(Channel, organisation=body, kind="e-mail", value="amt@netz.example", is_faulty=True, fault="veraltet")
    make(Channel, organisation=body, kind="mobil", value="0170 4711", source=source, certainty="angedeutet")
    programme = make(Programme, name="Programm", abbreviation="P", what="Netze.", who="Betriebe", regions=[body.region])
    make(Financing, programme=programme, organisation=body, role="vergibt", source=source)
    make(Link, subject=programme, kind="rechtsgrundlage", url="https://recht.example/richtlinie")
    line = make(Programme, parent=programme)
    make(Responsibility, programme=line, office=body, task="Auskunft", source=source)
    offer = make(SupportOffer, cost="kostenfrei", providers=[body])

    found = services(client)

    own = page(programme)
    assert set(found.subjects(RDF.type, CPSV.PublicService)) == {own, page(line), page(offer)}
    assert found.value(own, SKOS.altLabel) == Literal("P", lang="de")
    assert found.value(own, CV.hasCompetentAuthority) == page(body)
    assert found.value(own, CV.relatedService) == page(line)
    assert found.value(found.value(own, CV.holdsRequirement), DCTERMS.description) == Literal("Betriebe", lang="de")
    assert found.value(own, CV.hasLegalResource) == URIRef("https://recht.example/richtlinie")
    assert found.value(found.value(own, DCTERMS.spatial), RDFS.label) == Literal("Testland", lang="de")
    cost = found.value(page(offer), CV.hasCost)
    assert found.value(cost, DCTERMS.description) == Literal("kostenfrei", lang="de")
    contact = found.value(own, CV.contactPoint)
    assert set(found.objects(contact, CV.telephone)) == {Literal("0341 4711-0")}
    assert not list(found.objects(contact, CV.email))


@pytest.mark.django_db
def test_nobody_is_made_responsible(client):
    """Only what a source says outright counts, of a public body whose place is known and that visitors may see."""
    source = make(SourceDocument)
    for values in (
        {"certainty": "angedeutet"},
        {"source": None},
        {"organisation": office(kind="unternehmen")},
        {"organisation": office(region=None)},
        {"organisation": office(state=State.DRAFT)},
        {"role": "finanziert"},
    ):
        said = {"organisation": office(), "role": "vergibt", "source": source} | values
        make(Financing, programme=make(Programme), **said)
    make(SupportOffer, providers=[office(kind="verband")])

    assert not list(services(client).subjects(RDF.type, CPSV.PublicService))


def test_the_directory_keeps_what_the_profile_asks(client, directory):
    found = services(client)

    assert len(set(found.subjects(RDF.type, CPSV.PublicService))) > 5
    for kind, least in LEAST.items():
        lacking = [
            (one, name) for one in found.subjects(RDF.type, kind) for name in least if not found.value(one, name)
        ]
        assert lacking == []
    for name, kind in RANGES.items():
        wrong = [value for value in found.objects(None, name) if (value, RDF.type, kind) not in found]
        assert wrong == [], name


def test_every_format_says_the_same(client, directory):
    def lines(graph: Graph) -> set:
        return {line for line in graph if all(isinstance(one, URIRef | Literal) for one in line)}

    first, *others = (lines(services(client, form)) for form in FORMS)

    assert first and all(other == first for other in others)


@pytest.mark.django_db
def test_who_asks_without_a_format_is_led_to_the_one_they_prefer(client):
    response = client.get("/offene-daten/leistungen/", headers={"accept": "application/rdf+xml"})

    assert (response.status_code, response.headers["Location"]) == (303, "/offene-daten/leistungen/rdf-xml/")
    assert client.get("/offene-daten/leistungen/csv/").status_code == 404
