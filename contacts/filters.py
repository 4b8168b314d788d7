"""What can be asked of contact persons: who does what, where."""

from collections.abc import Iterable
from datetime import date
from itertools import starmap

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import Filter

from contacts.enums import REACHABLE, Concern, Role
from contacts.models import Channel, Person, Responsibility
from core.choice_facets import ChoiceFacet, TermFacet, published
from core.facet_data import TermRow
from core.filters import Links, RecordFilterSet, Sort, any_of
from core.words import _lazy
from networks.models import Network, Organisation
from programmes.models import Programme
from publishing.enums import State
from regions.filters import RegionFacet

MIN_NAME_LETTERS = 3  # looking somebody up by name needs as much; browsing goes by task


def _tasks() -> QuerySet:
    return Responsibility.objects.public()


def _programmes_with_tasks() -> list[TermRow]:
    rows = _tasks().filter(programme__state=State.PUBLISHED).order_by().distinct()
    return list(starmap(TermRow, rows.values_list("programme_id", "programme__slug", "programme__name")))


def without_channel() -> Q:
    """People whom nobody reaches, neither themselves nor by the organisation they belong to."""
    own = Exists(Channel.objects.filter(person=OuterRef("pk")))
    return ~Q(own) & ~Q(Exists(Channel.objects.filter(organisation=OuterRef("organisation"))))


class ContactFacet(ChoiceFacet):
    """For editors: whether somebody is responsible, whatever is public of it, and can be reached."""

    def __init__(self):
        choices = [
            ("zustaendig", _lazy("Ansprechperson")),
            ("ohne-kontaktweg", _lazy("Ansprechperson ohne Kontaktweg")),
            ("genannt", _lazy("nur genannt")),
        ]
        super().__init__(_lazy("Rolle"), "", choices)

    def having(self, model: type[Person], values: list[str]) -> Q:
        contact = Q(Exists(Responsibility.objects.filter(person=OuterRef("pk"))))
        meant = {"zustaendig": contact, "ohne-kontaktweg": contact & without_channel(), "genannt": ~contact}
        return any_of(meant[value] for value in values)


class PublicationFacet(ChoiceFacet):
    """For editors: what a person knows and says of standing here."""

    def __init__(self):
        choices = [
            ("widerspruch", _lazy("hat widersprochen")),
            ("ohne-grundlage", _lazy("ohne Grundlage")),
            ("nicht-informiert", _lazy("nicht informiert")),
            ("offene-daten", _lazy("für offene Daten freigegeben")),
        ]
        super().__init__(_lazy("Veröffentlichung"), "", choices)

    def having(self, model: type[Person], values: list[str]) -> Q:
        meant = {
            "widerspruch": Q(objected_on__isnull=False),
            "ohne-grundlage": Q(basis=""),
            "nicht-informiert": Q(informed_on=None),
            "offene-daten": Q(open_data_on__isnull=False),
        }
        return any_of(meant[value] for value in values)


class PersonFilter(RecordFilterSet):
    desk = {"rolle": ContactFacet(), "veroeffentlichung": PublicationFacet()}
    aufgabe = ChoiceFacet(_lazy("Aufgabe"), Links(_tasks, "concern", "person_id"), Concern.choices)
    region = RegionFacet(
        (Links(_tasks, "regions", "person_id"), Links(_tasks, "network__regions", "person_id")), none=""
    )
    programm = TermFacet(
        _lazy("Förderprogramm"),
        Links(_tasks, "programme_id", "person_id"),
        published(Programme),
        rows=_programmes_with_tasks,
    )
    netzwerk = TermFacet(_lazy("Netzwerk"), Links(_tasks, "network_id", "person_id"), published(Network), wide=True)
    organisation = TermFacet(_lazy("Organisation"), "organisation_id", published(Organisation), wide=True)

    class Meta:
        model = Person
        fields: list[str] = []

    @classmethod
    def matching(cls, text: str) -> Iterable[int]:
        if any(len(word) < MIN_NAME_LETTERS for word in text.split()):
            return []
        return super().matching(text)


def own_channels() -> QuerySet:
    """The usable channels of the person or office of a responsibility, for a subquery."""
    return Channel.objects.filter(
        Q(person=OuterRef("person")) | Q(organisation=OuterRef("office")), kind__in=REACHABLE, is_faulty=False
    )


class TargetFacet(ChoiceFacet):
    """Who answers."""

    def __init__(self):
        choices = [
            ("person", _lazy("Person")),
            ("stelle", _lazy("Stelle")),
            ("auffang", _lazy("Auffangstelle")),
            ("unerreichbar", _lazy("ohne eigenen Kontaktweg")),
        ]
        super().__init__(_lazy("Ziel"), "", choices)

    def having(self, model: type[Responsibility], values: list[str]) -> Q:
        meant = {
            "person": Q(person__isnull=False),
            "stelle": Q(office__isnull=False, is_fallback=False),
            "auffang": Q(is_fallback=True),
            "unerreichbar": ~Q(Exists(own_channels())),
        }
        return any_of(meant[value] for value in values)


class ValidityFacet(ChoiceFacet):
    """Whether it holds today."""

    def __init__(self):
        choices = [
            ("jetzt", _lazy("gilt heute")),
            ("vorbei", _lazy("gilt nicht mehr")),
            ("spaeter", _lazy("gilt noch nicht")),
        ]
        super().__init__(_lazy("Gültigkeit"), "", choices)

    def having(self, model: type[Responsibility], values: list[str]) -> Q:
        today = date.today()
        over, later = Q(end_latest__lt=today), Q(start_earliest__gt=today)
        now = (Q(end_latest=None) | ~over) & (Q(start_earliest=None) | ~later)
        meant = {"vorbei": over, "spaeter": later, "jetzt": now}
        return any_of(meant[value] for value in values)


class ResponsibilityFilter(RecordFilterSet):
    """For editors: no records, but the rules by which the finder decides."""

    sorts: dict[str, Sort] = {}
    hides = False

    anliegen = ChoiceFacet(_lazy("Anliegen"), "concern", Concern.choices)
    ziel = TargetFacet()
    rolle = ChoiceFacet(_lazy("Rolle"), "role", Role.choices)
    gilt = ValidityFacet()
    region = RegionFacet(Links.through(Responsibility.regions))

    class Meta:
        model = Responsibility
        fields: list[str] = []

    @classmethod
    def get_filters(cls) -> dict[str, Filter]:
        """Without the text: the search knows no rules."""
        return {param: one for param, one in super().get_filters().items() if param != "q"}

    @classmethod
    def public(cls) -> QuerySet:
        return Responsibility.objects.public()
