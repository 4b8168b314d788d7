"""The check of types counts every error once, and no package escapes it."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from scripts import type_errors

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = """core/mail.py:3: error: Incompatible types  [assignment]
publishing/actions/moves.py:7: error: Missing  [arg-type]
publishing/actions/moves.py:7: note: see there
publishing/workflow.py:9: error: Missing  [arg-type]
publishing/workflows.py:9: error: Missing  [arg-type]
elsewhere/a.py:1: error: Missing  [arg-type]
Found 5 errors in 5 files (checked 9 source files)
"""


def test_each_error_counts_where_it_belongs_most_narrowly():
    names = ["core", "publishing", "publishing/actions", "publishing/workflow"]

    assert type_errors.count(OUTPUT, names) == {
        "core": 1,
        "publishing/actions": 1,
        "publishing/workflow": 1,
        "publishing": 1,
        "elsewhere/a.py": 1,
    }


@pytest.mark.parametrize(
    ("output", "number", "whole"),
    [
        (OUTPUT, 5, True),
        (OUTPUT, 4, False),
        ("Success: no issues found in 9 source files\n", 0, True),
        ("", 0, False),
        ("core/mail.py:3: error: INTERNAL ERROR\n", 1, False),
    ],
)
def test_check_that_did_not_come_to_its_end_is_no_success(output, number, whole):
    assert type_errors.said_at_the_end(output, number) == whole


def test_every_package_is_checked():
    granted = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["type-errors"]
    ours = {app.name for app in apps.get_app_configs() if Path(app.path).parent == ROOT}

    assert {name for name in granted if "/" not in name} == ours
    for name in granted:
        assert (ROOT / name).is_dir() or (ROOT / f"{name}.py").is_file()
