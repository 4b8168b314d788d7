"""Phone numbers, mail addresses, postal addresses and links, each as printed and with what is wrong with it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from contacts.enums import ChannelKind
from inputs.mail import mail_href
from inputs.phones import Found, number_in
from texts import faults
from texts.document import Document
from texts.enums import Confidence, ProposalKind
from texts.patterns import TOPIC
from texts.people import CONTACT
from texts.proposal import Proposal, proposal

_DIGITS = re.compile(r"(?<![\w.,])[+(]?\d[\d ()/–.-]{3,28}\d(?!\w)")
_NUMBERED = re.compile(r"Nr\.? ?$")  # of a press release
_SUM = re.compile(r" ?(?:Euro|EUR|€|T€|TEUR|Mio|Mrd)")
_SECOND_EXTENSION = re.compile(r"(?<=\d) ?(?:/|,|oder|und) ?-(?P<extension>\d{1,4})$")
_OR_EXTENSION = re.compile(r" (?:oder|und|bzw\.) ?-(?P<extension>\d{1,4})(?![\w-])")
_LABEL = re.compile(
    r"(?i)\b(tel(?:efon)?|fon|mobil(?:telefon)?|handy|fax|telefax|phone|hotline|durchwahl|rufnummer)\b"
    r"\.?(?:nummer)? ?:? ?$"
)
_AT, _DOT = r" ?(?:[(\[{<] ?(?:at|ät|AT|a|@) ?[)\]}>]| at ) ?", r"(?:\.| ?[(\[{] ?(?:dot|punkt|\.|DOT|Punkt) ?[)\]}] ?)"
# As written, or with „(at)“ and „[punkt]“ against those who gather addresses. Domains may have umlauts.
_MAIL = re.compile(
    rf"(?<![\w.+-])(?P<box>[A-Za-z0-9][\w.+'-]{{0,63}})(?:@|(?P<at>{_AT}))"
    rf"(?P<host>(?:[^\W_](?:[^\W_]|-(?=[^\W_]|-)){{0,62}}{_DOT}){{1,5}}[A-Za-z]{{2,24}})(?![\w@-])"
)
_DOTS = re.compile(rf"{_DOT}")
_PLACE = rf"(?P<place>{TOPIC}(?: (?:am|an der|im|ob der|bei) {TOPIC}| \({TOPIC}\)| {TOPIC})?)"
_STREET = (
    r"(?<![\w.’'-])[A-ZÀ-Þ][\w.’'-]{0,60}(?: [A-ZÀ-Þ]\w{1,60}){0,2}?"
    r"(?:str(?:aße|asse|\.)|weg|platz|allee|ring|gasse|ufer|damm|chaussee|"
    r"[Ss]traße|[Pp]latz|[Aa]llee|[Ww]eg) \d{1,4} ?[a-z]?(?:[-–/]\d{1,4})?"
)
_ADDRESS = re.compile(rf"(?:(?P<street>{_STREET})(?:,? |\n|, ?\n| [·•|] ))(?:D[- ])?(?P<postcode>\d{{4,5}}) {_PLACE}")
# At the beginning of a line or behind a label, where any name may be that of a street: „Am Markt 3“.
_OWN_LINE = re.compile(
    rf"(?m)(?:^|: |, |"
    rf"[·•|] )(?P<street>(?![A-ZÀ-Þ]\w{{1,20}} ?:)[A-ZÀ-Þ][\wäöüß.’'-]{{0,40}}(?: [\wäöüß.’'-]{{1,30}}){{0,4}} "
    rf"\d{{1,4}} ?[a-z]?)"
    rf"(?:, |\n| [·•|] )(?:D[- ])?(?P<postcode>\d{{5}}) {_PLACE}"
)
_POSTCODE_LINE = re.compile(rf"(?:D[- ])?(?P<postcode>\d{{4,5}}) {_PLACE}$")
_URL = re.compile(
    r"(?i)(?<![\w@/.])(?:https?://|www\.|(?:dev|staging|stage|"
    r"test)\.(?=[\w-]{1,63}\.[a-z]))[^\s<>\"„“”»«\[\]{}|]{3,500}"
)
# A bare address: „netz.example“, „netz.de/mitmachen“.
_HOST = re.compile(
    r"(?<![\w@/.:-])(?:[a-zäöü0-9][a-zäöü0-9-]{0,60}\.){1,3}(?:de|org|com|net|eu|info|example|berlin|hamburg|bayern|"
    r"koeln|cologne|"
    r"ruhr|nrw|saarland|io|app|online|digital)(?![\w@-]|\.\w)(?:/[^\s<>\"„“”»«\[\]{}|]{0,300})?"
)
_AFTER_URL = ".,;:!?’‘'*_"
MAX_URL = 500
_SHORTEST_URL = 8
_SHORTEST_NAME = 3
_MOST = 1000
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}(?:[ –-]++\d{1,2}\.\d{1,2}\.\d{2,4})*$")
_ANY_UNION = re.compile(
    r"(?i)\w{0,30}(?:netzwerk|network|netz|cluster|verein|bündnis|initiative|verbund|allianz|plattform|hub|digital|für)"
)
_WEB = re.compile(r"(?i)^(?:https?://|www\.)")


class Contacts:
    """The contact persons of a text, to be found by place and by the name that a mail address carries."""

    REACH = 8  # lines below a name that still belong to it

    def __init__(self, document: Document, people: list[Proposal]):
        self.document = document
        self.people = sorted((one for one in people if one.variant == CONTACT), key=lambda one: one.start)
        self.starts = [one.start for one in self.people]
        self.by_family = {
            faults.letters(name): one.value
            for one in self.people
            for name in (one.normalised.split()[-1], " ".join(one.normalised.split()[1:]))
        }

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
    for start, end, printed in _runs(document):
        label = _LABEL.search(document.text, max(0, start - 18), start)
        if not label and (_DATE.match(printed) or len(found) > _MOST):
            continue
        if not label and (_NUMBERED.search(document.text, max(0, start - 6), start) or _SUM.match(document.text, end)):
            continue
        number = number_in(printed, bool(label))
        if number is None and not label:
            continue
        kind = _kind_of(number, label[1] if label else "")
        value = printed.strip()
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


def _runs(document: Document) -> Iterator[tuple[int, int, str]]:
    """Where digits stand that may be a number, and the number: „030 12345-22/-23“ are two."""
    for match in _DIGITS.finditer(document.text):
        if second := _SECOND_EXTENSION.search(match[0]):
            first = match[0][: second.start()]
            yield match.start(), match.start() + len(first), first
            trunk = first[: -len(second["extension"])]
            yield match.start() + second.start("extension"), match.end(), trunk + second["extension"]
        else:
            yield *match.span(), match[0]
            for other in _OR_EXTENSION.finditer(document.text, match.end(), match.end() + 14):
                if other.start() == match.end():
                    yield *other.span("extension"), match[0][: -len(other["extension"])] + other["extension"]


def _kind_of(number: Found | None, label: str) -> ChannelKind:
    if "fax" in label.casefold():
        return ChannelKind.FAX
    mobile = number is not None and number.is_mobile
    return ChannelKind.MOBILE if mobile or label.casefold() in ("mobil", "handy") else ChannelKind.PHONE


def addresses(document: Document) -> list[str]:
    """The mail addresses of a text as they are meant."""
    return [address for _match, address in _mails(document)]


def _mails(document: Document) -> Iterator[tuple[re.Match, str]]:
    """Only what reaches somebody: „vorname.nachname@…“ says how addresses are made."""
    for match in _MAIL.finditer(document.text):
        address = f"{match['box']}@{_DOTS.sub('.', match['host'])}"
        if mail_href(address):
            yield match, address


def find_mails(document: Document, contacts: Contacts) -> list[Proposal]:
    """Mail addresses, also those that are written so that machines shall not read them."""
    found: dict[str, Proposal] = {}
    for match, address in _mails(document):
        found.setdefault(
            address.casefold(),
            proposal(
                document,
                ProposalKind.EMAIL,
                *match.span(),
                value=address,
                normalised=address.casefold(),
                variant=ChannelKind.EMAIL,
                confidence=Confidence.SURE,
                subject=contacts.of_mail(address) or contacts.above(match.start()),
            ),
        )
    return list(found.values())


def find_addresses(document: Document, contacts: Contacts) -> list[Proposal]:
    """Postcodes with their place, and the street where it is given."""
    matches = list(_ADDRESS.finditer(document.text))
    taken = {match.span("postcode") for match in matches}
    matches += [match for match in _OWN_LINE.finditer(document.text) if match.span("postcode") not in taken]
    taken = {match.span("postcode") for match in matches}
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


def find_links(document: Document, subjects: list[Proposal], main: Proposal | None) -> list[Proposal]:
    """Links with their label, and bare web addresses; what carries the name of the main network is its own."""
    subject_at = {one.start: one.value for one in subjects}
    found: dict[str, Proposal] = {}
    for anchor in document.anchors:
        if _WEB.match(anchor.url) and len(anchor.url) <= MAX_URL:
            label = " ".join(document.text[anchor.start : anchor.end].split())
            _add_link(found, document, (anchor.start, anchor.end), anchor.url, (label, anchor.title), subject_at)
    starts = sorted(document.anchor_at)
    mails = {match.start("host") for match in _MAIL.finditer(document.text)}
    hosts = [match for match in _HOST.finditer(document.text) if match.start() not in mails]
    whole = {_bare(match[0]) for match in _URL.finditer(document.text)}
    hosts = [match for match in hosts if _bare(match[0]) not in whole]
    for match in (*_URL.finditer(document.text), *hosts):
        before = bisect_right(starts, match.start()) - 1
        url = _without_what_follows(match[0])
        if len(url) > _SHORTEST_URL and (before < 0 or document.anchor_at[starts[before]].end <= match.start()):
            span = match.start(), match.start() + len(url)
            _add_link(found, document, span, url, ("", ""), subject_at)
    return [one if one.subject or not main or not _carries_name(one, main) else replace(one, subject=main.value)
            for one in found.values()]  # fmt: skip


def _carries_name(link: Proposal, main: Proposal) -> bool:
    host = faults.letters(faults.host_of(link.value))
    for name in (main.value, *main.also):
        words = [word for word in re.split(r"[ -]", name) if not _ANY_UNION.fullmatch(word)] or [name]
        within = [word for word in map(faults.letters, words) if len(word) > _SHORTEST_NAME and word in host]
        if len(within) > 1 or within and faults.letters(words[0]) == within[0]:
            return True
    return False


def _bare(url: str) -> str:
    """What „netz.example“ and „https://www.netz.example/“ share."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", _without_what_follows(url).casefold()).rstrip("/")


def _without_what_follows(url: str) -> str:
    """An address without the full stop or the bracket of the sentence around it; its own brackets stay."""
    while url:
        closing = {")": "("}.get(url[-1])
        if url[-1] not in _AFTER_URL and not (closing and url.count(")") > url.count(closing)):
            break
        url = url[:-1]
    return url


def _add_link(found: dict, document: Document, span: tuple[int, int], printed: str, words, subject_at: dict) -> None:
    label, title = words
    url = printed if "://" in printed else f"https://{printed}"
    if url.rstrip("/").casefold() in found:
        return
    wrong = faults.of_link(url, label, title)
    if any(one.startswith(printed) for one in document.broken):
        wrong = (*wrong, faults.BROKEN)
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
