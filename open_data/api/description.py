"""The API described as OpenAPI 3.1, made from the lists, their filters and the shapes of documents."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from contacts.enums import Concern, Role
from core.filters import FacetFilter
from documents.shape import shape_of
from memory.kept import remembered
from networks.models import Network
from open_data.api import parameters as asked
from open_data.api.answers import JSON, PROBLEM, ROOT, answer
from open_data.api.lists import OPEN
from open_data.api.nearest import RUNGS
from open_data.api.schemas import (
    ADDRESS,
    COMMON,
    DATE,
    NUMBER,
    TEXT,
    YES_NO,
    Schema,
    document_schema,
    listed,
    ref,
    reference_schema,
    said,
    schema_name,
)
from open_data.api.search import FOUND
from open_data.selection import NEAR, PLACE, PublicList
from reach.hits import is_sure

SLUG = "kurzadresse"
# What names a record or a place: its address, an official code.
_NAME: Schema = {"type": "string", "pattern": "^[-a-zA-Z0-9_]{1,120}$"}
_WORDS: Schema = {"type": "string", "pattern": asked.WORDS_PATTERN, "maxLength": asked.LONGEST}
_REFUSED = {
    "400": ("Falsch", "Ein Parameter oder ein Wert ist falsch."),
    "404": ("Fehlt", "Den Eintrag, den Ort oder das genannte Merkmal gibt es nicht."),
    "410": ("Entfernt", "Der Eintrag war öffentlich und ist es nicht mehr; `grund` sagt, warum."),
    "429": ("ZuOft", "Zu viele Anfragen; `Retry-After` sagt, nach wie vielen Sekunden es weitergeht."),
}
_MEANING = """Die Einträge des Verzeichnisses zum Lesen, mit Beleg je Angabe.

Die Parameter der Listen sind die der Seiten: Was `/netzwerke/?region=sachsen` zeigt, gibt
`/api/v1/netzwerke/?region=sachsen` in derselben Reihenfolge. Ein Name oder Wert, den niemand versteht, wird abgelehnt.
Was ein Eintrag nicht sagt, fehlt im Dokument. Menschen stehen nur darin, wo sie für offene Daten freigegeben sind;
sonst steht ihre Stelle da."""


def description(request: HttpRequest) -> HttpResponse:
    asked.check_names(request.GET, ())
    return answer(request, remembered("api: description", _description))


def _description() -> Schema:
    paths: Schema = {}
    for one in OPEN.values():
        paths |= _paths_of(one)
    paths |= {ROOT: _get(_start()), f"{ROOT}/suche": _get(_search()), f"{ROOT}/foerderkontakt": _get(_finder())}
    schemas = (
        COMMON
        | {"Verweis": reference_schema()}
        | {schema_name(one): document_schema(shape_of(one.model)) for one in OPEN.values()}
    )
    refused = {name: _refusal(words) for name, words in _REFUSED.values()}
    refused["ZuOft"]["headers"] = {"Retry-After": {"schema": NUMBER}}
    refused["ZuLang"] = {"description": "Die Adresse ist zu lang.", "content": {"text/plain": {"schema": TEXT}}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.SITE_NAME}: offene Daten",
            "version": "1",
            "description": _MEANING,
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/"}],
        "security": [],
        "tags": [*({"name": one.kind.titles, "description": f"Die Liste {one.path}"} for one in OPEN.values()), _TAG],
        "paths": paths,
        "components": {"schemas": schemas, "responses": refused},
    }


_TAG = {"name": "Überblick", "description": "Was es gibt, die Suche über alles und der Förderkontakt"}


def _refusal(words: str) -> Schema:
    return {"description": words, "content": {PROBLEM: {"schema": ref("Problem")}}}


def _get(operation: Schema) -> Schema:
    return {"get": operation}


def _operation(
    name: str, summary: str, schema: Schema, parameters: Iterable[Schema], tag: str, *refused: str
) -> Schema:
    answers: Schema = {
        "200": {"description": "Gefunden", "content": {JSON: {"schema": schema}}},
        "304": {"description": "Unverändert (`If-None-Match`)"},
    }
    if "410" in refused:
        answers["301"] = {"description": "Der Eintrag hat eine neue Adresse, auch nach einem Zusammenführen."}
    answers |= {code: {"$ref": f"#/components/responses/{_REFUSED[code][0]}"} for code in ("400", *refused, "429")}
    answers["414"] = {"$ref": "#/components/responses/ZuLang"}
    return {
        "operationId": name,
        "summary": summary,
        "tags": [tag],
        "parameters": list(parameters),
        "responses": answers,
    }


def _paths_of(one: PublicList) -> Schema:
    tag, name, document = one.kind.titles, one.name, ref(schema_name(one))
    filters = list(_filters(one))
    many = said({"anzahl": NUMBER, "eintraege": listed(document), "weiter": ADDRESS}, "anzahl", "eintraege")
    found = {
        f"{ROOT}/{name}": _get(
            _operation(f"{name}_liste", f"{tag}: Liste", many, [*filters, *_paging(), _only(one)], tag, "404")
        ),
        f"{ROOT}/{name}/{{{SLUG}}}": _get(
            _operation(f"{name}_eintrag", f"{tag}: ein Eintrag", document, [_slug(one), _only(one)], tag, "404", "410")
        ),
        f"{ROOT}/facetten/{name}": _get(
            _operation(f"{name}_facetten", f"{tag}: Filter mit Anzahlen", _FACETS, filters, tag, "404")
        ),
    }
    if one.model is Network or is_sure(one.kind):
        summary = f"{tag}: lebt es noch, wen erreicht man"
        found[f"{ROOT}/{name}/{{{SLUG}}}/kontakt"] = _get(
            _operation(f"{name}_kontakt", summary, _NEAREST, [_slug(one)], tag, "404", "410")
        )
    return found


def _parameter(name: str, words: str, schema: Schema, **more: Any) -> Schema:
    found = {"name": name, "in": "query", "description": words, "schema": schema}
    return found | {key: value for key, value in more.items() if value is not None}


def _filters(one: PublicList) -> Iterable[Schema]:
    facets = one.filters.facets() if one.filters else {}
    labels = {"q": "Suche nach Wörtern", PLACE: "Ein Ort in Worten oder eine Postleitzahl, statt `region`"}
    for name in one.params:
        if name in facets:
            yield _facet(one, name, facets[name])
        elif name in labels:
            yield _parameter(name, labels[name], _WORDS)
        else:
            yield _parameter(name, "Reihenfolge", {"enum": [*one.sorts]})


def _facet(one: PublicList, name: str, facet: FacetFilter) -> Schema:
    """Choices are enumerated; of records and places an example is given that finds something."""
    words = (
        ". ".join(filter(None, (str(facet.label), str(facet.extra.get("help_text", ""))))).rstrip(".")
        + "; mehrere: eines davon."
    )
    if asked.is_choice(facet):
        values = [*facet.choices, *(["ohne"] if facet.none else [])]  # type: ignore[attr-defined]
        return _parameter(name, words, listed({"enum": values}), explode=True)
    kept = one.index().options.get(name, ())
    example = next(([option.value] for option in kept if option.offered and option.value != "ohne"), None)
    return _parameter(name, words, listed(_NAME), explode=True, example=example)


def _paging() -> Iterable[Schema]:
    number = {"type": "integer", "minimum": 1, "maximum": asked.MOST, "default": asked.USUAL}
    yield _parameter(asked.NUMBER, "Wie viele Einträge", number)
    yield _parameter(
        asked.CURSOR, "Wo es weitergeht: steht in `weiter`", {"type": "string", "pattern": asked.CURSOR_PATTERN}
    )


def _only(one: PublicList) -> Schema:
    words = (
        "Nur diese Schlüssel, durch Komma getrennt; Art, Nummer, Name, Adresse und Belege stehen immer dabei. Ohne "
        "Angabe hat ein einzelner Eintrag alle, eine Liste nur, was der Eintrag selbst sagt; `alles`: alle."
    )
    schema = listed({"enum": [asked.ALL, *asked.keys_of(one)]}, minItems=1)
    return _parameter(asked.ONLY, words, schema, style="form", explode=False)


def _slug(one: PublicList) -> Schema:
    first = one.index().pks[:1]
    slugs = one.model._base_manager.filter(pk__in=first).values_list("slug", flat=True)
    found = {
        "name": SLUG,
        "in": "path",
        "required": True,
        "description": "Das Ende der Adresse des Eintrags",
        "schema": _NAME,
    }
    return found | ({"example": slugs[0]} if slugs else {})


_VALUE = said(
    {"wert": TEXT, "name": TEXT, "anzahl": NUMBER, "gewaehlt": YES_NO, "unter": TEXT},
    "wert",
    "name",
    "anzahl",
    "gewaehlt",
)
_FACETS = said(
    {
        "anzahl": NUMBER,
        "facetten": listed(
            said({"parameter": TEXT, "name": TEXT, "werte": listed(_VALUE)}, "parameter", "name", "werte")
        ),
    },
    "anzahl",
    "facetten",
)
_HOLDER = {"stelle": ref("Organisation"), "person": {"type": "object"}, "website": ADDRESS}
_NEAREST = said(
    {
        "eintrag": ref("Verweis"),
        "lebt": said({"wert": TEXT, "text": TEXT, "tag": DATE}, "wert", "text"),
        "stufe": {"enum": [*RUNGS.values()]},
        "erreichbar": TEXT,
        "wege": listed(said(_HOLDER)),
    },
    "eintrag",
    "lebt",
    "stufe",
    "erreichbar",
    "wege",
)


def _start() -> Schema:
    one = said(
        {"name": TEXT, "titel": TEXT, "anzahl": NUMBER, "adresse": ADDRESS, "facetten": ADDRESS}, "name", "adresse"
    )
    found = {"listen": listed(one), "suche": ADDRESS, "foerderkontakt": ADDRESS, "beschreibung": ADDRESS}
    return _operation("ueberblick", "Was es gibt", said(found, *found), (), _TAG["name"])


def _search() -> Schema:
    hit = said(
        {"art": TEXT, "id": NUMBER, "name": TEXT, "adresse": ADDRESS, "kurztext": TEXT, "eintrag": ADDRESS},
        "art", "id", "name", "adresse", "eintrag",
    )  # fmt: skip
    found = {
        "anzahl": NUMBER,
        "je_art": {"type": "object", "additionalProperties": NUMBER},
        "nicht_gefunden": listed(TEXT),
        "treffer": listed(hit),
        "weiter": ADDRESS,
    }
    schema = said(found, "anzahl", "je_art", "nicht_gefunden", "treffer")
    text = _parameter("q", "Wonach gesucht wird", _WORDS, required=True, example="Handwerk")
    kind = _parameter("typ", "Nur diese Art von Eintrag", {"enum": [*FOUND]})
    return _operation("suche", "Suche über alles", schema, [text, kind, *_paging()], _TAG["name"])


def _finder() -> Schema:
    stop = said(
        {
            "titel": TEXT,
            "aufgabe": TEXT,
            "begruendung": {**TEXT, "description": "Warum diese Stelle, und wie weit eine Quelle das sagt"},
            "hinweis": TEXT,
            "moeglich": YES_NO,
            "auffangstelle": YES_NO,
            "nebenan": YES_NO,
            "gebiet": ref("Verweis"),
            "stelle": ref("Organisation"),
            "person": {"type": "object"},
            "belege": listed(ref("Beleg")),
        },
        "titel", "aufgabe", "begruendung", "moeglich", "auffangstelle", "nebenan", "belege",
    )  # fmt: skip
    value = said({"wert": TEXT, "name": TEXT}, "wert", "name")
    found = {
        "seite": {
            **ADDRESS,
            "description": "Die Antwort für Menschen, auch mit denen, die nicht in offenen Daten stehen",
        },
        "titel": TEXT,
        "gebiet": ref("Verweis"),
        "niemand_am_ort": YES_NO,
        "stationen": listed(stop),
        "rueckfrage": said({"parameter": TEXT, "frage": TEXT, "werte": listed(value)}, "parameter", "frage", "werte"),
        **{name: listed(ref("Verweis")) for name in ("programme", "angebote", "netzwerke")},
    }
    parameters = [
        _parameter("anliegen", "Worum es geht", {"enum": Concern.values}, required=True, example="netzwerk-gruenden"),
        _parameter(PLACE, "Ort oder Postleitzahl", _WORDS),
        _parameter(NEAR, "Region, statt `ort`; `alle`: bundesweit", _NAME),
        _parameter("feld", "Feld; `alle`, `anderes`", _NAME),
        _parameter("rolle", "Für wen", {"enum": [*Role.values, "alle"]}),
    ]
    schema = said(found, "seite", "titel", "niemand_am_ort")
    return _operation("foerderkontakt", "Wer ist zuständig?", schema, parameters, _TAG["name"], "404")
