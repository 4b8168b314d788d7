"""Known faults of data in the texts of others. They are shown with the value, never silently mended."""

import re
from datetime import date
from urllib.parse import urlsplit

from core import fuzzy_dates
from inputs.local_addresses import is_local
from texts.proposal import Fault

FOUR_DIGITS = Fault("postcode", "Die Postleitzahl hat nur vier Ziffern; richtige haben fünf.")
IMPOSSIBLE_NUMBER = Fault("phone", "Diese Nummer kann es so nicht geben: Länge oder Vorwahl passen nicht.")
MOBILE_ONLY = Fault("mobile", "Nur eine Mobilnummer: Ist sie dienstlich und zur Veröffentlichung bestimmt?")
NO_CHANNEL = Fault("no-channel", "Als Ansprechperson genannt, aber ohne Telefon, E-Mail oder Anschrift.")
HTTP_ONLY = Fault("http", "Unverschlüsselte Adresse (http).")
BROKEN = Fault("broken", "Im Text steht die Adresse auf zwei Zeilen; ob das Zeichen am Umbruch dazugehört, ist offen.")
DEVELOPMENT = Fault("development", "Die Adresse führt zu einem Entwicklungs- oder Testrechner.")
PAST_PLAN = Fault("past-plan", "Als Plan formuliert, aber der Zeitpunkt ist vorbei. Ob es so kam, sagt der Text nicht.")
NAMED_ONLY = Fault("named-only", "Nur genannt: zitiert, abgebildet oder erwähnt, keine Ansprechperson.")

_DOMAIN = re.compile(
    r"(?i)(?<![\w@.-])(?:www\.)?((?:[a-z0-9-]+\.)+(?:de|net|org|com|eu|info|berlin|bayern|hamburg|nrw|ai|io))\b"
)
_FILLER = set(
    "website webseite seite homepage internetseite link zur zum der die das des von für im und online".split()
)
_PLAN = re.compile(
    r"(?i)\b(?:soll|sollen|wird|werden|plan|geplant|plant|planen|künftig|vorgesehen|möchte|möchten|will|wollen|"
    r"entsteht|"
    r"entstehen|bevorsteh\w*|steht an|viel vor|ziel|stattfindet)\b"
)
# With these the sentence tells what already happened.
_PASSIVE_PAST = re.compile(r"(?i)\b(?:wurde|wurden|worden)\b")


def letters(text: str) -> str:
    """Only letters and digits, folded, for comparing a label with an address."""
    folded = text.casefold().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    return re.sub(r"[^a-z0-9]", "", folded)


def of_postcode(postcode: str) -> tuple[Fault, ...]:
    return () if len(postcode) == 5 else (FOUR_DIGITS,)


def of_phone(is_valid: bool) -> tuple[Fault, ...]:
    return () if is_valid else (IMPOSSIBLE_NUMBER,)


def host_of(url: str) -> str:
    """The host of an address, empty where it has none."""
    try:
        return (urlsplit(url if "://" in url else f"http://{url}").hostname or "").removeprefix("www.")
    except ValueError:  # „http://[“ and the like
        return ""


def of_link(url: str, label: str, title: str) -> tuple[Fault, ...]:
    found = []
    host = host_of(url)
    if url.casefold().startswith("http://"):
        found.append(HTTP_ONLY)
    if host and is_local(url):
        found.append(DEVELOPMENT)
    if other := _names_another(host, label, title):
        found.append(Fault("other-site", f"Der Link nennt „{other}“, führt aber zu {host}."))
    return tuple(found)


def _names_another(host: str, label: str, title: str) -> str:
    """What a label or title names that the address does not: another domain, or a name that neither carries."""
    own = letters(host)
    for text in (label, title):
        domains = [match[1].casefold() for match in _DOMAIN.finditer(text)]
        if domains and not any(_same_site(domain, host) for domain in domains):
            return domains[0]
        if domains:
            return ""
    words = [word for word in re.findall(r"[A-ZÀ-Þ][\w-]{3,}", title) if word.casefold() not in _FILLER]
    known = letters(label) + own
    strange = [word for word in words if not any(_stem(part) in known for part in word.split("-") if part)]
    return " ".join(title.split()) if strange else ""


def _stem(word: str) -> str:
    """Without an ending: „Nanotechnologien“ names the same as „Nanotechnologie“."""
    folded = letters(word)
    return folded[: max(4, len(folded) - 2)]


def _same_site(domain: str, host: str) -> bool:
    return domain.split(".")[-2:] == host.casefold().split(".")[-2:] or letters(domain.split(".")[-2]) in letters(host)


def of_date(edtf: str, clause: str, today: date) -> tuple[Fault, ...]:
    """A plan whose time is over."""
    try:
        latest = fuzzy_dates.bounds(edtf)[1]
    except fuzzy_dates.FuzzyDateError:
        return ()
    return (PAST_PLAN,) if is_plan(clause) and latest and latest < today else ()


def is_plan(clause: str) -> bool:
    """Does a clause speak of what is to come?"""
    return bool(_PLAN.search(clause)) and not _PASSIVE_PAST.search(clause)
