"""Does the portal answer while somebody uploads hostile tables and pictures? On SQLite, served by gunicorn as shipped.

Each file of tests/sheets/hostile.py goes the whole way of an import: upload, columns, comparison, taking over, taking
back; the largest of tests/pictures/sent.py are sent as pictures. Meanwhile others sign in, report a mistake and confirm
an entry, each of which writes. Prints the slowest answer of each per file; exits with 1 when one took longer than LIMIT
seconds or failed. `RUNS` in the environment chooses files by words of their names, WEB_CONCURRENCY and WEB_THREADS work
as always.
"""

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count, cycle
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
LIMIT = 1.0
PAUSE = 0.2  # seconds between two visits
AT_LEAST = 5  # visits of each kind, however soon the upload is answered
# As many as the portal takes in an hour, from everybody together.
REPORTS = 50
PASSWORD = "nur-zum-Messen-0123"


def main() -> int:
    wanted = os.environ.get("RUNS", "").split()
    with tempfile.TemporaryDirectory() as state, served(state) as address:
        records = prepare()
        from tests.pictures import sent
        from tests.sheets import hostile

        works = {
            name: (make, imported)
            for name, make in ({name: make for name, (make, _) in hostile.REFUSED.items()} | hostile.ACCEPTED).items()
        } | {f"Bild: {name}": (make, pictured) for name, make in sent.LARGE.items()}
        missed = 0
        print(f"Auslastung {os.getloadavg()[0]:.1f} auf {os.cpu_count()} Kernen")
        print(f"{'Sekunden, die langsamste Antwort':40} {'Upload':>8} {'Anmelden':>9} {'Melden':>9} {'Geprüft':>9}")
        measured(address, records, lambda: None)  # the first visit of a process reads what it keeps in memory
        print(f"{'ohne Upload':40} {'':>8} {measured(address, records, lambda: None)[1]}", flush=True)
        for name, (make, send) in works.items():
            if wanted and not any(word in name for word in wanted):
                continue
            content = make()
            spent, row = measured(address, records, lambda: send(address, name, content))
            missed += row.missed
            print(f"{name:40} {spent:8.1f} {row}", flush=True)
    print(f"{missed} über {LIMIT} s oder gescheitert" if missed else f"Alle Antworten unter {LIMIT} s")
    return min(missed, 1)


@contextmanager
def served(state: str) -> Iterator[str]:
    """The portal with its directory, on a free port, by the command that `make serve` ends with."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Behind a proxy, so that visits come from many addresses: attempts to sign in are counted by them.
    os.environ |= {
        "STATE_DIR": state, "DATABASE_URL": f"sqlite:///{state}/db.sqlite3", "ENV_FILE": os.devnull,
        "HOST": "127.0.0.1", "PORT": str(port), "SECRET_KEY": "measure" * 10, "STATIC_MANIFEST": "off",
        "MFA_REQUIRED": "none", "TRUST_PROXY": "on", "LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "networks_portal.settings",
    }  # fmt: skip
    for command in (["migrate"], ["load_directory"], ["rebuild_index"]):
        subprocess.run(
            [sys.executable, "manage.py", *command, "--verbosity", "0"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )
    # With what works in the background: that takes imports over.
    server = subprocess.Popen(["scripts/run.sh"], cwd=ROOT, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                requests.get(f"{address}/", timeout=10)
                break
            except (requests.ConnectionError, requests.Timeout):
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait()


def prepare() -> Iterator[str]:
    """An account, and the names of entries to confirm; those of the Länder the files speak of are there already."""
    import django

    django.setup()
    from accounts.models import Editor
    from contacts.models import Person
    from networks.models import Network, Organisation

    Editor.objects.create_superuser("messung", password=PASSWORD)
    models = (Network, Organisation, Person)
    names = [f"{model._meta.label_lower}:{pk}" for model in models for pk in model.objects.values_list("pk", flat=True)]
    return cycle(names)


class Visitor:
    """A browser at an address of its own."""

    _numbers = count(1)

    def __init__(self, address: str):
        self.address, self.session = address, requests.Session()
        number = next(self._numbers)
        here = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
        self.session.headers.update({"Origin": address, "X-Forwarded-For": here})

    def get(self, path: str) -> requests.Response:
        return self.session.get(f"{self.address}{path}", timeout=120)

    def post(self, path: str, data: dict, **more) -> requests.Response:
        data = {"csrfmiddlewaretoken": self.session.cookies.get("csrftoken", ""), **data}
        response = self.session.post(f"{self.address}{path}", data=data, timeout=120, **more)
        if response.status_code >= 500:
            raise RuntimeError(f"{path}: {response.status_code}")
        return response

    def at_the_door(self) -> "Visitor":
        self.get("/redaktion/konto/anmelden/")
        return self

    def signed_in(self) -> "Visitor":
        self.post("/redaktion/konto/anmelden/", {"login": "messung", "password": PASSWORD}, allow_redirects=False)
        if "sessionid" not in self.session.cookies:
            raise RuntimeError("not signed in")
        return self


class Answers:
    """How long those took who came meanwhile."""

    def __init__(self):
        self.times: dict[str, list[float]] = {"Anmelden": [], "Melden": [], "Geprüft": []}
        self.failed: list[str] = []

    def ask(self, name: str, call: Callable[[], object]) -> None:
        start = time.monotonic()
        try:
            call()
        except (RuntimeError, requests.RequestException) as error:
            self.failed.append(f"{name}: {error}")
        self.times[name].append(time.monotonic() - start)

    @property
    def missed(self) -> int:
        return len(self.failed) + sum(max(times) > LIMIT for times in self.times.values())

    def __str__(self) -> str:
        shown = " ".join(f"{max(times):8.2f}{'!' if max(times) > LIMIT else ' '}" for times in self.times.values())
        return "  ".join([shown, *self.failed[:3]])


def measured(address: str, records: Iterator[str], work: Callable[[], object]) -> tuple[float, Answers]:
    """Seconds that the work took, and the answers that others got meanwhile."""
    from reports.models import Report

    Report.objects.all().delete()
    editor, answers, ended = Visitor(address).at_the_door().signed_in(), Answers(), []

    def run() -> None:
        start = time.monotonic()
        try:
            work()
        except (RuntimeError, requests.RequestException) as error:
            answers.failed.append(str(error))
        ended.append(time.monotonic() - start)

    worker = threading.Thread(target=run)
    worker.start()
    for number in count():
        if ended and number >= AT_LEAST:
            break
        answers.ask("Anmelden", Visitor(address).at_the_door().signed_in)
        answers.ask(
            "Geprüft", lambda: editor.post("/redaktion/pruefung/", {"nur": next(records)}, allow_redirects=False)
        )
        if number < REPORTS:
            answers.ask("Melden", lambda: reported(address, number))
        time.sleep(PAUSE)
    worker.join()
    return ended[0], answers


def reported(address: str, number: int) -> None:
    data = {"kind": "sonstiges", "text": f"Hier stimmt etwas nicht, {time.monotonic()}.", "seite": "/netzwerke/"}
    if Visitor(address).post("/fehler-melden/", data).status_code != 200:
        raise RuntimeError("not reported")


def imported(address: str, name: str, content: bytes) -> None:
    """All the way, as far as the portal takes the file."""
    editor = Visitor(address).at_the_door().signed_in()
    editor.get("/redaktion/import/")
    file = {"datei": ("x.csv" if content[:2] != b"PK" else "x.xlsx", content)}
    page = editor.post("/redaktion/import/", {"art": "networks.network"}, files=file)
    if not page.url.endswith("/spalten/"):
        return
    path = page.url.removeprefix(address).removesuffix("spalten/")
    if "s199" in page.text:  # no column of ours
        mapping = {"spalte-0": "name"}
    else:
        keys = ("name", "kind", "regions", "summary", "website")
        mapping = {f"spalte-{n}": key for n, key in enumerate(keys)}
    page = editor.post(f"{path}spalten/", mapping | {"stand": "01.02.2024"})
    finished(editor, page, path)
    editor.post(path, {"aktion": "neu"})
    finished(editor, editor.post(path, {"aktion": "uebernehmen"}), path)
    finished(editor, editor.post(f"{path}ergebnis/", {}), path)


def pictured(address: str, name: str, content: bytes) -> None:
    """Whether it is taken or not."""
    editor = Visitor(address).at_the_door().signed_in()
    form = "/redaktion/pictures/picture/add/"
    editor.get(form)
    editor.post(form, {"title": name, "credit": "Messung", "description": name}, files={"file-neu": ("x.png", content)})


def finished(editor: Visitor, page: requests.Response, path: str) -> None:
    while page.headers.get("Refresh"):
        page = editor.get(f"{path}vergleich/")
        if page.status_code >= 500:
            raise RuntimeError(f"{path}: {page.status_code}")


if __name__ == "__main__":
    sys.exit(main())
