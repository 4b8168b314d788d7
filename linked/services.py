"""Programmes and offers as public services (CPSV-AP 3.2), out of their documents.

The profile asks for a public body that is responsible, and where it works. A service of which no source says that is
left out, not made up: a programme whose giver is only implied, an offer of an association.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from contacts.enums import ChannelKind
from core.kinds import kind_of
from core.words import _
from documents.build import documents_of
from linked.graph import German, Node, Ref
from networks.enums import OrganisationKind
from networks.models import Organisation
from programmes.enums import FinancingRole
from programmes.models import Programme, SupportOffer
from publishing.enums import Certainty, LinkKind

Doc = dict[str, Any]

_GERMAN = Ref("http://publications.europa.eu/resource/authority/language/DEU")
_PUBLIC = {
    OrganisationKind.MINISTRY, OrganisationKind.MUNICIPALITY, OrganisationKind.AUTHORITY, OrganisationKind.EU,
    OrganisationKind.CHAMBER, OrganisationKind.DEVELOPMENT_AGENCY, OrganisationKind.PROJECT_AGENCY,
}  # fmt: skip
_BODY = ("organisationsart", "region", "kontaktwege")


def services() -> list[Node]:
    docs = [*_documents(Programme), *_documents(SupportOffer)]
    answering = {doc["adresse"]: list(_answering(doc)) for doc in docs}
    bodies = _public_bodies({pk for pks in answering.values() for pk in pks})
    shown = [doc for doc in docs if any(pk in bodies for pk in answering[doc["adresse"]])]
    named = {doc["adresse"] for doc in shown}
    used = {pk: bodies[pk] for doc in shown for pk in answering[doc["adresse"]] if pk in bodies}
    places = [place for doc in shown for place in doc.get("regionen", ())] + [one["region"] for one in used.values()]
    fields = [field for doc in shown for field in doc.get("felder", ())]
    return [
        *(_service(doc, [used[pk] for pk in answering[doc["adresse"]] if pk in used], named) for doc in shown),
        *map(_body, used.values()),
        *(_labelled(one, "dct:Location", "rdfs:label") for one in _once(places)),
        *(_labelled(one, "skos:Concept", "skos:prefLabel") for one in _once(fields)),
        {"@id": _GERMAN, "@type": "dct:LinguisticSystem"},
    ]


def _documents(model: type[Any]) -> list[Doc]:
    """Of all that visitors see, in the order of the dictionary."""
    pks = model.objects.with_page().order_by("sort_name", "pk").values_list("pk", flat=True)
    return documents_of(kind_of(model), pks)


def _answering(doc: Doc) -> Iterator[int]:
    """The organisations that a source says outright to award it, to answer for it or to offer it; each once."""
    grants = [row for row in doc.get("finanzierung", ()) if row["rolle"]["wert"] == FinancingRole.GRANTS]
    found = [row.get("organisation") for row in grants if _is_stated(row)]
    found += [row.get("stelle") for row in doc.get("zustaendigkeiten", ()) if _is_stated(row)]
    found += doc.get("anbieter", ())
    yield from dict.fromkeys(one["id"] for one in found if one)


def _is_stated(row: Doc) -> bool:
    return any(proof.get("sicherheit") == Certainty.STATED for proof in row["belege"])


def _public_bodies(pks: Iterable[int]) -> dict[int, Doc]:
    docs = documents_of(kind_of(Organisation), sorted(pks), only=_BODY)
    return {doc["id"]: doc for doc in docs if doc["organisationsart"]["wert"] in _PUBLIC and "region" in doc}


def _service(doc: Doc, bodies: list[Doc], named: set[str]) -> Node:
    """`named`: the addresses of all services."""
    page = doc["adresse"]
    related = [one for one in (doc.get("gehoert_zu"), *doc.get("linien", ())) if one and one["adresse"] in named]
    kind = doc.get("programmart") or doc["angebotsart"]
    return {
        "@id": page,
        "@type": "cpsv:PublicService",
        "dct:identifier": page,
        "dct:title": German(doc["name"]),
        "skos:altLabel": German(doc["abkuerzung"]) if "abkuerzung" in doc else None,
        "dct:description": [German(doc[key]) for key in ("kurztext", "was", "ablauf") if key in doc],
        "dct:type": {"@type": "skos:Concept", "skos:prefLabel": German(kind["text"])},
        "dct:language": _GERMAN,
        "dct:spatial": [Ref(place["adresse"]) for place in doc.get("regionen", ())],
        "cv:thematicArea": [Ref(term["adresse"]) for term in doc.get("felder", ())],
        "cv:hasCompetentAuthority": [Ref(one["adresse"]) for one in bodies],
        "cv:contactPoint": [Ref(_contact_of(one)) for one in bodies if _ways(one)],
        "cv:relatedService": [Ref(one["adresse"]) for one in related],
        "cv:holdsRequirement": _requirement(page, doc.get("wer") or doc.get("fuer_wen")),
        "cv:hasCost": _cost(page, doc.get("kosten")),
        "cv:hasLegalResource": [
            {"@id": link["url"], "@type": "eli:LegalResource"}
            for link in doc.get("links", ())
            if link["art"]["wert"] == LinkKind.LEGAL_BASIS
        ],
        "foaf:page": Ref(page),
    }


def _requirement(page: str, who: str | None) -> Node | None:
    if not who:
        return None
    name = f"{page}#wer"
    return {
        "@id": name,
        "@type": "cv:Requirement",
        "dct:identifier": name,
        "dct:title": German(_("Für wen")),
        "dct:description": German(who),
    }


def _cost(page: str, words: str | None) -> Node | None:
    if not words:
        return None
    name = f"{page}#kosten"
    return {"@id": name, "@type": "cv:Cost", "dct:identifier": name, "dct:description": German(words)}


def _body(doc: Doc) -> Node:
    ways = _ways(doc)
    return {
        "@id": doc["adresse"],
        "@type": "cv:PublicOrganisation",
        "dct:identifier": doc["adresse"],
        "skos:prefLabel": German(doc["name"]),
        "dct:spatial": Ref(doc["region"]["adresse"]),
        "cv:contactPoint": {"@id": _contact_of(doc), "@type": "cv:ContactPoint", **ways} if ways else None,
    }


def _contact_of(doc: Doc) -> str:
    return f"{doc['adresse']}#kontakt"


def _ways(doc: Doc) -> dict[str, Any]:
    """What works of its channels, and numbers only where a source states them outright."""
    found: dict[str, list[Any]] = {"cv:telephone": [], "cv:email": [], "cv:contactPage": []}
    for way in doc.get("kontaktwege", ()):
        kind, value = way["art"]["wert"], way["wert"]
        if way.get("fehlerhaft"):
            continue
        if kind in (ChannelKind.PHONE, ChannelKind.MOBILE) and _is_stated(way):
            found["cv:telephone"].append(value)
        elif kind == ChannelKind.EMAIL:
            found["cv:email"].append(value)
        elif kind == ChannelKind.WEB:
            found["cv:contactPage"].append({"@id": value, "@type": "foaf:Document"})
    return {name: values for name, values in found.items() if values}


def _labelled(one: Doc, kind: str, label: str) -> Node:
    return {"@id": one["adresse"], "@type": kind, label: German(one["name"])}


def _once(named: Iterable[Doc]) -> list[Doc]:
    return list({one["adresse"]: one for one in named}.values())
