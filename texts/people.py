"""People: contact persons with a way to reach them, and those who are only quoted, pictured or mentioned."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from contacts.enums import NamedAs
from texts.document import Document, Line
from texts.enums import Confidence, ProposalKind
from texts.faults import letters
from texts.given_names import GIVEN_NAMES
from texts.houses import HOUSE
from texts.patterns import STOP
from texts.proposal import Proposal, name_key, proposal

CONTACT = "kontakt"

_TITLE = (
    r"(?:(?:Prof\.|Dr\.|Dipl\.-\w++\.?|PD|Priv\.-Doz\.|Mag\.|Ing\.|h\. ?c\.|mult\.|med\.|rer\.|nat\.|phil\.|"
    r"jur\.)(?:-Ing\.)? ?){1,8}"
)
_PART = r"[A-ZÀ-ÖØ-ÞČŁŚŠŞŽ][a-zß-öø-ÿčćğłńśşšž]+(?:-[A-ZÀ-ÖØ-ÞČŁŚŠŞŽ][a-zß-öø-ÿčćğłńśşšž]+)?"
_ROLE = (
    r"(?:[A-ZÀ-Þ][\w-]{0,120})?(?:[Mm]anager|[Ll]eiter|[Ff]ührer|[Ss]precher|[Vv]orstand|[Vv]orsitzende|[Pp]räsident|"
    r"[Mm]inister|[Ss]enator|[Mm]eister|"
    r"[Dd]irektor|[Dd]irector|[Rr]eferent|[Ff]orscher|[Gg]ründer|[Ff]ounder|[Aa]utor|[Bb]eauftragte|[Kk]oordinator|"
    r"[Aa]nsprechpartner|[Aa]nsprechperson)(?:in|r)?"
)
_SPEECH = (
    r"(?:erklärt|erläutert|sagt|sagte|meint|betont|schätzt|berichtet|ergänzt|unterstreicht|stellt|freut sich|"
    r"schrieb|schreibt|"
    r"beschreibt|so|fasst|hebt|weiß|fügt|laut|bringt)"
)
_NAME = re.compile(
    rf"(?<![\w-])(?:{_SPEECH} )?(?P<lead>(?:{_ROLE}|Herrn?|Frau) )?(?P<title>{_TITLE})?"
    rf"(?P<given>{_PART}(?: [A-Z]\.)?) (?P<family>(?:(?:von|van|de|zu|der) ){{0,2}}{_PART})(?![\w-]|:[a-z]|\.[a-z])"
)
_WAY = re.compile(
    r"(?i)\b(?:Tel(?:efon)?\b|Fon\b|Mobil\b|E-?Mail\b|Mail:|T\.? ?(?=[+(]?0?\d))|@\w|[(\[](?:at|ät|a)[)\]]"
)
_CONTACT_LABEL = re.compile(
    r"(?i)^(?:[\w ]{3,30} [–-] )?(?:Ihre? )?"
    r"(?:Kontakte?|Ansprechpartner(?:[:*_/(]?-?in(?:nen)?\)?)?|Ansprechpersone?n?|"
    r"(?:Presse|Medien)kontakt|Ansprechstelle|Kontaktdaten|"
    r"Rückfragen)(?:\b[^!?]{0,60}:|)$"
)
# „Technologiezentrum Ilmstedt“ has two words like a name, and is none.
_OFFICE = re.compile(
    r"(?i)(?:abteilung|referat|redaktion|straße|platz|schloss|kloster|bahnhof|quartier|projekt|gebiet|bereich|team|"
    r"region|"
    r"cluster|allianz|gilde|zunft|club|schmiede|hub|liga|initiative|forum|bündnis|netzwerk|halle|medizin|produktion)$"
)
_LEGAL_BEHIND = re.compile(r" (?:g?GmbH|AG|KG|eG|SE|UG|OHG|GbR|e\. ?V|e\. ?K|Stiftung|Straße|Platz)(?![a-zäöüß])")
_CREDIT = re.compile(r"(?:Fotos?|Bild(?:er)?|Grafik|Illustration)(?: ?:| von) ?$|© ?$")
_PICTURE = re.compile(r"\bv\. ?l\.|\bvon links|Fotos?(?: ?:|:)|©|\bBild:")
_CONTACT_LINE = re.compile(
    r"(?i)(?:ihre? )?(?:kontakt|ansprechp\w{4,12}|rückfragen|fragen|auskunft|auskünfte|infos?|anmeldung)\b"
    r"[^:\n]{0,40}: "
)
_BYLINE = re.compile(r"(?i)^(?:von|text:?|autor(?:in)?:?|ein beitrag von)\s$")
_QUOTE = re.compile(r"[„“”\"»«]")
_ROLE_IS = re.compile(rf"\b{_ROLE} (?:ist|bleibt|wird|heißt) $")
_IS_ROLE = re.compile(
    rf"{_ROLE}|(?i:leitung|führung|öffentlichkeitsarbeit|koordination|geschäftsstelle|vorsitz|vorstand|sekretariat|"
    rf"assistenz|"
    r"presse(?!kontakt)|management|managerin?|referat|beratung|büro|sprecher|obmann|obfrau|präsidium|projekt|"
    r"marketing|kommunikation)"
)
_LABEL_BEFORE = re.compile(
    r"([A-ZÀ-Þ][\wäöüß/-]{3,40}(?:[*:_(]-?(?:in|r)\)?)?(?: [A-ZÀ-Þ][\wäöüß-]{2,30})?)"
    r"(?:: ?| (?:des|der|von) [^.:;,]{2,40} ist (?:die |der )?| ist (?:die |der )?)(?:[A-ZÀ-Þ]\w+ |Frau |Herr )?$"
)
_AFTER = re.compile(
    r"(?:,| –| -) ([A-ZÀ-Þ][^,.;:()„“”\"©\n]{3,80}?)(?= ©|,|\.|;|:|$| Foto| und | Tel)| ?\(([^()\n]{3,60})\)"
)
_ROLE_LINE = re.compile(r"^[A-ZÀ-Þ][\wäöüßÄÖÜ &/,.-]{3,70}$")
_SHORT_LINE = 90
_BLOCK = 10
# Beyond this a text is no article: more names, or one name more often, tell nothing new.
_MOST, _OFTEN = 1500, 20


def find_people(document: Document) -> list[Proposal]:
    """All people of a text, each once. `variant` is CONTACT, or how the text names somebody (NamedAs)."""
    groups: dict[str, list[Proposal]] = {}
    times: Counter[str] = Counter()
    for match in islice(_names(document), _MOST):
        name = f"{match['given']} {match['family']}"
        times[name] += 1
        if times[name] <= _OFTEN:
            found = _proposed(document, match)
            groups.setdefault(name_key(name), []).append(found)
    return [_best(group) for group in groups.values()]


def _names(document: Document) -> Iterator[re.Match]:
    """Every name; two capitalised words that are none do not hide one that begins with the second."""
    place = 0
    while match := _NAME.search(document.text, place):
        if _is_name(document, match):
            yield match
            place = match.end()
        else:
            place = match.start("family") if match["family"][0].isupper() else match.end()


def _is_name(document: Document, match: re.Match) -> bool:
    given, family = match["given"].split()[0].split("-")[0], match["family"].split()[-1]
    if (
        family in STOP
        or given in STOP
        or _CREDIT.search(document.text, max(0, match.start() - 20), match.start("given"))
    ):
        return False
    if (
        _LEGAL_BEHIND.match(document.text, match.end())
        or HOUSE.search(match["given"])
        and given not in GIVEN_NAMES
        or _OFFICE.search(match["given"])
        or _IS_ROLE.fullmatch(match["given"])
    ):
        return False
    if given in GIVEN_NAMES:
        return True
    if match["title"]:
        return True
    if match["lead"] and not re.match(r" [A-ZÀ-Þ]", document.text[match.end() : match.end() + 2]):
        return True
    line = document.line_at(match.start())
    behind = _AFTER.match(document.text, match.end(), line.end)
    if behind and re.match(_ROLE, behind[1] or behind[2]):  # „Beeke Thomsen, Koordinatorin“
        return True
    if _ROLE_IS.search(document.text, max(0, match.start() - 60), match.start()):
        return True
    labelled = _CONTACT_LABEL.match(document.text[line.start : match.start()].strip())
    if labelled:
        return True
    alone = document.text_of(line).strip(" ,") == match[0].strip()
    after = document.text[match.end() : match.end() + 25]
    return bool(
        alone
        and _label_above(document, match.start())
        or re.match(r",? ?(?:Tel|Fon|E-?Mail|Mobil|[\w.-]{2,40}@)", after)
    )


def _proposed(document: Document, match: re.Match) -> Proposal:
    start, end = match.start("title") if match["title"] else match.start("given"), match.end("family")
    known = match["given"].split()[0].split("-")[0] in GIVEN_NAMES
    named_as = _named_as(document, match)
    lead = (match["lead"] or "").strip()
    clear = match["title"] or named_as in (CONTACT, NamedAs.AUTHOR) or lead or named_as == NamedAs.PICTURED
    return proposal(
        document,
        ProposalKind.PERSON,
        start,
        end,
        value=" ".join(filter(None, [" ".join((match["title"] or "").split()), match["given"], match["family"]])),
        normalised=f"{match['given']} {match['family']}",
        variant=named_as,
        confidence=Confidence.SURE if (known or match["title"]) and clear else Confidence.LIKELY,
        label=_role_of(document, match, lead),
    )


def _named_as(document: Document, match: re.Match) -> str:
    line = document.line_at(match.start())
    before = document.text[line.start : match.start("title") if match["title"] else match.start("given")]
    if _PICTURE.search(document.text_of(line)) and not _WAY.search(
        document.text, match.end(), min(line.end, match.end() + 60)
    ):
        return NamedAs.PICTURED
    labelled = _CONTACT_LINE.match(before) and not any(_is_given(one) for one in _NAME.finditer(before))
    if _signs_a_quote(document, line, before):
        return NamedAs.QUOTED
    if labelled or _has_channel(document, match.end()) or _label_above(document, match.start()):
        return CONTACT
    if _BYLINE.match(before) and match.end() >= line.end - 2:
        return NamedAs.AUTHOR
    sentence = document.sentence_at(match.start())
    around = document.text[sentence[0] : sentence[1]]
    if re.search(rf"\b{_SPEECH}\b", around) and _QUOTE.search(document.text, max(0, sentence[0] - 300), sentence[1]):
        return NamedAs.QUOTED
    return NamedAs.MENTIONED


def _signs_a_quote(document: Document, line: Line, before: str) -> bool:
    """The name below what somebody said: „…“ / Nele Brandt, Inhaberin."""
    number = document.line_number(line.start)
    above = document.text_of(document.lines[number - 1]) if number else ""
    said = above[:1] in set('„“”»"') and above[-1:] in set('“”«"')
    return said and not before.strip(" –—-")


def _has_channel(document: Document, place: int) -> bool:
    """Is a phone number or a mail address given on the same line behind the name, or in the short lines below?"""
    number = document.line_number(place)
    line = document.lines[number]
    way = _WAY.search(document.text, place, line.end)
    if way and any(_is_given(one) for one in _NAME.finditer(document.text, place, way.start())):
        return False  # of somebody who is named behind
    if way:
        return line.end - line.start < 200 or bool(_WAY.search(document.text, place, min(place + 60, line.end)))
    if place < line.end - 60 or line.end - line.start > _SHORT_LINE or document.text[line.end - 1] == ".":
        return False
    for following in document.lines[number + 1 : number + 1 + _BLOCK]:
        if following.end - following.start > _SHORT_LINE:
            return False
        text = document.text_of(following)
        if _CONTACT_LABEL.match(text):  # of those who stand below
            return False
        if way := _WAY.search(text):
            return not _NAME.match(text) and not any(_is_given(one) for one in _NAME.finditer(text[: way.start()]))
        if any(_is_given(match) for match in _NAME.finditer(text)):
            return False
    return False


def with_own_address(people: list[Proposal], mails: Iterable[str]) -> list[Proposal]:
    """Who has a mail address in the text is a contact, wherever the text gives it; if only one has that name."""
    words = {letters(word) for mail in mails for word in re.split(r"[._+-]", mail.partition("@")[0]) if len(word) > 3}
    families = Counter(letters(" ".join(one.normalised.split()[1:])) for one in people)
    return [
        replace(one, variant=CONTACT)
        if (family := letters(" ".join(one.normalised.split()[1:]))) in words and families[family] == 1
        else one
        for one in people
    ]


def _is_given(match: re.Match) -> bool:
    return match["given"].split()[0] in GIVEN_NAMES


def _label_above(document: Document, place: int) -> bool:
    """Does a line such as „Ansprechpartner:“ stand above, with only short lines between?"""
    number = document.line_number(place)
    if document.lines[number].end - document.lines[number].start > _SHORT_LINE:
        return False
    for line in reversed(document.lines[max(0, number - _BLOCK) : number]):
        if _CONTACT_LABEL.match(document.text_of(line)):
            return True
        if line.end - line.start > _SHORT_LINE:
            return False
    return False


def _role_of(document: Document, match: re.Match, lead: str) -> str:
    """The function a text gives: before the name, behind a comma, in brackets, or in the line above or below."""
    if re.fullmatch(_ROLE, lead):
        return lead
    text, line = document.text, document.line_at(match.start())
    start = match.start("title") if match["title"] else match.start("given")
    if (label := _LABEL_BEFORE.search(text, max(line.start, start - 80), start)) and _IS_ROLE.search(label[1]):
        return label[1].strip()
    after = _AFTER.match(text, match.end(), line.end)
    if after and _IS_ROLE.search(after[1] or after[2]):
        return (after[1] or after[2]).strip()
    number = document.line_number(match.start())
    if match.end() >= line.end - 2 and line.end - line.start < _SHORT_LINE:
        for near in (*document.lines[number + 1 : number + 2], *document.lines[max(0, number - 1) : number]):
            words = document.text_of(near)
            if _IS_ROLE.search(words) and _ROLE_LINE.match(words) and not _CONTACT_LABEL.match(words):
                return words.strip(" ,:")
    return ""


def _best(group: list[Proposal]) -> Proposal:
    """A contact where one place shows the person as one; else the place that says most."""
    order = [CONTACT, NamedAs.QUOTED, NamedAs.PICTURED, NamedAs.AUTHOR, NamedAs.MENTIONED]
    sure = list(Confidence)
    return min(
        group, key=lambda found: (order.index(found.variant), sure.index(found.confidence), len(found.value) * -1)
    )
