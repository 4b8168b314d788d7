"""The links of the weekly mail: signed, good for two weeks, for one account, one record as it is, and one answer.

They work without signing in and do nothing but that one thing. As they name the version of the record, they end
with the first answer, or as soon as somebody else checks or changes the record.
"""

from dataclasses import dataclass

from django.apps import apps
from django.core import signing
from django.db import models

from accounts.models import Editor
from core.kinds import record_models
from publishing import history
from publishing.locking import locked_if_there
from publishing.models import Record
from publishing.permissions import can_edit

SALT = "portal.digest"
DAYS = 14


class Answer(models.TextChoices):
    STILL_TRUE = "stimmt", "stimmt noch"
    CHANGE = "aendern", "ändern"
    NOT_MINE = "abgeben", "nicht mehr zuständig"


class Refused(Exception):
    """A link that does nothing, and why, in words for whoever followed it."""

    def __init__(self, status: int, text: str):
        self.status, self.text = status, text
        super().__init__(text)


@dataclass(frozen=True)
class Feedback:
    """What a link says. `version` is that of the record when the link was made."""

    editor: Editor
    record: Record
    version: str
    answer: Answer


def tokens_for(editor: Editor, record: Record) -> dict[Answer, str]:
    version = history.version(record)
    said = [editor.pk, record._meta.label_lower, record.pk, version]
    return {answer: signing.dumps([*said, answer.value], salt=SALT) for answer in Answer}


def read(token: str, *, lock: bool = False) -> Feedback:
    """What a link says, as far as it holds now; raises Refused. `lock`: the record, inside a transaction."""
    try:
        editor_pk, label, pk, version, answer = signing.loads(token, salt=SALT, max_age=DAYS * 24 * 60 * 60)
        editor_pk, pk, answer = int(editor_pk), int(pk), Answer(answer)
    except signing.SignatureExpired as error:
        raise Refused(410, f"Der Link galt {DAYS} Tage und ist abgelaufen.") from error
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Refused(400, "Der Link ist unvollständig oder verändert worden.") from error
    editor = Editor.objects.filter(pk=editor_pk, is_active=True).first()
    if editor is None:
        raise Refused(403, "Das Konto, für das der Link gemacht wurde, gibt es nicht mehr, oder es ist gesperrt.")
    record = _find(label, pk)
    if record is None or lock and not locked_if_there([record]):
        raise Refused(410, "Den Eintrag gibt es nicht mehr.")
    if not can_edit(editor, record):
        raise Refused(403, "Das Konto, für das der Link gemacht wurde, ist für diesen Eintrag nicht mehr zuständig.")
    feedback = Feedback(editor, record, version, answer)
    if answer is not Answer.CHANGE and history.version(record) != version:
        raise Refused(410, "Der Eintrag ist seit der Mail schon geprüft oder geändert worden.")
    return feedback


def _find(label: str, pk: int) -> Record | None:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):  # a kind of record that a later version dropped
        return None
    if model not in record_models():
        return None
    return model._base_manager.filter(pk=pk).first()
