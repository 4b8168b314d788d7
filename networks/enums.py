from django.db import models


class NetworkKind(models.TextChoices):
    NETWORK = "netzwerk", "Netzwerk"
    CLUSTER = "cluster", "Cluster"
    HUB = "hub", "Hub"
    ASSOCIATION = "verein", "Verein oder Verband"
    INITIATIVE = "initiative", "Initiative"
    CONSORTIUM = "konsortium", "Konsortium"
    PLATFORM = "plattform", "Plattform"
    OFFICE = "netzwerkbuero", "Netzwerkbüro"
    COMPETENCE_CENTRE = "kompetenzzentrum", "Kompetenzzentrum"
    PROJECT = "projekt", "Vernetzungsprojekt"

    @property
    def icon(self) -> str:
        """The mark of this kind in static/img/icons.svg."""
        return {
            NetworkKind.CLUSTER: "cluster",
            NetworkKind.HUB: "hub",
            NetworkKind.ASSOCIATION: "association",
            NetworkKind.INITIATIVE: "initiative",
            NetworkKind.CONSORTIUM: "association",
            NetworkKind.PLATFORM: "hub",
        }.get(self, "network")


class StatedStatus(models.TextChoices):
    """What the sources say at their time; the status shown follows from it and from funding ends."""

    ACTIVE = "aktiv", "aktiv"
    FUNDING_ENDED = "foerderung-ausgelaufen", "Förderung ausgelaufen"
    PLANNED = "geplant", "geplant"
    UNCLEAR = "unklar", "unklar"
    ENDED = "beendet", "beendet"
    CONVERTED = "umgewandelt", "umgewandelt"


class Status(models.TextChoices):
    """What the pages show. A passed funding end means UNCLEAR until somebody checks, never ENDED."""

    ACTIVE = "aktiv", "aktiv"
    FUNDING_ENDED = "foerderung-ausgelaufen", "Förderung ausgelaufen"
    UNCLEAR = "unklar", "unklar"
    CONVERTED = "umgewandelt", "umgewandelt"
    ENDED = "beendet", "beendet"


class OrganisationKind(models.TextChoices):
    MINISTRY = "ministerium", "Ministerium oder Senatsverwaltung"
    MUNICIPALITY = "kommune", "Kommune oder Landkreis"
    DEVELOPMENT_AGENCY = "wirtschaftsfoerderung", "Wirtschaftsförderung"
    PROJECT_AGENCY = "projekttraeger", "Projektträger"
    CHAMBER = "kammer", "Kammer"
    ASSOCIATION = "verband", "Verband oder Verein"
    UNION = "gewerkschaft", "Gewerkschaft"
    COMPANY = "unternehmen", "Unternehmen"
    UNIVERSITY = "hochschule", "Hochschule"
    RESEARCH = "forschung", "Forschungseinrichtung"
    CLINIC = "klinik", "Klinik"
    MUSEUM = "museum", "Museum"
    AUTHORITY = "behoerde", "Behörde oder Agentur"
    EU = "eu", "Europäische Union"
    OTHER = "sonstige", "Sonstige"


class ParticipationRole(models.TextChoices):
    OPERATOR = "traeger", "Träger"
    INITIATOR = "initiator", "Initiator"
    FOUNDER = "gruendungsmitglied", "Gründungsmitglied"
    MEMBER = "mitglied", "Mitglied"
    PARTNER = "partner", "Partner"
    PARTICIPANT = "beteiligt", "Beteiligt"
    FUNDER = "foerderer", "Förderer"
    SUPPORTER = "unterstuetzer", "Unterstützung"
    COORDINATION = "abstimmung", "Abstimmung"
    INVITED = "eingeladen", "Teilnahme am Auftakt"
    LOCATION = "standort", "Standort"


# What makes an organisation one of a network's members; carrying, funding or supporting it does not.
MEMBERSHIP = (ParticipationRole.FOUNDER, ParticipationRole.MEMBER)


class RelationKind(models.TextChoices):
    """Read from the first network to the second: „A ist Teil von B“."""

    PART_OF = "teil-von", "ist Teil von"
    SUCCESSOR_OF = "nachfolge", "ist hervorgegangen aus"
    COOPERATES = "kooperation", "arbeitet zusammen mit"
    SUPPORTS = "unterstuetzung", "unterstützt"
    SELECTED_BY = "ausgewaehlt", "wurde ausgewählt von"
    TOPIC = "teilthema", "bezieht ein"


class OfferKind(models.TextChoices):
    SERVICE = "leistung", "Leistung"
    TOPIC = "schwerpunkt", "Schwerpunkt"
    GOAL = "ziel", "Ziel"
    PLAN = "plan", "Plan laut Quelle"
    RESULT = "ergebnis", "Ergebnis"


class EventKind(models.TextChoices):
    SINGLE = "veranstaltung", "Veranstaltung"
    SERIES = "reihe", "Veranstaltungsreihe"
    FORMAT = "format", "Regelmäßiges Format"


class Attendance(models.TextChoices):
    ON_SITE = "vor-ort", "vor Ort"
    ONLINE = "online", "online"
    HYBRID = "hybrid", "vor Ort und online"
    UNKNOWN = "", "keine Angabe"


class ProjectState(models.TextChoices):
    IDEA = "idee", "Idee oder Skizze"
    PLANNED = "geplant", "geplant"
    RUNNING = "laufend", "laufend"
    DONE = "abgeschlossen", "abgeschlossen"
    UNCLEAR = "unklar", "unklar"


class PlaceKind(models.TextChoices):
    CAMPUS = "campus", "Campus"
    BUILDING = "gebaeude", "Gebäude"
    CENTRE = "zentrum", "Technologie- oder Gründungszentrum"
    SITE = "gelaende", "Gelände"
    VENUE = "veranstaltungsort", "Veranstaltungsort"
    FACILITY = "anlage", "Anlage"
    ROUTE = "route", "Route"


class Need(models.TextChoices):
    """What somebody looks for in a network. Which records answer it: directory/needs.py."""

    PARTNERS = "partner", "Kooperationspartner"
    PROJECTS = "projekte", "Gemeinsame Projekte"
    FUNDING = "foerderung", "Fördermittel und Kapital"
    SKILLS = "fachkraefte", "Fachkräfte und Nachwuchs"
    ABROAD = "ausland", "Auslandsgeschäft und Messen"
    EXCHANGE = "austausch", "Wissen und Austausch"
    START_UP = "gruendung", "Hilfe beim Gründen"
    SPACES = "raeume", "Räume, Labore und Anlagen"


class Body(models.TextChoices):
    """For whom somebody asks, as networks state their audience."""

    SMALL = "kmu", "Kleiner oder mittlerer Betrieb (KMU)"
    START_UP = "start-up", "Start-up oder Gründungsvorhaben"
    LARGE = "grossunternehmen", "Großes Unternehmen"
    CRAFT = "handwerk", "Handwerk oder Manufaktur"
    RESEARCH = "forschung", "Hochschule oder Forschungseinrichtung"
    MUNICIPALITY = "kommune", "Kommune oder Verwaltung"
    SOCIAL = "sozialunternehmen", "Sozialunternehmen oder Wohlfahrtspflege"


class WzEdition(models.TextChoices):
    """Editions of the classification of economic activities (Klassifikation der Wirtschaftszweige)."""

    WZ_2008 = "2008", "WZ 2008"
    WZ_2025 = "2025", "WZ 2025"
