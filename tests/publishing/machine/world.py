"""What the machine begins with: two places, accounts of every role, records of six kinds that name each other."""

from dataclasses import dataclass

from accounts.models import Editor
from contacts.models import Channel, Mention, Person, Responsibility
from networks.models import Event, Network, Organisation, Participation, Relation
from programmes.models import Financing, Funding, Programme
from publishing.models import Name, SourceDocument
from regions.models import Region
from tests.factories import cite, make
from tests.publishing.machine.tables import Dump, Key, label
from tests.roles import administrator, editor, releasable, reviewer

# The paths by which a record has its regions, as (records in between that must be public).
_RELEASES = {"reviewer", "administrator"}


@dataclass(frozen=True, repr=False)
class Account:
    """`regions`: keys of its regions with what lies inside; None for all of them."""

    editor: Editor
    role: str
    regions: frozenset[int] | None
    package: str = ""

    def __repr__(self):
        return self.editor.username

    @property
    def pk(self) -> int:
        return self.editor.pk

    @property
    def releases(self) -> bool:
        return self.role in _RELEASES


class World:
    def __init__(self):
        self.land = make(Region, name="Baden")
        self.town = make(Region, name="Mannheim", kind="kreis", parent=self.land)
        self.beside = make(Region, name="Berlin")
        self.accounts = self._accounts()
        self.by_pk = {account.pk: account for account in self.accounts}
        self._records()

    def _accounts(self) -> list[Account]:
        here, town = frozenset({self.land.pk, self.town.pk}), frozenset({self.town.pk})
        there = frozenset({self.beside.pk})

        def named(role, make_one, name, regions, inside, **values):
            account = make_one(username=name, regions=regions, **values)
            return Account(account, role, inside, *values.get("packages", []))

        return [
            named("editor", editor, "anna-baden", [self.land], here),
            named("editor", editor, "anton-baden", [self.land], here),
            named("editor", editor, "mia-mannheim", [self.town], town),
            named("editor", editor, "nora-netze", [self.land], here, packages=["networks"]),
            named("editor", editor, "berta-berlin", [self.beside], there),
            named("editor", editor, "udo-ueberall", [], None),
            named("reviewer", reviewer, "rita-baden", [self.land], here),
            named("reviewer", reviewer, "rolf-baden", [self.land], here),
            named("reviewer", reviewer, "ruth-berlin", [self.beside], there),
            named("reviewer", reviewer, "rosa-ueberall", [], None),
            named("administrator", administrator, "adam", [self.beside], None),
            named("administrator", administrator, "eva", [], None),
        ]

    def _records(self) -> None:
        source = releasable(SourceDocument, title="Amtsblatt")
        releasable(SourceDocument, title="Notiz", state="entwurf")
        nets = [releasable(Network, name=f"Netz {n}", regions=[place]) for n, place in enumerate(self._places())]
        drafts = [
            releasable(Network, name=f"Plan {n}", state="entwurf", regions=[place])
            for n, place in enumerate(self._places())
        ]
        office = releasable(Organisation, name="Amt", region=self.town)
        bund, plan = releasable(Organisation, name="Bund"), releasable(Organisation, name="Verein", state="entwurf")
        grw, line = releasable(Programme, name="GRW"), releasable(Programme, name="Linie", state="entwurf")
        people = [releasable(Person, family_name=f"Muster{n}") for n in range(2)]
        named = releasable(Person, family_name="Neumann", state="entwurf", organisation=office)
        event = releasable(Event, name="Tag", start="2024", networks=[nets[0]])
        releasable(Event, name="Nacht", state="entwurf", networks=[nets[1], drafts[0]], start="2024")
        for person, place in zip(people, (self.town, self.beside), strict=True):
            make(Responsibility, person=person, task="Leitung", regions=[place])
        make(Responsibility, person=people[0], network=nets[0], task="Büro", source=source)
        make(Responsibility, office=office, programme=grw, task="Antrag")
        make(Responsibility, person=named, network=drafts[0], task="Später")
        make(Channel, person=people[0])
        make(Mention, person=people[1], event=event)
        make(Participation, network=nets[0], organisation=bund)
        make(Participation, network=drafts[1], organisation=office)
        make(Relation, from_network=nets[0], to_network=nets[1])
        make(Funding, network=nets[0], programme=grw)
        make(Funding, network=drafts[0], programme=line)
        make(Financing, programme=grw, organisation=bund)
        make(Name, subject=nets[0], name="N0")
        cite(plan, source)

    def _places(self) -> tuple[Region, Region]:
        return self.town, self.beside

    def in_charge(self, dump: Dump, account: Account, key: Key) -> bool:
        """May the account write this record? The rule of territories once more, on plain rows."""
        kind, pk = key
        if key not in dump.records or account.package and not kind.startswith(account.package):
            return False
        if account.regions is None:
            return True
        places = self._places_of(dump, kind, pk)
        if places & account.regions:
            return True
        revisions = dump.revisions(key)
        was_public = any(row["state"] == "freigegeben" for row in revisions)
        is_draft = dump.records[key]["state"] in ("entwurf", "pruefung") and not was_public
        if places and not is_draft or not revisions:
            return False
        first = revisions[0]
        if first["number"] != 1 or first["kind"] not in ("neu", "import") or first["created_by_id"] is None:
            return False
        author = self.by_pk[first["created_by_id"]].editor
        team = set(author.regions.values_list("pk", flat=True)) & account.regions
        return author.pk == account.pk or bool(team)

    def _places_of(self, dump: Dump, kind: str, pk: int) -> set[int]:
        row = dump.records[kind, pk]
        if kind == label(Network):
            return dump.linked(Network, "regions", pk)
        if kind == label(Programme):
            return dump.linked(Programme, "regions", pk)
        if kind == label(Organisation):
            return {row["region_id"]} - {None}
        if kind == label(Event):
            return {row["region_id"], *self._of_networks(dump, dump.linked(Event, "networks", pk))} - {None}
        if kind != label(Person):
            return set()
        found = set()
        for task in dump.rows[label(Responsibility)]:
            if task["person_id"] == pk:
                found |= dump.linked(Responsibility, "regions", task["id"])
                found |= self._of_networks(dump, {task["network_id"]})
        office = (label(Organisation), row["organisation_id"])
        if dump.is_public(office):
            found.add(dump.records[office]["region_id"])
        return found - {None}

    @staticmethod
    def _of_networks(dump: Dump, pks: set[int]) -> set[int]:
        public = [pk for pk in pks if dump.is_public((label(Network), pk))]
        return set().union(*(dump.linked(Network, "regions", pk) for pk in public))
