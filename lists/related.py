"""The columns over relations, for each kind of entry."""

from dataclasses import dataclass
from functools import cache

from contacts.models import Person
from lists import readers as read
from lists.readers import Reader
from networks.models import Network, Organisation
from programmes.models import Funding, Programme
from publishing.models import Record


@dataclass(frozen=True)
class Related:
    """A place in each of the lines that `read` finds. `is_split`: a list may give each line a row of its own."""

    key: str
    label: str
    read: Reader
    place: int = 0
    is_split: bool = False


_OF_CONTACTS = (
    ("kontakt", "Ansprechperson"), ("kontakt-aufgabe", "Zuständig für"), ("kontakt-funktion", "Funktion"),
    ("kontakt-stelle", "Stelle"), ("kontakt-telefon", "Telefon"), ("kontakt-mobil", "Mobil"),
    ("kontakt-mail", "E-Mail"), ("stelle-telefon", "Telefon der Stelle"), ("stelle-mail", "E-Mail der Stelle"),
)  # fmt: skip


def _contacts(column: str) -> list[Related]:
    found = read.contacts(column)
    return [Related(key, label, found, place, is_split=True) for place, (key, label) in enumerate(_OF_CONTACTS)]


_MEMBERS = read.rows(read.members, "network", lambda row: (str(row.organisation),), "organisation")
_PARTNERS = read.rows(
    read.partners, "network", lambda row: (f"{row.organisation} ({row.get_role_display()})",), "organisation"
)
_MEMBERSHIPS = read.rows(
    read.memberships, "organisation", lambda row: (f"{row.network} ({row.get_role_display()})",), "network"
)
_FUNDINGS = read.rows(lambda: Funding.objects.public("network"), "network", read.funding_line, "programme")
_FUNDED = read.rows(
    lambda: Funding.objects.public("programme"), "programme", lambda row: (str(row.network),), "network"
)
_OWN: dict[type[Record], list[Related]] = {
    Network: [
        *_contacts("network"),
        Related("naechster", "Nächster Kontakt", read.nearest, 0),
        Related("naechster-weg", "Nächster Kontakt: Nummer oder Adresse", read.nearest, 1),
        Related("naechster-mail", "Nächster Kontakt: E-Mail", read.nearest, 2),
        Related("mitglieder", "Mitglieder", _MEMBERS),
        Related("beteiligte", "Weitere Beteiligte", _PARTNERS),
        Related("programme", "Förderprogramme", _FUNDINGS, 0),
        Related("foerderungen", "Förderungen mit Zeitraum", _FUNDINGS, 1),
        Related("veranstaltungen", "Veranstaltungen", read.events),
    ],
    Person: [
        Related("zustaendig", "Aufgaben", read.tasks, 0, is_split=True),
        Related("zustaendig-bei", "Bei Netzwerk, Programm oder Stelle", read.tasks, 1, is_split=True),
        Related("zustaendig-in", "In Regionen", read.tasks, 2, is_split=True),
        Related("stelle-telefon", "Telefon der Organisation", read.office, 0),
        Related("stelle-mail", "E-Mail der Organisation", read.office, 1),
    ],
    Organisation: [
        Related("personen", "Ansprechpersonen", read.people),
        Related("netzwerke", "Netzwerke", _MEMBERSHIPS),
    ],
    Programme: [*_contacts("programme"), Related("netzwerke", "Geförderte Netzwerke", _FUNDED)],
}


@cache
def related(model: type[Record]) -> list[Related]:
    """Those of its own kind, then those of every kind."""
    return [
        *_OWN.get(model, ()),
        Related("quellen", "Quellen", read.sources(model)),
        Related("seite-im-verzeichnis", "Seite im Verzeichnis", read.page(model)),
    ]
