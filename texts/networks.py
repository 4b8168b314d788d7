"""Networks, clusters, hubs, associations, initiatives and consortia by the way texts name them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from networks.enums import NetworkKind
from texts.document import Document, LineKind
from texts.enums import Confidence, ProposalKind
from texts.patterns import (
    ABBREVIATION,
    LEGAL,
    MARKED,
    QUOTED,
    STOP,
    TOPIC,
    WORD,
    base_form,
    recased,
    strip_lead,
)
from texts.proposal import Proposal, name_key, proposal

_KINDS = [
    ("netzwerkbüro", NetworkKind.OFFICE),
    ("konsortium", NetworkKind.CONSORTIUM),
    ("kompetenzzentrum", NetworkKind.COMPETENCE_CENTRE),
    ("plattform", NetworkKind.PLATFORM),
    ("projekt", NetworkKind.PROJECT),
    ("initiative", NetworkKind.INITIATIVE),
    ("netzwerk", NetworkKind.NETWORK),
    ("network", NetworkKind.NETWORK),
    ("cluster", NetworkKind.CLUSTER),
    ("hub", NetworkKind.HUB),
]
_HEAD = (
    r"(?:(?:[A-ZÀ-Þ]\w{0,120}-)?(?:[A-ZÀ-Þ]\w{0,120}?)?(?:[Nn]etzwerkbüro|[Nn]etzwerk|[Kk]ompetenznetz|[Cc]luster|"
    r"[Ii]nitiative|[Kk]onsortium|[Vv]erbund|"
    r"[Aa]llianz|[Pp]lattform|[Kk]ompetenzzentrum|[Ii]nternationalisierungsprojekt|[Gg]emeinschaftsprojekt)(?:e?s)?)"
)
_END = r"(?:Cluster|Hub|Initiative|Network|Netzwerk|Alliance|Allianz|Verbund|Kooperationsnetzwerk)"
_HYPHENATED_END = r"(?:[A-ZÀ-Þ]\w{0,120}-(?:Cluster|Hub|Netzwerk|Initiative))"
_NAME = rf"(?:{MARKED}|{WORD})(?: (?:(?:and|of|for|&|–|by) )?(?:{MARKED}|{WORD})){{0,5}}"
_LISTED = rf"{TOPIC}, (?:{TOPIC}, ){{0,20}}{TOPIC} (?:und|&) {TOPIC}"

_HEAD_QUOTED = re.compile(rf"\b({_HEAD}|Hub) (?:der |des )?{QUOTED}")
_HEAD_NAME = re.compile(rf"\b({_HEAD}) ((?:für )?(?:{_LISTED}|{_NAME}))( [a-z]\w+)?( ?{LEGAL})?")
_NAME_END = re.compile(
    rf"(?<![\w-])((?:{WORD} (?:(?:and|of|&|für) )?){{1,4}}(?:{_END}|{_HYPHENATED_END}|"
    rf"{WORD}-?[Hh]ub)(?: {TOPIC}){{0,2}}|"
    rf"{_HYPHENATED_END}(?: {TOPIC}){{1,2}}|[A-Z][a-z]+Hub)(?![\w-])( ?{LEGAL})?"
)
_MARKED = re.compile(rf"(?<![\w/@.])({MARKED})(?!-)((?: (?:& )?{WORD}){{0,20}})((?: [a-z]\w+)? ?{LEGAL})?")
_QUOTED_DOMAIN = re.compile(r"[„“\"]([A-Z]\w{0,40}[a-z][A-Z]\w{0,40}\.(?:net|org|de|eu))[“”\"]")
_HEAD_BEFORE = re.compile(rf"{_HEAD} $")
_GOES_ON = re.compile(r"-| [A-ZÀ-Þ]")
_FORMER = re.compile(rf"\((?:ehemals|früher|vormals):? ({_NAME})\)")
_NEEDS_HEAD = re.compile(r"^(?:Konsortium|Clusternetzwerk|Verbund)", re.I)
_KEEPS_HEAD = re.compile(r"(?:[Cc]luster|[Bb]üro|\w(?:initiative|verbund|allianz|zentrum))$")
_PLURAL = re.compile(r"(?:netzwerke|cluster|initiativen|hubs|verbünde|allianzen)$", re.I)
_LIST_CUE = re.compile(r"netzwerk|cluster|initiative\b|verbund|hub\b", re.I)
_NOT_A_NETWORK = re.compile(r"portal|datenbank|broschüre|verzeichnis|formular|download", re.I)
_ENDED = re.compile(
    r" (?:Tours?|Accelerator|Demonstrator|Projekte?|Forum|Summit|Unternehmen|Partner|Mitglieder|Manager(?:in)?|"
    r"Veranstaltungen|Events?|Award|Day|Agentur)\b"
)
_LINK_HEADING = re.compile(r"^(?:Mehr|Weitere|Links?|Infos?|Informationen|Siehe|Lesen)\b")


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    value: str
    kind: NetworkKind
    confidence: Confidence


def kind_of(text: str, last: bool = False) -> NetworkKind:
    """The kind of network that the first word (or the last) which says one says."""
    words = text.casefold().split()
    found = (kind for word in (reversed(words) if last else words) for ending, kind in _KINDS if ending in word)
    return next(found, NetworkKind.NETWORK)


def find_networks(document: Document) -> list[Proposal]:
    """All networks of a text, each once, at the place that shows it best, with its abbreviations."""
    hits = sorted(_hits(document), key=lambda hit: (hit.start, hit.start - hit.end))
    outer: list[_Hit] = []
    for hit in hits:
        if not (outer and hit.end <= outer[-1].end):
            outer.append(hit)
    groups: dict[str, list[_Hit]] = {}
    for hit in outer:
        if key := name_key(hit.value):
            groups.setdefault(key, []).append(hit)
    return _without_abbreviations([_merged(document, group) for group in _without_parts(groups).values()])


def _hits(document: Document) -> Iterator[_Hit]:
    yield from _after_head(document)
    yield from _before_head(document)
    yield from _marked(document)
    yield from _listed(document)


def _after_head(document: Document) -> Iterator[_Hit]:
    """„Initiative „X““, „Cluster X“, „Netzwerks X e. V.“."""
    for match in _HEAD_QUOTED.finditer(document.text):
        head = base_form(match[1])
        inner = ABBREVIATION.sub("", match[2]).strip()
        value = f"{head} „{inner}“" if _NEEDS_HEAD.match(head) else inner
        yield _Hit(match.start(2), match.end(2), value, kind_of(head), Confidence.SURE)
    for match in _HEAD_NAME.finditer(document.text):
        head, name = base_form(match[1]), match[2]
        end, legal = (match.end(4), match[4].strip()) if match[4] else (match.end(2), "")
        if match[4] and match[3]:
            name += match[3]
        if not _is_name(document, match, head, name):
            continue
        if not match[4]:
            end = match.start(2) + len(name)
        keep = _KEEPS_HEAD.search(head) or not _stands_alone(document, name, match.start(2))
        keep = keep and not re.match(MARKED, name)
        start = match.start(1) if keep else match.start(2)
        value = " ".join(filter(None, [head if keep else "", name, legal]))
        sure = legal or (" " in name or "-" in name) and not (name.startswith("für ") and "luster" in head)
        yield _Hit(start, end, value, kind_of(head), Confidence.SURE if sure else Confidence.DOUBTFUL)


def _is_name(document: Document, match: re.Match, head: str, name: str) -> bool:
    """Not „Cluster Projekte“, „Netzwerk Factory Tours“, „Plattform für Austausch“, „Gründungs- und Zentrum X“."""
    if name.split()[0] in STOP or _ENDED.search(f" {name}"):
        return False
    if _PLURAL.search(match[1]) and not match[1].endswith("luster"):
        return False
    if name.startswith("für ") and not _KEEPS_HEAD.search(head):
        return False
    return not re.search(r"(?:- und |Cross[ -])$", document.text[max(0, match.start() - 8) : match.start()])


def _stands_alone(document: Document, name: str, place: int) -> bool:
    """Does the text use the name without a word before it that says what it is?"""
    first, _, rest = name.partition(" ")
    return any(
        found != place and not _HEAD_BEFORE.search(document.text, max(0, found - 40), found)
        for spelling in (name, f"{first}s {rest}".strip())
        for found in islice(document.places(spelling), 20)
        if not _GOES_ON.match(document.text, found + len(spelling))
    )


def _before_head(document: Document) -> Iterator[_Hit]:
    """„Green Industry Cluster“, „IoT Hub Berlin“, „Biotech-Cluster Rhein-Neckar“."""
    for match in _NAME_END.finditer(document.text):
        start, end = strip_lead(document.text, *match.span(1))
        name = document.text[start:end]
        if (
            _ENDED.search(document.text[start : match.end(1) + 15])
            or len(name.split()) < 2
            and not re.search(r"[a-z]Hub$", name)
        ):
            continue
        legal = f" {match[2].strip()}" if match[2] else ""
        sure = re.search(r"Cluster|Hub|Alliance|Network|Initiative", name)
        yield _Hit(
            start,
            match.end(2) if legal else end,
            recased(document, name) + legal,
            kind_of(name, last=True),
            Confidence.SURE if sure else Confidence.LIKELY,
        )
    for match in re.finditer(
        r"(?<![\w-])((?:[A-ZÀ-Þ]{3,} ){1,4}CLUSTER|CLUSTER(?: [A-ZÀ-Þ]{3,}){1,4})\b", document.text
    ):
        yield _Hit(*match.span(1), recased(document, match[1]), NetworkKind.CLUSTER, Confidence.SURE)


def _marked(document: Document) -> Iterator[_Hit]:
    """„media:net …“, „it’s.BB e. V.“, „"BerlinBalticNordic.net"“, „(ehemals: X)“."""
    for match in _MARKED.finditer(document.text):
        kind = NetworkKind.HUB if ":hub" in match[1] else NetworkKind.NETWORK
        sure = Confidence.SURE if match[3] or kind == NetworkKind.HUB else Confidence.LIKELY
        yield _Hit(match.start(), match.end(), match[0], kind, sure)
    for match in _QUOTED_DOMAIN.finditer(document.text):
        yield _Hit(*match.span(1), match[1], NetworkKind.NETWORK, Confidence.LIKELY)
    for match in _FORMER.finditer(document.text):
        yield _Hit(*match.span(1), match[1], NetworkKind.NETWORK, Confidence.DOUBTFUL)


def _listed(document: Document) -> Iterator[_Hit]:
    """Entries of a list below a heading about networks, or described as one."""
    heading = ""
    for number, line in enumerate(document.lines):
        if line.kind is LineKind.HEADING:
            heading = document.text_of(line)
        anchor = document.anchor_at.get(line.start) if line.kind is LineKind.ITEM else None
        if anchor is None:
            continue
        label = document.text[anchor.start : anchor.end]
        following = document.lines[number + 1] if number + 1 < len(document.lines) else None
        rest = document.text[anchor.end : line.end].strip(" :–-")
        if not rest and following and following.kind is LineKind.TEXT:
            rest = document.text[following.start : document.sentence_at(following.start)[1]]
        words = heading.split()
        below = any(_PLURAL.search(word) for word in words) and not _LINK_HEADING.match(heading)
        cued = _LIST_CUE.search(rest) or below
        if not cued or _NOT_A_NETWORK.search(f"{label} {rest}") or _PLURAL.search(label.split()[-1]):
            continue
        if re.search(r"www\.|https?:|\.de\b", label) or _NOT_A_NETWORK.search(heading):
            continue
        kind = kind_of(label if _LIST_CUE.search(label) else rest)
        yield _Hit(
            anchor.start, anchor.end, label, kind, Confidence.SURE if _LIST_CUE.search(rest) else Confidence.LIKELY
        )


def _without_parts(groups: dict[str, list[_Hit]]) -> dict[str, list[_Hit]]:
    """„IoT Hub“ beside „IoT Hub Berlin“ is the same one, as is „Sicherheitsnetzwerk it’s.BB“ beside „it’s.BB“."""
    kept = dict(groups)
    for short in sorted(groups, key=len):
        longer = [key for key in kept if key != short and key.startswith(f"{short} ")]
        if len(longer) == 1 and len(short.split()) > 1:
            kept[longer[0]] = kept[longer[0]] + kept.pop(short)
        elif any(re.match(MARKED, hit.value) for hit in groups[short]):
            for key in [key for key in kept if key.endswith(f" {short}")]:
                kept[short] = kept[short] + kept.pop(key)
    return kept


def _without_abbreviations(proposals: list[Proposal]) -> list[Proposal]:
    """„CN-BC“ is no network of its own once „… China (CN-BC)“ is one."""
    short = {name_key(name) for found in proposals for name in found.also}
    return [found for found in proposals if found.normalised not in short]


def _merged(document: Document, group: list[_Hit]) -> Proposal:
    order = list(Confidence)
    first = name_key(group[0].value)
    same = [hit for hit in group if name_key(hit.value) == first or name_key(hit.value).startswith(f"{first} ")]
    best = min(
        same,
        key=lambda hit: (
            -len(name_key(hit.value)),
            order.index(hit.confidence),
            not re.search(LEGAL, hit.value),
            hit.value.isupper(),
        ),
    )
    value = ABBREVIATION.sub("", base_form(best.value)).strip()
    also = {match[1] for hit in group if (match := ABBREVIATION.match(document.text, hit.end))}
    also |= {match[1] for hit in group if (match := ABBREVIATION.search(document.text[hit.start : hit.end]))}
    also |= {hit.value for hit in group if name_key(hit.value) != name_key(value)}
    often = best.confidence is Confidence.LIKELY and len(group) > 2
    return proposal(
        document,
        ProposalKind.NETWORK,
        best.start,
        best.end,
        value=value,
        normalised=name_key(value),
        variant=best.kind,
        confidence=Confidence.SURE if often else best.confidence,
        also=tuple(sorted(also - {value})),
    )
