"""Under which headers files carry what columns of ours hold, besides the names and labels of the fields."""

import re

from core.text import fold
from language.text import stem

_NETWORK, _ORGANISATION, _PERSON = "networks.network", "networks.organisation", "contacts.person"
_EVENT, _PROGRAMME = "networks.event", "programmes.programme"

_FIRM = (
    "Firma", "Firmen", "Firmenname", "Unternehmen", "Unternehmensname", "Betrieb", "Name der Firma",
    "Name des Unternehmens",
)  # fmt: skip
_NETWORKS = ("Netzwerk", "Netzwerkname", "Cluster", "Clustername", "Verbund", "Name des Netzwerks")
_INSTITUTION = ("Organisation", "Organisationsname", "Einrichtung", "Institution", "Träger", "Stelle", "Behörde")
# What an entry of each kind is called by.
NAMES: dict[str, tuple[str, ...]] = {
    _ORGANISATION: (*_FIRM, *_INSTITUTION, "Betriebsname", "Name der Organisation", "Name der Einrichtung", "Mitglied",
                    "Mitgliedsunternehmen", "Mitgliedsfirma", "Arbeitgeber", "company"),
    _NETWORK: (*_NETWORKS, "Initiative", "Hub", "Name der Initiative", "Name des Clusters", "Name des Verbunds"),
    _EVENT: ("Veranstaltung", "Veranstaltungstitel", "Termin", "Event", "Name der Veranstaltung"),
    _PROGRAMME: ("Förderprogramm", "Programm", "Programmname", "Fördermaßnahme", "Name des Programms", "Förderung"),
}  # fmt: skip
# By what a table of others names it: networks where firms say that they are members.
NAMED_BY_OTHERS: dict[str, tuple[str, ...]] = {
    _NETWORK: (*_NETWORKS, "Mitglied in", "Mitglied bei", "Mitglied im Netzwerk", "Mitglied im Cluster",
               "Mitgliedschaft",
               "Mitgliedschaft in Netzwerken", "Netzwerkmitgliedschaft", "Netzwerkzugehörigkeit", "Zugehörigkeit",
               "Verbandsmitgliedschaft", "Mitgliedschaft in Clustern", "Netzwerk und Cluster", "Netzwerk und Verband",
               "Netzwerkteilnahme", "Netzwerkbeteiligung", "Beteiligung an Netzwerken", "engagiert in",
               "vernetzt in", "Netzwerkaktivitäten", "beteiligt in Netzwerken",
               "Netzwerkpartnerschaft", "member of"),
}  # fmt: skip
# Of the fields, by their names.
FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("Bezeichnung", "Titel", "title"),
    "kind": ("Art", "Typ", "type", "Kategorie", "category", "Unternehmensart", "Organisationsart", "Netzwerktyp",
             "Programmart", "Veranstaltungsart", "Organisationstyp", "Art der Einrichtung", "Art des Netzwerks",
             "Art der Veranstaltung", "Art des Unternehmens", "Art der Organisation"),
    "legal_form": ("legal form", "Gesellschaftsform", "Unternehmensform"),
    "summary": ("Kurzbeschreibung", "Kurztext", "short description", "teaser", "Kurzprofil", "Kurzinfo", "Profil",
                "Unternehmensprofil", "Kurzvorstellung", "Produkte", "Leistungen", "Produkte und Leistungen"),
    "description": ("Beschreibung", "Langtext", "description", "Inhalt", "Ziele", "Zielsetzung"),
    "join_who": ("Mitmachen", "Mitgliedschaft", "who can join", "Aufnahmekriterien"),
    "join_how": ("Beitritt", "Aufnahme", "how to join"),
    "join_cost": ("Mitgliedsbeitrag", "Beitrag", "membership fee", "Kosten", "Jahresbeitrag"),
    "audience": ("Zielgruppe", "target group", "richtet sich an"),
    "seat": ("Sitz", "Standort", "headquarters", "Sitz der Geschäftsstelle", "Geschäftsstelle"),
    "region": ("Ort der Region", "Bundesland", "Landkreis", "Kreis", "state", "Regionen", "regions", "Standort",
               "Firmensitz", "Hauptsitz"),
    "regions": ("Region", "Bundesland", "Landkreis", "Gebiet", "area", "regions", "Wirkungsgebiet", "Einzugsgebiet",
                "Wirkungsraum", "Wirkungskreis",
                "Fördergebiet", "Geltungsbereich", "räumlicher Bezug"),
    "fields": ("Themen", "Themenfeld", "Technologiefeld", "Branche", "Innovationsfeld", "topics", "Feld",
               "Tätigkeitsfeld", "Tätigkeit", "Gewerk", "Gewerbe", "Schwerpunkt", "Themenschwerpunkt", "Fachgebiet",
               "Tätigkeitsschwerpunkt", "Branchenschwerpunkt",
               "Geschäftsfeld", "Kompetenzfeld", "Arbeitsfeld", "Technologie", "Sparte", "Thema", "Themenbereich",
               "Tätigkeitsbereich",
               "Arbeitsbereich", "Fachbereich"),
    "tags": ("Stichwörter", "keywords", "tags", "Schlagworte", "Stichworte"),
    "stated_status": ("Status", "state of network"),
    "advice": ("Hinweis vor dem Kontakt", "Vor dem Anruf", "advice"),
    "note": ("Hinweis", "Öffentlicher Hinweis", "Öffentliche Bemerkung"),
    "parent": ("übergeordnet", "parent", "Konzern", "Muttergesellschaft", "Mutterkonzern"),
    "branches": ("WZ", "Wirtschaftszweig", "WZ-Code", "WZ-Nummer", "WZ 2008", "WZ 2025", "Branchenschlüssel"),
    "brands": ("Dachmarke",),
    "title": ("Titel", "akad. Titel", "akademischer Titel", "Anrede/Titel", "akad. Grad"),
    "given_name": ("Vorname", "first name", "given name", "Rufname"),
    "family_name": ("Nachname", "Familienname", "last name", "surname", "Name", "Zuname"),
    "function": ("Funktion", "Position", "Pos.", "Rolle", "role", "job title", "Stellung", "Berufsbezeichnung",
                 "Funktion im Unternehmen", "Position im Unternehmen", "Funktion Ansprechpartner",
                 "Funktion Ansprechperson", "Position Ansprechpartner", "Funktion Kontakt", "Stellenbezeichnung"),
    "organisation": (*_FIRM, *_INSTITUTION, "company", "Arbeitgeber", "Dienststelle"),
    "organisations": (*_FIRM, "Organisation", "Mitveranstalter", "beteiligte Firmen", "beteiligte Unternehmen",
                      "Kooperationspartner", "Partner", "Teilnehmende Unternehmen"),
    "networks": (*_NETWORKS, "veranstaltendes Netzwerk", "beteiligte Netzwerke"),
    "abbreviation": ("Kürzel", "Akronym", "acronym", "Kurzname", "Kurzbezeichnung"),
    "application": ("Antrag möglich", "Antragstellung"),
    "opens": ("Antrag ab", "Geöffnet ab", "Aufruf ab", "Antragsbeginn", "Programmstart"),
    "deadline": ("Frist", "Antragsfrist", "Einreichfrist", "Einreichungsfrist", "Stichtag", "Bewerbungsfrist",
                 "Bewerbungsschluss",
                 "Antragsschluss", "Antrag bis", "Programmende"),
    "what": ("Fördergegenstand", "Gegenstand der Förderung", "Was wird gefördert?", "gefördert wird", "Förderinhalt"),
    "who": ("Antragsberechtigt", "Antragsberechtigte", "Wer wird gefördert?", "Wer ist antragsberechtigt?",
            "Antragsteller", "Förderberechtigte",
            "Zielgruppe", "Wer kann beantragen?"),
    "how_much": ("Förderhöhe", "Fördersumme", "Förderquote", "Fördersatz", "Art und Höhe", "Höhe der Förderung",
                 "Zuschuss", "Zuschusshöhe", "maximale Förderung", "Fördervolumen", "Umfang der Förderung"),
    "how": ("Verfahren", "Antragsverfahren", "Antragsweg", "Ablauf", "Wie beantragen?"),
    "start": ("Datum", "Start", "Von", "date", "start date", "Startdatum", "Tag", "Wann", "Veranstaltungsdatum",
              "Veranstaltungsbeginn", "Anfang", "Termin von", "Datum von"),
    "end": ("Ende", "bis", "end date", "Enddatum", "Veranstaltungsende", "Termin bis", "Datum bis"),
    "frequency": ("Häufigkeit", "Turnus", "frequency", "Rhythmus"),
    "attendance": ("Format", "Teilnahmeform", "Durchführung", "online/Präsenz"),
    "location": ("Ort", "Veranstaltungsort", "venue", "location", "Wo", "Tagungsort", "Ort der Veranstaltung"),
    "organiser": ("Veranstalter", "Veranstalterin", "organizer", "organiser", "Ausrichter", "Gastgeber",
                  "Wer veranstaltet?"),
    "basis": ("Rechtsgrundlage", "Grundlage", "Einwilligung"),
    "basis_on": ("Einwilligung vom", "Einwilligung am", "zugestimmt am", "Zustimmung am", "Zustimmung vom"),
    "informed_on": ("informiert am", "benachrichtigt am", "Information am"),
    # What people write beside their rows is meant for themselves; who wants it public says so.
    "internal_note": ("intern", "Notiz", "Bemerkung", "Anmerkung", "Kommentar", "remark", "remarks", "note",
                      "comment", "Vermerk", "Sonstiges", "interne Bemerkung", "interner Hinweis"),
}  # fmt: skip
WHOLE_NAME = (
    "Ansprechpartner", "Ansprechpartnerin", "Ansprechpartner/in", "Ansprechperson", "Ansprechpartnerinnen",
    "Kontaktperson", "Kontakt", "Name, Vorname", "Vorname, Name", "Vorname Name", "Vorname Nachname",
    "Vorname und Nachname", "Nachname, Vorname", "Vollständiger Name", "full name", "contact person", "contact",
    "Ansprechpartner Name", "Kontakt Name", "zuständige Person", "Name Mitarbeiter", "Ansprechpartner Firma",
    "Ansprechpartner im Unternehmen", "Gesprächspartner", "AP",
    "Geschäftsführer", "Geschäftsführerin", "Geschäftsführung", "Inhaber", "Inhaberin", "Netzwerkmanagerin",
    "Clustermanagerin", "Netzwerkmanager", "Netzwerkmanagement", "Clustermanager", "Clustermanagement",
)  # fmt: skip
STAND = (
    "Stand", "Datenstand", "Stand der Angaben", "Stand der Daten", "aktualisiert am", "aktualisiert", "Aktualisierung",
    "letzte Aktualisierung", "zuletzt aktualisiert", "letzte Änderung", "zuletzt geändert", "as of", "last updated",
)  # fmt: skip
# Of an address, as `tables.joined` puts it together.
ADDRESS = (
    ("strasse", "Straße", ("Straße und Hausnummer", "Straße, Hausnummer", "Straße, Nr.", "Straße Nr.", "Str.", "street",
                           "Straße und Nr.", "Straße + Hausnummer", "Strasse", "Straße/Hausnr.", "Strassenname")),
    ("hausnummer", "Hausnummer", ("Hausnr.", "Haus-Nr.", "house number", "HNr.")),
    ("plz", "Postleitzahl", ("PLZ", "zip", "zip code", "postcode", "postal code")),
    ("ort", "Ort", ("Stadt", "PLZ Ort", "PLZ, Ort", "PLZ und Ort", "Wohnort", "Gemeinde", "city", "town",
                    "Ortschaft")),
)  # fmt: skip

# Words that tell no header from another.
_EMPTY = frozenset(
    "name namen angabe angaben der die das des dem den von vom zu zur zum in im bei ihr ihre ihrer unser unsere und "
    "innen inne aktuell aktuelle aktueller derzeitige folgenden weitere weiterer sonstige ggf evtl bitte falls "
    "vorhanden jeweilige aktive aktiver letzter letzte dienstlich dienstliche geschaeftlich max "
    "maximale ca circa etwa rund".split()
)
# Whose it is, as the whole table says already: „Firmenanschrift“, „Netzwerkmitgliedschaft“.
_OWNER = re.compile(
    r"\b(?:firmen|unternehmens|betriebs|netzwerk|cluster|organisations|vereins|veranstaltungs|kontakt|haupt|dienst) ?"
    r"(?=[a-z]{3})(?!und |oder )"
)
_KIND_OF_VALUE = re.compile(r"(?<=[a-z]{3}) ?(?:nummern?|nr|adressen?)\b")  # „Handynummer“, „Mailadresse“
# What of somebody else, or of another time, a column is of that begins like one of ours.
_OTHER = re.compile(
    r"\b(?:privat|intern|ansprechpartner|ansprechperson|kontaktperson|person|geschaeftsfuehr|inhaber|gf|bearbeit|alt|"
    r"frueher|ehemalig|gespraech|einladung|rechnung|lieferant|kunde|steuer)"
)
_NUMBER = re.compile(r" ?\d{1,4}$")
# Whose telephone or mailbox it is: everybody's in a firm, or that of somebody there.
_HOUSE = (
    r"(?:zentral|firm|unternehm|betrieb|allgemein|info|empfang|sekretariat|buero|office|geschaeftsstelle|verein)\w*"
)
_OF_ALL = re.compile(rf"\b{_HOUSE}")
_PERSON_HEADER = r"ap|asp|ansprechp\w*|kontaktp\w*|gf|geschaeftsfuehr\w*|inhaber\w*|persoenlich\w*|person"
_OF_ONE = re.compile(rf"\b(?:{_PERSON_HEADER}|durchwahl|direkt\w*|mobil\w*|handy\w*)\b")


def stems(header: str) -> str:
    """What headers have in common that say the same in another number, gender or order of words; empty for nothing.

    >>> stems("Netzwerke (1)") == stems("Netzwerk") and stems("Firmenanschrift") == stems("Anschriften")
    True
    """
    return " ".join(sorted(set(_stems(header))))


def first_stem(header: str) -> str:
    """Of a header that goes on with whose it is: „Homepage des Clusters“, „Tel. Büro“; not „Telefon privat“."""
    found = _stems(header)
    return found[0] if len(found) > 1 and not _OTHER.search(fold(header)) else ""


ALL, UNSAID, ONE = range(3)


def whose(header: str) -> int:
    """Of a way to reach somebody: of all in a firm, of one of them, or not said.

    >>> [whose(header) for header in ("Tel. Zentrale", "Telefon", "Mail AP")] == [ALL, UNSAID, ONE]
    True
    """
    folded = fold(header)
    return ALL if _OF_ALL.search(folded) else ONE if _OF_ONE.search(folded) else UNSAID


def own(header: str) -> str:
    """Without whose it is: „Mail AP“, „E-Mail Firma“, „persönliche E-Mail“."""
    return " ".join(re.sub(rf"\b(?:{_PERSON_HEADER}|{_HOUSE})\b", "", fold(header)).split())


def names_people(spelt: list[str]) -> bool:
    """Whether a column of that header, in its spellings, holds names of people."""
    return any(one in _NAMING_PEOPLE or stems(one) in _NAMING_PEOPLE for one in spelt)


def names_entry(spelt: list[str]) -> bool:
    """Whether a column holds names of entries that are no people."""
    return any(one in _NAMING_ENTRIES for one in spelt)


def _stems(header: str) -> list[str]:
    words = _KIND_OF_VALUE.sub("", _OWNER.sub("", _NUMBER.sub("", fold(header)))).split()
    return [stem(word) for word in words if word not in _EMPTY]


_NAMING_PEOPLE = {*map(fold, WHOLE_NAME), *map(stems, WHOLE_NAME), "vorname", "nachname", "familienname"} - {""}
_NAMING_ENTRIES = {fold(word) for words in NAMES.values() for word in words}
