"""Firms with branches of both editions, brands, seats, sizes and memberships, as unevenly spread as real ones."""

import random
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models

from invented.draws import Skewed, shuffled
from invented.words import FAMILIES, FIELDS, NOUNS, TOWNS, VERBS
from networks.enums import MEMBERSHIP, OrganisationKind, ParticipationRole
from networks.models import Branch, Brand, Organisation, Participation
from networks.sizes import BEGINS
from networks_portal.loading.branches import load_branches
from pages.kinds import EMPLOYEES
from publishing.enums import State
from publishing.models import Citation, Figure, SourceDocument

BATCH = 1000
BRANDS = 8
_MOST = 2000  # employees; of the largest class few come near


class Firms:
    """`regions`, `fields`: their keys, the frequent ones first."""

    def __init__(self, dice: random.Random, source: SourceDocument, regions: Skewed, fields: Skewed):
        self.dice, self.source, self.regions, self.fields = dice, source, regions, fields
        self.type = ContentType.objects.get_for_model(Organisation)
        self.pks: list[int] = []
        load_branches(settings.BASE_DIR / "fixtures")
        self.branches = {
            edition: shuffled(dice, Branch.objects.filter(edition=edition, level__gte=2).values_list("pk", flat=True))
            for edition in ("2008", "2025")
        }
        made = Brand.objects.bulk_create(Brand(name=f"Messmarke {n}", slug=f"messmarke-{n}") for n in range(BRANDS))
        self.brands = shuffled(dice, (brand.pk for brand in made))

    def make(self, count: int) -> None:
        for start in range(0, count, BATCH):
            self._some(range(start + 1, min(start + BATCH, count) + 1))

    def _some(self, numbers: range) -> None:
        made = Organisation.objects.bulk_create([self._firm(number) for number in numbers])
        pks = [one.pk for one in made]
        self.pks += pks
        for relation, target, share, draw in (
            (Organisation.fields, "field_id", 0.8, lambda: self.fields.some(3)),
            (Organisation.branches, "branch_id", 0.9, self._branches),
            (Organisation.brands, "brand_id", 0.05, lambda: [self.brands.draw()]),
        ):
            self._through(relation.through, target, self._share(pks, share), draw)
        about = [{"content_type": self.type, "object_id": pk, "source": self.source} for pk in pks]
        Citation.objects.bulk_create(Citation(**subject) for subject in about)
        Figure.objects.bulk_create(
            Figure(**subject, number=self._employees(), counted=EMPLOYEES.fixed["counted"])
            for subject in self._share(about, 0.6)
        )

    def _firm(self, number: int) -> Organisation:
        dice = self.dice
        about = f"{dice.choice(VERBS).title()} mit {dice.choice(FIELDS)} und {dice.choice(NOUNS)}."
        return Organisation(
            slug=f"messbetrieb-{number}",
            name=f"{dice.choice(FAMILIES)} {dice.choice(NOUNS)} {dice.choice(TOWNS)} {number}",
            kind=OrganisationKind.COMPANY if dice.random() < 0.8 else dice.choice(OrganisationKind.values),
            summary=about if dice.random() < 0.5 else "",
            region_id=self.regions.draw() if dice.random() < 0.95 else None,
            state=State.PUBLISHED if dice.random() < 0.98 else State.DRAFT,
        )

    def _branches(self) -> list[int]:
        """Most still carry the old edition, some the new one, a few both."""
        edition = self.dice.random()
        old = self.branches["2008"].some(2) if edition < 0.8 else []
        return old + (self.branches["2025"].some(2) if edition > 0.7 else [])

    def _employees(self) -> int:
        """Most are small."""
        begins = [*BEGINS.values(), _MOST]
        size = self.dice.choices(range(len(BEGINS)), weights=(70, 20, 8, 2))[0]
        return self.dice.randrange(begins[size], begins[size + 1])

    def join(self, networks: Iterable[int]) -> None:
        """Three quarters of them take part in one to six networks; a few networks have most members."""
        if not (drawn := shuffled(self.dice, networks)).values:
            return
        roles = Skewed(self.dice, [*MEMBERSHIP[::-1], *(r for r in ParticipationRole if r not in MEMBERSHIP)])
        for start in range(0, len(self.pks), BATCH):
            Participation.objects.bulk_create(
                Participation(
                    organisation_id=pk, network_id=network, role=roles.draw(), source=self.source,
                    end="2020" if self.dice.random() < 0.05 else "",
                )
                for pk in self._share(self.pks[start : start + BATCH], 0.75)
                for network in drawn.some(6)
            )  # fmt: skip

    def _share(self, values: list, share: float) -> list:
        return [value for value in values if self.dice.random() < share]

    @staticmethod
    def _through(model: type[models.Model], target: str, pks: list[int], draw: Callable) -> None:
        rows: Iterator[models.Model] = (
            model(**{"organisation_id": pk, target: other}) for pk in pks for other in draw()
        )
        model.objects.bulk_create(rows, batch_size=BATCH)
