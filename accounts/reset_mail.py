"""The mail to somebody who forgot the password. It is written when it is sent: what waits holds no link."""

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import Editor
from core.mail import link, send_now
from core.tasks import URGENT, task


@task(takes_context=True, priority=URGENT)
def send_reset_link(context, address: str) -> None:
    """If an account with a password has this address. Looking it up here, the page that asks for the link takes
    the same time for every address. An invited account has no password: its invitation may be revoked."""
    editor = Editor.objects.filter(email=address.lower(), is_active=True).first()
    if editor is None or not editor.has_usable_password():
        return
    key = {"uidb36": user_pk_to_url_str(editor), "key": default_token_generator.make_token(editor)}
    words = {
        "username": editor.get_username(),
        "password_reset_url": link(reverse("account_reset_password_from_key", kwargs=key)),
        "site_name": settings.SITE_NAME,
    }
    subject = render_to_string("account/email/password_reset_key_subject.txt", words).strip()
    send_now(context, editor.email, subject, render_to_string("account/email/password_reset_key_message.txt", words))
