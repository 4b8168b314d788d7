"""A filled database of this state of the tables, kept so that later ones show that they upgrade it.

usage: python -m tests.upgrade.dump NAME      for SQLite; under scripts/postgres.sh for PostgreSQL

Everything of the directory of `tests.networks_portal.silence` is in it: every kind of record and row, public, hidden
and changed, and what every tool of the editors keeps. A dump is never made anew: it is what installations have.
"""

import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).parent


def main(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "filled.sqlite3"
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{file}")
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "networks_portal.settings", "ENV_FILE": os.devnull, "STATE_DIR": folder,
            "SECRET_KEY": "dump", "EMAIL_URL": "memorymail://", "TASKS_AT_ONCE": "on", "MFA_REQUIRED": "none",
            "STATIC_MANIFEST": "off", "LOG_LEVEL": "ERROR",
        }  # fmt: skip
        fill()
        address = os.environ["DATABASE_URL"]
        kind = "sqlite" if address.startswith("sqlite") else "postgresql"
        words = of_file(file) if kind == "sqlite" else of_server(address)
    target = HERE / f"{name}.{kind}.sql.gz"
    target.write_bytes(gzip.compress(words.encode(), mtime=0))
    print(f"{target}: {target.stat().st_size // 1024} kB")


def fill() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    from tests.networks_portal.silence.test_silence import assert_all_was_written, writers
    from tests.networks_portal.silence.world import World

    world = World()
    for _, write in writers(world):
        write()
    assert_all_was_written(world)


def of_file(file: Path) -> str:
    with closing(sqlite3.connect(file)) as database:
        return "\n".join(database.iterdump())


def of_server(address: str) -> str:
    """As statements that any client can send; commands of PostgreSQL's own client are left out."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    program = shutil.which("pg_dump") or str(folders[-1] / "pg_dump")
    parts = urlsplit(address)
    host, name = parts.path.lstrip("/").rsplit("/", 1)
    command = [program, "-h", f"/{host}", "-U", parts.username, "--inserts", "--no-owner", "--no-privileges", name]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return "\n".join(line for line in lines if not line.startswith("\\"))


if __name__ == "__main__":
    main(sys.argv[1])
