"""Inviting somebody: who is told what, which link is good, and what happens when it is used."""

import logging

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from publishing.models import Editor, Invitation
from publishing.models.account import new_nonce

log = logging.getLogger(__name__)
SALT = "portal.invitation"


class MailNotSent(Exception):
    """The invitation stands, but nobody heard of it."""


def token_for(invitation: Invitation) -> str:
    return signing.dumps([invitation.pk, invitation.nonce], salt=SALT)


def find_open(token: str, *, lock: bool = False) -> Invitation | None:
    """The open invitation a link belongs to, or None: forged, replaced, used, revoked or too old."""
    try:
        pk, nonce = signing.loads(token, salt=SALT, max_age=Invitation.DAYS * 24 * 60 * 60)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    invitations = Invitation.objects.select_related("editor")
    if lock:
        invitations = invitations.select_for_update(of=("self",))
    invitation = invitations.filter(pk=pk, nonce=nonce, editor__is_active=True).first()
    return invitation if invitation and invitation.is_open else None


def invite(*, editor: Editor, by: Editor, request) -> Invitation:
    """Send an invitation, or the same person a new one that replaces it. Raises MailNotSent."""
    fresh = {"invited_by": by, "nonce": new_nonce(), "sent_at": timezone.now(), "revoked_at": None}
    invitation, _ = Invitation.objects.update_or_create(editor=editor, defaults=fresh)
    url = request.build_absolute_uri(reverse("account_invitation", args=[token_for(invitation)]))
    _send(invitation, url)
    return invitation


def _send(invitation: Invitation, url: str) -> None:
    words = {"invitation": invitation, "editor": invitation.editor, "url": url, "site_name": settings.SITE_NAME}
    body = render_to_string("account/email/invitation_message.txt", words)
    subject = f"Einladung in die Redaktion: {settings.SITE_NAME}"
    try:
        EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [invitation.editor.email]).send()
    except OSError as error:
        log.exception("Einladung nicht gesendet")
        raise MailNotSent from error


def revoke(invitation: Invitation) -> None:
    """The link leads nowhere any more; the account stays, without a password."""
    invitation.revoked_at, invitation.nonce = timezone.now(), new_nonce()
    invitation.save(update_fields=["revoked_at", "nonce"])


@transaction.atomic
def accept(token: str, save_password) -> bool:
    """Use the link up; of two at the same moment only one gets through."""
    invitation = find_open(token, lock=True)
    if invitation is None:
        return False
    save_password(invitation.editor)
    invitation.accepted_at, invitation.nonce = timezone.now(), new_nonce()
    invitation.save(update_fields=["accepted_at", "nonce"])
    return True
