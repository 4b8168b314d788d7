"""Answering a report by mail, and settling it: the address goes then, the words of the answer stay without it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import Editor
from core.mail import link, send_now
from core.tasks import gave_up, task
from core.words import Words, _, _lazy
from inputs.text import cleaned, one_line
from inputs.web import href
from reports.enums import Delivery, ReportKind, ReportState
from reports.models import Report

MOST_WORDS = 5000
_THANKS = _lazy("vielen Dank für Ihren Hinweis.")
# Key → what became of it, in a word, and what to say; the editor changes the words at will.
SENTENCES: dict[str, tuple[Words, Words]] = {
    "berichtigt": (
        _lazy("berichtigt"),
        _lazy("Wir haben die Angabe geprüft und berichtigt. Auf der Seite steht jetzt der neue Stand."),
    ),
    "wird-berichtigt": (
        _lazy("wird berichtigt"),
        _lazy("Wir berichtigen die Angabe. Sobald das freigegeben ist, steht es auf der Seite."),
    ),
    "stimmt": (
        _lazy("stimmt schon"),
        _lazy(
            "Wir haben die Angabe geprüft; nach unseren Quellen stimmt sie. Wissen Sie es anders, schreiben Sie uns "
            "bitte, woher."
        ),
    ),
    "rueckfrage": (
        _lazy("Rückfrage gestellt"),
        _lazy("Damit wir das berichtigen können, brauchen wir noch eine Auskunft von Ihnen: "),
    ),
    "entfernt": (
        _lazy("Name entfernt"),
        _lazy("Wir haben Ihren Namen und Ihre Kontaktdaten von der Seite entfernt."),
    ),
    "barriere": (
        _lazy("Barriere weitergegeben"),
        _lazy("Wir haben das Hindernis an die Technik weitergegeben. Bis dahin helfen wir Ihnen gern direkt."),
    ),
}


_ONLY = {"entfernt": ReportKind.REMOVAL, "barriere": ReportKind.BARRIER}


def fitting(report: Report) -> list[tuple[str, tuple[Words, Words]]]:
    """Sentences to choose from for this kind of report."""
    return [(key, words) for key, words in SENTENCES.items() if _ONLY.get(key, report.kind) == report.kind]


def suggested(report: Report, is_public: bool) -> str:
    """The key of the sentences that fit best now. `is_public`: all that was written because of it."""
    if report.kind == ReportKind.BARRIER:
        return "barriere"
    if is_public:
        return "entfernt" if report.kind == ReportKind.REMOVAL else "berichtigt"
    return "wird-berichtigt"


def draft(key: str, by: Editor) -> str:
    """A whole answer to begin with."""
    signed = by.office or _("Redaktion {site}").format(site=settings.SITE_NAME)
    hello, bye = _("Guten Tag,"), _("Mit freundlichen Grüßen")
    return f"{hello}\n\n{_THANKS} {SENTENCES[key][1]}\n\n{bye}\n{signed}"


def held(report: Report) -> Report:
    """Under its lock, as it is now."""
    return Report.objects.select_for_update(of=("self",)).get(pk=report.pk)


@transaction.atomic
def answer(report: Report, text: str, by: Editor, *, outcome: str = "", settles: bool = True) -> None:
    """Have an answer sent; the address goes once it has left. Raises ValidationError where there is none to send."""
    report = held(report)
    text = cleaned(text).replace("\r\n", "\n").strip()
    if not text:
        raise ValidationError(_("Bitte schreiben Sie eine Antwort."), code="empty")
    if len(text) > MOST_WORDS:
        raise ValidationError(_("Die Antwort ist zu lang: höchstens {most} Zeichen.").format(most=MOST_WORDS))
    if report.state == ReportState.DONE or not report.email or report.delivery == Delivery.WAITING:
        raise ValidationError(_("Diese Meldung ist schon beantwortet, oder es gibt keine Adresse."), code="gone")
    report.answer = text.replace(report.email, _("(Ihre Adresse)"))
    report.answered_at, report.answered_by, report.delivery = timezone.now(), by, Delivery.WAITING
    if settles:
        _settle(report, by, outcome)
    report.save()
    send_answer.enqueue(report.pk)


@transaction.atomic
def settle(report: Report, by: Editor, outcome: str) -> None:
    """Done, without a further mail."""
    report = held(report)
    _settle(report, by, outcome)
    report.save()


def _settle(report: Report, by: Editor, outcome: str) -> None:
    report.state, report.done_at, report.done_by = ReportState.DONE, timezone.now(), by
    report.outcome = one_line(outcome)[:300] or report.outcome
    if report.delivery != Delivery.WAITING:
        report.email = ""


@transaction.atomic
def reopen(report: Report) -> None:
    report = held(report)
    report.state, report.done_at, report.done_by = ReportState.OPEN, None, None
    report.save()


@task(takes_context=True)
def send_answer(context, pk: int) -> None:
    """From the address of the portal; who answers it writes to the office."""
    report = Report.objects.filter(pk=pk, delivery=Delivery.WAITING).exclude(email="").first()
    if report is None:
        return
    address = href(report.path) if report.path else ""
    words = {"report": report, "page_url": link(address) if address.startswith("/") else address}
    body = render_to_string("reports/email/answer.txt", words)
    subject = _("Ihre Meldung {number}").format(number=report.number)
    own = report.answered_by.email if report.answered_by else ""
    send_now(context, report.email, f"{settings.SITE_NAME}: {subject}", body, settings.OPERATOR_EMAIL or own)
    with transaction.atomic():
        report = held(report)
        report.delivery = Delivery.SENT
        if report.state == ReportState.DONE:
            report.email = ""
        report.save(update_fields=["delivery", "email"])


@receiver(gave_up)
def say_undelivered(sender, task_path, args, **kwargs) -> None:
    """Nobody got the answer: the report is open again, with its address."""
    if task_path == send_answer.module_path:
        waiting = Report.objects.filter(pk=args[0], delivery=Delivery.WAITING)
        waiting.update(delivery=Delivery.LOST, state=ReportState.OPEN, done_at=None, done_by=None)
