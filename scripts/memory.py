"""Megabytes that gunicorn and its workers take together, served as in production; called by memory.sh.

usage: memory.py LABEL     DATABASE_URL: a database with many networks, to which this writes

Memory that processes share counts once (PSS). `own`: what they wrote themselves; the rest are files that the system
keeps in memory and can drop: programs, libraries, and pages of an SQLite database.
"""

import os
import random
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "networks_portal.settings")

REQUESTS = 2_000
PUBLICATIONS = 10
BETWEEN = 60  # requests after each publication
CLIENTS = 8


def main() -> None:
    import django

    django.setup()
    label, asked = sys.argv[1], addresses(random.Random(3))
    server = subprocess.Popen([ROOT / "scripts" / "run.sh"], cwd=ROOT)
    try:
        wait()
        report(label, "am Anfang", server.pid)
        ask(islice(asked, REQUESTS))
        report(label, f"nach {REQUESTS} Abrufen", server.pid)
        for number in range(PUBLICATIONS):
            publish(number)
            ask(islice(asked, BETWEEN))
        report(label, f"nach {PUBLICATIONS} Veröffentlichungen", server.pid)
    finally:
        server.terminate()
        server.wait()


def addresses(dice: random.Random) -> Iterator[str]:
    """Lists, entries, searches and other pages in turns."""
    from networks.models import Field, Network
    from regions.models import Region

    networks = list(Network.objects.published().order_by("pk").values_list("slug", "name"))
    fields = list(Field.objects.order_by("pk").values_list("slug", flat=True))
    regions = list(
        Region.objects.filter(networks__isnull=False).order_by("pk").values_list("slug", flat=True).distinct()
    )
    while True:
        region, field, (slug, name) = dice.choice(regions), dice.choice(fields), dice.choice(networks)
        yield f"/netzwerke/?region={region}&feld={field}"
        yield f"/netzwerke/{slug}/"
        yield f"/suche/?q={quote(' '.join(name.split()[:2]))}"
        yield dice.choice([
            "/", f"/regionen/{region}/", f"/felder/{field}/", f"/netzwerke/?seite={dice.randint(1, 50)}",
            f"/foerderkontakt/?anliegen=beitreten&region={region}",
        ])  # fmt: skip


def publish(number: int) -> None:
    """A network with another summary, proposed by one person and released by another."""
    from networks.models import Network
    from publishing import actions
    from tests.roles import change, editor, reviewer

    names = [f"{role}-{number}-{os.getpid()}" for role in ("vorschlag", "freigabe")]
    network = Network.objects.published().order_by("pk")[number]
    revision = change(network, editor(username=names[0]), summary=f"Neuer Satz Nummer {number} zu diesem Eintrag.")
    actions.release(revision=revision, by=reviewer(username=names[1]))


def ask(paths: Iterator[str]) -> None:
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(get, paths))


def get(path: str) -> None:
    """Wrong answers would be measured too, so they end the run."""
    urllib.request.urlopen(f"http://127.0.0.1:{os.environ['PORT']}{path}", timeout=120).read()


def wait() -> None:
    for _ in range(1200):
        try:
            return get("/impressum/")
        except urllib.error.URLError:
            time.sleep(0.2)
    sys.exit("Der Server antwortet nicht.")


def report(label: str, when: str, root: int) -> None:
    found = [taken(pid) for pid in below(root) if b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    total, own = (sum(column) for column in zip(*found, strict=True))
    workers = " + ".join(f"{one:.0f}" for one, _ in found)
    print(f"{label:>8} {when:28} {total:5.0f} MB ({workers}), davon eigene {own:5.0f}", flush=True)


def taken(pid: int) -> tuple[float, float]:
    """Megabytes: all, and own."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return tuple(int(re.search(rf"^{name}:\s+(\d+)", text, re.M)[1]) / 1024 for name in ("Pss", "Pss_Anon"))


def below(root: int) -> Iterator[int]:
    """A process and all that it started."""
    yield root
    for task in Path(f"/proc/{root}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from below(int(child))


if __name__ == "__main__":
    main()
