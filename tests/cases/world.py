"""A case as an employee of a town puts it together: a network with its own source, a new person and a new member."""

from dataclasses import dataclass

from accounts.models import Editor
from cases import actions
from cases.models import Case
from contacts.models import Person, Responsibility
from networks.models import Network, Organisation, Participation
from publishing.actions import record_new
from publishing.enums import State
from publishing.models import Record, SourceDocument
from regions.models import Region
from tests.factories import cite, make
from tests.roles import editor, reviewer


@dataclass
class Town:
    """Two accounts of one town; the second may release."""

    region: Region
    author: Editor
    boss: Editor


def town() -> Town:
    region = make(Region, kind="kreis")
    return Town(region, editor(regions=[region]), reviewer(regions=[region]))


def draft(model: type[Record], by: Editor, **values) -> Record:
    """A new entry as the form leaves it."""
    record = make(model, state=State.DRAFT, **values)
    record_new(record, by=by)
    return record


@dataclass
class Parts:
    source: SourceDocument
    member: Organisation
    person: Person
    network: Network

    def all(self) -> list[Record]:
        """Not in the order in which they are released."""
        return [self.network, self.person, self.member, self.source]


def parts(place: Town) -> Parts:
    """Each needs the one before it; all are drafts, and complete only together."""
    by = place.author
    source = draft(SourceDocument, by, title="Mitteilung des Hauses", as_of="2024", as_of_reason="Zum Test.")
    member = draft(Organisation, by, name="Lampen GmbH")
    person = draft(Person, by, family_name="Muster", organisation=member)
    network = draft(Network, by, name="Lichtnetz", regions=[place.region])
    for record in (member, person, network):
        cite(record, source)
    make(Participation, network=network, organisation=member)
    make(Responsibility, person=person, network=network, task="Leitung", source=source)
    return Parts(source, member, person, network)


def put_together(place: Town, *records: Record) -> Case:
    case = actions.begin(title="Lichtnetz aufnehmen", by=place.author, why="Gegründet.")
    actions.add(case=case, records=records, by=place.author)
    return case


def handed_in(place: Town, *records: Record) -> Case:
    case = put_together(place, *records)
    actions.submit(case=case, by=place.author)
    return case


def states(*records: Record) -> list[str]:
    for record in records:
        record.refresh_from_db()
    return [record.state for record in records]
