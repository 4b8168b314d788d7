"""CPU time per page in an own database with an invented directory; called by bench.sh.

usage: bench.py SIZE     networks, and three organisations for every five; DATABASE_URL names an empty database

Writes what it measured beside the other sizes (BENCH_RESULTS), so that the growth can be told.
"""

import json
import os
import random
import statistics
import sys
import time
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "networks_portal.settings")

REQUESTS = 200
SEARCHES = 60
WARM_UP = 5
FULL = 40  # hits: pages compared between sizes are full, and there is a second one


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from invented.generate import generate

    size = int(sys.argv[1])
    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    generate(size, size * 3 // 5)
    file = Path(os.environ["BENCH_RESULTS"])
    results = json.loads(file.read_text()) if file.exists() else {}
    constant = 0.0
    for scenario, paths in scenarios().items():
        times = measure(paths)
        if times is None:
            print(f"{connection.vendor:10} {size:6} {scenario:22} gibt es nicht (404), nicht gemessen", flush=True)
            continue
        p50, p99 = statistics.median(times), sorted(times)[int(len(times) * 0.99) - 1]
        constant = constant or p50
        first = results.setdefault(f"{connection.vendor} {scenario}", p50 / constant)
        relative = p50 / constant
        print(
            f"{connection.vendor:10} {size:6} {scenario:22} p50 {p50:7.2f} ms CPU  p99 {p99:7.2f} "
            f"({p99 / p50:3.1f} × p50)  {relative:5.1f} × constant  growth {relative / first:4.2f}",
            flush=True,
        )
    file.write_text(json.dumps(results))


def scenarios() -> dict[str, list[str]]:
    """Addresses by what is measured. The constant page comes first: all others are told as multiples of it."""
    from django.db.models import Count

    from directory.facets import network_index
    from directory.organisation_facets import organisation_index
    from networks.models import Network, Organisation

    dice = random.Random(2)
    networks = list(Network.objects.published().order_by("pk").values_list("slug", "name"))
    some = [dice.choice(networks) for _ in range(REQUESTS)]
    words = [name.split()[1] for _, name in some]
    public = Organisation.objects.published().order_by("pk").values_list("slug", "name")
    bodies = dice.choices(list(public), k=SEARCHES)
    largest = Network.objects.published().annotate(most=Count("participations")).latest("most").slug
    found = {
        "constant": ["/impressum/"],
        "list": ["/netzwerke/"],
        "list filtered": [f"/netzwerke/?{query}" for query in full(network_index(), ("region", "feld", "typ"))],
        "list sorted, page 2": ["/netzwerke/?sortierung=geprueft&seite=2", "/netzwerke/?sortierung=gruendung&seite=2"],
        "organisations": ["/organisationen/"],
        "organisations filtered": [
            f"/organisationen/?{query}"
            for query in full(organisation_index(), ("region", "feld", "branche", "art", "groesse", "netzwerk"))
        ],
        "detail": [f"/netzwerke/{slug}/" for slug, _ in some],
        "organisation": [f"/organisationen/{slug}/" for slug, _ in bodies],
        "most members": [f"/netzwerke/{largest}/"],
        "its members": [f"/netzwerke/{largest}/mitglieder/{query}" for query in ("", "?art=unternehmen", "?seite=2")],
    }
    found = {name: list(islice(cycle(paths), REQUESTS)) for name, paths in found.items()}
    found["search"] = [f"/suche/?q={word}" for word in words[:SEARCHES]]
    found["firm searched"] = [f"/suche/?q={'+'.join(name.split()[1:3])}" for _, name in bodies]
    found["suggestions"] = [f"/suche/vorschlaege/?q={word[:4]}" for word in words[:SEARCHES]]
    return found


def full(index, params: tuple[str, ...]) -> list[str]:
    """Selections of one value that fill a page, whatever the size of the directory."""
    return [
        f"{param}={option.value}"
        for param in params
        for option, count in index.select({}).offered(param)
        if count >= FULL
    ]


def measure(paths: list[str]) -> list[float] | None:
    """Milliseconds of processor time of this process for each request, after a warm-up; None for no such page."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory

    handler, requests = WSGIHandler(), RequestFactory(SERVER_NAME="127.0.0.1")
    times = []
    for number, path in enumerate(paths[:WARM_UP] + paths):
        started = time.process_time()
        answer = handler.get_response(requests.get(path))
        if answer.status_code == 404:
            return None
        if answer.status_code != 200:
            sys.exit(f"{path}: {answer.status_code}")
        if number >= WARM_UP:
            times.append(1000 * (time.process_time() - started))
    return times


if __name__ == "__main__":
    main()
