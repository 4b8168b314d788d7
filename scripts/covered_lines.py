"""Count which lines the tests on SQLite run; every package must reach what pyproject.toml asks for.

Not part of `make test`: counting makes the tests slower. Further arguments go to pytest.
"""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Lines = Counter[str]


def main() -> int:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    packages = [name for name in settings["type-errors"] if "/" not in name]
    folder = ROOT / Path(settings["coverage"]["run"]["data_file"]).parent
    shutil.rmtree(folder, ignore_errors=True)
    tests = ["pytest", "-q", "-n", "auto", "--dist", "worksteal", "-m", "not browser", "--ignore", "tests/e2e"]
    ran = _coverage("run", "-m", *tests, *sys.argv[1:])
    _coverage("combine", "--quiet")
    _coverage("json", "--quiet", "-o", str(folder / "lines.json"))
    there, run = count(json.loads((folder / "lines.json").read_text()), packages)
    short = too_few(there, run, settings["covered-lines"]["least"])
    for name in packages:
        print(f"{name:16} {there[name]:6} Zeilen, davon ausgeführt {_percent(there[name], run[name]):6.1f} %")
    for name in short:
        print(f"{name}: Tests führen weniger als {settings['covered-lines']['least']} % der Zeilen aus.")
    return ran or bool(short)


def _coverage(*arguments: str) -> int:
    return subprocess.run([sys.executable, "-m", "coverage", *arguments], cwd=ROOT, env=_environment()).returncode


def _environment() -> dict[str, str]:
    """The database of tests without one: in memory."""
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}


def count(report: dict, packages: list[str]) -> tuple[Lines, Lines]:
    """Package → its lines, and those of them that were run, from coverage's report as JSON."""
    there, run = Counter(dict.fromkeys(packages, 0)), Counter(dict.fromkeys(packages, 0))
    for path, found in report["files"].items():
        package = Path(path).parts[0]
        if package in there:
            there[package] += found["summary"]["num_statements"]
            run[package] += found["summary"]["covered_lines"]
    return there, run


def too_few(there: Lines, run: Lines, least: float) -> list[str]:
    """The packages below the bound; one without lines was not measured and counts as such."""
    return [name for name in there if not there[name] or _percent(there[name], run[name]) < least]


def _percent(there: int, run: int) -> float:
    return 100 * run / there if there else 0.0


if __name__ == "__main__":
    sys.exit(main())
