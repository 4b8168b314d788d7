"""Rows a second and memory of whole lists as files, in a directory that already holds many entries; called by bench.sh.

Rows a second of processor time of this process, and what it takes of memory above what it has after a page.
"""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "networks_portal.settings")

ROWS = 5_000  # a second, at least
MEGABYTES = 60
PATH = "/netzwerke/"


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.http import QueryDict
    from django.test import Client

    from open_data.downloads.forms import FORMS
    from open_data.selection import select

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    assert client.get(PATH).status_code == 200
    rows, idle = select(PATH.strip("/"), QueryDict()).count, megabytes()
    for form in FORMS.values():
        started, most, size = time.process_time(), idle, 0
        for piece in client.get(f"{PATH}{form.file}"):
            size, most = size + len(piece), max(most, megabytes())
        rate = rows / (time.process_time() - started)
        verdict = "im Maß" if rate >= ROWS and most - idle <= MEGABYTES else "ÜBER DEM MASS"
        print(
            f"{connection.vendor} {form.file}: {rows} Zeilen, {rate:.0f} je Sekunde, {size / 1e6:.0f} MB, "
            f"{most - idle:.0f} MB Speicher mehr; {verdict}",
            flush=True,
        )


def megabytes() -> float:
    """What this process has in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
