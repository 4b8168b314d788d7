"""What the directory has already: names to look for, and records that a proposal may mean."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from articles.extract import KnownName
from contacts.models import Person
from networks.models import Event, Network, Organisation
from programmes.models import Programme
from publishing.models import Name, Record
from texts.enums import ProposalKind
from texts.proposal import Proposal, name_key

RECORD_KINDS: dict[ProposalKind, type[Record]] = {
    ProposalKind.NETWORK: Network,
    ProposalKind.ORGANISATION: Organisation,
    ProposalKind.PROGRAMME: Programme,
    ProposalKind.EVENT: Event,
    ProposalKind.PERSON: Person,
}
_NAMED = (ProposalKind.NETWORK, ProposalKind.ORGANISATION, ProposalKind.PROGRAMME)


@dataclass
class Directory:
    """Names of the directory at one moment: six queries, however many records there are."""

    names: list[KnownName]
    by_key: dict[ProposalKind, dict[str, set[int]]]

    @classmethod
    def load(cls) -> "Directory":
        names: list[KnownName] = []
        by_key: dict[ProposalKind, dict[str, set[int]]] = {kind: defaultdict(set) for kind in RECORD_KINDS}
        variants: dict[ProposalKind, dict[int, str]] = {}
        for kind in _NAMED:
            variants[kind] = {}
            for pk, name, variant in RECORD_KINDS[kind].objects.values_list("pk", "name", "kind"):
                names.append(KnownName(kind, name, variant))
                by_key[kind][name_key(name)].add(pk)
                variants[kind][pk] = variant
        types = {ContentType.objects.get_for_model(RECORD_KINDS[kind]).pk: kind for kind in _NAMED}
        others = Name.objects.filter(content_type__in=types).values_list("content_type", "object_id", "name")
        for type_id, pk, name in others:
            kind = types[type_id]
            if pk in variants[kind]:
                by_key[kind][name_key(name)].add(pk)
        for pk, name in Event.objects.values_list("pk", "name"):
            by_key[ProposalKind.EVENT][name_key(name)].add(pk)
        for pk, given, family in Person.objects.values_list("pk", "given_name", "family_name"):
            by_key[ProposalKind.PERSON][name_key(f"{given} {family}")].add(pk)
        return cls(names, by_key)

    def matches(self, proposals: list[Proposal]) -> dict[str, list[Record]]:
        """By proposal, the records that carry its name or one of its abbreviations; a query per kind."""
        wanted: dict[ProposalKind, dict[str, set[int]]] = {kind: {} for kind in RECORD_KINDS}
        for found in proposals:
            if found.kind in RECORD_KINDS:
                names = [found.normalised] if found.kind == ProposalKind.PERSON else [found.value, *found.also]
                pks = set().union(*(self.by_key[found.kind].get(name_key(name), set()) for name in names))
                if pks:
                    wanted[found.kind][found.id] = pks
        matches: dict[str, list[Record]] = {}
        for kind, by_proposal in wanted.items():
            rows = RECORD_KINDS[kind].objects.in_bulk(set().union(*by_proposal.values())) if by_proposal else {}
            for proposal_id, pks in by_proposal.items():
                matches[proposal_id] = [rows[pk] for pk in sorted(pks) if pk in rows]
        return matches

    def named(self, name: str) -> list[Record]:
        """All records of a name."""
        key = name_key(name)
        return [
            record
            for kind, model in RECORD_KINDS.items()
            if key and (pks := self.by_key[kind].get(key))
            for record in model.objects.filter(pk__in=pks).order_by("pk")
        ]
