"""`manage.py check --deploy` says what makes signing in unsafe on a public server."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

# Nobody receives what these take.
NO_MAIL = ("console", "dummy", "locmem", "filebased")
# Names by which only this machine knows itself.
NOT_FOR_OTHERS = {None, "localhost", "127.0.0.1", "::1"}
PER_PROCESS = ("locmem.LocMemCache", "dummy.DummyCache")


@checks.register(checks.Tags.security, deploy=True)
def check_sign_in(app_configs, **kwargs):
    found = []
    if any(f".{name}." in settings.EMAIL_BACKEND for name in NO_MAIL):
        found.append(
            checks.Warning(
                "Es ist kein Versandserver eingestellt: Einladungen und Links für neue Passwörter kommen nicht an.",
                hint="EMAIL_URL setzen. Bis dahin stehen die Links im Protokoll.",
                id="accounts.W001",
            )
        )
    if settings.MFA_REQUIRED == "none":
        found.append(
            checks.Warning(
                "Auch wer freigibt oder verwaltet, arbeitet ohne zweiten Faktor.",
                hint="MFA_REQUIRED auf reviewers oder all setzen.",
                id="accounts.W002",
            )
        )
    if settings.CACHES["default"]["BACKEND"].endswith(PER_PROCESS):
        found.append(
            checks.Warning(
                "Anmeldeversuche werden nicht über alle Prozesse gezählt.",
                hint="CACHE_URL auf dbcache://portal_cache oder einen gemeinsamen Zwischenspeicher setzen.",
                id="accounts.W003",
            )
        )
    if "*" in settings.ALLOWED_HOSTS:
        found.append(
            checks.Warning(
                "Das Portal antwortet unter jedem Namen, auch unter dem einer fremden Seite.",
                hint="In ALLOWED_HOSTS die Namen des Portals nennen statt *.",
                id="accounts.W004",
            )
        )
    if not settings.DEBUG and urlsplit(settings.SITE_URL).hostname in NOT_FOR_OTHERS:
        found.append(
            checks.Warning(
                f"Links in Nachrichten führen für andere nirgendwohin: {settings.SITE_URL or 'SITE_URL fehlt'}.",
                hint="SITE_URL auf die Adresse des Portals setzen, zum Beispiel https://portal.example.",
                id="accounts.W005",
            )
        )
    return found
