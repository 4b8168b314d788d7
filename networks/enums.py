from django.db import models

from core.words import _lazy


class NetworkKind(models.TextChoices):
    NETWORK = "netzwerk", _lazy("Netzwerk")
    CLUSTER = "cluster", _lazy("Cluster")
    HUB = "hub", _lazy("Hub")
    ASSOCIATION = "verein", _lazy("Verein oder Verband")
    INITIATIVE = "initiative", _lazy("Initiative")
    CONSORTIUM = "konsortium", _lazy("Konsortium")
    PLATFORM = "plattform", _lazy("Plattform")
    OFFICE = "netzwerkbuero", _lazy("Netzwerkbüro")
    COMPETENCE_CENTRE = "kompetenzzentrum", _lazy("Kompetenzzentrum")
    PROJECT = "projekt", _lazy("Vernetzungsprojekt")

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


# Django's `get_kind_display` makes a dictionary of all choices each time.
KIND_LABELS = dict(NetworkKind.choices)


class StatedStatus(models.TextChoices):
    """What the sources say at their time; the status shown follows from it and from funding ends."""

    ACTIVE = "aktiv", _lazy("aktiv")
    FUNDING_ENDED = "foerderung-ausgelaufen", _lazy("Förderung ausgelaufen")
    PLANNED = "geplant", _lazy("geplant")
    UNCLEAR = "unklar", _lazy("unklar")
    ENDED = "beendet", _lazy("beendet")
    CONVERTED = "umgewandelt", _lazy("umgewandelt")


class Status(models.TextChoices):
    """What the pages show, and the filter asks for. The first three are those of `pages.alive`. A passed funding end
    means UNCLEAR until somebody checks, never ENDED."""

    CHECKED = "geprueft", _lazy("geprüft in den letzten 12 Monaten")
    STATED = "laut-quelle", _lazy("in einer Quelle der letzten 24 Monate genannt")
    MENTIONED = "zuletzt-genannt", _lazy("zuletzt genannt vor längerer Zeit")
    FUNDING_ENDED = "foerderung-ausgelaufen", _lazy("Förderung ausgelaufen")
    UNCLEAR = "unklar", _lazy("unklar")
    CONVERTED = "umgewandelt", _lazy("umgewandelt")
    ENDED = "beendet", _lazy("beendet")


# As a choice: all that nobody says has ended.
ACTIVE_STATES = (Status.CHECKED, Status.STATED, Status.MENTIONED)
# What nobody has confirmed for a long time, though no source says that it has ended.
UNCONFIRMED = (Status.MENTIONED, Status.UNCLEAR, Status.FUNDING_ENDED)


class OrganisationKind(models.TextChoices):
    MINISTRY = "ministerium", _lazy("Ministerium oder Senatsverwaltung")
    MUNICIPALITY = "kommune", _lazy("Kommune oder Landkreis")
    DEVELOPMENT_AGENCY = "wirtschaftsfoerderung", _lazy("Wirtschaftsförderung")
    PROJECT_AGENCY = "projekttraeger", _lazy("Projektträger")
    CHAMBER = "kammer", _lazy("Kammer")
    ASSOCIATION = "verband", _lazy("Verband oder Verein")
    UNION = "gewerkschaft", _lazy("Gewerkschaft")
    COMPANY = "unternehmen", _lazy("Unternehmen")
    UNIVERSITY = "hochschule", _lazy("Hochschule")
    RESEARCH = "forschung", _lazy("Forschungseinrichtung")
    CLINIC = "klinik", _lazy("Klinik")
    MUSEUM = "museum", _lazy("Museum")
    AUTHORITY = "behoerde", _lazy("Behörde oder Agentur")
    EU = "eu", _lazy("Europäische Union")
    OTHER = "sonstige", _lazy("Sonstige")


class SizeClass(models.TextChoices):
    """By how many work there; see networks.sizes."""

    MICRO = "kleinst", _lazy("Kleinstunternehmen (bis 9 Beschäftigte)")
    SMALL = "klein", _lazy("Kleines Unternehmen (10 bis 49)")
    MEDIUM = "mittel", _lazy("Mittleres Unternehmen (50 bis 249)")
    LARGE = "gross", _lazy("Großes Unternehmen (ab 250)")


class ParticipationRole(models.TextChoices):
    OPERATOR = "traeger", _lazy("Träger")
    INITIATOR = "initiator", _lazy("Initiator")
    FOUNDER = "gruendungsmitglied", _lazy("Gründungsmitglied")
    MEMBER = "mitglied", _lazy("Mitglied")
    PARTNER = "partner", _lazy("Partner")
    PARTICIPANT = "beteiligt", _lazy("Beteiligt")
    FUNDER = "foerderer", _lazy("Förderer")
    SUPPORTER = "unterstuetzer", _lazy("Unterstützung")
    COORDINATION = "abstimmung", _lazy("Abstimmung")
    INVITED = "eingeladen", _lazy("Teilnahme am Auftakt")
    LOCATION = "standort", _lazy("Standort")


# What makes an organisation one of a network's members; carrying, funding or supporting it does not.
MEMBERSHIP = (ParticipationRole.FOUNDER, ParticipationRole.MEMBER)


class RelationKind(models.TextChoices):
    """Read from the first network to the second: „A ist Teil von B“."""

    PART_OF = "teil-von", _lazy("ist Teil von")
    SUCCESSOR_OF = "nachfolge", _lazy("ist hervorgegangen aus")
    COOPERATES = "kooperation", _lazy("arbeitet zusammen mit")
    SUPPORTS = "unterstuetzung", _lazy("unterstützt")
    SELECTED_BY = "ausgewaehlt", _lazy("wurde ausgewählt von")
    TOPIC = "teilthema", _lazy("bezieht ein")


class OfferKind(models.TextChoices):
    SERVICE = "leistung", _lazy("Leistung")
    TOPIC = "schwerpunkt", _lazy("Schwerpunkt")
    GOAL = "ziel", _lazy("Ziel")
    PLAN = "plan", _lazy("Plan laut Quelle")
    RESULT = "ergebnis", _lazy("Ergebnis")


class EventKind(models.TextChoices):
    SINGLE = "veranstaltung", _lazy("Einzeltermin")
    SERIES = "reihe", _lazy("Terminreihe")
    FORMAT = "format", _lazy("Terminformat")


class Attendance(models.TextChoices):
    ON_SITE = "vor-ort", _lazy("vor Ort")
    ONLINE = "online", _lazy("online")
    HYBRID = "hybrid", _lazy("vor Ort und online")
    UNKNOWN = "", _lazy("keine Angabe")


class ProjectState(models.TextChoices):
    IDEA = "idee", _lazy("Idee oder Skizze")
    PLANNED = "geplant", _lazy("geplant")
    RUNNING = "laufend", _lazy("laufend")
    DONE = "abgeschlossen", _lazy("abgeschlossen")
    UNCLEAR = "unklar", _lazy("unklar")


class PlaceKind(models.TextChoices):
    CAMPUS = "campus", _lazy("Campus")
    BUILDING = "gebaeude", _lazy("Gebäude")
    CENTRE = "zentrum", _lazy("Technologie- oder Gründungszentrum")
    SITE = "gelaende", _lazy("Gelände")
    VENUE = "veranstaltungsort", _lazy("Veranstaltungsort")
    FACILITY = "anlage", _lazy("Anlage")
    ROUTE = "route", _lazy("Route")


class Need(models.TextChoices):
    """What somebody looks for in a network. Which records answer it: fit/needs.py."""

    PARTNERS = "partner", _lazy("Kooperationspartner")
    PROJECTS = "projekte", _lazy("Gemeinsame Projekte")
    FUNDING = "foerderung", _lazy("Fördermittel und Kapital")
    SKILLS = "fachkraefte", _lazy("Fachkräfte und Nachwuchs")
    ABROAD = "ausland", _lazy("Auslandsgeschäft und Messen")
    EXCHANGE = "austausch", _lazy("Wissen und Austausch")
    START_UP = "gruendung", _lazy("Hilfe beim Gründen")
    SPACES = "raeume", _lazy("Räume, Labore und Anlagen")


class Body(models.TextChoices):
    """For whom somebody asks, as networks state their audience."""

    SMALL = "kmu", _lazy("Kleiner oder mittlerer Betrieb (KMU)")
    START_UP = "start-up", _lazy("Start-up oder Gründungsvorhaben")
    LARGE = "grossunternehmen", _lazy("Großes Unternehmen")
    CRAFT = "handwerk", _lazy("Handwerk oder Manufaktur")
    RESEARCH = "forschung", _lazy("Hochschule oder Forschungseinrichtung")
    MUNICIPALITY = "kommune", _lazy("Kommune oder Verwaltung")
    SOCIAL = "sozialunternehmen", _lazy("Sozialunternehmen oder Wohlfahrtspflege")


class WzEdition(models.TextChoices):
    """Editions of the classification of economic activities (Klassifikation der Wirtschaftszweige)."""

    WZ_2008 = "2008", _lazy("WZ 2008")
    WZ_2025 = "2025", _lazy("WZ 2025")
