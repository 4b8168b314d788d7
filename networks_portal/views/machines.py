"""What machines ask every site for: where they may go, and whom to tell about a hole."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

# The file says what holds on the day it is asked for, so that it is never out of date by itself (RFC 9116, 2.5.5).
_HOLDS = timedelta(days=180)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return _lines(
        "User-agent: *",
        "Disallow: /redaktion/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    )


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Whoever has named no address is written to where mistakes are reported."""
    until = datetime.combine(timezone.localdate() + _HOLDS, time(), UTC)
    said = {
        "Contact": settings.SECURITY_CONTACT or [_otherwise()],
        "Expires": [f"{until:%Y-%m-%dT%H:%M:%SZ}"],
        "Encryption": settings.SECURITY_ENCRYPTION,
        "Policy": settings.SECURITY_POLICY,
        "Acknowledgments": settings.SECURITY_ACKNOWLEDGMENTS,
        "Preferred-Languages": ["de, en"],
        "Canonical": [f"{settings.SITE_URL}/.well-known/security.txt"],
    }
    return _lines(*(f"{name}: {value}" for name, values in said.items() for value in values))


def _otherwise() -> str:
    return f"mailto:{settings.OPERATOR_EMAIL}" if settings.OPERATOR_EMAIL else f"{settings.SITE_URL}/fehler-melden/"


def _lines(*lines: str) -> HttpResponse:
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")
