"""Somebody does not want to stand in the directory: that takes effect at once, and only a reviewer ends it.

The day stands at the person and is no content: no form, import or earlier state can write it. A person with one cannot
be public (a rule of the database), so pages, search, finder, lists and exports know nothing of them.
"""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Editor
from contacts.models import Person
from core.words import _
from publishing import history
from publishing.actions.editing import decide
from publishing.enums import RevisionState, Stage, State, Verb
from publishing.locking import locked
from publishing.models import Record
from publishing.permissions import check_change, check_edit, is_reviewer, twin


def check_note(by: Editor, person: Person) -> None:
    """Whoever writes about people at all: it must not wait for the account in charge."""
    check_change(by, Person)


def check_lift(by: Editor, person: Person) -> None:
    check_edit(by, person)
    if not is_reviewer(by):
        raise PermissionDenied(_("Einen Widerspruch hebt nur auf, wer freigeben darf."))


can_note, can_lift = twin(check_note), twin(check_lift)


@transaction.atomic
def note_objection(*, person: Person, on: date, by: Editor, why: str = "") -> None:
    """From now on nothing of the person is public. A change that waits is discarded; the history keeps it."""
    locked(person)
    check_note(by, person)
    if on > timezone.localdate():
        raise ValidationError(_("Der Widerspruch kann nicht in der Zukunft liegen."))
    start, waiting = history.stage(person), history.open_change(person)
    if person.state == State.PUBLISHED:
        person.state = State.DRAFT
        if waiting:
            decide(waiting, RevisionState.DISCARDED, by)
    person.objected_on = on
    person.save(update_fields=["state", "objected_on", "changed_at"])
    said = _("Widerspruch gegen die Veröffentlichung vom {day:%d.%m.%Y}. {why}").format(day=on, why=why).strip()
    history.log(person, Verb.WITHDRAW, by=by, start=start, end=Stage(person.state), why=said)


@transaction.atomic
def lift_objection(*, person: Person, by: Editor, why: str) -> None:
    """The person agrees again; the entry stays what it is, and becomes public only by a release."""
    locked(person)
    check_lift(by, person)
    if not (why := why.strip()):
        raise ValidationError(_("Bitte sagen, woher Sie wissen, dass die Person wieder einverstanden ist."))
    person.objected_on = None
    person.save(update_fields=["objected_on", "changed_at"])
    stage = history.stage(person)
    said = _("Widerspruch aufgehoben: {why}").format(why=why)
    history.log(person, Verb.RESUME, by=by, start=stage, end=stage, why=said)


def check_kept_by_both(keep: Record, drop: Record) -> None:
    """Two entries of one person become one only if both know of the objection: it must not be lost."""
    if not (isinstance(keep, Person) and isinstance(drop, Person)):
        return
    for one, other in ((keep, drop), (drop, keep)):
        if one.objected_on and not other.objected_on:
            words = _("„{one}“ hat der Veröffentlichung widersprochen. Bitte zuerst auch bei „{other}“ vermerken.")
            raise ValidationError(words.format(one=one, other=f"{other} ({other.pk})"), code="objection")
