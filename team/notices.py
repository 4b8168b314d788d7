"""Mails on hand-in, return and release, outside of the request: of what moves as a whole one, and all that happened
until it leaves in the same mail.

The request only asks for `tell`, which looks who is concerned; `send_notices` writes what still holds when it is sent.
What somebody wants weekly waits for the weekly mail, which says by itself what waits for release. Packages above say
with `register` what else there is to decide about.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import Editor
from cases.enums import CaseState
from cases.models import Case
from cases.permissions import releasable as releasable_cases
from core.mail import link, send_now
from core.tasks import task, tidying
from publishing.enums import RevisionState, Verb
from publishing.models import Revision
from publishing.permissions import is_reviewer, releasable
from publishing.signals import stepped
from team.enums import When
from team.models import MailWish, Notice
from team.standing_in import present, represented

FEW = 3  # accounts that may release something
MOST = 30  # named in a mail
KEPT = timedelta(days=60)  # for whoever does not want the weekly mail
QUIET = timedelta(hours=4)  # what was taken back and handed in again within it is not told twice
_WISHES = {Verb.SUBMIT: "handed_in", Verb.SEND_BACK: "returned", Verb.RELEASE: "released"}


@dataclass(frozen=True)
class Subject:
    """What somebody decides about. `decides`: whether an account may, now; `waiting`, `released`: what its state is
    then; `said`: what a mail calls it, by the step; `subjects`: the subject of a mail about it alone."""

    model: type[Any]
    decides: Callable[[Editor, Any], bool]
    authors: Callable[[Any], Iterable[Editor]]
    waiting: str
    released: str
    said: Callable[[Any, str], str]
    subjects: dict[str, str] = field(default_factory=dict)


def _decides_change(by: Editor, change: Revision) -> bool:
    return is_reviewer(by) and releasable(by, Revision.objects.filter(pk=change.pk)).exists()


def _decides_case(by: Editor, case: Case) -> bool:
    return is_reviewer(by) and releasable_cases(by, Case.objects.filter(pk=case.pk)).exists()


# By the column of a notice that says what it is about.
_subjects: dict[str, Subject] = {
    "revision": Subject(
        Revision,
        _decides_change,
        lambda change: change.authors.all(),
        RevisionState.REVIEW,
        RevisionState.RELEASED,
        lambda change, _: change.label,
    ),
    "case": Subject(
        Case,
        _decides_case,
        lambda case: case.authors.all(),
        CaseState.REVIEW,
        CaseState.RELEASED,
        lambda case, _: case.title,
    ),
}


def register(column: str, subject: Subject) -> None:
    _subjects[column] = subject


_next: list[Callable[[Any], list[tuple[str, str]]]] = []


def register_next(ask: Callable[[Any], list[tuple[str, str]]]) -> None:
    """What can be done once something is released: words and paths, said by a package above."""
    _next.append(ask)


@receiver(stepped)
def begin_telling(sender, about, verb, by, **kwargs) -> None:
    """In the transaction of the step: told only if that goes through."""
    kind = next(name for name, subject in _subjects.items() if subject.model is sender)
    tell.enqueue(kind, about.pk, str(verb), by.pk)


@task
def tell(kind: str, pk: int, verb: str, by: int) -> None:
    """Notes whom to tell of a step."""
    subject = _subjects[kind]
    about = subject.model.objects.filter(pk=pk).first()
    if about is None:
        return
    rows = Notice.objects.filter(**{kind: about})
    if verb == Verb.SUBMIT:
        concerned, told = _deciding(subject, about), _just_told(rows)
    else:
        concerned, told = _authors(subject, about), set()
        rows.filter(verb=Verb.SUBMIT).exclude(told_at=None).delete()  # handed in after a decision it is news again
    wishes = wishes_of(concerned)
    for editor, for_other in concerned.items():
        when = _when(editor, Verb(verb), wishes, len(concerned))
        weekly = when == When.WEEKLY and verb != Verb.SUBMIT
        if editor.pk not in (by, *told) and (when == When.AT_ONCE or weekly):
            said = {"verb": verb, "for_other": for_other, "is_urgent": not weekly, "at": timezone.now()}
            Notice.objects.update_or_create(editor=editor, **{kind: about}, defaults=said | {"told_at": None})
            if not weekly:
                send_notices.enqueue(editor.pk)


def _just_told(rows: QuerySet[Notice]) -> set[int]:
    """Keys of the accounts that have a fresh mail about it."""
    fresh = rows.filter(verb=Verb.SUBMIT, told_at__gt=timezone.now() - QUIET)
    return set(fresh.values_list("editor", flat=True))


def wishes_of(editors: Iterable[Editor]) -> dict[int, MailWish]:
    """By the key of the account; who has none said gets the defaults."""
    return {wish.editor_id: wish for wish in MailWish.objects.filter(editor__in=list(editors))}


def _when(editor: Editor, verb: Verb, wishes: dict[int, MailWish], number: int) -> str:
    """A deputy is told at once where one of those they stand in for would be."""
    when = getattr(wishes.get(editor.pk) or MailWish(editor=editor), _WISHES[verb])
    if when == When.FEW:
        when = When.AT_ONCE if number <= FEW else When.WEEKLY
    if when != When.AT_ONCE and verb == Verb.SUBMIT and when != When.NEVER:
        away = [wishes.get(row.editor_id) for row in represented(editor)]
        when = When.AT_ONCE if any(wish and wish.handed_in == When.AT_ONCE for wish in away) else when
    return when


def _deciding(subject: Subject, about: Any) -> dict[Editor, bool]:
    """Accounts with an address that may decide now; their deputies are among them if they may."""
    editors = Editor.objects.filter(is_active=True, is_staff=True).exclude(email="").order_by("pk")
    return {editor: False for editor in editors if subject.decides(editor, about)}


def _authors(subject: Subject, about: Any) -> dict[Editor, bool]:
    return {editor: for_other for editor, for_other in present(subject.authors(about)).items() if editor.email}


@dataclass
class Told:
    """What there is to tell an account. `rows`: all that were noted; what no longer holds is left unsaid."""

    rows: list[Notice] = field(default_factory=list)

    def of(self, verb: Verb) -> list["Line"]:
        return [Line(row) for row in self.rows if row.verb == verb and _holds(row)][:MOST]

    @property
    def parts(self) -> list[tuple[str, list["Line"]]]:
        """Headings with what stands below them."""
        found = [(heading, self.of(verb)) for verb, heading in _HEADINGS.items()]
        return [(heading, lines) for heading, lines in found if lines]

    def done(self) -> None:
        """Said: a later step is told anew, but what is handed in only after a while."""
        for row in self.rows:
            same = Notice.objects.filter(pk=row.pk, at=row.at)
            if row.verb == Verb.SUBMIT and _holds(row):
                same.update(told_at=timezone.now())
            else:
                same.delete()


_HEADINGS = {Verb.SUBMIT: "ZUR FREIGABE", Verb.SEND_BACK: "ZURÜCKGEGEBEN", Verb.RELEASE: "FREIGEGEBEN"}


@dataclass(frozen=True)
class Line:
    notice: Notice

    @property
    def title(self) -> str:
        return _subject_of(self.notice).said(self.notice.about, self.notice.verb)

    @property
    def comment(self) -> str:
        return self.notice.about.comment if self.notice.verb == Verb.SEND_BACK else ""

    @property
    def next_steps(self) -> list[tuple[str, str]]:
        """Words and full addresses."""
        asked = _next if self.notice.verb == Verb.RELEASE else []
        return [(words, link(path)) for ask in asked for words, path in ask(self.notice.about)]

    @property
    def url(self) -> str:
        about = self.notice.about
        path = reverse("desk:change", args=[about.pk]) if isinstance(about, Revision) else about.get_absolute_url()
        return link(path)


def _subject_of(notice: Notice) -> Subject:
    return next(subject for column, subject in _subjects.items() if getattr(notice, f"{column}_id"))


def _holds(notice: Notice) -> bool:
    """What was taken back or decided meanwhile is not told."""
    subject, state = _subject_of(notice), notice.about.state
    if notice.verb == Verb.SEND_BACK:
        return state != subject.waiting
    return state == (subject.waiting if notice.verb == Verb.SUBMIT else subject.released)


def noted(editor: Editor, *, urgent: bool = False) -> Told:
    """What waits to be told; `urgent`: only what is not for the weekly mail."""
    rows: QuerySet[Notice] = Notice.objects.filter(editor=editor, told_at=None).select_related(*_subjects)
    return Told(list(rows.filter(is_urgent=True) if urgent else rows))


@task(takes_context=True)
def send_notices(context, pk: int) -> None:
    """All that an account is to be told at once; nothing where an earlier mail said it."""
    editor = Editor.objects.filter(pk=pk, is_active=True, is_staff=True).exclude(email="").first()
    if editor is None:
        Notice.objects.filter(editor=pk).delete()
        return
    told = noted(editor, urgent=True)
    if told.parts:
        send_now(context, editor.email, *written(editor, told))
    told.done()


def written(editor: Editor, told: Told) -> tuple[str, str]:
    """Subject and text of the mail."""
    words = {
        "editor": editor,
        "parts": told.parts,
        "site_name": settings.SITE_NAME,
        "wishes_url": link(reverse("account_mails")),
    }
    return f"{settings.SITE_NAME}: {_subject(told)}", render_to_string("team/email/notices.txt", words)


_SUBJECTS = {
    "ZUR FREIGABE": "„{}“ wartet auf Ihre Freigabe",
    "ZURÜCKGEGEBEN": "„{}“ ist mit Kommentar zurück",
    "FREIGEGEBEN": "„{}“ ist freigegeben",
}


def _subject(told: Told) -> str:
    (heading, lines), *more = told.parts
    if more or len(lines) > 1:
        return f"{sum(len(some) for _, some in told.parts)} Neuigkeiten zu Freigaben"
    words = _SUBJECTS | {_HEADINGS[Verb(verb)]: said for verb, said in _subject_of(lines[0].notice).subjects.items()}
    return words[heading].format(lines[0].title[:120])


@receiver(tidying)
def forget_old(**kwargs) -> None:
    Notice.objects.filter(at__lt=timezone.now() - KEPT).delete()
