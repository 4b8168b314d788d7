"""CPU time per page in an own database with invented networks; called by bench.sh.

usage: bench.py SIZE     DATABASE_URL names an empty database
"""

import json
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "networks_portal.settings")

LAENDER = ["Bayern", "Berlin", "Hessen", "Niedersachsen", "Nordrhein-Westfalen", "Sachsen", "Saarland", "Thüringen"]
FIELDS = [f"Messfeld {number}" for number in range(1, 41)]
KINDS = ["netzwerk", "cluster", "hub", "verein", "initiative", "kompetenzzentrum"]
WORDS = "verbindet fördert Betriebe Institute Kommunen Fachkräfte Region Technik Wissen Markt Prüfung Messe".split()
REQUESTS = 300


def rows(size: int):
    """Invented networks in the form that `load_bench` reads, the same for the same size."""
    dice = random.Random(1)
    for number in range(1, size + 1):
        land, fields = dice.choice(LAENDER), dice.sample(FIELDS, dice.randint(1, 4))
        land_slug = land.casefold().replace("ü", "ue")
        yield {
            "id": number,
            "slug": f"messnetz-{number}",
            "title": f"Messnetz {fields[0]} {land} ({number})",
            "summary": " ".join(dice.choices(WORDS, k=dice.randint(60, 100))) + ".",
            "land": land,
            "land_slug": land_slug,
            "district": f"{land} {dice.randint(1, 4)}",
            "fields": fields,
            "field_slugs": [field.casefold().replace(" ", "-") for field in fields],
            "kind_slug": dice.choice(KINDS),
            "programme": "Messprogramm",
            "programme_slug": "messprogramm",
            "status": dice.choice(["aktiv", "aktiv", "unklar", "beendet"]),
            "founded": dice.randint(1992, 2024),
            "checked_on": f"20{dice.randint(20, 25)}-0{dice.randint(1, 9)}-15",
            "website": f"https://messnetz-{number}.example/",
            "contact": {"name": f"Vera Mess{number}", "role": "Leitung", "phone": "030 23125 001",
                        "mail": f"vera.mess@messnetz-{number}.example"},
        }  # fmt: skip


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from networks_portal.invented.lines import load_invented

    size = int(sys.argv[1])
    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    entries = list(rows(size))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(entry) + "\n" for entry in entries)
        file.flush()
        load_invented(Path(file.name))
    dice = random.Random(2)
    some = [dice.choice(entries) for _ in range(REQUESTS)]
    pages = {
        "constant": ["/impressum/"] * REQUESTS,
        "list": [f"/netzwerke/?region={row['land_slug']}&feld={row['field_slugs'][0]}" for row in some],
        "detail": [f"/netzwerke/{row['slug']}/" for row in some],
        "search": [f"/suche/?q={row['fields'][0]}".replace(" ", "+") for row in some[:30]],
    }
    base = 0.0
    for scenario, paths in pages.items():
        times = measure(paths)
        median = statistics.median(times)
        base = base or median
        slow = sorted(times)[int(len(times) * 0.99) - 1]
        print(
            f"{connection.vendor:10} {size:6} {scenario:9} p50 {median:7.2f} ms CPU  p99 {slow:7.2f}  "
            f"× constant {median / base:6.1f}",
            flush=True,
        )


def measure(paths: list[str]) -> list[float]:
    """Milliseconds of processor time of this process for each request, after a warm-up."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory

    handler, requests = WSGIHandler(), RequestFactory(SERVER_NAME="127.0.0.1")
    times = []
    for number, path in enumerate(paths[:5] + paths):
        started = time.process_time()
        answer = handler.get_response(requests.get(path))
        if number >= 5:
            times.append(1000 * (time.process_time() - started))
        if answer.status_code != 200:
            sys.exit(f"{path}: {answer.status_code}")
    return times


if __name__ == "__main__":
    main()
