"""An editor asks by mail whether an entry still holds; whom it is about answers by the link in the mail.

Of which kinds of entries, `pages.alive.asked_about` says.

The link is signed, good for some weeks and for one answer, and it ends when the entry is no longer as it was shown.
„Still holds“ is a check in the name of the editor who asked, by the rules that hold for every check; „wrong“ becomes
a report. Nothing else of the entry changes.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import Editor
from accounts.secret_paths import masked
from core.kinds import kind_of
from core.mail import link, send_now
from core.tasks import gave_up, task, tidying
from core.words import _
from pages.alive import is_asked_about
from publishing import actions, history
from publishing.locking import locked_if_there
from publishing.models import Record
from publishing.permissions import can_edit, check_edit
from reports.enums import EnquiryOutcome, ReportKind
from reports.models import Enquiry, Report
from reports.shown import Facts, facts_of

SALT = "portal.enquiry"
DAYS = 30
PAUSE = timedelta(days=7)  # between two questions about one entry
MOST_EACH = 20  # an hour, of one account
MOST_TO = 3  # a day, to one address
MOST_WORDS = 2000  # of an answer


class Refused(Exception):
    """A link that does nothing, and why, in words for whoever followed it."""

    def __init__(self, status: int, text: str):
        self.status, self.text = status, text
        super().__init__(text)


@dataclass(frozen=True)
class Question:
    """What a link asks: which enquiry, about which entry, and what of it."""

    enquiry: Enquiry
    record: Record
    facts: Facts


def _state(record: Record, facts: Facts) -> str:
    text = json.dumps([values for _label, values in facts], ensure_ascii=False)
    return f"{history.version(record)}/{blake2b(text.encode(), digest_size=16).hexdigest()}"


@transaction.atomic
def send(record: Record, email: str, by: Editor) -> Enquiry:
    """Ask about an entry by mail. Raises PermissionDenied, or ValidationError where it cannot be asked now."""
    check_edit(by, record)
    if not is_asked_about(kind_of(type(record))) or not locked_if_there([record]) or not record.is_published:
        raise ValidationError(_("Gefragt wird nur nach dem, was öffentlich ist."))
    now = timezone.now()
    if waiting := _waiting(record):
        words = _("Am {day:%d.%m.%Y} wurde schon gefragt. Nach sieben Tagen können Sie noch einmal fragen.")
        raise ValidationError(words.format(day=timezone.localtime(waiting.sent_at)))
    if Enquiry.objects.filter(sent_by=by, sent_at__gt=now - timedelta(hours=1)).count() >= MOST_EACH:
        raise ValidationError(_("Von Ihrem Konto gingen in der letzten Stunde sehr viele Nachfragen aus."))
    to = Enquiry.objects.filter(email__iexact=email, sent_at__gt=now - timedelta(days=1))
    if to.count() >= MOST_TO:
        raise ValidationError(_("An diese Adresse gingen heute schon mehrere Nachfragen. Bitte fragen Sie morgen."))
    about = {"content_type": history.type_of(record), "object_id": record.pk}
    enquiry = Enquiry.objects.create(**about, email=email, shown=_state(record, facts_of(record)), sent_by=by)
    send_enquiry.enqueue(enquiry.pk)
    return enquiry


def again_on(record: Record) -> datetime | None:
    """When somebody may ask again; None when they may now."""
    waiting = _waiting(record)
    return timezone.localtime(waiting.sent_at + PAUSE) if waiting else None


def _waiting(record: Record) -> Enquiry | None:
    """The question that may still be answered and is too young to be asked again."""
    return _about(record).filter(outcome=EnquiryOutcome.WAITING, sent_at__gt=timezone.now() - PAUSE).first()


def _about(record: Record):
    return Enquiry.objects.filter(content_type=history.type_of(record), object_id=record.pk)


@receiver(tidying)
def forget_addresses(**kwargs) -> None:
    """Of questions whose link has ended unanswered."""
    ended = timezone.now() - timedelta(days=DAYS)
    Enquiry.objects.filter(sent_at__lt=ended).exclude(email="").update(email="")


@task(takes_context=True)
def send_enquiry(context, pk: int) -> None:
    """The link is made only now: what waits in the queue holds none."""
    enquiry = Enquiry.objects.filter(pk=pk, outcome=EnquiryOutcome.WAITING).exclude(email="").first()
    if enquiry is None or enquiry.record is None:
        return
    record = enquiry.record
    words = {
        "record": record,
        "site_name": settings.SITE_NAME,
        "page_url": link(record.get_absolute_url()),
        "answer_url": link(reverse("enquiry", args=[token_of(enquiry)])),
        "days": DAYS,
        "operator": settings.OPERATOR_NAME,
    }
    subject = _("{site}: Stimmt der Eintrag „{record}“ noch?").format(site=settings.SITE_NAME, record=record)
    send_now(context, enquiry.email, subject, render_to_string("reports/email/enquiry.txt", words))


@receiver(gave_up)
def say_that_it_was_lost(sender, task_path, args, **kwargs) -> None:
    """The mail never went out."""
    if task_path == send_enquiry.module_path:
        lost = Enquiry.objects.filter(pk=args[0], outcome=EnquiryOutcome.WAITING)
        lost.update(outcome=EnquiryOutcome.LOST, answered_at=timezone.now())


def token_of(enquiry: Enquiry) -> str:
    return signing.dumps(enquiry.pk, salt=SALT)


def read(token: str, *, lock: bool = False) -> Question:
    """What a link asks, as far as it can be answered now; raises Refused. `lock`: the record, inside a transaction."""
    try:
        pk = int(signing.loads(token, salt=SALT, max_age=DAYS * 24 * 60 * 60))
    except signing.SignatureExpired as error:
        raise Refused(410, _("Der Link galt {days} Tage und ist abgelaufen.").format(days=DAYS)) from error
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Refused(400, _("Der Link ist unvollständig oder verändert worden.")) from error
    record = next((one.record for one in Enquiry.objects.filter(pk=pk)), None)
    if record is None or lock and not locked_if_there([record]) or not record.is_published:
        raise Refused(410, _("Den Eintrag gibt es nicht mehr."))
    enquiry = Enquiry.objects.filter(pk=pk).first()  # anew, under the lock
    if enquiry is None or enquiry.outcome not in (EnquiryOutcome.WAITING, EnquiryOutcome.LOST):
        raise Refused(410, _("Mit diesem Link wurde schon geantwortet. Danke!"))
    facts = facts_of(record)
    if _state(record, facts) != enquiry.shown:
        raise Refused(410, _("Der Eintrag ist seit der Mail schon geprüft oder geändert worden."))
    return Question(enquiry, record, facts)


def confirm(question: Question) -> bool:
    """Still holds: a check in the name of who asked, if they may still check it. Inside the transaction of the lock.

    False when the answer is only noted.
    """
    _settle(question.enquiry, EnquiryOutcome.CONFIRMED)
    by = question.enquiry.sent_by
    if by is None or not by.is_active or not can_edit(by, question.record):
        return False
    asked = timezone.localtime(question.enquiry.sent_at)
    why = _("Bestätigt auf die Nachfrage per Mail vom {day:%d.%m.%Y}").format(day=asked)
    actions.mark_checked(records=[question.record], by=by, why=why)
    return True


def say_wrong(question: Question, text: str) -> None:
    """Wrong: a report, which the editors see with all others."""
    _settle(question.enquiry, EnquiryOutcome.WRONG)
    intro = _("Antwort auf die Nachfrage per Mail vom {day:%d.%m.%Y}:")
    asked = intro.format(day=timezone.localtime(question.enquiry.sent_at))
    Report.objects.create(
        kind=ReportKind.FACT,
        path=question.record.get_absolute_url(),
        text=f"{asked}\n{masked(text.replace(chr(0), ' ').strip())[:MOST_WORDS]}",
        content_type=history.type_of(question.record),
        object_id=question.record.pk,
    )


def _settle(enquiry: Enquiry, outcome: EnquiryOutcome) -> None:
    enquiry.outcome, enquiry.answered_at, enquiry.email = outcome, timezone.now(), ""
    enquiry.save(update_fields=["outcome", "answered_at", "email"])
