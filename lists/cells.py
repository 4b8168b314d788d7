"""What entries say themselves, as cells that an import reads back."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone

from publishing.enums import State
from publishing.snapshots import Snapshot, take_many
from tables.columns import EXPORTED, ID, SLUG, Column
from tables.proposal import Writer

CHUNK = 500
# Always there: without them nothing that was exported finds its record again.
ALWAYS = (ID, SLUG, "state", "checked_on", EXPORTED)


def cells_of(
    writer: Writer, pks: list[int], columns: list[Column], prepare: Callable[[dict[int, Snapshot]], None] | None = None
) -> dict[int, list[str]]:
    """key → its cells, of those that are still there; a constant number of queries for some hundred. `prepare`: takes
    out of the states what is not to be said."""
    kind, exported = writer.kind, f"{timezone.localtime():%d.%m.%Y %H:%M:%S}"
    snapshots = take_many(kind.model, pks)
    if prepare:
        prepare(snapshots)
    rows = kind.model._base_manager.filter(pk__in=pks).values("pk", "state", "checked_on", "changed_at")
    facts = {row["pk"]: row for row in rows}
    return {
        pk: [_cell(column, pk, snapshots[pk], facts[pk], writer, exported) for column in columns]
        for pk in pks
        if pk in snapshots and pk in facts
    }


def _cell(column: Column, pk: int, snapshot: dict, facts: Mapping[str, Any], writer: Writer, exported: str) -> str:
    if column.is_written:
        return writer.text(column, snapshot)
    if column.key == ID:
        return str(pk)
    if column.key == SLUG:
        return snapshot["fields"]["slug"]
    if column.key == EXPORTED:
        return exported
    if column.key == "state":
        return str(State(facts["state"]).label)
    if column.key == "checked_on":
        return f"{facts['checked_on']:%d.%m.%Y}" if facts["checked_on"] else ""
    return f"{timezone.localtime(facts['changed_at']):%d.%m.%Y %H:%M}"
