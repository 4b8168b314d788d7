"""A directory of any size, the same for the same seed, spread as unevenly as a real one.

A few Länder, fields, branches and networks have most of the records, most have few, and some records have
nothing at all: what facets and their counts have to cope with.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from contacts.enums import ChannelKind, Concern
from contacts.models import Channel, Person, Responsibility
from invented.draws import Skewed, shuffled
from invented.firms import Firms
from invented.words import BODIES, FAMILIES, FIELDS, GIVEN, LAENDER, MARKETS, NOUNS, TOWNS, VERBS
from networks.enums import NetworkKind, StatedStatus
from networks.models import Field, Market, Network, NetworkMarket
from programmes.enums import ProgrammeKind
from programmes.models import Funding, Programme
from publishing.enums import MilestoneKind, SourceKind, State
from publishing.models import Citation, Milestone, SourceDocument
from publishing.signals import muted
from regions.enums import RegionKind
from regions.models import Region
from search import index

BATCH = 1000
PROGRAMMES = 60
SEED = 2018
TODAY = date(2026, 1, 1)  # checks and ends lie around it; the real day would make every run another


def generate(
    networks: int, organisations: int, seed: int = SEED, log: Callable[[str], None] = lambda line: None
) -> None:
    """Fill an empty database in one transaction, then build the search index once."""
    with transaction.atomic(), muted():
        maker = _Maker(random.Random(seed))
        maker.vocabularies()
        for start in range(0, networks, BATCH):
            maker.networks(range(start + 1, min(start + BATCH, networks) + 1))
        log(f"{networks} Netzwerke angelegt.")
        firms = Firms(maker.dice, maker.source, maker.regions, maker.fields)
        firms.make(organisations)
        log(f"{organisations} Organisationen angelegt.")
        firms.join(maker.network_pks)
        log("Beteiligungen angelegt, Suchindex entsteht …")
        index.rebuild()


class _Maker:
    def __init__(self, dice: random.Random):
        self.dice = dice
        self.type = ContentType.objects.get_for_model(Network)
        self.network_pks: list[int] = []

    # --- Vocabularies

    def vocabularies(self) -> None:
        self.source = SourceDocument.objects.create(
            title="Erfundene Messdaten", short_title="Messdaten", kind=SourceKind.REGISTER, as_of="2025",
            state=State.PUBLISHED,
        )  # fmt: skip
        self.regions = self._districts()
        self.fields = shuffled(self.dice, self._fields())
        self.markets = shuffled(self.dice, _pks(Market(name=name, slug=f"mess-{n}", state=State.PUBLISHED)
                                           for n, name in enumerate(MARKETS)))  # fmt: skip
        self.programmes = shuffled(self.dice,
            _pks(
                Programme(
                    name=f"Messprogramm {n}", slug=f"messprogramm-{n}", kind=ProgrammeKind.PROGRAMME,
                    summary="Erfunden.", state=State.PUBLISHED,
                )
                for n in range(PROGRAMMES)
            )
        )  # fmt: skip

    def _districts(self) -> Skewed:
        """The Kreise that the database has, invented ones where it has none; weighted by their Land."""
        for name in LAENDER:
            slug = name.casefold().replace("ü", "ue")
            land = Region.objects.filter(kind=RegionKind.LAND, name=name).first() or Region.objects.create(
                name=name, slug=slug, kind=RegionKind.LAND
            )
            if not Region.objects.filter(kind=RegionKind.DISTRICT, parent=land).exists():
                Region.objects.bulk_create(
                    Region(name=f"{town} ({name})", slug=f"{slug}-{n}", kind=RegionKind.DISTRICT, parent=land)
                    for n, town in enumerate(TOWNS)
                )
        rows = list(
            Region.objects.filter(kind=RegionKind.DISTRICT)
            .order_by("parent__name", "pk")
            .values_list("pk", "parent__name")
        )
        weights = []
        for land, districts in groupby(rows, key=lambda row: row[1]):
            parts = [1 / (rank + 2) for rank, _ in enumerate(districts)]
            weights += [LAENDER.get(land, 1) * share / sum(parts) for share in parts]
        return Skewed(self.dice, [pk for pk, _ in rows], weights)

    def _fields(self) -> list[int]:
        tops = Field.objects.bulk_create(
            Field(name=name, slug=f"messfeld-{n}", state=State.PUBLISHED) for n, name in enumerate(FIELDS)
        )
        below = Field.objects.bulk_create(
            Field(name=f"{top.name}: {noun}", slug=f"{top.slug}-{n}", parent=top, state=State.PUBLISHED)
            for top in tops
            for n, noun in enumerate(NOUNS[:4])
        )
        return [field.pk for field in (*tops, *below)]

    # --- Networks

    def networks(self, numbers: range) -> None:
        made = Network.objects.bulk_create([self._network(number) for number in numbers])
        pks = [network.pk for network in made]
        self.network_pks += pks
        self._through(Network.regions.through, "network_id", "region_id", pks, lambda: self.regions.some(2))
        self._through(Network.fields.through, "network_id", "field_id", pks, lambda: self.fields.some(4))
        NetworkMarket.objects.bulk_create(
            NetworkMarket(network_id=pk, market_id=market, source=self.source)
            for pk in self._share(pks, 0.2)
            for market in self.markets.some(3)
        )
        Funding.objects.bulk_create(
            Funding(network_id=pk, programme_id=self.programmes.draw(), source=self.source, start=str(year),
                    end=str(year + 3))
            for pk in self._share(pks, 0.4)
            for year in [self.dice.randint(2010, 2028)]
        )  # fmt: skip
        about = [{"content_type": self.type, "object_id": pk, "source": self.source} for pk in pks]
        Citation.objects.bulk_create(Citation(**subject) for subject in about)
        Milestone.objects.bulk_create(
            Milestone(**subject, kind=MilestoneKind.FOUNDED, date=str(self.dice.randint(1990, 2025)), text="Gründung")
            for subject in self._share(about, 0.7)
        )
        self._people(self._share(pks, 0.3))

    def _network(self, number: int) -> Network:
        dice = self.dice
        return Network(
            slug=f"messnetz-{number}",
            name=f"{dice.choice(NOUNS)}netz {dice.choice(FIELDS)} {dice.choice(TOWNS)} {number}",
            kind=dice.choice(NetworkKind.values),
            summary=f"Das Netzwerk {dice.choice(VERBS)} {dice.choice(BODIES)} und {dice.choice(BODIES)} der Region.",
            description=" ".join(self._sentence() for _ in range(6)),
            stated_status=dice.choices(StatedStatus.values, weights=[80, 4, 2, 4, 9, 1])[0],
            checked_on=TODAY - timedelta(days=dice.randint(1, 900)) if dice.random() < 0.7 else None,
            state=self._state(),
        )

    def _sentence(self) -> str:
        dice = self.dice
        return f"Es {dice.choice(VERBS)} {dice.choice(BODIES)} für {dice.choice(FIELDS)} und {dice.choice(NOUNS)}."

    def _people(self, network_pks: list[int]) -> None:
        dice = self.dice
        people = Person.objects.bulk_create(
            Person(given_name=dice.choice(GIVEN), family_name=dice.choice(FAMILIES), slug=f"messperson-{pk}",
                   state=self._state())
            for pk in network_pks
        )  # fmt: skip
        Responsibility.objects.bulk_create(
            Responsibility(person=person, network_id=pk, task="Leitung", concern=dice.choice(Concern.values),
                           source=self.source)
            for person, pk in zip(people, network_pks, strict=True)
        )  # fmt: skip
        Channel.objects.bulk_create(
            Channel(person=person, kind=ChannelKind.PHONE, value=f"030 23125 {person.pk % 1000:03}", source=self.source)
            for person in people
        )

    # --- Helpers

    def _state(self) -> str:
        """One in fifty is not public; nothing of it may show."""
        return State.PUBLISHED if self.dice.random() < 0.98 else State.DRAFT

    def _share(self, values: list, share: float) -> list:
        return [value for value in values if self.dice.random() < share]

    def _through(self, model: type[models.Model], owner: str, target: str, pks: list[int], draw: Callable) -> None:
        rows: Iterator[models.Model] = (model(**{owner: pk, target: other}) for pk in pks for other in draw())
        model.objects.bulk_create(rows, batch_size=BATCH)


def _pks(rows: Iterator[models.Model]) -> list[int]:
    rows = list(rows)
    return [row.pk for row in type(rows[0]).objects.bulk_create(rows)]
