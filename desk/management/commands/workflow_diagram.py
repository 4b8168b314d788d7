from django.core.management.base import BaseCommand

from publishing.workflow import as_mermaid


class Command(BaseCommand):
    help = "Druckt den Ablauf von Entwurf bis Archiv als Mermaid-Diagramm, so wie er im Programm steht."

    def handle(self, **options):
        self.stdout.write(as_mermaid())
