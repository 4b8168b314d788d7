"""Tables of postcodes: reading one with every fault named, and putting it in place of the old one."""

import csv
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from regions.models import Postcode, Region
from regions.official import DATA, region_key

TABLE = DATA / "postleitzahlen.csv"
COLUMNS = ("plz", "ags")
MAX_FAULTS = 20
_FEWEST = 100  # a file with less is hardly a table of Germany


class PostcodeFileError(Exception):
    """A table that cannot be used; `faults` are German sentences, most with the number of the line."""

    def __init__(self, faults: list[str]):
        self.faults = faults
        super().__init__("\n".join(faults))


def read_table(path: Path) -> set[tuple[str, str]]:
    """Postcode and AGS of every line. Raises PostcodeFileError with all faults, at most twenty."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise PostcodeFileError(["Die Datei ist nicht in UTF-8 gespeichert."]) from error
    except OSError as error:
        raise PostcodeFileError([f"Die Datei lässt sich nicht lesen: {error.strerror}."]) from error
    lines = text.splitlines()
    header = lines[0] if lines else ""
    delimiter = max(";,\t", key=header.count)
    reader = csv.DictReader(lines, delimiter=delimiter)
    names = {name.strip().casefold(): name for name in reader.fieldnames or () if name}
    if missing := [column for column in COLUMNS if column not in names]:
        raise PostcodeFileError([f"Zeile 1: Es fehlt die Spalte „{column}“." for column in missing])
    rows, faults = set(), []
    try:
        for row in reader:
            code, ags = ((row[names[column]] or "").strip() for column in COLUMNS)
            if fault := _fault(code, ags):
                faults.append(f"Zeile {reader.line_num}: {fault}")
            else:
                rows.add((code, ags))
    except csv.Error as error:
        faults.append(f"Zeile {reader.line_num}: Kein gültiges CSV ({error}).")
    if faults:
        more = [f"… und {len(faults) - MAX_FAULTS} weitere Fehler."] if len(faults) > MAX_FAULTS else []
        raise PostcodeFileError(faults[:MAX_FAULTS] + more)
    if len(rows) < _FEWEST:
        raise PostcodeFileError([f"Die Datei hat nur {len(rows)} Zeilen; erwartet wird die ganze Tabelle."])
    return rows


def _fault(code: str, ags: str) -> str:
    if not (len(code) == 5 and code.isascii() and code.isdigit()):
        hint = " Fehlt die führende Null?" if len(code) == 4 and code.isdigit() else ""
        return f"„{code[:20]}“ ist keine Postleitzahl aus fünf Ziffern.{hint}"
    if not (len(ags) in (2, 5, 8) and ags.isascii() and ags.isdigit()):
        hint = " Fehlt die führende Null?" if len(ags) in (1, 4, 7) and ags.isdigit() else ""
        return f"„{ags[:20]}“ ist kein AGS aus 2, 5 oder 8 Ziffern.{hint}"
    return ""


@transaction.atomic
def replace_postcodes(rows: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """Put a table in place of the old one; how many rows are new and how many went.

    Raises PostcodeFileError when a code leads to no region. The same table again changes nothing.
    """
    regions = {region.ags: region.pk for region in Region.objects.exclude(ags="")}
    rows = set(rows)
    if unknown := sorted({ags for _, ags in rows if region_key(ags) not in regions}):
        shown = ", ".join(unknown[:MAX_FAULTS])
        raise PostcodeFileError([f"Zu {len(unknown)} AGS gibt es keine Region: {shown}."])
    wanted = {(code, regions[region_key(ags)]) for code, ags in rows}
    present = {(row.code, row.region_id): row.pk for row in Postcode.objects.all()}
    gone = [pk for key, pk in present.items() if key not in wanted]
    new = sorted(wanted - present.keys())
    if len(gone) == len(present):
        Postcode.objects.all().delete()
    else:
        for start in range(0, len(gone), 500):
            Postcode.objects.filter(pk__in=gone[start : start + 500]).delete()
    Postcode.objects.bulk_create((Postcode(code=code, region_id=pk) for code, pk in new), batch_size=2000)
    return len(new), len(gone)


def load_postcodes_once() -> int:
    """The table that comes with the portal, unless there is one already: the operator's own stays."""
    if Postcode.objects.exists():
        return 0
    return replace_postcodes(read_table(TABLE))[0]
