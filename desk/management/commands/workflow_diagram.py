from django.core.management.base import BaseCommand

from publishing.enums import Stage
from publishing.workflow import MOVES


class Command(BaseCommand):
    help = "Druckt den Ablauf von Entwurf bis Archiv als Mermaid-Diagramm, so wie er im Programm steht."

    def handle(self, **options):
        self.stdout.write(as_mermaid())


def as_mermaid() -> str:
    """The table of the workflow as a state diagram."""
    names = {stage: stage.name.lower() for stage in Stage}
    lines = ["stateDiagram-v2", f"    [*] --> {names[Stage.DRAFT]}: Anlegen"]
    lines += [f"    {names[stage]}: {stage.label}" for stage in Stage]
    lines.append(f"    {names[Stage.PUBLISHED]} --> {names[Stage.CHANGED]}: Ändern (bearbeiten)")
    for move in MOVES.values():
        notes = [move.right.value, *(["mit Grund"] if move.reason else []), *(["Vier Augen"] if move.four_eyes else [])]
        for source, target in move.steps.items():
            lines.append(f"    {names[source]} --> {names[target]}: {move.button} ({', '.join(notes)})")
    return "\n".join(lines)
