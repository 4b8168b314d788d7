"""How this portal bends django-allauth: no sign-up, no address stored, German words, nothing outside /redaktion/."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts import AREA, encryption, known_browsers, rate_limits, second_factor
from accounts.internals import get_client_ip, ratelimit, unstash_login
from accounts.models import Editor
from accounts.sign_ins import browser_name, record_sign_in
from core import mail
from inputs.text import one_line

WRONG = "Benutzername, E-Mail-Adresse oder Passwort stimmen nicht."


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dieses Konto ist gesperrt.",
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "enter_current_password": "Geben Sie Ihr bisheriges Passwort ein.",
        "incorrect_password": "Das Passwort stimmt nicht.",
        "incorrect_code": "Der Code stimmt nicht.",
        "invalid_password_reset": "Der Link ist abgelaufen oder wurde schon benutzt.",
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_client_ip(self, request) -> str:
        """Only to count attempts. A server on a socket knows none: then all share one limit."""
        return get_client_ip(request) or "unknown"

    def is_safe_url(self, url: str) -> bool:
        """Where `next` may lead: into the editors' area of this host."""
        if not url or not super().is_safe_url(url):
            return False
        parts = urlsplit(url)
        return parts.netloc in ("", context.request.get_host()) and parts.path.startswith(AREA)

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("account_home")

    # Limits

    def validation_error(self, code, *args):
        """A limit is answered with status 429 wherever it is met, not with an error in some form."""
        if code in ("too_many_login_attempts", "rate_limited"):
            raise ImmediateHttpResponse(rate_limits.too_many_requests(context.request, self._keys()))
        return super().validation_error(code, *args)

    def _keys(self) -> tuple[str, ...]:
        user = context.request.user
        if not user.is_authenticated:
            stashed = unstash_login(context.request, peek=True)
            user = stashed.user if stashed else None
        code = f"mfa-auth-user-{user.pk}" if user else None
        return (*getattr(self, "_login_keys", {}).values(), *filter(None, [code]))

    def pre_authenticate(self, request, **credentials) -> None:
        """Whoever guesses is stopped, the holder of the account is not: a browser that signed in before has its
        own count, strangers one for each address and one for all together.
        """
        self._counted = []
        self._login_keys = _attempts(request, *names_in(credentials))
        for action, key in self._login_keys.items():
            usage = ratelimit.consume(request, app="allauth.account", action=action, key=key)
            if usage is None:
                raise self.validation_error("too_many_login_attempts")
            self._counted.append(usage)

    def authenticate(self, request, **credentials):
        """Right passwords do not count."""
        editor = super().authenticate(request, **credentials)
        if editor:
            for usage in self._counted:
                usage.rollback()
        return editor

    def forget_attempts(self, request, editor: Editor) -> None:
        for action, key in _attempts(request, editor.username).items():
            ratelimit.clear(request, app="allauth.account", action=action, key=key)

    def authentication_failed(self, request, **credentials) -> None:
        if editor := find_editor(*names_in(credentials)):
            record_sign_in(editor, succeeded=False, user_agent=self.get_http_user_agent(request))

    # Mail

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        if to := email or user.email:
            browser = browser_name(self.get_http_user_agent(self.request))
            details = {"timestamp": timezone.localtime(), "browser": browser, "site_name": settings.SITE_NAME}
            self.send_mail(template_prefix, to, details | (context or {}))

    def send_mail(self, template_prefix, email, context) -> None:
        """Later: a mail server that is away turns no changed password into an error page, nor holds it up."""
        message = self.render_mail(template_prefix, email, {"site_name": settings.SITE_NAME} | context)
        mail.send_later(email, message.subject, message.body)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Der Code oder der Passkey stimmt nicht.",
        "cannot_delete_authenticator": "Ihr Konto braucht einen zweiten Faktor. Richten Sie erst einen anderen ein.",
        "cannot_generate_recovery_codes": "Wiederherstellungscodes gibt es nur zu einem zweiten Faktor.",
    }

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)

    def get_totp_issuer(self) -> str:
        return settings.SITE_NAME

    def get_totp_label(self, user) -> str:
        return user.get_username()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": settings.SITE_NAME}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one, where the setting demands one."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=second_factor.FACTORS)
        return others.exclude(pk=authenticator.pk).exists() or not second_factor.must_have(authenticator.user)

    def generate_authenticator_name(self, user, kind) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=kind).count() + 1
        return f"Passkey {number}"


def names_in(credentials: dict) -> list[str]:
    return [name for field in ("username", "email") if (name := credentials.get(field))]


def _attempts(request, *names: str) -> dict[str, str]:
    """Which limits of ACCOUNT_RATE_LIMITS count a try, and by what: the account, by whichever of its names."""
    editor = find_editor(*names)
    if editor and (known := known_browsers.key_of(request, editor)):
        return {"login_failed_known": known}
    account = f"editor:{editor.pk}" if editor else f"unknown:{''.join(names[:1]).casefold()}"
    return {"login_failed": f"{account}:{ratelimit.get_ip(request)}", "login_failed_anywhere": account}


def find_editor(*names: str | None) -> Editor | None:
    """By username or address, in any case, as the sign-in does."""
    for name in filter(None, names):
        name = one_line(name)
        by_name = Editor.objects.filter(username__iexact=name).first()
        if editor := by_name or Editor.objects.filter(email=name.lower()).exclude(email="").first():
            return editor
    return None
