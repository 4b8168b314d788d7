"""Rows column by column, and numbers that share what belongs to them."""

import sys
from array import array
from datetime import date
from typing import NamedTuple

import pytest

from packed.rows import Few, Lists, PackedRows, Shared


class Row(NamedTuple):
    pk: int
    name: str
    kind: str
    day: date | None


ROWS = [Row(3, "Öl", "hub", None), Row(1, "Amt", "hub", date(2025, 1, 1)), Row(2, "", "", None)]


def packed(rows=ROWS) -> PackedRows:
    return PackedRows(Row, iter(rows), ("name",))


def test_rows_are_those_they_were_made_from():
    rows = packed()

    assert list(rows) == ROWS and len(rows) == 3 and rows[1].day == date(2025, 1, 1) and rows[:2] == ROWS[:2]
    assert list(rows.column("pk")) == [3, 1, 2] and list(rows.column("kind")) == ["hub", "hub", ""]
    assert list(PackedRows(Row, ())) == []
    assert rows.value(0, "name") == "Öl" and rows.by(array("I", [2, 1, 0])).value(0, "pk") == 2


def test_rows_say_the_same_if_all_their_columns_do():
    assert packed() == packed()
    for changed in (ROWS[:2], [*ROWS[:2], ROWS[2]._replace(day=date(2025, 1, 1))], ROWS[::-1]):
        assert packed() != packed(changed)


def test_another_order_shares_the_columns():
    rows = packed()
    others = rows.by(array("I", [1, 2, 0]))

    assert list(others) == [ROWS[1], ROWS[2], ROWS[0]] and list(rows) == ROWS and others != rows
    assert others.column("name") is rows.column("name")


def test_numbers_lead_to_what_they_share():
    known = {7: (1, 2), 3: (1, 2), 5: ()}
    shared = Shared(known)

    assert shared == known and shared == Shared(dict(sorted(known.items()))) and shared != Shared({7: (1, 2)})
    assert shared[3] is shared[7] and shared.get(4, "none") == "none" and shared.get(8) is None and 5 in shared
    with pytest.raises(KeyError):
        shared[4]


def test_lists_and_values_keep_their_order():
    assert [list(one) for one in Lists([[3, 1], [], [2]])] == [[3, 1], [], [2]]
    assert list(Few(["b", "a", "b"])) == ["b", "a", "b"] and Few("ab") != Few("ba")


def test_rows_take_little_room():
    rows = packed(Row(number, f"Netzwerk {number}", "hub", None) for number in range(10_000))
    parts = [part for name in ("pk", "name", "kind", "day") for part in _parts(rows.column(name))]

    assert sum(map(sys.getsizeof, parts)) < 500_000  # as tuples in a list 1,800,000


def _parts(column) -> list:
    return [column] if isinstance(column, array) else list(vars(column).values())
