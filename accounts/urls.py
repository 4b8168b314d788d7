"""Everything below /redaktion/konto/. The views of allauth under German addresses, and only those needed here:
no sign-up, no second table of addresses. Their names are those that allauth looks for."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path
from django.views.generic import RedirectView

from accounts import views
from accounts.frame import in_admin_frame as framed
from accounts.internals import ratelimit

# Asking for a challenge makes a session, so it is counted, too; allauth counts only what is sent.
passkey_sign_in = ratelimit.decorator(app="allauth.account", action="login", limit_get=True)(webauthn.login_webauthn)
no_password_yet = RedirectView.as_view(pattern_name="account_reset_password")

urlpatterns = [
    path("", framed(views.home), name="account_home"),
    path("ueberall-abmelden/", views.leave_everywhere, name="account_leave_everywhere"),
    path("einladung/<str:token>/", framed(views.invitation), name="account_invitation"),
    path("anmelden/", framed(account.login), name="account_login"),
    path("abmelden/", framed(account.logout), name="account_logout"),
    path("gesperrt/", framed(account.account_inactive), name="account_inactive"),
    path("bestaetigen/", framed(account.reauthenticate), name="account_reauthenticate"),
    path("passwort/", framed(account.password_change), name="account_change_password"),
    path("passwort/setzen/", no_password_yet, name="account_set_password"),
    path("passwort/vergessen/", framed(account.password_reset), name="account_reset_password"),
    path("passwort/vergessen/gesendet/", framed(account.password_reset_done), name="account_reset_password_done"),
    path(
        "passwort/neu/fertig/",
        framed(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        framed(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("zweiter-faktor/", framed(mfa.index), name="mfa_index"),
    path("zweiter-faktor/pruefen/", framed(mfa.authenticate), name="mfa_authenticate"),
    path("zweiter-faktor/bestaetigen/", framed(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("zweiter-faktor/app/einrichten/", framed(totp.activate_totp), name="mfa_activate_totp"),
    path("zweiter-faktor/app/entfernen/", framed(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("zweiter-faktor/codes/", framed(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("zweiter-faktor/codes/neu/", framed(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("zweiter-faktor/codes/datei/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("passkeys/", framed(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/neu/", framed(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/anmelden/", passkey_sign_in, name="mfa_login_webauthn"),
    path("passkeys/bestaetigen/", framed(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/entfernen/", framed(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("passkeys/<int:pk>/umbenennen/", framed(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
]
