"""Browsers from which somebody signed in before.

Wrong tries of strangers are counted apart from theirs, so that nobody can lock the holder of an account out. The
cookie opens nothing: it only says whose tries these are (OWASP calls it a device cookie).
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from accounts import AREA
from accounts.models import Editor

COOKIE = "browser"
DAYS = 180
_SALT = "portal.known-browser"
_SECONDS = DAYS * 24 * 60 * 60


def key_of(request: HttpRequest, editor: Editor) -> str:
    """What tries for this account from this browser are counted by; empty where it never signed in to it."""
    pk, nonce = _read(request)
    return f"browser:{nonce}" if pk == editor.pk else ""


def editor_of(request: HttpRequest) -> Editor | None:
    """Who last signed in with this browser; no proof that it is the same person now."""
    pk, _ = _read(request)
    return Editor.objects.filter(pk=pk, is_active=True).first() if pk else None


def _read(request: HttpRequest) -> tuple[int | None, str]:
    try:
        pk, nonce = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None, ""
    return pk, nonce


def remember(request: HttpRequest, editor: Editor) -> None:
    """Somebody signed in; the answer will say so (see `mark`)."""
    request.signed_in_as = editor


def mark(request: HttpRequest, response: HttpResponse) -> None:
    """Gives the browser its cookie after a sign-in, the same one again while it has one."""
    editor = getattr(request, "signed_in_as", None)
    if editor is None:
        return
    nonce = key_of(request, editor).removeprefix("browser:") or get_random_string(22)
    response.set_cookie(
        COOKIE,
        signing.dumps([editor.pk, nonce], salt=_SALT),
        max_age=_SECONDS,
        path=AREA,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
