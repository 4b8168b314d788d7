"""Orientation and legal pages, and those for what went wrong."""

import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.database import is_away
from core.text import fold
from core.words import _, _lazy
from pages.records import Gone
from publishing.models import RemovedPage

# Third-party parts that reach visitors or run on the server; versions in the lock file and THIRD_PARTY.md.
LICENCES = (
    ("KERN UX", "EUPL-1.2", _lazy("Gestaltungsgrundlage; ausgewählte Teile, unverändert übersetzt")),
    ("Fira Sans", "OFL-1.1", _lazy("Schrift")),
    ("Django", "BSD-3-Clause", _lazy("Webframework")),
    ("edtf", "MIT", _lazy("Unscharfe Zeitangaben")),
    ("django-taggit", "BSD-3-Clause", _lazy("Schlagwörter")),
    ("django-filter", "BSD-3-Clause", _lazy("Erklärung der Filter")),
    ("django-environ", "MIT", _lazy("Einstellungen aus der Umgebung")),
    ("WhiteNoise", "MIT", _lazy("Auslieferung statischer Dateien")),
    ("Gunicorn", "MIT", _lazy("Anwendungsserver")),
    ("Psycopg", "LGPL-3.0", _lazy("PostgreSQL-Anbindung")),
    ("PyYAML", "MIT", _lazy("Lesen der Fixtures")),
    ("Jinja2", "BSD-3-Clause", _lazy("Öffentliche Seiten und Felder der Formulare")),
    ("markdown-it-py", "MIT", "Markdown"),
    ("nh3", "MIT", _lazy("Bereinigung von HTML")),
    ("snowballstemmer", "BSD-3-Clause", _lazy("Wortstämme der Suche")),
    ("RapidFuzz", "MIT", _lazy("vertippte Wörter der Suche")),
    ("django-allauth", "MIT", _lazy("Anmeldung der Redaktion mit zweitem Faktor")),
    ("openpyxl", "MIT", "XLSX"),
    ("defusedxml", "PSF-2.0", _lazy("Schutz vor feindlichem XML")),
    ("requests", "Apache-2.0", _lazy("Linkprüfung")),
    ("django-tasks, django-tasks-db", "BSD-3-Clause", _lazy("Aufgaben im Hintergrund")),
    ("wz-code", "MIT", _lazy("Titel der Wirtschaftszweige WZ 2008 und WZ 2025 des Statistischen Bundesamts")),
    ("phonenumbers", "Apache-2.0", _lazy("Rufnummern in Texten")),
)

# Data of others that the portal ships, changed; details in regions/data/LIZENZ.md.
DATA_LICENCES = (
    (
        _lazy("Verwaltungsgebiete und Umrisse: © GeoBasis-DE / BKG 2016 (Daten verändert)"),
        "GeoNutzV",
        "https://www.gesetze-im-internet.de/geonutzv/",
        _lazy("Länder, Kreise und Gemeinden: Namen, Schlüssel, vereinfachte Grenzen; Kreise auf dem Stand von 2024"),
    ),
    (
        _lazy("Postleitzahlen: © OpenStreetMap-Mitwirkende, OpenPLZ API, Countries States Cities Database (verändert)"),
        "ODbL 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
        _lazy("Postleitzahl und Kreis; die abgeleitete Tabelle steht unter derselben Lizenz"),
    ),
)


def about(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "networks_portal/about.html",
        {"breadcrumbs": [{"label": _("Über dieses Portal")}], "canonical": "/ueber/"},
    )


def licences(request: HttpRequest) -> HttpResponse:
    crumbs = [{"label": _("Über dieses Portal"), "url": "/ueber/"}, {"label": _("Lizenzen")}]
    return render(
        request,
        "networks_portal/licences.html",
        {"breadcrumbs": crumbs, "licences": LICENCES, "data_licences": DATA_LICENCES},
    )


def imprint(request: HttpRequest) -> HttpResponse:
    return _legal(request, "networks_portal/imprint.html", _("Impressum"))


def privacy(request: HttpRequest) -> HttpResponse:
    return _legal(request, "networks_portal/privacy.html", _("Datenschutz"))


def accessibility(request: HttpRequest) -> HttpResponse:
    return _legal(request, "networks_portal/accessibility.html", _("Barrierefreiheit"))


def _legal(request: HttpRequest, template: str, title: str) -> HttpResponse:
    names = (name for name in dir(settings) if name.startswith("OPERATOR_"))
    operator = {name.removeprefix("OPERATOR_").lower(): getattr(settings, name) for name in names}
    return render(request, template, {"breadcrumbs": [{"label": title}], "operator": operator})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 with a search prefilled from the words of the path; 410 where a record was removed."""
    removed = RemovedPage.objects.filter(path=request.path[:300].replace("\0", "")).first()
    if removed:
        return gone(request, removed.reason, removed.successor)
    suggestion = fold(" ".join(Path(request.path).parts[-1:]))[:80]
    return render(request, "404.html", {"suggestion": suggestion, "robots": "noindex"}, status=404)


def gone(request: HttpRequest, reason: str, successor: str = "") -> HttpResponse:
    return render(request, "410.html", {"reason": reason, "successor": successor, "robots": "noindex"}, status=410)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 where a form is larger than any that we have."""
    if isinstance(exception, RequestDataTooBig):
        return _static_page(413)
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 and when to come back where only the database is away, wherever that was noticed."""
    if not is_away(sys.exc_info()[1]):
        return _static_page(500)
    response = _static_page(503)
    response.headers["Retry-After"] = "30"
    return response


def _static_page(status: int) -> HttpResponse:
    """No database, no template context: works when nothing else does."""
    return HttpResponse((settings.BASE_DIR / "static" / f"{status}.html").read_bytes(), status=status)


class GoneMiddleware:
    """Answers Gone, raised anywhere below, with the 410 page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return gone(request, exception.reason, exception.successor) if isinstance(exception, Gone) else None
