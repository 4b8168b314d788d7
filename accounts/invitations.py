"""Inviting somebody: who is told what, which link is good, and what happens when it is used."""

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import Editor, Invitation
from accounts.models.account import new_nonce
from core.mail import link, send_now
from core.tasks import URGENT, task

SALT = "portal.invitation"


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


@transaction.atomic
def invite(*, editor: Editor, by: Editor) -> Invitation:
    """Have an invitation sent, or to the same person a new one that replaces it."""
    fresh = {"invited_by": by, "nonce": new_nonce(), "sent_at": timezone.now(), "revoked_at": None}
    invitation, _ = Invitation.objects.update_or_create(editor=editor, defaults=fresh)
    send_invitation.enqueue(invitation.pk, invitation.nonce)
    return invitation


@task(takes_context=True, priority=URGENT)
def send_invitation(context, pk: int, nonce: str) -> None:
    """Unless it was revoked, used or replaced meanwhile. Written only now: what waits in the queue holds no link."""
    invitation = Invitation.objects.select_related("editor", "invited_by").filter(pk=pk, nonce=nonce).first()
    if invitation is None or not invitation.is_open:
        return
    words = {
        "invitation": invitation,
        "editor": invitation.editor,
        "url": link(reverse("account_invitation", args=[token_for(invitation)])),
        "site_name": settings.SITE_NAME,
    }
    body = render_to_string("account/email/invitation_message.txt", words)
    send_now(context, invitation.editor.email, f"Einladung in die Redaktion: {settings.SITE_NAME}", body)


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
