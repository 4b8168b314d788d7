"""What somebody knows about an entry that others are in charge of: it waits until one of them adopts or refuses it."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from jobs.enums import ProposalState
from publishing.models import AboutRecord


class Proposal(AboutRecord):
    """`typed`: the form of the job as it was sent. `case`: what it became where it was adopted."""

    job = models.CharField("Was", max_length=40)
    title = models.CharField("Titel", max_length=250)
    typed = models.JSONField("Angaben", default=dict)
    state = models.CharField("Stand", max_length=12, choices=ProposalState, default=ProposalState.OPEN)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="vorgeschlagen von"
    )
    created_at = models.DateTimeField("vorgeschlagen am", default=timezone.now)
    case = models.ForeignKey(Case, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Vorgang")
    comment = models.CharField("Begründung", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="entschieden von",
    )
    decided_at = models.DateTimeField("entschieden am", null=True, blank=True)

    class Meta:
        verbose_name = "Vorschlag"
        verbose_name_plural = "Vorschläge"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="proposal_queue")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("jobs:proposal", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN

    @property
    def why(self) -> str:
        """What those who decide should know."""
        return self.typed.get("why", "")

    @property
    def outcome(self) -> str:
        """What became of it, for whoever proposed it."""
        if self.state == ProposalState.ADOPTED and self.case:
            return f"übernommen, Vorgang: {self.case.get_state_display()}"
        if self.state == ProposalState.REFUSED:
            return f"abgelehnt: {self.comment}"
        return self.get_state_display()
