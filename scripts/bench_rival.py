"""Somebody who saves while a measurement goes on, in a process of their own: how long did they wait at most?

As an editor does, one public organisation gets another text every fifth of a second, its words in the search with it.
"""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

EVERY = 0.2


class Rival:
    """`pk`: of an organisation that the measurement leaves alone."""

    def __init__(self, pk: int):
        from django.db import connection

        self.waited: list[float] = []
        command = [sys.executable, __file__, str(connection.settings_dict["NAME"]), str(pk)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self.waited.append(float(line))

    def said(self) -> str:
        """Since it was asked last."""
        waited, self.waited = sorted(self.waited), []
        if not waited:
            return "niemand sonst schrieb"
        return f"andere warteten {waited[-1]:.2f} s, meist {waited[len(waited) // 2]:.2f} s ({len(waited)} mal)"

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()


def main(name: str, pk: str) -> None:
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = name
    django.setup()
    from networks.models import Organisation

    number = 0
    while True:
        number += 1
        one = Organisation.objects.get(pk=pk)
        one.summary = f"Wird zum {number}. Mal gesichert, Wort{number % 50}."
        started = time.perf_counter()
        one.save()
        print(f"{time.perf_counter() - started:.3f}", flush=True)
        time.sleep(EVERY)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "networks_portal.settings")
    main(*sys.argv[1:])
