"""Mails on hand-in, return and release, outside of the request: of what moves as a whole one, and all that happened
until it leaves in the same mail.

The request only asks for `tell`, which looks who is concerned; `send_notices` writes what still holds when it is sent.
What somebody wants weekly waits for the weekly mail, which says by itself what waits for release.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

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
_KINDS: dict[str, type[Revision] | type[Case]] = {"revision": Revision, "case": Case}
_WISHES = {Verb.SUBMIT: "handed_in", Verb.SEND_BACK: "returned", Verb.RELEASE: "released"}


@receiver(stepped)
def begin_telling(sender, about, verb, by, **kwargs) -> None:
    """In the transaction of the step: told only if that goes through."""
    kind = next(name for name, model in _KINDS.items() if model is sender)
    tell.enqueue(kind, about.pk, str(verb), by.pk)


@task
def tell(kind: str, pk: int, verb: str, by: int) -> None:
    """Notes whom to tell of a step."""
    about = _KINDS[kind].objects.filter(pk=pk).first()
    if about is None:
        return
    concerned = _releasing(about) if verb == Verb.SUBMIT else _authors(about)
    wishes = wishes_of(concerned)
    for editor, for_other in concerned.items():
        when = _when(editor, Verb(verb), wishes, len(concerned))
        weekly = when == When.WEEKLY and verb != Verb.SUBMIT
        if editor.pk != by and (when == When.AT_ONCE or weekly):
            said = {"verb": verb, "for_other": for_other, "is_urgent": not weekly, "at": timezone.now()}
            Notice.objects.update_or_create(editor=editor, **{kind: about}, defaults=said)
            if not weekly:
                send_notices.enqueue(editor.pk)


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


def _releasing(about: Revision | Case) -> dict[Editor, bool]:
    """Accounts with an address that may release it now; their deputies are among them if they may."""
    found = {}
    for editor in Editor.objects.filter(is_active=True, is_staff=True).exclude(email="").order_by("pk"):
        if is_reviewer(editor) and _may_release(editor, about):
            found[editor] = False
    return found


def _may_release(editor: Editor, about: Revision | Case) -> bool:
    if isinstance(about, Case):
        return releasable_cases(editor, Case.objects.filter(pk=about.pk)).exists()
    return releasable(editor, Revision.objects.filter(pk=about.pk)).exists()


def _authors(about: Revision | Case) -> dict[Editor, bool]:
    return {editor: for_other for editor, for_other in present(about.authors.all()).items() if editor.email}


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
        """Said: a later step is told anew."""
        for row in self.rows:
            Notice.objects.filter(pk=row.pk, at=row.at).delete()


_HEADINGS = {Verb.SUBMIT: "ZUR FREIGABE", Verb.SEND_BACK: "ZURÜCKGEGEBEN", Verb.RELEASE: "FREIGEGEBEN"}


@dataclass(frozen=True)
class Line:
    notice: Notice

    @property
    def title(self) -> str:
        about = self.notice.about
        return about.label if isinstance(about, Revision) else about.title

    @property
    def comment(self) -> str:
        return self.notice.about.comment if self.notice.verb == Verb.SEND_BACK else ""

    @property
    def url(self) -> str:
        about = self.notice.about
        path = reverse("desk:change", args=[about.pk]) if isinstance(about, Revision) else about.get_absolute_url()
        return link(path)


_STATES: dict[str, tuple[str, str]] = {
    Verb.SUBMIT: (RevisionState.REVIEW, CaseState.REVIEW),
    Verb.RELEASE: (RevisionState.RELEASED, CaseState.RELEASED),
}


def _holds(notice: Notice) -> bool:
    """What was taken back or decided meanwhile is not told."""
    if notice.verb == Verb.SEND_BACK:
        return notice.about.state not in (RevisionState.REVIEW, CaseState.REVIEW)
    change_state, case_state = _STATES[notice.verb]
    return notice.about.state == (case_state if notice.case_id else change_state)


def noted(editor: Editor, *, urgent: bool = False) -> Told:
    """What waits to be told; `urgent`: only what is not for the weekly mail."""
    rows: QuerySet[Notice] = Notice.objects.filter(editor=editor).select_related("revision", "case")
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
    return _SUBJECTS[heading].format(lines[0].title[:120])


@receiver(tidying)
def forget_old(**kwargs) -> None:
    Notice.objects.filter(at__lt=timezone.now() - KEPT).delete()
