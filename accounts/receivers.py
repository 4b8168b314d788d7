"""What follows from signing in, failing to, and choosing a new password."""

from allauth.account import signals as account_signals
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as mfa_signals
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from accounts import known_browsers
from accounts.sessions import mark_seen
from accounts.sign_ins import last_visit, record_sign_in


def _user_agent(request) -> str:
    return request.META.get("HTTP_USER_AGENT", "")


@receiver(user_logged_in)
def begin_session(request, **kwargs):
    mark_seen(request.session)


@receiver(account_signals.user_logged_in)
def record_success(request, user, **kwargs):
    record_sign_in(user, succeeded=True, user_agent=_user_agent(request))
    known_browsers.remember(request, user)
    visit = last_visit(user)
    messages.add_message(request, messages.WARNING if visit.failures else messages.INFO, str(visit))


@receiver(mfa_signals.authentication_failed)
def record_wrong_code(request, user, **kwargs):
    record_sign_in(user, succeeded=False, user_agent=_user_agent(request))


@receiver(account_signals.password_reset)
def forget_failed_attempts(request, user, **kwargs):
    """Whoever forgot the password has tried some; the new one must work at once."""
    get_adapter().forget_attempts(request, user)
