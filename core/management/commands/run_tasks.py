import logging
import os
import signal
import socket
import threading
import time

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, close_old_connections, connections
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker

from core import tasks

log = logging.getLogger(__name__)

AT_ONCE = 20  # tasks until it looks again whether it should stop, and says that it is there
SECONDS_IDLE = 1.0
SECONDS_AWAY = 5.0  # until it asks a database again that did not answer
SECONDS_BETWEEN_NOTES = 15.0


class Command(BaseCommand):
    help = (
        "Erledigt im Hintergrund, worauf keine Seite wartet (Post, Importe), bis der Vorgang beendet wird. "
        "make serve startet ihn und hält ihn am Leben."
    )

    def handle(self, **options):
        if tasks.runs_at_once():
            raise CommandError("TASKS_AT_ONCE ist an: Alles geschieht sofort, im Hintergrund gibt es nichts zu tun.")
        self.stop, self.worker, self.noted = threading.Event(), None, float("-inf")
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        parent = os.getppid()
        while not self.stop.is_set() and os.getppid() == parent:
            try:
                pause = self._round()
            except Error as error:
                log.warning("Die Datenbank antwortet nicht (%s); neuer Versuch gleich.", type(error).__name__)
                connections.close_all()
                pause = SECONDS_AWAY
            self.stop.wait(pause)

    def _end(self, number, frame):
        """The task that is being done is finished first."""
        self.stop.set()
        if self.worker:
            self.worker.running = False

    def _round(self) -> float:
        """Do what waits; returns how many seconds to rest."""
        close_old_connections()
        if time.monotonic() - self.noted >= SECONDS_BETWEEN_NOTES:
            tasks.note_seen()
            tasks.tidy_up()
            self.noted = time.monotonic()
        if not tasks.something_waits():
            return SECONDS_IDLE
        self.worker = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,  # comes back when nothing waits
            max_tasks=AT_ONCE,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            worker_id=f"{socket.gethostname()[:40]}:{os.getpid()}",
        )
        if not self.stop.is_set():
            self.worker.run()
        return 0
