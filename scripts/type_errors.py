"""Count what mypy objects to in each package; no package may have more than pyproject.toml grants it.

The numbers there only fall: whoever has brought one down writes the new one.
"""

import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What the settings ask for when mypy's plugin reads them; no database is opened.
ENVIRONMENT = {
    "ENV_FILE": os.devnull,
    "SECRET_KEY": "only-to-read-the-settings-" * 3,
    "DATABASE_URL": "sqlite://:memory:",
}
_ERROR = re.compile(r"^(\S+?\.py):\d+: error: ", re.MULTILINE)


def main() -> int:
    granted = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["type-errors"]
    packages = [word for name in granted if "/" not in name for word in ("-p", name)]
    run = subprocess.run(
        [sys.executable, "-m", "mypy", *packages],
        cwd=ROOT,
        env=os.environ | ENVIRONMENT,
        capture_output=True,
        text=True,
    )
    found = count(run.stdout, list(granted))
    if not said_at_the_end(run.stdout, sum(found.values())):
        print(run.stdout[-3000:], run.stderr, sep="\n")
        return 2
    above = [name for name in granted if found[name] > granted[name]]
    for line in run.stdout.splitlines():
        if any(line.startswith((f"{name}/", f"{name}.py")) for name in above):
            print(line)
    for name, number in granted.items():
        if found[name] != number:
            word = "mehr als die" if found[name] > number else "weniger als die; bitte senken:"
            print(f"{name}: {found[name]} Fehler der Typen, {word} {number} in pyproject.toml")
    return 1 if above else 0


def said_at_the_end(output: str, number: int) -> bool:
    """Did mypy come to its end, and find as many as were counted?"""
    last = (output.splitlines() or [""])[-1]
    return last.startswith(f"Found {number} error" if number else "Success:")


def count(output: str, names: list[str]) -> Counter[str]:
    """Name → errors in it; what lies in a narrower name counts there."""
    ordered = sorted(names, key=len, reverse=True)
    paths = _ERROR.findall(output)
    return Counter(
        next((name for name in ordered if path.startswith((f"{name}/", f"{name}.py"))), path) for path in paths
    )


if __name__ == "__main__":
    sys.exit(main())
