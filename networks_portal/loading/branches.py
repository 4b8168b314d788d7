"""The official branches: fixtures/wz-*.csv, some four thousand lines, too many for a save each.

What they are called in everyday life stands in files of its own (wz-2025-namen.csv: code, names with „; “ between).
"""

import csv
from pathlib import Path

from networks.enums import WzEdition
from networks.models import Branch
from networks_portal.loading.files import DirectoryError

_OFFICIAL: tuple[str, ...] = ("title", "level", "parent_id")


def load_branches(folder: Path) -> tuple[int, int]:
    """Make the branches what the files of a folder say; returns how many are new and how many changed.

    None is removed: an organisation may carry it, and the editions are closed. Names that editors gave to a branch
    which the files do not name stay.
    """
    new = changed = 0
    for edition in WzEdition.values:
        path = folder / f"wz-{edition}.csv"
        if path.exists():
            rows, names = _rows(path), _names(folder / f"wz-{edition}-namen.csv")
            known = {branch.code: branch for branch in Branch.objects.filter(edition=edition)}
            for level in sorted({_level(row["code"]) for row in rows}):  # parents get their keys before the children
                added, different = _load_level(edition, level, rows, known, names)
                new, changed = new + added, changed + different
            if unknown := names.keys() - known.keys():
                raise DirectoryError(f"wz-{edition}-namen.csv", min(unknown), "Diesen Code gibt es nicht.")
    return new, changed


def _load_level(
    edition: str, level: int, rows: list[dict], known: dict[str, Branch], names: dict[str, str]
) -> tuple[int, int]:
    missing, different = [], []
    for row in rows:
        if _level(row["code"]) != level:
            continue
        parent = known[row["parent"]].pk if row["parent"] else None
        branch = Branch(
            edition=edition, code=row["code"], title=row["title"], level=level, parent_id=parent,
            slug=Branch.slug_of(edition, row["code"]),
        )  # fmt: skip
        old, compared = known.get(branch.code), _OFFICIAL
        if branch.code in names:
            branch.synonyms, compared = names[branch.code], (*_OFFICIAL, "synonyms")
        if old is None:
            missing.append(branch)
        elif any(getattr(old, name) != getattr(branch, name) for name in compared):
            branch.pk, branch.synonyms = old.pk, names.get(branch.code, old.synonyms)
            different.append(branch)
    known |= {branch.code: branch for branch in Branch.objects.bulk_create(missing)}
    Branch.objects.bulk_update(different, (*_OFFICIAL, "synonyms"))
    return len(missing), len(different)


def _rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {row.get("code") for row in rows}
    for row in rows:
        if not row.get("code") or not row.get("title") or row.get("parent") and row["parent"] not in codes:
            raise DirectoryError(path.name, str(row.get("code")), "Erwartet werden code, parent und title.")
    return rows


def _names(path: Path) -> dict[str, str]:
    """By code the everyday names of a branch, one a line."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if not row.get("code") or not row.get("names") or None in row:
            raise DirectoryError(path.name, str(row.get("code")), "Erwartet werden code und names.")
    return {row["code"]: "\n".join(name.strip() for name in row["names"].split(";")) for row in rows}


def _level(code: str) -> int:
    """A section is a letter; below it every digit is a level of its own, from two digits on."""
    return 1 if code.isalpha() else sum(char.isdigit() for char in code)
