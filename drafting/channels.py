"""Phone numbers, mail addresses, postal addresses and links, each as printed and with what is wrong with it."""

import re
from bisect import bisect_right

from contacts.enums import ChannelKind
from drafting import faults
from drafting.document import Document
from drafting.enums import Confidence, ProposalKind
from drafting.patterns import TOPIC
from drafting.people import CONTACT
from drafting.proposal import Proposal, proposal
from inputs.phones import Found, number_in

_DIGITS = re.compile(r"(?<![\w.,])[+(]?\d[\d ()/–.-]{3,28}\d(?!\w)")
_LABEL = re.compile(r"(?i)\b(tel(?:efon)?|fon|mobil|handy|fax|telefax|phone|hotline)\b\.?(?:nummer)? ?:? ?$")
_MAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,5}[A-Za-z]{2,24}(?![\w@-])"
)
_PLACE = rf"(?P<place>{TOPIC}(?: (?:am|an der|im|ob der|bei) {TOPIC}| \({TOPIC}\)| {TOPIC})?)"
_STREET = (
    r"(?<![\w.’'-])[A-ZÄÖÜ][\w.’'-]{0,60}(?: [A-ZÄÖÜ]\w{1,60}){0,2}?"
    r"(?:str(?:aße|asse|\.)|weg|platz|allee|ring|gasse|ufer|damm|chaussee|"
    r"[Ss]traße|[Pp]latz|[Aa]llee|[Ww]eg) \d{1,4} ?[a-z]?(?:[-–/]\d{1,4})?"
)
_ADDRESS = re.compile(rf"(?:(?P<street>{_STREET})(?:,? |\n|, ?\n))(?:D[- ])?(?P<postcode>\d{{4,5}}) {_PLACE}")
_POSTCODE_LINE = re.compile(rf"(?:D[- ])?(?P<postcode>\d{{4,5}}) {_PLACE}$")
_URL = re.compile(
    r"(?i)(?<![\w@/.])(?:https?://|www\.|(?:dev|staging|stage|test)\.(?=[\w-]{1,63}\.[a-z]))[^\s<>\"„“”»«()]{3,500}[^\s<>\"„“”»«().,;:!?’‘'\]]"
)
MAX_URL = 500
_MOST = 1000
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}(?:[ –-]++\d{1,2}\.\d{1,2}\.\d{2,4})*$")
_WEB = re.compile(r"(?i)^(?:https?://|www\.)")


class Contacts:
    """The contact persons of a text, to be found by place and by the name that a mail address carries."""

    REACH = 8  # lines below a name that still belong to it

    def __init__(self, document: Document, people: list[Proposal]):
        self.document = document
        self.people = sorted((one for one in people if one.variant == CONTACT), key=lambda one: one.start)
        self.starts = [one.start for one in self.people]
        self.by_family = {faults.letters(one.normalised.split()[-1]): one.value for one in self.people}

    def above(self, place: int) -> str:
        """Whose name stands last before a place, on the same line or shortly above."""
        number = bisect_right(self.starts, place) - 1
        if number < 0:
            return ""
        distance = self.document.line_number(place) - self.document.line_number(self.starts[number])
        return self.people[number].value if distance <= self.REACH else ""

    def of_mail(self, address: str) -> str:
        """Whose name an address carries."""
        words = re.split(r"[._+-]", address.partition("@")[0].casefold())
        return next((self.by_family[word] for word in map(faults.letters, words) if word in self.by_family), "")


def find_phones(document: Document, contacts: Contacts) -> list[Proposal]:
    """Phone and fax numbers: whatever is valid, and whatever stands behind „Telefon“."""
    found: dict[tuple[str, str], Proposal] = {}
    for candidate in _DIGITS.finditer(document.text):
        start, end = candidate.span()
        label = _LABEL.search(document.text, max(0, start - 18), start)
        if not label and (_DATE.match(candidate[0]) or len(found) > _MOST):
            continue
        number = number_in(document.text[start:end], bool(label))
        if number is None and not label:
            continue
        kind = _kind_of(number, label[1] if label else "")
        value = candidate[0].strip()
        valid = number is not None and number.exists
        normalised = number.dialled if number else value
        person = contacts.above(start)
        found.setdefault(
            (normalised, person),
            proposal(
                document,
                ProposalKind.PHONE,
                start,
                end,
                value=value,
                normalised=normalised,
                variant=kind,
                confidence=Confidence.SURE if valid and label else Confidence.LIKELY,
                subject=person,
                faults=faults.of_phone(valid),
            ),
        )
    return list(found.values())


def _kind_of(number: Found | None, label: str) -> ChannelKind:
    if "fax" in label.casefold():
        return ChannelKind.FAX
    mobile = number is not None and number.is_mobile
    return ChannelKind.MOBILE if mobile or label.casefold() in ("mobil", "handy") else ChannelKind.PHONE


def find_mails(document: Document, contacts: Contacts) -> list[Proposal]:
    found: dict[str, Proposal] = {}
    for match in _MAIL.finditer(document.text):
        found.setdefault(
            match[0].casefold(),
            proposal(
                document,
                ProposalKind.EMAIL,
                *match.span(),
                normalised=match[0].casefold(),
                variant=ChannelKind.EMAIL,
                confidence=Confidence.SURE,
                subject=contacts.of_mail(match[0]) or contacts.above(match.start()),
            ),
        )
    return list(found.values())


def find_addresses(document: Document, contacts: Contacts) -> list[Proposal]:
    """Postcodes with their place, and the street where it is given."""
    matches = list(_ADDRESS.finditer(document.text))
    taken = [match.span("postcode") for match in matches]
    for line in document.lines:
        match = _POSTCODE_LINE.match(document.text, line.start, line.end)
        if match and match.span("postcode") not in taken:
            matches.append(match)
    found = []
    for match in matches:
        street = match.groupdict().get("street") or ""
        four = len(match["postcode"]) == 4
        if four and not street and re.match(r"(?:19|20)\d\d", match["postcode"]):
            continue
        value = ", ".join(filter(None, [street, f"{match['postcode']} {match['place']}"]))
        found.append(
            proposal(
                document,
                ProposalKind.ADDRESS,
                match.start(),
                match.end(),
                value=value,
                normalised=value,
                variant=ChannelKind.POST,
                confidence=Confidence.SURE if street else Confidence.LIKELY,
                subject=contacts.above(match.start()),
                faults=faults.of_postcode(match["postcode"]),
            )
        )
    return found


def find_links(document: Document, subjects: list[Proposal]) -> list[Proposal]:
    """Links with their label, and bare web addresses."""
    subject_at = {one.start: one.value for one in subjects}
    found: dict[str, Proposal] = {}
    for anchor in document.anchors:
        if _WEB.match(anchor.url) and len(anchor.url) <= MAX_URL:
            label = " ".join(document.text[anchor.start : anchor.end].split())
            _add_link(found, document, (anchor.start, anchor.end), anchor.url, (label, anchor.title), subject_at)
    starts = sorted(document.anchor_at)
    for match in _URL.finditer(document.text):
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or document.anchor_at[starts[before]].end <= match.start():
            _add_link(found, document, match.span(), match[0], ("", ""), subject_at)
    return list(found.values())


def _add_link(found: dict, document: Document, span: tuple[int, int], printed: str, words, subject_at: dict) -> None:
    label, title = words
    url = printed if "://" in printed else f"https://{printed}"
    wrong = faults.of_link(url, label, title)
    found.setdefault(
        url.rstrip("/").casefold(),
        proposal(
            document,
            ProposalKind.LINK,
            *span,
            value=url,
            normalised=url.rstrip("/").casefold(),
            label=label or faults.host_of(url),
            confidence=Confidence.LIKELY if wrong else Confidence.SURE,
            subject=subject_at.get(span[0], ""),
            also=(title,) if title else (),
            faults=wrong,
        ),
    )
