"""What names of organisations look like, and those that a text names for what they are to a network."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from networks.enums import ParticipationRole
from texts.given_names import GIVEN_NAMES
from texts.patterns import LEGAL, STOP, TOPIC

# What a name has that is one of an organisation, at the end of any of its words.
HOUSE = re.compile(
    r"(?i)(?:werk|werke|werken|werkstatt|werkstätten|betriebe?|hof|höfe|gut|güter|mühle|[bdfghklmnprstz]erei|bau|"
    r"technik|handel|haus|"
    r"bank|kasse|schule|universität|akademie|kolleg|klinik|klinikum|klinikums|kliniken|krankenhaus|apotheke|praxis|"
    r"institut|institute?s|"
    r"zentrum|zentrums|museum|theater|bistum|dekanat|stadt|gemeinde|samtgemeinde|kreis|kreises|amt|kammer|innung|"
    r"stiftung|verein|vereins|verband|"
    r"bund|bunds|genossenschaft|manufaktur|büro|agentur|studio|atelier|verlag|druck|spedition|logistik|reederei|"
    r"werft|café|"
    r"gasthof|hotel|pension|restaurant|laden|markt|garten|forst|kanzlei|optik|elektro|dienst|dienste|systeme?|"
    r"group|gruppe|"
    r"solutions|labor|lab|kita|pfarrei|kirche|diakonie|caritas|transporte?|maschinen|metall|energie|software|"
    r"consulting|engineering|design|wohnen|immobilien|hütte|brennerei|kaserne|gesellschaft|ring|junioren|"
    r"unternehmen|electronics|interactive|photonics|studios?|games|ventures|digital|services|partner|hochschule|"
    r"gesellschaft|werkerschaft|händlerschaft|arbeitsgemeinschaft|fachhochschule|jugend|förderung|versorgung|"
    r"forschung|holz|glas|food|pflege|medien|"
    r"media|tech|(?<![a-zäöü])it|"
    r"netz|textil|chemie|pharma|automation|robotik|robotics|sensorik|verkehrsbetriebe|imkerei|baumschule|winzer|"
    r"weingut|fischer|söhne|"
    r"sohn|gebrüder|gebr\.|geschwister|familie|messe|zweckverband|volkshochschule|landfrauen|bauernverband|"
    r"tourismus|touristik|touristinformation|reisen)$"
)
_ODD = re.compile(
    rf"(?: |^){LEGAL}$|[a-zäöü][A-Z]|[A-ZÄÖÜ]{{2}}| (?:&|\+|und) (?:Söhne|Sohn|Partner|Co\.?|Töchter|Kollegen|[A-ZÄÖÜ])"
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
