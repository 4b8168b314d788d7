"""Queries and time of the editors' pages in a directory that already holds many entries; called by bench.sh.

Signs in by itself and writes nothing that stays: the database is one that was made to be measured.
"""

import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "networks_portal.settings")

ROUNDS = 5
LIST_QUERIES = 15
FORM_QUERIES = 40
MILLISECONDS = 500


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection, transaction
    from django.urls import reverse

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.MFA_REQUIRED = "none"
    with transaction.atomic():
        over = 0
        for who, client in clients():
            for name, path, budget in pages():
                over += report(connection.vendor, who, name, client, path, budget)
            home = reverse("admin:index")
            over += report(connection.vendor, who, "Übersicht nach Änderung", client, home, FORM_QUERIES, changed)
        transaction.set_rollback(True)
    print(f"{over} Seiten über dem Maß" if over else "Alle Seiten im Maß", flush=True)


def clients():
    """An administrator and an editor of one Land, as the tests sign them in."""
    from django.contrib.auth.models import Group
    from django.test import Client

    from accounts.models import Editor
    from desk.roles import EDITOR
    from regions.models import Region

    boss = Editor.objects.create_superuser("bench-verwaltung")
    editor = Editor.objects.create_user("bench-redaktion", is_staff=True)
    editor.groups.add(Group.objects.get(name=EDITOR))
    editor.regions.set(Region.objects.filter(slug="sachsen"))
    for who, account in (("Verwaltung", boss), ("Redaktion", editor)):
        client = Client()
        client.force_login(account)
        yield who, client


def pages() -> list[tuple[str, str, int]]:
    """(name, address, most queries)."""
    from django.urls import reverse

    from networks.models import Network, Organisation

    def admin(model, page, *args):
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)

    networks, organisations = admin(Network, "changelist"), admin(Organisation, "changelist")
    network = Network.objects.order_by("pk")[100]
    member = Organisation.objects.order_by("pk")[100]
    return [
        ("Übersicht", reverse("admin:index"), FORM_QUERIES),
        ("Netzwerke", networks, LIST_QUERIES),
        ("Netzwerke, gesucht", f"{networks}?q={network.name.split()[1]}", LIST_QUERIES),
        ("Netzwerke, gefiltert", f"{networks}?bearbeitungsstand=freigegeben&meine=ja", LIST_QUERIES),
        ("Netzwerke, späte Seite", f"{networks}?p={Network.objects.count() // 50}", LIST_QUERIES),
        ("Organisationen", organisations, LIST_QUERIES),
        ("Prüfungen", reverse("check_list"), LIST_QUERIES),
        ("Netzwerk bearbeiten", admin(Network, "change", network.pk), FORM_QUERIES),
        ("Organisation bearbeiten", admin(Organisation, "change", member.pk), FORM_QUERIES),
        ("Netzwerk anlegen", admin(Network, "add"), FORM_QUERIES),
        ("Vorschau", reverse("desk:record_preview", args=["networks.network", network.pk]), FORM_QUERIES),
        ("Mögliche Doppel", reverse("duplicate_list"), LIST_QUERIES),
        ("Gesucht, nicht gefunden", reverse("admin:search_missedquery_changelist"), LIST_QUERIES),
    ]


def changed() -> None:
    """Somebody has saved a network and a citation of its sources."""
    from django.db.models import F

    from networks.models import Network
    from publishing.models import Citation

    Network.objects.filter(pk=Network.objects.latest("pk").pk).update(check_interval=F("check_interval"))
    Citation.objects.filter(pk=Citation.objects.latest("pk").pk).update(field=F("field"))


def report(vendor: str, who: str, name: str, client, path: str, budget: int, before=lambda: None) -> bool:
    """Ask for a page several times, each time after `before`, and print its line; is it over its budget?"""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    before()
    with CaptureQueriesContext(connection) as queries:  # counting takes time itself
        answer = client.get(path)
    asked = list(queries.captured_queries)
    times = []
    for _ in range(ROUNDS):
        before()
        started = time.perf_counter()
        client.get(path)
        times.append(1000 * (time.perf_counter() - started))
    milliseconds = statistics.median(times)
    over = answer.status_code != 200 or len(asked) > budget or milliseconds > MILLISECONDS
    print(
        f"{vendor:10} {who:10} {name:24} {answer.status_code} {len(asked):3} Abfragen (≤ {budget})"
        f" {milliseconds:7.0f} ms{'   ← zu viel' if over else ''}",
        flush=True,
    )
    if os.environ.get("BENCH_SLOW"):
        for query in sorted(asked, key=lambda one: -float(one["time"]))[:3]:
            print("     ", query["time"], query["sql"][:400])
    return over


if __name__ == "__main__":
    main()
