from django.core.management.base import BaseCommand, CommandError

from pictures.tidying import missing


class Command(BaseCommand):
    help = "Nennt Bilder, deren Dateien fehlen, zum Beispiel nach dem Zurückspielen einer Sicherung."

    def handle(self, *args, **options):
        if lacking := sorted(missing()):
            raise CommandError("Diese Dateien fehlen:\n" + "\n".join(lacking))
        self.stdout.write("Alle Dateien der Bilder sind da.")
