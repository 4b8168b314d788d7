from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from worklist.digest import Digest, build, recipients, send, written


class Command(BaseCommand):
    help = "Schickt jedem Redaktionskonto höchstens einmal in der Woche, was zu prüfen ist, ausläuft oder wartet."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="zeigt die Mails, statt sie zu schicken")
        parser.add_argument("--again", action="store_true", help="auch wer in dieser Woche schon eine Mail hat")

    def handle(self, *, dry_run: bool, again: bool, **options):
        if not settings.SITE_URL.startswith(("https://", "http://")):
            raise CommandError("SITE_URL fehlt, zum Beispiel https://portal.example: Damit beginnen die Links.")
        today = timezone.localdate()
        sent, quiet = 0, 0
        for editor in recipients(today, again):
            digest = build(editor, today)
            if digest.is_empty:
                quiet += 1
            elif dry_run:
                self._show(digest)
                sent += 1
            else:
                sent += send(editor, today, again)
        self.stdout.write(f"{sent} {'zu schicken' if dry_run else 'beauftragt'}, {quiet} ohne Anlass.")

    def _show(self, digest: Digest) -> None:
        """Without the links, which are as good as the answers: a log is no place for them."""
        subject, body = written(digest)
        body = "\n".join(line for line in body.splitlines() if "/rueckmeldung/" not in line)
        self.stdout.write(f"An: {digest.editor.email}\nBetreff: {subject}\n\n{body}\n{'-' * 72}\n")
