"""What the database itself says about which tables a statement reads and writes."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection

_WRITING = {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}
_ASKED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


@dataclass
class Answer:
    read: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)


@contextmanager
def answers() -> Iterator[dict[str, Answer]]:
    """Of every statement made inside: SQLite reports what it compiles, PostgreSQL explains what it will do."""
    found: dict[str, Answer] = defaultdict(Answer)
    connection.ensure_connection()
    with _reported(found) if connection.vendor == "sqlite" else connection.execute_wrapper(_explaining(found)):
        yield found


@contextmanager
def _reported(found: dict[str, Answer]) -> Iterator[None]:
    asked = ""

    def watch(execute, sql, params, many, context):
        nonlocal asked
        asked = sql
        found[sql]
        return execute(sql, params, many, context)

    def report(action, table, column, database, trigger):
        if table and not table.startswith("sqlite_"):
            if action == sqlite3.SQLITE_READ:
                found[asked].read.add(table)
            elif action in _WRITING:
                found[asked].written.add(table)
        return sqlite3.SQLITE_OK

    database = connection.connection
    database.set_authorizer(report)
    try:
        with connection.execute_wrapper(watch):
            yield
    finally:
        database.set_authorizer(None)


def _explaining(found: dict[str, Answer]):
    def explain(execute, sql, params, many, context):
        if sql not in found and sql.lstrip().startswith(_ASKED):
            with connection.connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", (params[0] if many else params) or None)
                plan = cursor.fetchone()[0]
            _walk(json.loads(plan) if isinstance(plan, str) else plan, found[sql])
        return execute(sql, params, many, context)

    return explain


def _walk(plan, answer: Answer) -> None:
    if isinstance(plan, list):
        for step in plan:
            _walk(step, answer)
    elif isinstance(plan, dict):
        if table := plan.get("Relation Name"):
            (answer.written if plan["Node Type"] == "ModifyTable" else answer.read).add(table)
        for step in plan.values():
            _walk(step, answer)
