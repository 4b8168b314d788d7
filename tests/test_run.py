"""scripts/run.sh with stand-ins for its two processes: what dies is started again, all ends together."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

PATIENCE = 60  # seconds until a test gives up; a machine with other work takes them

WEB = "#!/bin/sh\ntrap 'echo web ends; exit 7' TERM\necho web begins $$\nwhile :; do sleep 0.05; done\n"
WORK = "#!/bin/sh\ntrap 'echo work ends; exit 0' TERM\necho work begins $$\nwhile :; do sleep 0.05; done\n"


ENDINGS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def _heed_all():
    """Who runs the tests in the background, or under nohup, has signals ignored, and a shell traps none of
    those.
    """
    for number in ENDINGS:
        signal.signal(number, signal.SIG_DFL)


@pytest.fixture
def portal(tmp_path):
    """The running script; its lines are in `stdout`."""
    for name, text in {"gunicorn": WEB, "python": WORK}.items():
        path: Path = tmp_path / ".venv/bin" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o700)
    (tmp_path / "scripts").mkdir()
    shutil.copy(settings.BASE_DIR / "scripts/run.sh", tmp_path / "scripts")
    process = subprocess.Popen(
        ["bash", tmp_path / "scripts/run.sh"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        start_new_session=True,
        preexec_fn=_heed_all,
    )  # fmt: skip
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=PATIENCE)


def lines(process, number: int) -> list[str]:
    return [process.stdout.readline().strip() for _ in range(number)]


@pytest.mark.parametrize("number", ENDINGS)
def test_both_begin_and_end_together(portal, number):
    assert {line.split()[0] for line in lines(portal, 2)} == {"web", "work"}

    portal.send_signal(number)

    assert portal.wait(PATIENCE) == 7  # what the web server says
    assert sorted(portal.stdout.read().splitlines()) == ["web ends", "work ends"]


def test_what_works_in_the_background_is_started_again(portal):
    (first,) = (int(line.split()[2]) for line in lines(portal, 2) if line.startswith("work"))
    os.kill(first, signal.SIGKILL)

    (again,) = lines(portal, 1)
    assert again.startswith("work begins") and int(again.split()[2]) != first
    portal.terminate()
    assert portal.wait(PATIENCE) == 7


def test_without_the_web_server_everything_ends(portal):
    (web,) = (int(line.split()[2]) for line in lines(portal, 2) if line.startswith("web"))
    os.kill(web, signal.SIGKILL)

    assert portal.wait(PATIENCE) == 128 + signal.SIGKILL
    assert portal.stdout.read().splitlines() == ["work ends"]
