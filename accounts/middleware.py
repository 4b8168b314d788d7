"""Keeps accounts inside /redaktion/, their sessions alive, and those without the demanded second factor out."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect

from accounts import AREA, held_forms, known_browsers, second_factor
from accounts.secret_paths import is_secret
from accounts.sessions import mark_seen

# All that can be reached before the second factor is set up: to do just that, or to leave.
OPEN_VIEWS = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_login",
    "account_logout",
    "account_invitation",
    "account_inactive",
    "admin_logout",
}


class EditorsAreaMiddleware:
    """Comes after those of sessions, authentication, messages and allauth."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(AREA):
            # Without looking at the session, so that public pages do not vary by cookie.
            request.user = AnonymousUser()
        response = self.get_response(request)
        known_browsers.mark(request, response)
        if is_secret(request.path_info):
            # Nowhere the path; not "no-referrer", which would take away the origin that forms are checked by.
            response.headers["Referrer-Policy"] = "strict-origin"
        return response

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "outside_session", False):  # a link by mail that works for whoever holds it
            request.user = AnonymousUser()
            return None
        if not request.path_info.startswith(AREA):
            return None
        if not request.user.is_authenticated:
            return held_forms.session_is_over(request) if held_forms.may_be_held(request) else None
        mark_seen(request.session)
        if request.resolver_match.view_name in OPEN_VIEWS or not second_factor.lacks(request.user):
            return held_forms.given_back(request)
        messages.warning(request, "Richten Sie zuerst einen zweiten Faktor ein. Bis dahin ist alles andere gesperrt.")
        return redirect("mfa_index")
