"""What is kept about an account besides its rights: who was invited, and when somebody signed in."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.enums import InvitationState


def new_nonce() -> str:
    return get_random_string(22)


class Invitation(models.Model):
    """The only way to a new account: a link by mail, good once and for some days, to choose a password."""

    DAYS = 7

    editor = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitation", verbose_name="Konto"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="eingeladen von",
    )
    # Part of the link; sending anew changes it, so that earlier links lead nowhere.
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    sent_at = models.DateTimeField("gesendet am", default=timezone.now)
    accepted_at = models.DateTimeField("angenommen am", null=True, blank=True)
    revoked_at = models.DateTimeField("zurückgezogen am", null=True, blank=True)

    class Meta:
        verbose_name = "Einladung"
        verbose_name_plural = "Einladungen"

    def __str__(self) -> str:
        return f"Einladung für {self.editor}"

    @property
    def expires_at(self):
        return self.sent_at + timedelta(days=self.DAYS)

    @property
    def state(self) -> InvitationState:
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.revoked_at:
            return InvitationState.REVOKED
        return InvitationState.OPEN if timezone.now() < self.expires_at else InvitationState.EXPIRED

    @property
    def is_open(self) -> bool:
        return self.state == InvitationState.OPEN


class SignIn(models.Model):
    """One successful or refused sign-in, shown to the account's holder. No address, nothing that identifies."""

    DAYS = 90

    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins", verbose_name="Konto")
    at = models.DateTimeField("am", default=timezone.now, db_index=True)
    succeeded = models.BooleanField("gelungen")
    browser = models.CharField("Browser", max_length=20)

    class Meta:
        verbose_name = "Anmeldung"
        verbose_name_plural = "Anmeldungen"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["editor", "succeeded", "-at"], name="sign_in_of_editor")]

    def __str__(self) -> str:
        return f"{self.editor}, {self.at:%d.%m.%Y %H:%M}"
