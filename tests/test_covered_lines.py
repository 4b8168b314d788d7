"""The count of covered lines names each package that falls short, also one that was not measured at all."""

import tomllib
from pathlib import Path

from scripts.covered_lines import count, too_few

ROOT = Path(__file__).resolve().parent.parent


def report(**files: tuple[int, int]) -> dict:
    return {
        "files": {
            path.replace("_", "/") + ".py": {"summary": {"num_statements": lines, "covered_lines": run}}
            for path, (lines, run) in files.items()
        }
    }


def test_lines_are_counted_by_package():
    there, run = count(
        report(core_a=(10, 9), core_admin_b=(30, 27), desk_a=(5, 5), elsewhere_a=(1, 0)), ["core", "desk"]
    )

    assert (there, run) == ({"core": 40, "desk": 5}, {"core": 36, "desk": 5})


def test_packages_below_the_bound_are_named():
    there, run = count(report(core_a=(10, 9), desk_a=(10, 8)), ["core", "desk", "pages"])

    assert too_few(there, run, 90) == ["desk", "pages"]
    assert too_few(there, run, 80) == ["pages"]


def test_bound_is_not_lowered():
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["covered-lines"]["least"] >= 90
