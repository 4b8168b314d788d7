"""Counts and amounts: how many of what."""

import re
from collections.abc import Iterator
from decimal import Decimal

from inputs.amounts import WORDS, number_of
from publishing.enums import Qualifier
from texts import faults
from texts.document import Document
from texts.enums import Confidence, ProposalKind
from texts.patterns import TOPIC
from texts.proposal import Amount, Proposal, proposal

_WORDS = [word for word, number in WORDS.items() if number > 1]  # „ein“ counts nothing
_NUMBER = (
    rf"(?:(?!(?:19|20)\d\d(?!\d|\.\d))\d{{1,3}}(?:(?:[.'’´]\d{{3}}){{1,4}}|(?: \d{{3}}){{1,4}}(?! ?\d))"
    rf"(?:,\d+)?|(?!(?:19|20)\d\d(?!\d))\d{{1,7}}(?:,\d+)?|"
    rf"(?:{'|'.join(_WORDS)}|{'|'.join(w.capitalize() for w in _WORDS)})(?!\w))"
)
_QUALIFIER = {
    Qualifier.ABOUT: r"rund|etwa|circa|ca\.|ungefähr|gut|knapp|fast|nahezu|annähernd",
    Qualifier.OVER: r"über|mehr als|mindestens|weit über|deutlich über",
    Qualifier.UP_TO: r"bis zu|maximal|höchstens",
}
_QUALIFIERS = {qualifier: re.compile(words, re.I) for qualifier, words in _QUALIFIER.items()}
_ANY_QUALIFIER = "|".join(_QUALIFIER.values())
_SCALE = r"(?:(?:Millionen|Milliarden|Tausend|Mio|Mrd|Tsd)\b\.?)"
_UNIT = r"(?:%|Prozent|TEUR|T€|Euro|EUR|€)"
_NOUN = rf"(?:[„“\"][^„“”\"\n]{{2,40}}[“”\"]-?)?{TOPIC}(?:[*:]in(?:nen)?)?"
_ADJECTIVE = r"(?:(?!und |oder |bis |über )[a-zäöüß][\wäöüß-]+ )"
_COUNTED = (
    rf"(?P<counted>(?:(?:der|aller|davon|dieser|unserer|eigenen) )?{_ADJECTIVE}{{0,3}}(?:und {_ADJECTIVE})?{_NOUN}"
    rf"(?: {TOPIC}){{0,2}}(?:, {_NOUN}(?: {TOPIC})?)*(?: und {_NOUN})?|davon\b)"
)
# „In Saal 3 200 Gäste“: the first number is no part of the second.
_NUMBERED = r"(?:Saal|Raum|Halle|Zimmer|Etage|Ebene|Gebäude|Haus|Stand|Tor|Gleis|Block|Gruppe|Klasse|Phase|Stufe)"
_PATTERN = re.compile(
    rf"(?<![\w.,/§#-])(?<!\d )(?<!\d:)(?:{_NUMBERED} \d{{1,3}} )?"
    rf"(?:(?P<qualifier>(?i:{_ANY_QUALIFIER})) )?(?P<number>{_NUMBER})"
    rf"(?: (?:bis|–) ?(?P<to>{_NUMBER}))?"
    rf"(?: ?(?P<scale>{_SCALE}))?(?: ?(?P<unit>{_UNIT}))?(?: {_COUNTED})?"
)
_NO_COUNT = re.compile(
    r"(?i)^(?:jahre?n?s?|monate?n?|tage?n?|wochen?|uhr|stunden?|minuten?|januar|februar|märz|april|mai|juni|juli|"
    r"august|"
    r"september|oktober|november|dezember|quartal|prozent|seiten?|kapitel|zeichen|mal|antworten|kommentare?|termine?|"
    r"meter|kilometer|quadratmeter|grad)\b"
)
_COUNTABLE = re.compile(
    r"(?i)(?:partner|mitglied|unternehmen|betrieb|firm|start-?up|manufaktur|konsorti|cluster|netzwerk|hub|land|länd|"
    r"nation|teilnehm|institut|hochschul|universität|einrichtung|organisation|akteur|beschäftigt|mitarbeit|verein|"
    r"kommun|städt|standort|projekt|veranstaltung|event|filme|gebäude|ding|märkt|schwerpunkt|aussteller|gäst|besuch)"
)
# Who comes for a day is no part of it.
_CROWD = re.compile(
    r"(?i)gäst|besuch|aussteller|teilnehm|veranstaltung|event|filme|gebäude|nation|länd|landkreis|märkt"
)
_MEMBERS = re.compile(r"(?i)(?:mitglied|partner|beteiligte)")
# „Angaben über 28.000 Firmen“: about them, not more than that.
_ABOUT_THEM = re.compile(r"(?i)(?:angaben|informationen|daten|auskunft|überblick|artikel|texte|bericht\w{0,6}) $")
# „drei neue Mitglieder“ are some of them, „2015 waren es 30“ is long ago.
_ONCE = re.compile(
    r"(?i)\b(?:waren|damals|anfangs|zunächst|einst|neue[nrs]?|weitere[nr]?|neu|statt|früher|zuvor|"
    r"noch \w+ mitglieder)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")


# „57 Betriebe gehören ihr an“: they are its members, whatever they are called.
_BELONG = re.compile(
    r"(?i)\bgehören\b.{0,40}\ban\b|\bmachen\b.{0,30}\bmit\b|angeschlossen|zusammengeschlossen|"
    r"\bsind\b.{0,30}\b(?:dabei|beteiligt|mitglied)|"
    r"\b(?:vereint|zählt|bündelt|vernetzt|verbindet|umfasst)\b"
)
_LABELLED = re.compile(
    rf"(?m)^(?:(?:Anzahl|Zahl) der |"
    rf"davon )?(?P<counted>[A-ZÀ-Þ]?[a-zäöüß][\wäöüß-]{{3,30}}(?: \w{{2,12}}){{0,2}}(?: [A-ZÀ-Þ]\w{{2,30}})?)(?:zahl)?:"
    rf" {{0,12}}(?P<qualifier>(?:{_ANY_QUALIFIER}) )?(?P<number>{_NUMBER})(?![\w./:-]|,\d| ?(?:{_UNIT}|Uhr|\d))"
)


def _labelled(document: Document) -> list[Proposal]:
    """„Mitglieder: 16“, „davon sonstige: 5“."""
    found = []
    for match in _LABELLED.finditer(document.text):
        number = number_of(match["number"])
        if number is None or _YEAR.match(match["number"]) or match["number"].startswith("0"):
            continue
        countable = _COUNTABLE.search(match["counted"])
        if not countable and not match[0].startswith("davon"):
            continue
        qualifier = _qualifier((match["qualifier"] or "").strip())
        amount = Amount(number, qualifier, match["counted"], is_membership=bool(_MEMBERS.search(match["counted"])))
        found.append(
            proposal(
                document, ProposalKind.FIGURE, match.start("number"), match.end("number"), normalised=f"{number}",
                variant=qualifier, amount=amount, confidence=Confidence.SURE if countable else Confidence.LIKELY,
            )
        )  # fmt: skip
    return found


# „das 64. Mitglied aufgenommen“, „als 30. Organisation“, „wir sind zu neunzehnt“: so many are they now.
_ORDINAL = re.compile(
    rf"(?i)\b(?:(?:das|die|der|als|unser|unsere|zum|zur) (?P<number>\d{{1,4}})\. (?P<counted>(?-i:{TOPIC}))|"
    rf"zu (?P<word>{'|'.join(_WORDS)})t)\b"
)


_GREW = re.compile(
    rf"(?:Zahl|Anzahl) (?:der|unserer|ihrer|seiner) (?P<counted>{TOPIC})\b[^.;:\n]{{0,60}}? auf "
    rf"(?:(?:{_ANY_QUALIFIER}) )?(?P<number>{_NUMBER})"
)


def _by_order(document: Document) -> Iterator[Proposal]:
    for match in (*_ORDINAL.finditer(document.text), *_GREW.finditer(document.text)):
        counted, given = match["counted"] or "Mitglieder", "number" if match["number"] else "word"
        number = number_of(match[given])
        if number is None or match["counted"] and (not _COUNTABLE.search(counted) or _CROWD.search(counted)):
            continue
        amount = Amount(number, Qualifier.EXACT, counted, is_membership=bool(_MEMBERS.search(counted)))
        yield proposal(
            document, ProposalKind.FIGURE, *match.span(given), normalised=f"{number}",
            variant=Qualifier.EXACT, amount=amount, confidence=Confidence.LIKELY,
        )  # fmt: skip


# „mit vier Betrieben gestartet, heute sind es 19“, „inzwischen machen 45 mit“: as many of the same.
_STEP = r"(?: (?:nun|jetzt|bereits|schon|sogar|mittlerweile|inzwischen|aktuell|derzeit|heute|insgesamt|zusammen)){0,2}"
_NOW = re.compile(
    rf"(?i)\b(?:(?:sind|waren|zählen|zählt|werden)(?: es| wir| sie| er)(?: damit)?{_STEP}|(?:machen|wirken|sind|"
    rf"ziehen){_STEP}) "
    rf"(?P<qualifier>(?:{_ANY_QUALIFIER}) )?(?P<number>{_NUMBER})(?: (?P<with>mit|dabei)\b|(?![.,'’]?\d| [A-ZÀ-Þ\d]|"
    rf"\w))"
)
_WE_NOW = re.compile(
    r"(?i)\b(?:inzwischen|mittlerweile|heute|jetzt|nun|aktuell|derzeit)\b.{0,30}\bwir\b|"
    r"\bwir\b.{0,20}\b(?:inzwischen|mittlerweile|heute|jetzt|nun|aktuell|derzeit)\b"
)
_PRONOUN = re.compile(r"(?i)\b(?:es|wir|sie|er)\b")


def _of_the_same(document: Document, found: list[Proposal]) -> Iterator[Proposal]:
    """What is counted stands before, in the same sentence or in the last one; else they are those who take part."""
    for match in _NOW.finditer(document.text):
        start, number = document.sentence_at(match.start())[0], number_of(match["number"])
        if number is None or not (match["with"] or _PRONOUN.search(match[0])) or _YEAR.match(match["number"]):
            continue
        since = document.sentence_at(start - 2)[0] if start > 1 else start
        same = [one.amount for one in found if since <= one.start < match.start() and one.amount and one.amount.counted]
        counted = [amount for amount in same if not amount.unit and not _NO_COUNT.match(amount.counted)]
        we = _WE_NOW.search(document.text, max(start, match.start() - 40), match.end())
        if not counted and not match["with"] and not we:
            continue
        amount = Amount(
            number, _qualifier((match["qualifier"] or "").strip()), counted[-1].counted if counted else "Mitglieder",
            is_membership=bool(match["with"] or we) or counted[-1].is_membership,
        )  # fmt: skip
        yield proposal(
            document, ProposalKind.FIGURE, match.start("number"), match.end("number"), normalised=f"{number}",
            variant=amount.qualifier, amount=amount, confidence=Confidence.LIKELY,
        )  # fmt: skip


def find_figures(document: Document) -> list[Proposal]:
    """Numbers with what they count; years, dates, phone numbers and postcodes are none."""
    found: dict[tuple[tuple[int, int], str], Proposal] = {}
    for match in _PATTERN.finditer(document.text):
        amount = _amount(document, match)
        if amount is None:
            continue
        start = (
            match.start("qualifier")
            if match["qualifier"] and amount.qualifier != Qualifier.EXACT
            else match.start("number")
        )
        span = document.sentence_at(start)
        end = min(match.end(), max(span[1], match.end("number")))
        found.setdefault(
            (span, f"{amount.number} {amount.counted}"),
            proposal(
                document,
                ProposalKind.FIGURE,
                start,
                end,
                normalised=f"{amount.number}",
                variant=amount.qualifier,
                amount=amount,
                confidence=_confidence(
                    match, amount, document.text[max(span[0], start - 120) : min(span[1], end + 80)]
                ),
            ),
        )
    counted = list(found.values())
    return [*_labelled(document), *counted, *_by_order(document), *_of_the_same(document, counted)]


def _amount(document: Document, match: re.Match) -> Amount | None:
    text, counted, unit = match["number"], " ".join((match["counted"] or "").split()), match["unit"] or ""
    if not counted and not unit or any(_NO_COUNT.match(word) for word in counted.split()[:3]):
        return None
    if _YEAR.match(text) and not match["qualifier"] or text.startswith("0"):
        return None
    if re.match(r"\d", text) and len(text) == 5 and text.isdigit() and not match["qualifier"]:
        return None  # a postcode
    number, number_to = number_of(text), number_of(match["to"]) if match["to"] else None
    if number is None or number_to is not None and number_to <= number:
        return None
    qualifier = _qualifier(match["qualifier"])
    if qualifier == Qualifier.OVER and _ABOUT_THEM.search(document.text, max(0, match.start() - 20), match.start()):
        qualifier = Qualifier.EXACT
    if (match["scale"] or "").startswith("T") or unit.startswith("T"):  # thousands are written out
        number, number_to = _thousands(number), _thousands(number_to) if number_to is not None else None
    scale = {"mi": "Mio.", "mr": "Mrd."}.get((match["scale"] or "").casefold()[:2], "")
    scale = "Mrd." if (match["scale"] or "").casefold().startswith("milliard") else scale
    unit = {"prozent": "%", "eur": "Euro", "€": "Euro", "teur": "Euro", "t€": "Euro"}.get(unit.casefold(), unit)
    return Amount(
        number=number,
        number_to=number_to,
        qualifier=Qualifier.RANGE if number_to is not None else qualifier,
        unit=f"{scale} {unit}".strip(),
        counted=counted[:160],
        is_membership=bool(_MEMBERS.search(counted)),
    )


def _thousands(number: Decimal) -> Decimal:
    return Decimal(f"{(number * 1000).normalize():f}")


def _qualifier(word: str | None) -> Qualifier:
    if word:
        for qualifier, words in _QUALIFIERS.items():
            if words.fullmatch(word):
                return qualifier
    return Qualifier.EXACT


def _confidence(match: re.Match, amount: Amount, clause: str) -> Confidence:
    """Sure are members, unless they are only wished for, or were once."""
    countable = _COUNTABLE.search(amount.counted)
    joined = countable and not _CROWD.search(amount.counted)
    if amount.is_membership or joined and (match["qualifier"] or _BELONG.search(clause)):
        return Confidence.LIKELY if faults.is_plan(clause) or _ONCE.search(clause) else Confidence.SURE
    if countable or amount.unit:
        return Confidence.LIKELY
    return Confidence.DOUBTFUL
