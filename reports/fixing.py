"""What is written because of a report carries its number; once that is released, the report can be settled."""

import re
from dataclasses import dataclass

from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from core.words import Words, _
from publishing.enums import Verb
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


@receiver(stepped)
def follow(sender, about, verb, **kwargs) -> None:
    """A case gets the number as its reference; a report learns that its change is released."""
    reports = named_in(about.why)
    if reports and isinstance(about, Case) and not about.reference:
        about.reference = reports[0].number
        Case.objects.filter(pk=about.pk).update(reference=about.reference)
    if reports and verb == Verb.RELEASE:
        Report.objects.filter(pk__in=[report.pk for report in reports]).update(fixed_at=timezone.now())


@dataclass(frozen=True)
class Fix:
    """Something that was written because of a report."""

    label: str
    state: Words
    url: str


def fixes(report: Report) -> list[Fix]:
    """Cases first; what belongs to one is not named again."""
    number = report.number
    cases = list(Case.objects.filter(why__contains=number).order_by("pk")[:10])
    alone = Revision.objects.filter(why__contains=number).exclude(batch__in=[case.token for case in cases])
    found = [Fix(case.title, case.get_state_display(), case.get_absolute_url()) for case in cases]
    return found + [
        Fix(one.label, one.get_state_display(), reverse("desk:change", args=[one.pk]))
        for one in alone.defer("snapshot", "changes").order_by("pk")[:10]
    ]
