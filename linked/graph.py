"""What is said of things in the words of shared vocabularies, as plain dictionaries.

    {"@id": "https://…/felder/it/", "@type": "skos:Concept", "skos:prefLabel": German("IT"), "skos:broader": Ref(…)}

Keys are prefixed names of properties (`PREFIXES`). A value is text, `German` text, a `Ref` to something, a `Typed`
literal, a number, a day or moment, another dictionary, or a list of these; None and empty lists say nothing. One
without „@id“ is known only where it stands. `linked.writers` writes them down; no library of RDF is loaded for
it, which would take 16 MB of every worker.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

Node = Mapping[str, Any]


class German(str):
    """Text in the language of the entries."""

    __slots__ = ()


class Ref(str):
    """The address of a thing."""

    __slots__ = ()


class Typed(NamedTuple):
    """A literal of a kind of its own; `kind`: a prefixed name or an address."""

    text: str
    kind: str


def whole(name: str) -> str:
    """„skos:Concept“ → its address."""
    prefix, colon, rest = name.partition(":")
    return f"{PREFIXES[prefix]}{rest}" if colon and prefix in PREFIXES else name


def kinds_of(node: Node) -> list[str]:
    said = node.get("@type", ())
    return [said] if isinstance(said, str) else list(said)


def said_of(node: Node) -> Iterator[tuple[str, list[Any]]]:
    """The properties of a node with their values; none that says nothing."""
    for name, value in node.items():
        if name not in ("@id", "@type") and (values := listed(value)):
            yield name, values


def listed(value: Any) -> list[Any]:
    values = value if isinstance(value, list | tuple) and not isinstance(value, Typed) else [value]
    return [one for one in values if one is not None and one != ""]


def used(nodes: Iterable[Node]) -> dict[str, str]:
    """The prefixes that some nodes need."""
    found = {"xsd"} | {name.partition(":")[0] for name in _names(nodes)}
    return {prefix: address for prefix, address in PREFIXES.items() if prefix in found}


def _names(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        yield from kinds_of(node)
        for name, values in said_of(node):
            yield name
            yield from (value.kind for value in values if isinstance(value, Typed))
            yield from _names(value for value in values if isinstance(value, Mapping))
