"""The three ways of writing say the same, whatever is in a text."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, XSD

from linked.graph import German, Ref, Typed
from linked.writers import FORMATS

FORMS = {form.key: form for form in FORMATS}
PARSERS = {"turtle": "turtle", "rdf-xml": "xml", "json-ld": "json-ld"}
# What a document of XML can carry; the rest is left out everywhere. RDF/XML has no other line breaks than „\n“.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1)
THING = "https://portal.example/ding/"


def read(form: str, nodes: list) -> Graph:
    return Graph().parse(data=FORMS[form].write(nodes), format=PARSERS[form])


def graphs(nodes: list) -> list[Graph]:
    return [read(form, nodes) for form in FORMS]


def said(*values) -> set:
    """What is read of a property with these values, the same in all formats."""
    found = [
        set(graph.objects(URIRef(THING), DCTERMS.title)) for graph in graphs([{"@id": THING, "dct:title": [*values]}])
    ]
    assert found[0] == found[1] == found[2]
    return found[0]


@given(TEXTS)
def test_any_text_is_read_as_it_was(text):
    assert said(text) == {Literal(text)}
    assert said(German(text)) == {Literal(text, lang="de")}


def test_quotes_line_breaks_and_what_looks_like_markup_stay_text():
    text = 'Er sagte: "a\\b"\n<b>&amp;</b>\t]]> @de'

    assert said(text) == {Literal(text)}


def test_what_no_document_can_carry_is_left_out():
    assert said("a\x00b\x1fc") == {Literal("abc")}


def test_numbers_days_and_moments_are_literals_of_their_kind():
    moment = datetime(2026, 11, 30, 12, 5, 7, tzinfo=UTC)

    assert said(7, date(2026, 11, 30), moment, True, Typed("11", f"{THING}#ags")) == {
        Literal("7", datatype=XSD.integer),
        Literal("2026-11-30", datatype=XSD.date),
        Literal("2026-11-30T12:05:07+00:00", datatype=XSD.dateTime),
        Literal("true", datatype=XSD.boolean),
        Literal("11", datatype=URIRef(f"{THING}#ags")),
    }


def test_an_address_stays_one_whatever_is_in_it():
    assert said(Ref('https://netz.example/a b"<c>')) == {URIRef("https://netz.example/a%20b%22%3Cc%3E")}


def test_nothing_is_said_of_what_is_unknown():
    node = {"@id": THING, "@type": "skos:Concept", "dct:title": None, "dct:description": "", "dct:subject": [None, []]}

    assert [len(graph) for graph in graphs([{**node, "dct:subject": [None]}])] == [1, 1, 1]


def test_things_within_things_are_the_same_in_all_formats():
    agent = {"@id": f"{THING}#wer", "@type": ["foaf:Agent", "vcard:Kind"], "foaf:name": German("Stelle")}
    place = {"@type": "dct:Location", "dct:isPartOf": {"@type": "dct:Location", "dct:title": "innen"}}
    node = {"@id": THING, "@type": "dcat:Dataset", "dct:publisher": agent, "dct:spatial": [place, Ref(f"{THING}#ort")]}

    first, *others = graphs([node])

    assert len(first) == 11
    assert all(isomorphic(first, other) for other in others)
