"""Loads invented networks for measurements, into a database of their own; visitors never see them."""

import json
import random
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from contacts.enums import ChannelKind
from contacts.models import Channel, Person, Responsibility
from invented.draws import shuffled
from invented.firms import Firms
from networks.models import Field, Network
from programmes.enums import ProgrammeKind
from programmes.models import Funding, Programme
from publishing.enums import MilestoneKind, SourceKind, State
from publishing.models import Citation, Link, Milestone, SourceDocument
from publishing.signals import muted
from regions.enums import RegionKind
from regions.models import Region
from search import index

BATCH = 1000
SEED = 28
NO_PROGRAMME = "ohne-foerderung"


def load_invented(path: Path, firms: int = 0) -> int:
    """Load JSON lines as the bench describes them, and as many firms besides; returns how many networks. One
    transaction."""
    with path.open(encoding="utf-8") as lines, transaction.atomic(), muted():
        loader = _Loader()
        count = sum(loader.load(batch) for batch in _batches(json.loads(line) for line in lines))
        if firms:
            loader.firms(firms)
        index.rebuild()
    return count


def _batches(rows: Iterable[dict]) -> Iterator[list[dict]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


class _Loader:
    def __init__(self):
        self.source = SourceDocument.objects.create(
            title="Erfundene Messdaten",
            short_title="Messdaten",
            kind=SourceKind.REGISTER,
            as_of="2025",
            state=State.PUBLISHED,
        )
        self.regions: dict[str, Region] = {}
        self.fields: dict[str, Field] = {}
        self.programmes: dict[str, Programme] = {}
        self.type = ContentType.objects.get_for_model(Network)

    def load(self, rows: list[dict]) -> int:
        networks = Network.objects.bulk_create([self._network(row) for row in rows])
        pairs = list(zip(rows, networks, strict=True))
        self._vocabulary(pairs)
        self._statements(pairs)
        self._contacts(pairs)
        return len(networks)

    def firms(self, count: int) -> None:
        """Where the networks are and with their fields, members of theirs."""
        dice = random.Random(SEED)
        districts = (region.pk for region in self.regions.values() if region.kind == RegionKind.DISTRICT)
        fields = (field.pk for field in self.fields.values())
        firms = Firms(dice, self.source, shuffled(dice, districts), shuffled(dice, fields))
        firms.make(count)
        firms.join(Network.objects.order_by("pk").values_list("pk", flat=True))

    def _network(self, row: dict) -> Network:
        return Network(
            slug=row["slug"],
            name=row["title"],
            kind=row["kind_slug"],
            summary=_shortened(row["summary"], 160),
            description=row["summary"],
            stated_status=row["status"],
            checked_on=row["checked_on"],
            state=State.PUBLISHED,
        )

    def _vocabulary(self, pairs) -> None:
        for model in (Network.regions.through, Network.fields.through):
            target = model is Network.regions.through and "region_id" or "field_id"
            find = self._region if target == "region_id" else self._field
            model.objects.bulk_create(
                model(network_id=network.pk, **{target: pk}) for row, network in pairs for pk in find(row)
            )
        Funding.objects.bulk_create(
            Funding(network=network, programme=self._programme(row), source=self.source)
            for row, network in pairs
            if row["programme_slug"] != NO_PROGRAMME
        )

    def _statements(self, pairs) -> None:
        about = [{"content_type": self.type, "object_id": network.pk, "source": self.source} for _, network in pairs]
        rows = [row for row, _ in pairs]
        Citation.objects.bulk_create(Citation(**subject) for subject in about)
        Milestone.objects.bulk_create(
            Milestone(**subject, kind=MilestoneKind.FOUNDED, date=str(row["founded"]), text="Gründung")
            for subject, row in zip(about, rows, strict=True)
        )
        Link.objects.bulk_create(
            Link(**subject, url=row["website"], label="Website") for subject, row in zip(about, rows, strict=True)
        )

    def _contacts(self, pairs) -> None:
        people = Person.objects.bulk_create(self._person(row) for row, _ in pairs)
        Responsibility.objects.bulk_create(
            Responsibility(person=person, network=network, task=row["contact"]["role"], source=self.source)
            for person, (row, network) in zip(people, pairs, strict=True)
        )
        Channel.objects.bulk_create(
            Channel(person=person, kind=kind, value=row["contact"][key], source=self.source)
            for person, (row, _) in zip(people, pairs, strict=True)
            for kind, key in ((ChannelKind.PHONE, "phone"), (ChannelKind.EMAIL, "mail"))
        )

    def _person(self, row: dict) -> Person:
        given, _, family = row["contact"]["name"].partition(" ")
        slug = f"{row['contact']['mail'].partition('@')[0].replace('.', '-')}-{row['id']}"
        return Person(slug=slug, given_name=given, family_name=family, state=State.PUBLISHED)

    def _region(self, row: dict) -> list[int]:
        land = self.regions.get(row["land_slug"])
        if land is None:
            land = Region.objects.create(slug=row["land_slug"], name=row["land"], kind=RegionKind.LAND)
            self.regions[row["land_slug"]] = land
        key = f"{row['land_slug']}/{row['district']}"
        if key not in self.regions:
            slug = f"kreis-{len(self.regions)}"
            self.regions[key] = Region.objects.create(
                slug=slug, name=row["district"], kind=RegionKind.DISTRICT, parent=land
            )
        return [self.regions[key].pk]

    def _field(self, row: dict) -> list[int]:
        for slug, name in zip(row["field_slugs"], row["fields"], strict=True):
            if slug not in self.fields:
                self.fields[slug] = Field.objects.create(slug=slug, name=name, state=State.PUBLISHED)
        return [self.fields[slug].pk for slug in row["field_slugs"]]

    def _programme(self, row: dict) -> Programme:
        slug = row["programme_slug"]
        if slug not in self.programmes:
            self.programmes[slug] = Programme.objects.create(
                slug=slug,
                name=row["programme"],
                kind=ProgrammeKind.PROGRAMME,
                summary="Messdaten",
                state=State.PUBLISHED,
            )
        return self.programmes[slug]


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 2].rsplit(" ", 1)[0] + " …"
