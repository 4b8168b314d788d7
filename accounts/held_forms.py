"""A form that was sent when the session had ended is kept, and given back to the same account after signing in.

Kept is what was typed: no files, no secrets, one form a browser. Who sent it is known by the cookie of a browser
that signed in before; of a stranger nothing is kept, so that nobody can fill the disk.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve, reverse
from django.views.csrf import csrf_failure

from accounts import AREA, known_browsers
from accounts.frame import frame_context
from core.kinds import record_models
from inputs.origins import comes_from_here

REVIEW = "_held"  # sent with a form that is to be looked at again before it is saved
DISCARD = "_verwerfen"
LARGEST = 1_000_000  # characters of a form as it is sent
_HELD = "held_form"
_OWN_PAGES = f"{AREA}konto/"  # passwords and codes
_DOORS = {"admin:login", "admin:logout", "admin_logout"}
_UNTOLD = ("csrfmiddlewaretoken", REVIEW)
_SECRET = ("password", "credential")


@dataclass(frozen=True)
class Held:
    """What was sent: the page, its fields as sent, whether files came with them, and whose it is."""

    path: str
    sent: str
    has_files: bool
    editor: int

    @property
    def fields(self) -> list[tuple[str, str]]:
        return [(name, value) for name, values in QueryDict(self.sent).lists() for value in values]

    @property
    def is_record(self) -> bool:
        """Is it the form of an entry, which can be looked at again?"""
        try:
            name = resolve(self.path.partition("?")[0]).url_name or ""
        except Resolver404:
            return False
        meta = (model._meta for model in record_models())
        return name in {f"{one.app_label}_{one.model_name}_{page}" for one in meta for page in ("add", "change")}


def may_be_held(request: HttpRequest) -> bool:
    """A form of the editors' area, but none of an account's own pages."""
    path = request.path_info
    is_form = request.method == "POST" and path.startswith(AREA) and not path.startswith(_OWN_PAGES)
    return is_form and request.resolver_match.view_name not in _DOORS


def hold(request: HttpRequest) -> HttpResponse | None:
    """Keep what was sent, and lead to where it is given back. None where it cannot be kept."""
    editor = request.user if request.user.is_authenticated else known_browsers.editor_of(request)
    sent = _sent(request) if editor else None  # what a stranger sends is not even read
    if not sent or len(sent) > LARGEST:
        return None
    held = Held(request.get_full_path(), sent, bool(request.FILES), editor.pk)
    request.session[_HELD] = vars(held)
    if request.user.is_authenticated:
        return redirect(held.path)
    words = (
        "Ihre Anmeldung war zu Ende. Was Sie eingegeben haben, ist noch nicht gesichert; nach dem Anmelden ist es da."
    )
    messages.warning(request, words)
    return _to_sign_in(request)


def _sent(request: HttpRequest) -> str | None:
    """The fields as they were sent, without secrets; None where there are more than any form has."""
    try:
        fields = {name: values for name, values in request.POST.lists() if not _is_secret(name)}
    except (SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return None
    return urlencode(fields, doseq=True)


def _is_secret(name: str) -> bool:
    return name in _UNTOLD or any(word in name for word in _SECRET)


def _to_sign_in(request: HttpRequest, **more) -> HttpResponse:
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()} | more)}")


def session_is_over(request: HttpRequest) -> HttpResponse:
    """The answer to a form of somebody who is not signed in any more."""
    if response := hold(request):
        return response
    return _to_sign_in(request, verloren=1)  # no message: it would need a session for each stranger


def given_back(request: HttpRequest) -> HttpResponse | None:
    """On the page whose form is kept: what was typed, to go on with; to another account never."""
    kept = request.session.get(_HELD)
    if kept is None:
        return None
    held = Held(**kept)
    if held.editor != request.user.pk:
        del request.session[_HELD]
        return None
    if held.path.partition("?")[0] != request.path:
        return None
    if request.method == "POST":
        del request.session[_HELD]
        return redirect(request.get_full_path()) if DISCARD in request.POST else None
    context = frame_context(request) | {"held": held, "review": REVIEW, "discard": DISCARD}
    response = TemplateResponse(request, "account/held.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def refused_by_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW. Signed in anew in another window, or without its cookie, the form has an old token.

    It is never taken, but given back, if the browser says that it came from this site.
    """
    if may_be_held(request) and comes_from_here(request) and (response := hold(request)):
        return response
    return csrf_failure(request, reason)
