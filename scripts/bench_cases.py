"""Time of a large case: handed in, released, taken back, slice by slice; in a database of its own that is thrown away.

    .venv/bin/python scripts/bench_cases.py [number of firms]        scripts/postgres.sh … for PostgreSQL

Four of five firms are new, every fifth is public and changes two columns and gets a link. Says seconds of CPU
of this process and of the clock, the longest slice, the memory at its most, and how long somebody else who saves
waited.
"""

import os
import resource
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.bench_rival import Rival  # noqa: E402

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "networks_portal.settings")
os.environ.setdefault("SECRET_KEY", "only-for-this-measurement")

CHUNK = 200


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with database():
        measure(number)


@contextmanager
def database():
    """A file also on SQLite, where others write, too."""
    folder = os.environ["STATE_DIR"] = tempfile.mkdtemp()
    import django
    from django.conf import settings

    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        settings.DATABASES["default"]["TEST"] = {"NAME": f"{folder}/measured.sqlite3"}
    django.setup()
    from django.db import connection

    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def measure(number: int) -> None:
    from networks.models import Organisation

    author, boss = accounts()
    case = prepared(number, author)
    rival = Rival(Organisation.objects.create(name="Nicht dabei", kind="unternehmen", state="freigegeben").pk)
    try:
        go_through(case, author, boss, rival)
    finally:
        rival.end()


def go_through(case, author, boss, rival) -> None:
    from cases.large import steps

    steps.go_on = Never()
    steps.submit(case=case, by=author)
    run("eingereicht", case, rival)
    steps.release(case=case, by=boss)
    run("freigegeben", case, rival)
    steps.undo(case=case, by=boss, why="Messung.")
    run("zurückgenommen", case, rival)


class Never:
    """Slices are asked for here, not by the task."""

    @staticmethod
    def enqueue(*args) -> None:
        return None


def accounts():
    from django.contrib.auth.models import Group

    from accounts.models import Editor
    from desk.roles import EDITOR, REVIEWER

    found = []
    for role in (EDITOR, REVIEWER):
        account = Editor.objects.create_user(f"bench-{role.lower()}", is_staff=True, all_regions=True)
        account.groups.add(Group.objects.get(name=role))
        found.append(account)
    return found


def prepared(number: int, by):
    """A case as an import leaves it."""
    from django.db import transaction

    from cases import many
    from cases.actions import begin
    from cases.large.undoing import join
    from networks.models import Organisation
    from publishing.enums import RevisionKind, State
    from publishing.models import SourceDocument
    from publishing.signals import muted
    from publishing.snapshots import take_many
    from regions.models import Region

    region = Region.objects.create(name="Musterland", kind="land", slug="musterland")
    source = SourceDocument.objects.create(
        title="Firmen der Kammer", slug="kammer", as_of="2026", state=State.PUBLISHED
    )
    case = begin(title="Firmen der Kammer", by=by, why="Messung")
    named = {"by": by, "why": "Messung", "kind": RevisionKind.IMPORT, "batch": "import-1"}
    for start in range(0, number, CHUNK):
        with transaction.atomic(), muted():
            states = [state_of(place, region, source) for place in range(start, start + CHUNK)]
            records = many.create_many(model=Organisation, states=states, **named)
            old = records[::5]
            pks = [record.pk for record in old]
            Organisation.objects.filter(pk__in=pks).update(state=State.PUBLISHED)
            now = take_many(Organisation, pks)
            for state in now.values():
                state["fields"] |= {"legal_form": "GmbH & Co. KG", "summary": "Umgezogen."}
                state["parts"]["links"] = {"-5": link("https://mehr.example/")}
            many.propose_many(records=list(Organisation.objects.filter(pk__in=pks)), states=list(now.values()), **named)
            join(case, [(record, start + place, {}) for place, record in enumerate(records)])
    return case


def state_of(place: int, region, source):
    from networks.models import Organisation
    from publishing.models import Citation
    from publishing.snapshots import content_fields, empty, many_fields, plain

    def bare(model, **values):
        fields = {field.attname: plain(field.get_default()) for field in content_fields(model)}
        owns = {"content_type_id", "object_id"}
        return {name: value for name, value in fields.items() if name not in owns} | values

    name = f"{WORDS[place % len(WORDS)]} {WORDS[place // 7 % len(WORDS)]} {place} GmbH"
    state = empty(Organisation)
    state["fields"] = bare(Organisation, name=name, kind="unternehmen", region_id=region.pk)
    state["many"] = {field.name: [] for field in many_fields(Organisation)}
    cited = {"fields": bare(Citation, source_id=source.pk), "many": {f.name: [] for f in many_fields(Citation)}}
    state["parts"]["citations"] = {"-1": cited}
    return state


WORDS = "Metallbau Lampen Werkzeug Holz Papier Chemie Optik Textil Keramik Logistik Sensorik Antriebe Pumpen".split()


def link(url: str):
    from publishing.models import Link
    from publishing.snapshots import content_fields, many_fields, plain

    owns = {"content_type_id", "object_id"}
    fields = {f.attname: plain(f.get_default()) for f in content_fields(Link) if f.attname not in owns}
    return {
        "fields": fields | {"url": url, "label": "Seite des Hauses"},
        "many": {f.name: [] for f in many_fields(Link)},
    }


def run(what: str, case, rival) -> None:
    from django.db import connection

    from cases.large import steps

    cpu, clock, longest, slices, most = time.process_time(), time.perf_counter(), 0.0, 0, 0.0
    more = True
    while more:
        started, worked = time.perf_counter(), time.process_time()
        more = steps.do_next(case.pk)
        longest, slices = max(longest, time.perf_counter() - started), slices + 1
        most = max(most, time.process_time() - worked)
    case.refresh_from_db()
    results = ", ".join(f"{n} {word}" for word, n in Counter(case.entries.values_list("result", flat=True)).items())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{connection.vendor:10} {what:15} {case.get_state_display():22} {results}"
        f" {time.process_time() - cpu:6.1f} s CPU {time.perf_counter() - clock:6.1f} s Uhr"
        f" {slices} Scheiben, längste {longest:.2f} s (CPU {most:.2f}), {memory:.0f} MB; {rival.said()}",
        flush=True,
    )
    for note in set(case.entries.exclude(note="").values_list("note", flat=True)[:3]):
        print("    ", note)


if __name__ == "__main__":
    main()
