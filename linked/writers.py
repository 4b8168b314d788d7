"""The three ways in which programs read what `linked.graph` says: Turtle, RDF/XML and JSON-LD."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from io import StringIO
from typing import Any, NamedTuple
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from linked.graph import PREFIXES, German, Node, Ref, Typed, kinds_of, said_of, used, whole

# What no address may contain, and what XML cannot say.
_NO_ADDRESS = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'[\\"\n\r\t]')


def address(text: str) -> str:
    """With what an address may not contain written in percent."""
    return _NO_ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), whole(text))


def _sayable(text: str) -> str:
    """Without what one of the formats cannot carry, so that all say the same."""
    return _NO_XML.sub("", text)


def typed(value: Any) -> Typed | None:
    """Numbers, days and moments as literals."""
    match value:
        case Typed():
            return value
        case bool():
            return Typed("true" if value else "false", "xsd:boolean")
        case int():
            return Typed(str(value), "xsd:integer")
        case datetime():
            return Typed(value.isoformat(timespec="seconds"), "xsd:dateTime")
        case date():
            return Typed(value.isoformat(), "xsd:date")
    return None


# --- Turtle


def turtle(nodes: Iterable[Node]) -> str:
    nodes = list(nodes)
    lines = [f"@prefix {prefix}: <{place}> ." for prefix, place in used(nodes).items()]
    return "\n\n".join(["\n".join(lines), *_subjects(nodes)]) + "\n"


def _subjects(nodes: Iterable[Node]) -> Iterator[str]:
    """Each named thing once; those named within others after them."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop(0)
        subject = f"<{address(node['@id'])}>" if "@id" in node else "[]"
        yield f"{subject} {_predicates(node, waiting, 1)} ."


def _predicates(node: Node, waiting: list[Node], depth: int) -> str:
    kinds = kinds_of(node)
    parts = [f"a {', '.join(kinds)}"] if kinds else []
    for name, values in said_of(node):
        parts.append(f"{name} {', '.join(_object(value, waiting, depth) for value in values)}")
    return f" ;\n{'    ' * depth}".join(parts)


def _object(value: Any, waiting: list[Node], depth: int) -> str:
    if isinstance(value, Mapping):
        if "@id" not in value:
            return f"[ {_predicates(value, waiting, depth + 1)} ]"
        waiting.append(value)
        return f"<{address(value['@id'])}>"
    if isinstance(value, Ref):
        return f"<{address(value)}>"
    if literal := typed(value):
        kind = literal.kind if literal.kind.partition(":")[0] in PREFIXES else f"<{address(literal.kind)}>"
        return f"{_quoted(literal.text)}^^{kind}"
    return f"{_quoted(value)}@de" if isinstance(value, German) else _quoted(value)


def _quoted(text: str) -> str:
    return f'"{_ESCAPED.sub(lambda found: _ESCAPES[found[0]], _sayable(text))}"'


# --- RDF/XML


def rdf_xml(nodes: Iterable[Node]) -> str:
    nodes, out = list(nodes), StringIO()
    xml = XMLGenerator(out, "utf-8", short_empty_elements=True)
    xml.startDocument()
    spaces = {f"xmlns:{prefix}": place for prefix, place in (used(nodes) | _RDF).items()}
    xml.startElement("rdf:RDF", AttributesImpl(spaces))
    for node in nodes:
        _element(xml, node)
    xml.endElement("rdf:RDF")
    return out.getvalue() + "\n"


_RDF = {"rdf": PREFIXES["rdf"]}


def _element(xml: XMLGenerator, node: Node) -> None:
    kind, *more = kinds_of(node) or ["rdf:Description"]
    xml.characters("\n")
    xml.startElement(kind, AttributesImpl({"rdf:about": address(node["@id"])} if "@id" in node else {}))
    for one in more:
        _empty(xml, "rdf:type", one)
    for name, values in said_of(node):
        for value in values:
            _property(xml, name, value)
    xml.endElement(kind)


def _property(xml: XMLGenerator, name: str, value: Any) -> None:
    if isinstance(value, Ref):
        _empty(xml, name, value)
        return
    literal = None if isinstance(value, Mapping) else typed(value)
    attributes = {"rdf:datatype": address(literal.kind)} if literal else {}
    if isinstance(value, German):
        attributes = {"xml:lang": "de"}
    xml.startElement(name, AttributesImpl(attributes))
    if isinstance(value, Mapping):
        _element(xml, value)
    else:
        xml.characters(_sayable(literal.text if literal else value))
    xml.endElement(name)


def _empty(xml: XMLGenerator, name: str, target: str) -> None:
    xml.startElement(name, AttributesImpl({"rdf:resource": address(target)}))
    xml.endElement(name)


# --- JSON-LD


def json_ld(nodes: Iterable[Node]) -> str:
    """With its context in it: nobody must load one from elsewhere to read it."""
    nodes = list(nodes)
    found = {"@context": used(nodes), "@graph": [_json(node) for node in nodes]}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _json(value: Any) -> Any:
    match value:
        case Mapping():
            own = {key: value[key] for key in ("@id", "@type") if key in value}
            if "@id" in own:
                own["@id"] = address(own["@id"])
            values = {name: [_json(one) for one in many] for name, many in said_of(value)}
            return own | {name: many[0] if len(many) == 1 else many for name, many in values.items()}
        case Ref():
            return {"@id": address(value)}
        case German():
            return {"@value": _sayable(value), "@language": "de"}
    literal = typed(value)
    return {"@value": literal.text, "@type": literal.kind} if literal else _sayable(value)


# --- Which


class Format(NamedTuple):
    """A way to write, as addresses and catalogues name it; `code`: in the EU's list of file types."""

    key: str
    name: str
    media_type: str
    ending: str
    code: str
    write: Callable[[Iterable[Node]], str]


FORMATS = (
    Format("turtle", "Turtle", "text/turtle", "ttl", "RDF_TURTLE", turtle),
    Format("rdf-xml", "RDF/XML", "application/rdf+xml", "rdf", "RDF_XML", rdf_xml),
    Format("json-ld", "JSON-LD", "application/ld+json", "jsonld", "JSON_LD", json_ld),
)
