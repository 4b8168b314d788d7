"""What a source proves of what was written with it, and which proofs do not hold any more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from secrets import randbelow
from typing import Any

from publishing.citing import citable_fields
from publishing.enums import Certainty
from publishing.models import Citation, Record
from publishing.snapshots import Snapshot, content_fields, parts_of
from sourcing.building import built

ORIGIN = ("source_id", "locator", "certainty", "as_of", "as_of_wording")
_NO_CONTENT = {*ORIGIN, "position"}


def key_of(row: Any) -> str:
    """How a proof is named that is ticked as still holding."""
    return f"{row._meta.model_name}-{row.pk}"


@dataclass
class Proven:
    """`snapshot`: as written, with its proofs. `gone`: those that fell, in words."""

    snapshot: Snapshot
    gone: list[tuple[str, int]] = field(default_factory=list)  # what was proven, the key of the source


def proven(
    model: type[Record],
    before: Snapshot,
    after: Snapshot,
    *,
    source: Callable[[], int | None],
    holds: Callable[[str], bool] = lambda key: False,
) -> Proven:
    """What was changed and has no source of its own gets this one; a proof of a value that was changed falls.

    `source` is asked only where something needs it; None where nobody said one. `holds`: does a proof, by its key, hold
    for the new value, too?
    """
    parts = {name: dict(rows) for name, rows in after["parts"].items()}
    result = Proven({**after, "parts": parts})
    for name, part in parts_of(model).items():
        old = before["parts"].get(name, {})
        for key, row in parts[name].items():
            kind = part.model._meta.model_name
            parts[name][key] = _row(result, part, old.get(key), row, source, holds(f"{kind}-{key}"))
    _fields(result, model, before, source, holds)
    return result


def _row(result: Proven, part: Any, old: dict | None, row: dict, source: Callable, holds: bool) -> dict:
    fields = row["fields"]
    if fields["source_id"] is None and not part.model.needs_source:  # the editors' own words are from nowhere else
        return row
    if old is not None and not is_other(old, row) and not is_cited_anew(old, row):
        return row
    if old is None or part.model is Citation or is_cited_anew(old, row):
        return _with(row, source_id=source()) if fields["source_id"] is None else row
    if fields["source_id"] is None:
        return _with(row, source_id=source())
    if holds:
        return row
    found = source()
    if found == fields["source_id"]:
        return row
    result.gone.append((part.label, fields["source_id"]))
    return _with(row, source_id=found, locator="", certainty=Certainty.STATED.value, as_of="", as_of_wording="")


def _with(row: dict, **values: Any) -> dict:
    known = {name: value for name, value in values.items() if name in row["fields"]}
    return {**row, "fields": {**row["fields"], **known}}


def is_other(old: dict, row: dict) -> bool:
    """Does a row say something else than before, whatever it is taken from?"""
    return old["many"] != row["many"] or any(
        old["fields"].get(name) != value for name, value in row["fields"].items() if name not in _NO_CONTENT
    )


def is_cited_anew(old: dict, row: dict) -> bool:
    """Did the editor say of the row itself what it is taken from?"""
    return any(old["fields"].get(name) != row["fields"].get(name) for name in ORIGIN)


def _fields(result: Proven, model: type[Record], before: Snapshot, source: Callable, holds: Callable) -> None:
    after, cited = result.snapshot, result.snapshot["parts"]["citations"]
    old = before["parts"].get("citations", {})
    if not before["fields"]:
        if not any(_is_of(row, "") for row in cited.values()):
            _cite(result, model, "", source())
        return
    labels = _labels(model)
    for name in changed_fields(model, before, after):
        is_own = any(_is_of(row, name) and row != old.get(key) for key, row in cited.items())
        for key in [key for key, row in old.items() if _is_of(row, name) and cited.get(key) == row]:
            if not holds(f"citation-{key}"):
                result.gone.append((labels[name], cited.pop(key)["fields"]["source_id"]))
        if not is_own and _value(model, after, name):
            _cite(result, model, name, source())


def _is_of(row: dict, name: str) -> bool:
    """A citation with a value of its own says that a source contradicts; it proves nothing."""
    fields = row["fields"]
    return fields["field"] == name and not fields["value"] and fields["source_id"] is not None


def _cite(result: Proven, model: type[Record], name: str, source: int | None) -> None:
    """Unless the source is cited for it, or for the whole entry, already."""
    rows = result.snapshot["parts"]["citations"]
    if source is None or any(
        _is_of(row, one) and row["fields"]["source_id"] == source for row in rows.values() for one in (name, "")
    ):
        return
    own = parts_of(model)["citations"].owns()
    rows[str(-(randbelow(2**40) + 1) * 1000)] = built(Citation, own, field=name, source_id=source, position=len(rows))


def changed_fields(model: type[Record], before: Snapshot, after: Snapshot) -> Iterator[str]:
    """The names of the columns and lists of a record that say something else, as citations name them."""
    citable = _labels(model)
    columns = {column.attname: column.name for column in content_fields(model)}
    found: dict[str, None] = {}
    for group in ("fields", "many"):
        for name, value in after[group].items():
            was = before[group].get(name)
            if was != value and (was or value):
                called = columns.get(name, name)
                found[called if called in citable else called.removesuffix("_wording")] = None
    yield from (name for name in found if name in citable)


@cache
def _labels(model: type[Record]) -> dict[str, str]:
    return dict(citable_fields(model))


def unproven(model: type[Record], before: Snapshot, after: Snapshot) -> Iterator[str]:
    """The kinds of rows that would say „in der Quelle genannt“ of no source; one that does so already may go on."""
    for name, part in parts_of(model).items():
        old = before["parts"].get(name, {})
        for key, row in after["parts"].get(name, {}).items():
            if _is_unproven(row) and not (key in old and _is_unproven(old[key])):
                yield part.label


def _is_unproven(row: dict) -> bool:
    return row["fields"]["source_id"] is None and row["fields"]["certainty"] == Certainty.STATED


def _value(model: type[Record], state: Snapshot, name: str) -> Any:
    columns = {column.name: column.attname for column in content_fields(model)}
    return state["many"].get(name) or state["fields"].get(columns.get(name, name))
