"""What is written because of a report carries its number; once that is released, the report can be settled."""

import re
from dataclasses import dataclass
from typing import Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone

from cases.enums import UNDECIDED
from cases.models import Case
from core.words import Words, _
from publishing.enums import OPEN, Verb
from publishing.models import Revision
from publishing.signals import stepped
from reports.enums import ReportState
from reports.models import Report

_NUMBER = re.compile(r"\bFM-\d{4}-0*(\d{1,12})\b")


def reason(report: Report) -> str:
    """What the forms say as the reason of a change."""
    return _("Meldung {number}").format(number=report.number)


def named_in(text: str) -> list[Report]:
    """The open reports whose number stands in a text."""
    pks = {int(pk) for pk in _NUMBER.findall(text)}
    found = Report.objects.filter(pk__in=pks, state=ReportState.OPEN) if pks else []
    return [report for report in found if report.number in text]


def _named_by(about: Any) -> list[Report]:
    """Those that a change names, or a case: itself, or what goes with it."""
    words = [about.why]
    if isinstance(about, Case):
        words += Revision.objects.filter(batch=about.token, why__contains="FM-").values_list("why", flat=True)
    return named_in(" ".join(words))


@receiver(stepped)
def follow(sender, about, verb, **kwargs) -> None:
    """A case gets the number as its reference; a report learns that its change is released."""
    reports = _named_by(about)
    if reports and isinstance(about, Case) and not about.reference:
        about.reference = reports[0].number
        Case.objects.filter(pk=about.pk).update(reference=about.reference)
    if reports and verb == Verb.RELEASE:
        Report.objects.filter(pk__in=[report.pk for report in reports]).update(fixed_at=timezone.now())


@dataclass(frozen=True)
class Fix:
    """Something that was written because of a report. `waits`: it is not decided yet."""

    label: str
    state: Words
    url: str
    waits: bool


def fixes(report: Report) -> list[Fix]:
    """Cases first; what belongs to one is not named again."""
    number = report.number
    cases = list(Case.objects.filter(why__contains=number).order_by("pk")[:10])
    alone = Revision.objects.filter(why__contains=number).exclude(batch__in=[case.token for case in cases])
    found = [
        Fix(case.title, case.get_state_display(), case.get_absolute_url(), case.state in UNDECIDED) for case in cases
    ]
    return found + [
        Fix(one.label, one.get_state_display(), reverse("desk:change", args=[one.pk]), one.state in OPEN)
        for one in alone.defer("snapshot", "changes").order_by("pk")[:10]
    ]


def to_answer(about: Revision | Case) -> list[tuple[str, str]]:
    """The reports that can be answered now that this is released."""
    words = _("Jetzt beantworten, Meldung {number}")
    return [(words.format(number=report.number), report.get_absolute_url()) for report in _named_by(about)]
