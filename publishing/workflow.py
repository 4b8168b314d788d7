"""The workflow as one table: who may move a record from which stage to which, and what it takes."""

from dataclasses import dataclass
from enum import Enum

from core.words import Words, _lazy
from publishing.enums import RevisionState, Stage, State, Verb
from publishing.models import Record, Revision


class Right(Enum):
    EDIT = "bearbeiten"
    RELEASE = "freigeben"


@dataclass(frozen=True)
class Move:
    """One step. `steps`: from which stage to which; `button`: what the button says; `reason`: a why is demanded."""

    verb: Verb
    button: Words
    right: Right
    steps: dict[Stage, Stage]
    reason: bool = False
    four_eyes: bool = False
    hint: Words = ""


_ALL = (
    Move(
        Verb.SUBMIT,
        _lazy("Zur Freigabe geben"),
        Right.EDIT,
        {Stage.DRAFT: Stage.REVIEW, Stage.CHANGED: Stage.CHANGE_REVIEW},
        hint=_lazy("Eine zweite Person prüft und gibt frei."),
    ),
    Move(
        Verb.RECALL,
        _lazy("Zurückholen"),
        Right.EDIT,
        {Stage.REVIEW: Stage.DRAFT, Stage.CHANGE_REVIEW: Stage.CHANGED},
        hint=_lazy("Der Eintrag verlässt die Liste der Freigaben wieder."),
    ),
    Move(
        Verb.SEND_BACK,
        _lazy("Zurück mit Kommentar"),
        Right.RELEASE,
        {Stage.REVIEW: Stage.DRAFT, Stage.CHANGE_REVIEW: Stage.CHANGED},
        reason=True,
        hint=_lazy("Wer geschrieben hat, liest den Kommentar beim Bearbeiten."),
    ),
    Move(
        Verb.RELEASE,
        _lazy("Freigeben"),
        Right.RELEASE,
        {Stage.REVIEW: Stage.PUBLISHED, Stage.CHANGE_REVIEW: Stage.PUBLISHED},
        four_eyes=True,
        hint=_lazy("Gilt sofort auf den öffentlichen Seiten und schreibt den Freigabevermerk."),
    ),
    Move(
        Verb.DISCARD,
        _lazy("Änderung verwerfen"),
        Right.EDIT,
        {Stage.CHANGED: Stage.PUBLISHED, Stage.CHANGE_REVIEW: Stage.PUBLISHED},
        hint=_lazy("Öffentlich bleibt alles, wie es ist; der Verlauf behält die verworfene Fassung."),
    ),
    Move(
        Verb.RENEW,
        _lazy("Freigabe erneuern"),
        Right.RELEASE,
        {Stage.PUBLISHED: Stage.PUBLISHED},
        four_eyes=True,
        hint=_lazy("Der Eintrag bleibt, wie er ist, und bekommt einen neuen Freigabevermerk."),
    ),
    Move(
        Verb.WITHDRAW,
        _lazy("Zurückziehen"),
        Right.RELEASE,
        {Stage.PUBLISHED: Stage.DRAFT},
        reason=True,
        hint=_lazy("Die Seite ist nicht mehr zu sehen, bis der Eintrag wieder freigegeben wird."),
    ),
    Move(
        Verb.ARCHIVE,
        _lazy("Archivieren"),
        Right.RELEASE,
        {Stage.PUBLISHED: Stage.ARCHIVED},
        reason=True,
        hint=_lazy("Statt der Seite steht dort auf Dauer der Grund."),
    ),
    Move(
        Verb.RESUME,
        _lazy("Wieder aufnehmen"),
        Right.RELEASE,
        {Stage.ARCHIVED: Stage.DRAFT},
        hint=_lazy("Der Eintrag wird wieder zum Entwurf."),
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
