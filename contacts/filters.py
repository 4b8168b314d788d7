"""What can be asked of contact persons: by task, not by alphabet (ux 4.8)."""

from collections.abc import Iterable

from django.db.models import QuerySet

from contacts.enums import Concern
from contacts.models import Person, Responsibility
from core.choice_facets import ChoiceFacet, TermFacet, published
from core.filters import Links, RecordFilterSet
from networks.models import Network, Organisation
from programmes.models import Programme
from publishing.enums import State
from regions.filters import RegionFacet

MIN_NAME_LETTERS = 3  # looking somebody up by name needs as much; browsing goes by task


def _tasks() -> QuerySet:
    return Responsibility.objects.public()


def _programmes_with_tasks() -> list[tuple]:
    rows = _tasks().filter(programme__state=State.PUBLISHED).order_by().distinct()
    return [(*row, None) for row in rows.values_list("programme_id", "programme__slug", "programme__name")]


class PersonFilter(RecordFilterSet):
    aufgabe = ChoiceFacet("Aufgabe", Links(_tasks, "concern", "person_id"), Concern.choices)
    region = RegionFacet(
        (Links(_tasks, "regions", "person_id"), Links(_tasks, "network__regions", "person_id")), none=""
    )
    programm = TermFacet(
        "Förderprogramm",
        Links(_tasks, "programme_id", "person_id"),
        published(Programme),
        rows=_programmes_with_tasks,
    )
    netzwerk = TermFacet("Netzwerk", Links(_tasks, "network_id", "person_id"), published(Network), wide=True)
    organisation = TermFacet("Organisation", "organisation_id", published(Organisation), wide=True)

    class Meta:
        model = Person
        fields: list[str] = []

    @classmethod
    def public(cls) -> QuerySet:
        return Person.objects.published().contacts()

    @classmethod
    def matching(cls, text: str) -> Iterable[int]:
        if any(len(word) < MIN_NAME_LETTERS for word in text.split()):
            return []
        return super().matching(text)
