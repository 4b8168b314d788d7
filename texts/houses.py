"""What names of organisations look like, and those that a text names for what they are to a network."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from networks.enums import ParticipationRole
from texts.given_names import GIVEN_NAMES
from texts.patterns import LEGAL, STOP, TOPIC

# What a name has that is one of an organisation, at the end of any of its words.
_HOUSES = """
    werk werke werken werkstatt werkstätten hof höfe gut güter mühle bau technik handel haus bank kasse schule
    universität akademie kolleg klinik klinikum klinikums kliniken apotheke praxis institut zentrum zentrums
    museum theater bistum dekanat stadt gemeinde kreis kreises amt kammer innung stiftung verein vereins
    verband bund bunds genossenschaft manufaktur büro agentur studio atelier verlag druck spedition logistik
    reederei werft café hotel pension restaurant laden markt garten forst kanzlei optik elektro dienst dienste
    group gruppe solutions labor lab kita pfarrei kirche diakonie caritas maschinen metall energie software
    consulting design wohnen immobilien hütte brennerei kaserne gesellschaft ring junioren unternehmen
    electronics interactive photonics games ventures digital services partner werkerschaft händlerschaft
    arbeitsgemeinschaft jugend förderung versorgung forschung holz glas food pflege medien media tech netz
    textil chemie pharma automation robotik robotics sensorik verkehrsbetriebe imkerei winzer fischer söhne
    sohn gebrüder geschwister familie messe landfrauen tourismus touristik touristinformation reisen
""".split()
HOUSE = re.compile(
    rf"(?i)(?:{'|'.join(_HOUSES)}|betriebe?|systeme?|studios?|transporte?|institute?s|[bdfghklmnprstz]erei|gebr\.|"
    r"(?<![a-zäöü])it)$"
)
_ODD = re.compile(
    rf"(?: |^){LEGAL}$|[a-zäöü][A-Z]|[A-ZÀ-Þ]{{2}}| (?:&|\+|und) (?:Söhne|Sohn|Partner|Co\.?|Töchter|Kollegen|[A-ZÀ-Þ])"
)
_TIME = re.compile(
    r"\b(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Frühjahr|Sommer|Herbst|"
    r"Winter|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)\b|\d{4}"
)


_PLACE = rf"(?:(?:Klein|Groß|Bad|Alt|Neu|Sankt|Markt) )?{TOPIC}(?: (?:am|an der|im|\(\w+\)) {TOPIC})?(?:-{TOPIC})?"
_SINGULAR = {"Städte": "Stadt", "Stadtwerke": "Stadtwerke", "Landkreise": "Landkreis", "Kreise": "Kreis"}
_SINGULAR |= {f"{one}n": one for one in ("Gemeinde", "Verbandsgemeinde", "Samtgemeinde", "Ortsgemeinde", "Sparkasse")}
_SINGULAR |= {f"{one}n": one for one in ("Hochschule", "Fachhochschule", "Berufsschule")}
_SINGULAR |= {f"{one}en": one for one in ("Universität", "Universitätsklinik", "Volksbank")}
_SINGULAR |= {"Handwerkskammern": "Handwerkskammer", "Kreishandwerkerschaften": "Kreishandwerkerschaft"}
_MANY = re.compile(r"(?:innen|ungen|heiten|schaften)$")
_SEVERAL = re.compile(
    rf"(?<![\w-])(?P<kind>(?:{'|'.join(_SINGULAR)})n?) (?P<names>{_PLACE}(?:, {_PLACE}){{0,12}} (?:und|sowie)"
    rf" {_PLACE})(?![\w-])"
)


@dataclass(frozen=True)
class Listed:
    """An organisation that is named beside others. `role`: what it is to the network, None where it is only named
    there; `name`: where it is not spelled out as in „Städte A und B“.
    """

    start: int
    end: int
    role: ParticipationRole | None
    sure: bool = True
    name: str = ""


def several_of_a_kind(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """„die Landkreise Vechta, Diepholz und Harz“ are three."""
    for match in _SEVERAL.finditer(text, start, end):
        singular = _SINGULAR[match["kind"].removesuffix("n") if match["kind"] not in _SINGULAR else match["kind"]]
        for name in re.finditer(_PLACE, match["names"]):
            first = match.start("names") + name.start()
            yield first, first + len(name[0]), f"{singular} {name[0]}"


def is_name(name: str) -> bool:
    """Two words or more, or one with a spelling of its own: enough for what stands beside an organisation."""
    words = name.split()
    good = words and words[0] not in STOP and words[-1] not in STOP and not _TIME.search(name)
    return bool(
        good and (_ODD.search(name) or len(words) > 1 and not re.search(r"(?:innen|ungen|heiten|schaften)$", name))
    )


def is_house(name: str) -> bool:
    """Two words of which one says that they name an organisation, or a spelling that no ordinary word has."""
    words = name.split()
    if not words or words[0] in STOP or words[-1] in STOP or _TIME.search(name):
        return False
    if len(words) == 2 and words[0].split("-")[0] in GIVEN_NAMES:  # „Anna Kirchhof“
        return bool(re.search(rf"{LEGAL}$", name))
    return len(words) > 1 and bool(_ODD.search(name) or any(map(HOUSE.search, words)))
