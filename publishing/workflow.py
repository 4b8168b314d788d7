"""The workflow as one table: who may move a record from which stage to which, and what it takes."""

from dataclasses import dataclass
from enum import Enum

from publishing.enums import RevisionState, Stage, State, Verb
from publishing.models import Record, Revision


class Right(Enum):
    EDIT = "bearbeiten"
    RELEASE = "freigeben"


@dataclass(frozen=True)
class Move:
    """One step. `steps`: from which stage to which; `button`: what the button says; `reason`: a why is demanded."""

    verb: Verb
    button: str
    right: Right
    steps: dict[Stage, Stage]
    reason: bool = False
    four_eyes: bool = False
    hint: str = ""


_ALL = (
    Move(
        Verb.SUBMIT,
        "Zur Freigabe geben",
        Right.EDIT,
        {Stage.DRAFT: Stage.REVIEW, Stage.CHANGED: Stage.CHANGE_REVIEW},
        hint="Eine zweite Person prüft und gibt frei.",
    ),
    Move(
        Verb.RECALL,
        "Zurückholen",
        Right.EDIT,
        {Stage.REVIEW: Stage.DRAFT, Stage.CHANGE_REVIEW: Stage.CHANGED},
        hint="Der Eintrag verlässt die Liste der Freigaben wieder.",
    ),
    Move(
        Verb.SEND_BACK,
        "Zurück mit Kommentar",
        Right.RELEASE,
        {Stage.REVIEW: Stage.DRAFT, Stage.CHANGE_REVIEW: Stage.CHANGED},
        reason=True,
        hint="Wer geschrieben hat, liest den Kommentar beim Bearbeiten.",
    ),
    Move(
        Verb.RELEASE,
        "Freigeben",
        Right.RELEASE,
        {Stage.REVIEW: Stage.PUBLISHED, Stage.CHANGE_REVIEW: Stage.PUBLISHED},
        four_eyes=True,
        hint="Gilt sofort auf den öffentlichen Seiten und schreibt den Freigabevermerk.",
    ),
    Move(
        Verb.DISCARD,
        "Änderung verwerfen",
        Right.EDIT,
        {Stage.CHANGED: Stage.PUBLISHED, Stage.CHANGE_REVIEW: Stage.PUBLISHED},
        hint="Öffentlich bleibt alles, wie es ist; der Verlauf behält die verworfene Fassung.",
    ),
    Move(
        Verb.RENEW,
        "Freigabe erneuern",
        Right.RELEASE,
        {Stage.PUBLISHED: Stage.PUBLISHED},
        four_eyes=True,
        hint="Der Eintrag bleibt, wie er ist, und bekommt einen neuen Freigabevermerk.",
    ),
    Move(
        Verb.WITHDRAW,
        "Zurückziehen",
        Right.RELEASE,
        {Stage.PUBLISHED: Stage.DRAFT},
        reason=True,
        hint="Die Seite ist nicht mehr zu sehen, bis der Eintrag wieder freigegeben wird.",
    ),
    Move(
        Verb.ARCHIVE,
        "Archivieren",
        Right.RELEASE,
        {Stage.PUBLISHED: Stage.ARCHIVED},
        reason=True,
        hint="Statt der Seite steht dort auf Dauer der Grund.",
    ),
    Move(
        Verb.RESUME,
        "Wieder aufnehmen",
        Right.RELEASE,
        {Stage.ARCHIVED: Stage.DRAFT},
        hint="Der Eintrag wird wieder zum Entwurf.",
    ),
)
MOVES: dict[Verb, Move] = {move.verb: move for move in _ALL}


def stage_of(record: Record, change: Revision | None) -> Stage:
    """Where a record stands; `change`: its open change, if there is one."""
    if record.state == State.PUBLISHED and change is not None:
        return Stage.CHANGE_REVIEW if change.state == RevisionState.REVIEW else Stage.CHANGED
    return Stage(record.state)


def moves_from(stage: Stage) -> list[Move]:
    return [move for move in _ALL if stage in move.steps]


def as_mermaid() -> str:
    """The table as a state diagram."""
    names = {stage: stage.name.lower() for stage in Stage}
    lines = ["stateDiagram-v2", f"    [*] --> {names[Stage.DRAFT]}: Anlegen"]
    lines += [f"    {names[stage]}: {stage.label}" for stage in Stage]
    lines.append(f"    {names[Stage.PUBLISHED]} --> {names[Stage.CHANGED]}: Ändern (bearbeiten)")
    for move in _ALL:
        notes = [move.right.value, *(["mit Grund"] if move.reason else []), *(["Vier Augen"] if move.four_eyes else [])]
        for source, target in move.steps.items():
            lines.append(f"    {names[source]} --> {names[target]}: {move.button} ({', '.join(notes)})")
    return "\n".join(lines)
