"""What somebody writes: a record's state with something changed in it, and rows from the form of another record."""

from collections.abc import Callable

from contacts.models import Mention, Person, Responsibility
from networks.models import Event, Network, Organisation, Participation, Relation
from programmes.models import Financing, Funding, Programme
from publishing import changes as compare
from publishing import history
from publishing.models import Citation, Record, Revision, SourceDocument
from publishing.snapshots import Snapshot, content_fields, empty, many_fields, parts_of, plain, take
from tests.factories import REQUIRED
from tests.publishing.machine.tables import ATTACHED, CARRIED, RECORDS, Dump, Key, label

MODELS = {label(model): model for model in RECORDS}
# Kinds of rows by the end from which they are written besides the record that carries them.
ENDS = (
    (Responsibility, "network"),
    (Responsibility, "programme"),
    (Responsibility, "organisation"),
    (Mention, "network"),
    (Mention, "event"),
    (Mention, "document"),
    (Participation, "organisation"),
    (Relation, "to_network"),
    (Funding, "programme"),
    (Financing, "organisation"),
)
# Columns in which a row may come to name another record.
_POINTS = {
    Responsibility: ("network_id", "programme_id", "organisation_id"),
    Mention: ("network_id", "event_id", "organisation_id"),
    Participation: ("organisation_id",),
    Relation: ("to_network_id",),
    Funding: ("programme_id",),
    Financing: ("organisation_id",),
    Citation: ("source_id",),
}
FIELDS = {
    Network: {"kind": "netzwerk", "summary": "Ein Netz."},
    Organisation: {"kind": "unternehmen"},
    Programme: {"kind": "programm", "summary": "Ein Programm."},
    Person: {"given_name": "Erika"},
    Event: {"kind": "veranstaltung", "start": "2024", "start_wording": "2024"},
    SourceDocument: {"kind": "artikel", "as_of": "2020", "as_of_wording": "2020", "as_of_reason": "Zum Test."},
}
NAMED_BY = {Person: ("family_name",), SourceDocument: ("title", "short_title")}


def get(key: Key) -> Record | None:
    return MODELS[key[0]]._base_manager.filter(pk=key[1]).first()


def opened(record: Record) -> tuple[Snapshot, Revision | None]:
    """What a form shows: the record with its pending change, which saving continues."""
    waiting = history.open_change(record) if record.is_published else None
    state = take(record)
    return (compare.replayed(state, waiting.changes) if waiting else state), waiting


def keys(dump: Dump, *models: type[Record]) -> list[Key]:
    return [key for key in dump.records if MODELS[key[0]] in models]


def pointed(model: type, column: str) -> type[Record]:
    return model._meta.get_field(column.removesuffix("_id")).related_model


def new_row(choose: Callable, dump: Dump, part, word: str) -> dict:
    """A row of one kind below a record, that names some other records."""
    fields = {one.attname: plain(one.get_default()) for one in content_fields(part.model, frozenset(part.owns()))}
    fields |= {name: value for name, value in REQUIRED[part.model].items() if name in fields}
    fields["note"] = word
    if part.model in ATTACHED and "name" in fields:
        fields["name"] = f"Auch {word}"
    if columns := [name for name in _POINTS.get(part.model, ()) if name in fields]:
        column = choose(columns)
        fields[column] = choose(keys(dump, pointed(part.model, column)))[1]
    return {"fields": fields, "many": {one.name: [] for one in many_fields(part.model)}}


def change_row(choose: Callable, dump: Dump, model: type, row: dict, word: str) -> dict:
    fields = {**row["fields"], "note": word}
    columns = [name for name in _POINTS.get(model, ()) if fields.get(name)]
    if columns and choose((True, False)):
        column = choose(columns)
        fields[column] = choose(keys(dump, pointed(model, column)))[1]
    return {**row, "fields": fields}


def edited(choose: Callable, dump: Dump, model: type[Record], state: Snapshot, word: str) -> tuple[Snapshot, bool]:
    """Something changed in a state; tells whether the word is in it now."""
    state = {"fields": {**state["fields"]}, "many": {**state["many"]}, "parts": {**state["parts"]}}
    part = parts_of(model)[choose(sorted(name for name, one in parts_of(model).items() if one.model in _ROWS))]
    rows = state["parts"][part.name] = {**state["parts"].get(part.name, {})}
    what = choose(("text", "add", "add", "change", "remove", "link", "slug"))
    if what == "add" or what in ("change", "remove") and not rows:
        rows["-1"] = new_row(choose, dump, part, word)
    elif what == "change":
        key = choose(sorted(rows))
        rows[key] = change_row(choose, dump, part.model, rows[key], word)
    elif what == "remove":
        del rows[choose(sorted(rows))]
        return state, False
    elif what == "slug":
        taken = [row["slug"] for row in dump.records.values()]
        slug = state["fields"]["slug"] = choose([f"neu-{word}", f"neu-{word}", choose(taken)])
        return state, word in slug
    elif what == "link" and model in (Event, Person):
        link(choose, dump, model, state)
        return state, False
    else:
        state["fields"]["note"] = word
    return state, True


_ROWS = {*CARRIED, *ATTACHED}


def link(choose: Callable, dump: Dump, model: type[Record], state: Snapshot) -> None:
    if model is Person:
        state["fields"]["organisation_id"] = choose([None, *(pk for _, pk in keys(dump, Organisation))])
        return
    there = set(state["many"]["networks"])
    state["many"]["networks"] = sorted(there ^ {choose(keys(dump, Network))[1]})


def begun(model: type[Record], region: int, source: int, word: str) -> dict:
    """The state of a new record, with what a release asks for."""
    fields = {**FIELDS[model], "note": word} | dict.fromkeys(NAMED_BY.get(model, ("name",)), f"Neu {word}")
    many = {one.name: [] for one in many_fields(model)}
    if "regions" in many:
        many["regions"] = [region]
    if model in (Organisation, Event):
        fields["region_id"] = region
    part = parts_of(model)["citations"]
    row = {one.attname: plain(one.get_default()) for one in content_fields(part.model, frozenset(part.owns()))}
    cited = {
        str(-place): {"fields": {**row, "source_id": source, "field": name}, "many": {}}
        for place, name in enumerate(("", "kontakt"), 1)
    }
    return {"fields": fields, "many": many, "parts": {**empty(model)["parts"], "citations": cited}}


def make_row(model: type, **values) -> None:
    """A row as a form saves it."""
    given = {name: value for name, value in REQUIRED[model].items() if not isinstance(value, type)}
    row = model(**{**given, **values})
    row.full_clean()
    row.save()


def change(row, values: dict) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
