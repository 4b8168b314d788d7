"""Whether all is well, for whoever watches the server: in plain words, without secrets."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryFile, gettempdir

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core import database, tasks
from networks_portal.environment import STATE_DIR

PATH = "/gesundheit/"
LEAST_FREE = 200 * 1024 * 1024  # bytes
LONGEST_WAIT = timedelta(minutes=10)
WELL = "ok"


def _database() -> str:
    try:
        database.check()
    except database.CannotWrite as error:
        return str(error)
    except Error:
        return "Die Datenbank antwortet nicht."
    return WELL


def _folders() -> set[Path]:
    """Where something is written: database and keys, uploads on their way in, files of records if there are any."""
    return {STATE_DIR, Path(gettempdir()), *filter(None, [Path(settings.MEDIA_ROOT) if settings.MEDIA_ROOT else None])}


def _disk() -> str:
    for folder in sorted(_folders()):
        try:
            free = shutil.disk_usage(folder).free
            with TemporaryFile(dir=folder) as file:
                file.write(b"x" * 4096)
                file.flush()
        except OSError:
            return "Ein Ordner für Daten lässt sich nicht beschreiben."
        if free < LEAST_FREE:
            return f"Der Speicherplatz geht zu Ende: noch {free // 1024**2} MB frei."
    return WELL


def _tasks() -> str:
    if tasks.runs_at_once():
        return WELL
    try:
        state = tasks.queue_state()
    except Error:
        return "Nicht bekannt, weil die Datenbank nicht antwortet."
    now = timezone.now()
    if state.seen is None or now - state.seen > tasks.LONGEST_SILENCE:
        since = f" seit {timezone.localtime(state.seen):%d.%m.%Y, %H:%M} Uhr" if state.seen else ""
        return f"Der Vorgang für Aufgaben im Hintergrund läuft nicht{since}."
    if state.waiting_since and (waits := now - state.waiting_since) > LONGEST_WAIT:
        return f"Die älteste Aufgabe im Hintergrund wartet seit {waits // timedelta(minutes=1)} Minuten."
    if state.failing_since and (waits := now - state.failing_since) > LONGEST_WAIT:
        return f"Nachrichten oder Aufgaben gelingen seit {waits // timedelta(minutes=1)} Minuten nicht."
    if state.given_up:
        return f"In den letzten 24 Stunden aufgegeben: {state.given_up} Nachrichten oder Aufgaben. Siehe Protokoll."
    return WELL


PARTS: dict[str, Callable[[], str]] = {"datenbank": _database, "speicherplatz": _disk, "hintergrund": _tasks}


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when everything is well, else 503; each part says how it is. Never kept by anybody."""
    parts = {name: check() for name, check in PARTS.items()}
    is_well = all(said == WELL for said in parts.values())
    answer = {"status": WELL if is_well else "gestört", **parts}
    response = JsonResponse(answer, status=200 if is_well else 503, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "no-store"
    return response


class HealthMiddleware:
    """Who watches a server asks it by its number and without TLS, where others are sent elsewhere."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info == PATH:
            return health(request)
        return self.get_response(request)
