"""What names of organisations look like, and those that a text names for what they are to a network."""

import re
from dataclasses import dataclass

from networks.enums import ParticipationRole
from texts.patterns import LEGAL, STOP

# What a name has that is one of an organisation, at the end of any of its words.
_HOUSE = re.compile(
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
    r"unternehmen|hochschule|fachhochschule|jugend|förderung|versorgung|forschung|holz|glas|food|pflege|medien|"
    r"media|tech|it|"
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


def is_house(name: str) -> bool:
    """Two words of which one says that they name an organisation, or a spelling that no ordinary word has."""
    words = name.split()
    if not words or words[0] in STOP or words[-1] in STOP or _TIME.search(name):
        return False
    return bool(_ODD.search(name) or len(words) > 1 and any(_HOUSE.search(word) for word in words))
