"""Who is told of what, who stands in for whom."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.models import Case
from publishing.enums import Verb
from publishing.models import Revision
from team.enums import When

_AT_ONCE = [choice for choice in When.choices if choice[0] != When.FEW]


class MailWish(models.Model):
    """When an account wants which mail. Without a row: as the defaults say."""

    editor = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="Konto")
    handed_in = models.CharField("Etwas wartet auf Ihre Freigabe", max_length=8, choices=When.choices, default=When.FEW)
    returned = models.CharField(
        "Etwas von Ihnen kommt mit Kommentar zurück", max_length=8, choices=_AT_ONCE, default=When.AT_ONCE
    )
    released = models.CharField("Etwas von Ihnen ist freigegeben", max_length=8, choices=_AT_ONCE, default=When.AT_ONCE)

    class Meta:
        verbose_name = "Mailwunsch"
        verbose_name_plural = "Mailwünsche"

    def __str__(self) -> str:
        return f"Mails an {self.editor}"


class Notice(models.Model):
    """Something an account is to be told by mail: of each change, case and proposal one thing, the latest.

    It says nothing itself; the mail reads it off what it is about. `for_other`: told in somebody's stead. `told_at`:
    when a mail said that something was handed in; then it is not said again for a while.
    """

    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="Konto")
    verb = models.CharField("Schritt", max_length=16, choices=Verb)
    revision = models.ForeignKey(Revision, models.CASCADE, null=True, related_name="+", verbose_name="Änderung")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+", verbose_name="Vorgang")
    proposal = models.ForeignKey("jobs.Proposal", models.CASCADE, null=True, related_name="+", verbose_name="Vorschlag")
    for_other = models.BooleanField("in Vertretung", default=False)
    is_urgent = models.BooleanField("sofort", default=True)
    at = models.DateTimeField("am", default=timezone.now)
    told_at = models.DateTimeField("gesendet am", null=True)

    class Meta:
        verbose_name = "Nachricht"
        verbose_name_plural = "Nachrichten"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["editor", "revision"], name="notice_change_once", violation_error_message="Schon vorgemerkt."
            ),
            models.UniqueConstraint(
                fields=["editor", "case"], name="notice_case_once", violation_error_message="Schon vorgemerkt."
            ),
            models.UniqueConstraint(
                fields=["editor", "proposal"], name="notice_proposal_once", violation_error_message="Schon vorgemerkt."
            ),
            models.CheckConstraint(
                condition=Q(revision__isnull=False, case=None, proposal=None)
                | Q(revision=None, case__isnull=False, proposal=None)
                | Q(revision=None, case=None, proposal__isnull=False),
                name="notice_about_one",
                violation_error_message="Eine Nachricht gilt einer Änderung, einem Vorgang oder einem Vorschlag.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.about}"

    @property
    def about(self) -> Any:
        """A change, a case or a proposal."""
        return self.revision or self.case or self.proposal


class StandInQuerySet(models.QuerySet):
    def now(self):
        """Those that hold today."""
        today = timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=today), since__lte=today)


class StandIn(models.Model):
    """Somebody is away, or has left (`until` is empty): who looks after what is theirs.

    It gives nobody a right: the deputy does what their own account may do.
    """

    editor = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="abwesend")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="Vertretung")
    since = models.DateField("von")
    until = models.DateField("bis", null=True, blank=True)

    objects = StandInQuerySet.as_manager()

    class Meta:
        verbose_name = "Vertretung"
        verbose_name_plural = "Vertretungen"
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="stand_in_in_order",
                violation_error_message="„Bis“ liegt vor „von“.",
            ),
            models.CheckConstraint(
                condition=~Q(editor=F("deputy")),
                name="stand_in_is_another",
                violation_error_message="Niemand vertritt sich selbst.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} vertritt {self.editor}"

    def clean(self):
        if self.deputy_id and not self.deputy.is_active:
            raise ValidationError({"deputy": "Dieses Konto ist gesperrt."})

    @property
    def has_left(self) -> bool:
        return self.until is None

    @property
    def is_now(self) -> bool:
        today = timezone.localdate()
        return self.since <= today and (self.until is None or today <= self.until)
