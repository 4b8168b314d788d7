"""Fields, markets and regions as concepts: what the pages show, in the words of SKOS."""

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from contacts.models import Person
from linked.vocabularies import VOCABULARIES
from networks.models import Branch, Field, Market
from publishing.enums import State
from regions.models import Region
from tests.factories import make
from tests.linked.test_writers import FORMS, PARSERS

SITE = "http://testserver"
KEYS = [one.key for one in VOCABULARIES]


def document(client, key: str, form: str = "turtle") -> Graph:
    response = client.get(f"/offene-daten/vokabulare/{key}/{form}/")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == f"{FORMS[form].media_type}; charset=utf-8"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return Graph().parse(data=response.content, format=PARSERS[form])


def page(row) -> URIRef:
    return URIRef(f"{SITE}{row.get_absolute_url()}")


def kind_of_code(name: str) -> URIRef:
    return URIRef(f"{SITE}/offene-daten/#{name}")


@pytest.mark.django_db
def test_a_field_says_its_names_its_place_and_the_branches_it_serves(client):
    branch = make(Branch, edition="2025", code="62.10", title="Programmierung", level=3, slug="wz2025-62-10")
    upper = make(Field, name="Digitales")
    field = make(
        Field, name="KI", parent=upper, synonyms="AI\nMaschinelles Lernen", definition="Rechnet.", branches=[branch]
    )

    found = document(client, "felder")

    assert set(found.objects(page(field), SKOS.altLabel)) == {Literal(name, lang="de") for name in field.synonym_list}
    assert found.value(page(field), SKOS.definition) == Literal("Rechnet.", lang="de")
    assert found.value(page(field), SKOS.broader) == page(upper)
    assert found.value(page(upper), SKOS.narrower) == page(field)
    assert found.value(URIRef(f"{SITE}/felder/"), SKOS.hasTopConcept) == page(upper)
    served = found.value(page(field), SKOS.relatedMatch)
    assert found.value(served, SKOS.prefLabel) == Literal("Programmierung", lang="de")
    assert found.value(served, SKOS.notation) == Literal("62.10", datatype=kind_of_code("wz-2025"))


@pytest.mark.django_db
def test_a_text_names_nobody_who_is_not_released(client):
    make(Person, given_name="Erika", family_name="Musterfrau")
    field = make(Field, definition="Von Erika Musterfrau erdacht.")
    region = make(Region, note="Laut Erika Musterfrau.")

    assert document(client, "felder").value(page(field), SKOS.definition) == Literal("Von [Person] erdacht.", lang="de")
    assert document(client, "regionen").value(page(region), SKOS.note) == Literal("Laut [Person].", lang="de")


@pytest.mark.django_db
def test_a_draft_is_no_concept_and_leaves_what_is_below_it_on_top(client):
    draft = make(Market, name="Entwurf", state=State.DRAFT)
    below = make(Market, name="Darunter", parent=draft)

    found = document(client, "zielmaerkte")

    assert set(found.subjects(RDF.type, SKOS.Concept)) == {page(below)}
    assert found.value(page(below), SKOS.topConceptOf) == URIRef(f"{SITE}/zielmaerkte/")


@pytest.mark.django_db
def test_a_region_has_its_codes_and_the_names_official_lists_have_for_it(client):
    land = make(Region, name="Testland", kind="land", ags="08", nuts="DE1", nuts_version="2024", also_called="TL")
    kreis = make(Region, name="Testkreis", kind="kreis", parent=land, ags="08222", nuts="DE126", nuts_version="2024")
    whole = make(Region, name="Testraum", kind="funktional", covers=[kreis], touches=[land])

    found = document(client, "regionen")

    assert set(found.objects(page(kreis), SKOS.notation)) == {
        Literal("08222", datatype=kind_of_code("ags")),
        Literal("DE126", datatype=kind_of_code("nuts-2024")),
    }
    assert set(found.objects(page(kreis), SKOS.exactMatch)) == {
        URIRef("http://dcat-ap.de/def/politicalGeocoding/districtKey/08222"),
        URIRef("http://data.europa.eu/nuts/code/DE126"),
    }
    assert set(found.objects(page(kreis), SKOS.broader)) == {page(land), page(whole)}
    assert found.value(page(whole), SKOS.related) == page(land)
    assert found.value(page(land), SKOS.hiddenLabel) == Literal("TL", lang="de")


@pytest.mark.parametrize("key", KEYS)
def test_the_directory_keeps_what_skos_asks_for(client, directory, key):
    """One preferred label, all in a scheme, broader and narrower are each other's inverse and lead in no circle, and
    what is related is not above or below (SKOS reference, S13, S14, S24, S25, S27)."""
    found = document(client, key)
    concepts = {one for one in found.subjects(RDF.type, SKOS.Concept) if (one, SKOS.inScheme, None) in found}
    model = next(one.model for one in VOCABULARIES if one.key == key)

    assert concepts == {page(row) for row in model.objects.all() if getattr(row, "is_published", True)}
    assert all(len(list(found.objects(one, SKOS.prefLabel))) == 1 for one in concepts)
    assert {(b, a) for a, b in found.subject_objects(SKOS.broader)} == set(found.subject_objects(SKOS.narrower))
    for one in concepts:
        above = {higher for step in found.objects(one, SKOS.broader) for higher in _from(found, step)}
        assert one not in above
        assert above.isdisjoint(found.objects(one, SKOS.related))
        assert above or (one, SKOS.topConceptOf, None) in found
        labels = set(found.objects(one, SKOS.altLabel)) | set(found.objects(one, SKOS.hiddenLabel))
        assert found.value(one, SKOS.prefLabel) not in labels


def _from(graph: Graph, concept: URIRef) -> set:
    """A concept and all that is broader."""
    return set(graph.transitive_objects(concept, SKOS.broader))


@pytest.mark.once
@pytest.mark.parametrize("key", KEYS)
def test_every_format_says_the_same(client, directory, key):
    first, *others = (set(document(client, key, form)) for form in FORMS)

    assert first and all(other == first for other in others)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("accepted", "place"),
    [
        ("text/html,*/*;q=0.8", "/felder/"),
        ("text/turtle", "/offene-daten/vokabulare/felder/turtle/"),
        ("application/rdf+xml, text/turtle;q=0.5", "/offene-daten/vokabulare/felder/rdf-xml/"),
        ("application/ld+json", "/offene-daten/vokabulare/felder/json-ld/"),
        ("image/png", "/felder/"),
    ],
)
def test_who_asks_without_a_format_is_led_to_the_one_they_prefer(client, accepted, place):
    response = client.get("/offene-daten/vokabulare/felder/", headers={"accept": accepted})

    assert (response.status_code, response.headers["Location"]) == (303, place)
    assert "Accept" in response.headers["Vary"]


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("key", KEYS)
def test_pages_lead_to_the_vocabulary_they_are_of(client, key):
    term = make(next(one.model for one in VOCABULARIES if one.key == key))
    for path in (f"/{key}/", term.get_absolute_url()):
        head = " ".join(client.get(path).content.decode().partition("</head>")[0].split())

        for form in FORMS.values():
            place = f"/offene-daten/vokabulare/{key}/{form.key}/"
            assert f'<link rel="alternate" type="{form.media_type}" href="{place}"' in head


@pytest.mark.django_db
def test_other_vocabularies_and_formats_are_not_there(client):
    assert client.get("/offene-daten/vokabulare/farben/").status_code == 404
    assert client.get("/offene-daten/vokabulare/felder/csv/").status_code == 404


@pytest.mark.django_db
def test_the_scheme_has_a_title(client):
    assert document(client, "felder").value(URIRef(f"{SITE}/felder/"), DCTERMS.title)
