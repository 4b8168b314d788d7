import gc
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = (
        "Bringt Datenbank, Verzeichnis, Suchindex und statische Dateien auf den Stand dieser Fassung; ist alles auf "
        "dem Stand, ändert es nichts. In einem Vorgang, denn jeder Start braucht so lange wie das Laden der "
        "Programmteile, über 1 s."
    )

    def handle(self, **options):
        # Migrations make thousands of models; looking for their garbage in all that is loaded took a quarter of them.
        gc.freeze()
        collecting = get_context("fork").Process(target=collect)
        collecting.start()  # beside the database, which it does not ask
        call_command("migrate", verbosity=0)
        call_command("load_directory", "--if-empty", stdout=self.stdout)
        call_command("rebuild_index", "--if-due", stdout=self.stdout, stderr=self.stderr)
        collecting.join()
        if collecting.exitcode:
            raise CommandError("Die statischen Dateien sind nicht gesammelt.")


def collect() -> None:
    """The static files, where others are there than when they were last collected: 3 s of each start."""
    noted, found = Path(settings.STATIC_ROOT) / ".collected", fingerprint()
    if not noted.exists() or noted.read_text() != found:
        noted.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        noted.write_text(found)


def fingerprint() -> str:
    """Of the files that there are to collect and of how they are kept."""
    files = sorted(
        (name, (stat := Path(storage.path(name)).stat()).st_size, stat.st_mtime_ns)
        for finder in get_finders()
        for name, storage in finder.list([])
    )
    return blake2b(repr((settings.STORAGES["staticfiles"], files)).encode(), digest_size=16).hexdigest()
