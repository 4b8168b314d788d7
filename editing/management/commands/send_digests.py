import logging

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from editing.models import DigestSetting
from editing.worklist.digest import build, claim, message, recipients, release_claim

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Schickt jedem Redaktionskonto höchstens einmal in der Woche, was zu prüfen ist, ausläuft oder wartet."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="zeigt die Mails, statt sie zu schicken")
        parser.add_argument("--again", action="store_true", help="auch wer in dieser Woche schon eine Mail hat")

    def handle(self, *, dry_run: bool, again: bool, **options):
        if not settings.SITE_URL.startswith(("https://", "http://")):
            raise CommandError("SITE_URL fehlt, zum Beispiel https://portal.example: Damit beginnen die Links.")
        today = timezone.localdate()
        sent, quiet, failed = 0, 0, 0
        for editor in recipients(today, again):
            digest = build(editor, settings.SITE_URL, today)
            if digest.is_empty:
                quiet += 1
            elif dry_run:
                self._show(message(digest, settings.SITE_URL))
                sent += 1
            elif self._send(editor, digest, today, again):
                sent += 1
            else:
                failed += 1
        self.stdout.write(f"{sent} {'zu schicken' if dry_run else 'geschickt'}, {quiet} ohne Anlass.")
        if failed:
            raise CommandError(f"{failed} nicht geschickt; der nächste Lauf versucht es noch einmal.")

    def _show(self, mail) -> None:
        """Without the links, which are as good as the answers: a log is no place for them."""
        body = "\n".join(line for line in mail.body.splitlines() if "/rueckmeldung/" not in line)
        self.stdout.write(f"An: {mail.to[0]}\nBetreff: {mail.subject}\n\n{body}\n{'-' * 72}\n")

    def _send(self, editor, digest, today, again: bool) -> bool:
        before = DigestSetting.objects.filter(editor=editor).values_list("last_sent_on", flat=True).first()
        if not claim(editor, today, again):
            return True  # another run was faster
        try:
            message(digest, settings.SITE_URL).send()
        except OSError:
            log.exception("Erinnerungsmail nicht gesendet")
            release_claim(editor, before)
            return False
        return True
