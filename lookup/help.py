"""Which part of the help belongs to a page of the desk."""

from django.urls import Resolver404, resolve

# Beginning of „namespace:name“ of an address → the section of the help; the first that fits.
_SECTIONS = (
    ("work_list", "anfang"),
    ("own_tasks", "freigabe"),
    ("check_list", "pruefen"),
    ("desk:queue", "freigabe"),
    ("desk:change", "freigabe"),
    ("desk:entry", "eintrag"),
    ("desk:", "freigabe"),
    ("cases:", "vorgaenge"),
    ("jobs:", "passiert"),
    ("lookup:", "suche"),
    ("import", "tabellen"),
    ("export", "tabellen"),
    ("draft", "text"),
    ("duplicate", "doppel"),
    ("merge", "doppel"),
    ("link", "pruefen"),
    ("account", "konto"),
    ("mfa", "konto"),
    ("admin:accounts", "konto"),
    ("admin:reports", "meldungen"),
    ("admin:publishing_sourcedocument", "quellen"),
    ("admin:index", "anfang"),
    ("admin:stories", "beitraege"),
    ("admin:pictures", "beitraege"),
    ("admin:", "eintrag"),
)


def section_for(path: str) -> str:
    """Empty where the address is none of the desk."""
    try:
        name = resolve(path).view_name or ""
    except Resolver404:
        return ""
    return next((section for begin, section in _SECTIONS if name.startswith(begin)), "")
