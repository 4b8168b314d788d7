"""A network of a town with somebody who answers for it, and forms of jobs as browsers send them."""

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import Editor
from cases import actions
from cases.models import Case
from contacts.models import Channel, Person, Responsibility
from networks.models import Network, Organisation
from publishing.models import Record, SourceDocument
from regions.models import Region
from tests.cases.world import town
from tests.factories import make
from tests.roles import releasable, signed_in


@dataclass
class House:
    region: Region
    author: Editor
    boss: Editor
    network: Network
    person: Person
    task: Responsibility
    letter: SourceDocument

    @property
    def desk(self) -> Client:
        return signed_in(self.author)


def house() -> House:
    place = town()
    network = releasable(Network, name="Lichtnetz", regions=[place.region])
    office = releasable(Organisation, name="Stadt Lichtenau", region=place.region)
    person = releasable(Person, given_name="Anna", family_name="Alt", organisation=office)
    make(Channel, person=person, value="0341 111-1")
    task = make(Responsibility, person=person, network=network, task="Geschäftsführung", concern="beitreten")
    letter = make(SourceDocument, title="Brief vom Mai", short_title="Brief vom Mai")
    return House(place.region, place.author, place.boss, network, person, task, letter)


def address(key: str, record: Record | None = None) -> str:
    if record is None:
        return reverse("jobs:job", args=[key])
    return reverse("jobs:job_at", args=[key, record._meta.label_lower, record.pk])


def send(client: Client, key: str, record: Record | None, **values: Any):
    return client.post(address(key, record), {"weiter": "einreichen", **said(**values)}, follow=True)


def said(source: Any = None, **values: Any) -> dict[str, Any]:
    """`source`: the key of one that is there."""
    known = {"herkunft-kind": "quelle", "herkunft-source": f"Brief ({source})"} if source else {}
    return known | values


def released(place: House) -> Case:
    """The only case that waits, released by the second account."""
    case = Case.objects.get(state="pruefung")
    actions.release(case=case, by=place.boss)
    return case
