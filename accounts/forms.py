"""The forms of allauth with plain German words, and deaf to hostile input."""

from allauth.account import forms as account
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from accounts.reset_mail import send_reset_link

LABELS = {
    "login": "Benutzername oder E-Mail-Adresse",
    "password": "Passwort",
    "oldpassword": "Bisheriges Passwort",
    "password1": "Neues Passwort",
    "password2": "Neues Passwort noch einmal",
    "email": "E-Mail-Adresse",
    "code": "Code",
    "name": "Name",
    "passwordless": "Damit auch ohne Passwort anmelden",
}
NO_PASSKEY = "Es kam kein gültiger Passkey an. Benutzen Sie die Schaltfläche und folgen Sie Ihrem Browser."
# Parsing what claims to come from an authenticator fails in many ways.
MALFORMED = (AttributeError, LookupError, TypeError, ValueError, OverflowError)


class PlainWords:
    """Our labels, no placeholders: they vanish while one types."""

    help_texts: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            if not name.startswith("password1"):
                field.help_text = self.help_texts.get(name, "")
            # Long enough for every password and code, short enough to be hashed without pause.
            if isinstance(field, forms.CharField) and name != "credential":
                field.validators.append(MaxLengthValidator(254))


class RepeatedPassword:
    def clean(self):
        data = self.cleaned_data
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Die beiden neuen Passwörter sind verschieden.")
        return data


class SignInForm(PlainWords, account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autofocus": True}


class ConfirmForm(PlainWords, account.ReauthenticateForm):
    pass


class ChangePasswordForm(RepeatedPassword, PlainWords, account.ChangePasswordForm):
    pass


class NewPasswordForm(RepeatedPassword, PlainWords, account.ResetPasswordKeyForm):
    pass


class ForgottenPasswordForm(PlainWords, account.ResetPasswordForm):
    def save(self, request, **kwargs) -> str:
        """Whether there is such an account shows neither in the answer nor in the time it takes."""
        send_reset_link.enqueue(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class CodeForm(PlainWords, base.AuthenticateForm):
    help_texts = {"code": "Sechs Ziffern aus Ihrer Authenticator-App oder ein Wiederherstellungscode."}


class ConfirmCodeForm(PlainWords, base.ReauthenticateForm):
    help_texts = CodeForm.help_texts


class ActivateAppForm(PlainWords, totp.ActivateTOTPForm):
    help_texts = {"code": "Die sechs Ziffern, die Ihre App jetzt zeigt."}


class CredentialField(forms.JSONField):
    """What a browser sends about a passkey may be anything at all; it is never shown again."""

    LONGEST = 20_000

    def to_python(self, value):
        if value and len(value) > self.LONGEST:
            raise ValidationError(NO_PASSKEY, code="malformed")
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as error:  # numbers too long, nested too deep
            raise ValidationError(NO_PASSKEY, code="malformed") from error

    def bound_data(self, data, initial):
        return None

    def prepare_value(self, value):
        return ""


class Credential:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = {"required": NO_PASSKEY, "invalid": NO_PASSKEY}
        self.fields["credential"] = CredentialField(widget=forms.HiddenInput, error_messages=words)

    def full_clean(self):
        try:
            super().full_clean()
        except MALFORMED:
            self.cleaned_data = {}
            self.add_error("credential", ValidationError(NO_PASSKEY, code="malformed"))


class AddPasskeyForm(Credential, PlainWords, webauthn.AddWebAuthnForm):
    help_texts = {
        "name": "Woran Sie ihn erkennen, zum Beispiel „Diensthandy“.",
        "passwordless": (
            "Das Gerät fragt dafür nach Fingerabdruck, Gesicht oder PIN. "
            "Wählen Sie es ab, wenn Ihr Sicherheitsschlüssel das nicht kann."
        ),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class PasskeyForm(Credential, PlainWords, webauthn.AuthenticateWebAuthnForm):
    pass


class ConfirmPasskeyForm(Credential, PlainWords, webauthn.ReauthenticateWebAuthnForm):
    pass


class PasskeySignInForm(Credential, PlainWords, webauthn.LoginWebAuthnForm):
    pass


class RenamePasskeyForm(PlainWords, webauthn.EditWebAuthnForm):
    pass


class InvitedPasswordForm(RepeatedPassword, PlainWords, account.SetPasswordForm):
    """The first password of an invited account."""
