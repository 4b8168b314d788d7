"""What a document of each kind has, as JSON Schema, read from its shape (`documents.shape`)."""

from typing import Any

from django.db import models

from core.fields import FuzzyDateField
from core.kinds import kinds
from documents.listed import TagList
from documents.named import art_of, key_of, key_of_row, label_of
from documents.rows import Rows, said_columns
from documents.shape import ALWAYS, BESIDE, Entry, Shape
from open_data.selection import PublicList

Schema = dict[str, Any]


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def listed(schema: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": schema, **more}


def said(properties: dict[str, Schema], *required: str, words: str = "") -> Schema:
    found: Schema = {"type": "object", "properties": properties}
    return found | ({"required": list(required)} if required else {}) | ({"description": words} if words else {})


TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
DATE: Schema = {"type": "string", "format": "date"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
YES_NO: Schema = {"type": "boolean"}

COMMON: dict[str, Schema] = {
    "Wert": said(
        {"wert": TEXT, "text": TEXT}, "wert", "text", words="Eine Auswahl: wie sie im Filter steht, und in Worten."
    ),
    "Zeit": said(
        {"wert": TEXT, "text": TEXT, "von": DATE, "bis": DATE},
        "wert",
        "text",
        words="Eine Zeitangabe als EDTF, in den Worten der Quelle, mit dem ersten und letzten möglichen Tag.",
    ),
    "Beleg": said(
        {
            "quelle": {**NUMBER, "description": "`id` einer Quelle unter `quellen`"},
            "fundstelle": TEXT,
            "sicherheit": {
                "enum": ["genannt", "angedeutet", "erschlossen", "redaktion", "ohne-quelle"],
                "description": "in der Quelle genannt, nur angedeutet, von der Redaktion erschlossen; Einordnung der "
                "Redaktion; ohne öffentliche Quelle",
            },
            "stand": ref("Zeit"),
            "hinweis": TEXT,
            "andere_angabe": {**TEXT, "description": "Was diese Quelle anders sagt als der Eintrag"},
        },
        "sicherheit",
        words="Woher eine Angabe stammt und wie sicher sie ist.",
    ),
    "Quellenangabe": said(
        {
            "art": TEXT,
            "id": NUMBER,
            "name": TEXT,
            "adresse": ADDRESS,
            "herausgeber": TEXT,
            "datum": ref("Zeit"),
            "stand": ref("Zeit"),
            "ergaenzung": YES_NO,
        },
        "id",
        "name",
        "adresse",
        words="Eine Quelle, auf die Belege zeigen.",
    ),
    "Problem": said(
        {
            "type": ADDRESS,
            "title": TEXT,
            "title_en": TEXT,
            "status": NUMBER,
            "detail": TEXT,
            "detail_en": TEXT,
            "instance": TEXT,
        },
        "type",
        "title",
        "title_en",
        "status",
        "detail",
        "detail_en",
        words="Was nicht ging (RFC 9457), deutsch und englisch.",
    ),
}

_PROOFS = listed(ref("Beleg"))
_BESIDE: dict[str, Schema] = {
    "art": TEXT,
    "id": NUMBER,
    "name": TEXT,
    "adresse": ADDRESS,
    "stand": ref("Zeit"),
    "geprueft": DATE,
    "geaendert": {"type": "string", "format": "date-time"},
    "belege": {"type": "object", "additionalProperties": _PROOFS},
    "quellen": listed(ref("Quellenangabe")),
}


def reference_schema() -> Schema:
    """How others name a record, with the codes that some kinds are known by."""
    codes = {
        key_of(kind.model, name): _column(kind.model._meta.get_field(name))
        for kind in kinds()
        for name in (kind.document.brief if kind.document else ())
    }
    words = "Ein anderer Eintrag; Regionen mit amtlichem Schlüssel, Branchen mit Code und Fassung."
    return said(
        {"art": TEXT, "id": NUMBER, "name": TEXT, "adresse": ADDRESS, **codes}, "art", "id", "name", words=words
    )


def schema_name(one: PublicList) -> str:
    return art_of(one.model).capitalize()


def document_schema(shape: Shape) -> Schema:
    properties = {key: _described(_BESIDE[key], str(words)) for key, words in ALWAYS.items()}
    properties |= {entry.key: _described(_entry(shape, entry), entry.label) for entry in shape.entries.values()}
    if shape.is_proved:
        properties |= {key: _described(_BESIDE[key], str(words)) for key, words in BESIDE.items()}
    properties["art"] = {"const": shape.art, "description": properties["art"]["description"]}
    return said(properties, "art", "id", "name", *(("belege", "quellen") if shape.is_proved else ()))


def _described(schema: Schema, words: str) -> Schema:
    return schema | ({"description": words} if words else {})


def _entry(shape: Shape, entry: Entry) -> Schema:
    if entry.reads is not None:
        return said({"wert": TEXT, "text": TEXT, "tag": DATE}, "wert", "text")
    if isinstance(entry.asks, TagList):
        return listed(TEXT)
    if isinstance(entry.asks, Rows):
        return listed(_row(shape.model, entry.asks))
    if entry.asks is not None:
        return listed(ref("Verweis"))
    return _column(entry.target, lines=shape.has_lines(entry.target))


def _row(model: type[models.Model], rows: Rows) -> Schema:
    columns = {key_of_row(model, rows.name, field.name): field for field in said_columns(model, rows.name)}
    properties = {key: _described(_column(field), label_of(field)) for key, field in columns.items()}
    properties |= {key_of_row(model, rows.name, field.name): listed(ref("Verweis")) for field in rows.lists}
    if rows.says:
        properties["text"] = TEXT
    if rows.person:
        words = "Zuständig ist jemand, dessen Angaben nicht für offene Daten freigegeben sind; genannt ist die Stelle."
        properties["person_nicht_freigegeben"] = {"const": True, "description": words}
    return said(properties | {"belege": _PROOFS}, "belege")


def _column(field: Any, lines: bool = False) -> Schema:
    if isinstance(field, FuzzyDateField):
        return ref("Zeit")
    if field.many_to_one:
        return ref("Verweis")
    if field.choices:
        return ref("Wert")
    match field:
        case models.BooleanField():
            return YES_NO
        case models.IntegerField():
            return NUMBER
        case models.DecimalField():
            return {"type": "number"}
        case models.DateField():
            return DATE
    return listed(TEXT) if lines else TEXT
