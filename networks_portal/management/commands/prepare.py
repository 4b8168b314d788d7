from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Bringt Datenbank, Verzeichnis und Suchindex auf den Stand dieser Fassung; ist alles auf dem Stand, ändert es "
        "nichts. In einem Vorgang, denn jeder Start braucht so lange wie das Laden der Programmteile, über 1 s."
    )

    def handle(self, **options):
        call_command("migrate", verbosity=0)
        call_command("load_directory", "--if-empty", stdout=self.stdout)
        call_command("rebuild_index", "--if-due", stdout=self.stdout, stderr=self.stderr)
