"""An invented directory in which every facet has values, also hidden, nested, ended, moved and empty ones."""

import random
from datetime import date, timedelta
from itertools import product

from contacts.models import Person, Responsibility
from networks.enums import NetworkKind, ParticipationRole, StatedStatus
from networks.models import (
    Branch,
    Brand,
    Event,
    Field,
    Market,
    Network,
    NetworkMarket,
    Organisation,
    Participation,
    Place,
    Project,
)
from pages.portals import OFFERS
from pictures.models import Picture
from programmes.enums import Listed
from programmes.models import Financing, Funding, Programme, SupportOffer
from publishing.enums import State
from publishing.models import Figure, Link, Milestone, SourceDocument
from regions.models import Region
from stories.enums import StoryKind
from stories.models import Series, Story
from tests.factories import make

NAMES = (
    "Öl",
    "Ofen",
    "ofen",
    "Zink-Netz",
    "zink netz",
    "ﬃ",
    "Ä",
    "a",
    "Ähre",
    "Straße",
    "strasse",
    "+1",
    "(leer)",
    "É",
)


class World:
    def __init__(self, seed: int = 7):
        self.random, self.sizes = random.Random(seed), random.Random(seed)
        today = date.today()
        self.days = [None, *(today + timedelta(days=n) for n in (-900, -40, -1, 0, 1, 90))]
        self._regions()
        self._vocabularies()
        self._programmes()
        self.offers: list[SupportOffer] = []
        self.networks = [self._network() for _ in range(20)]
        self._every_status()
        self.organisations = [self._organisation() for _ in range(16)]
        for _ in range(50):
            make(
                Participation,
                network=self.some(self.networks),
                organisation=self.some(self.organisations),
                role=self.some(ParticipationRole.values[:4]),
                end=self._day(),
            )
        self._rest()
        self._portals()

    def some(self, values):
        return self.random.choice(list(values))

    def few(self, values, most: int = 3):
        return self.random.sample(list(values), self.random.randint(0, most))

    def named(self) -> dict:
        return {
            "name": f"{self.some(NAMES)} {self.some(NAMES)}",
            "state": self.some([State.PUBLISHED] * 4 + [State.DRAFT]),
            "checked_on": self.some(self.days),
        }

    def _day(self) -> str:
        day = self.some(self.days)
        return f"{day:%d.%m.%Y}" if day else ""

    def _regions(self):
        country = make(Region, kind="staat", nuts="DE", nuts_version="2024")
        lands = [make(Region, parent=country, ags=f"9{n}", nuts=f"DEX{n}", nuts_version="2024") for n in range(3)]
        # Real keys, some of them of neighbours, so that some are near others.
        codes = iter(["08226", "08222", "01001", "06431", "09162", "07314", "07318", "14612", "11001"])
        kreise = [make(Region, kind="kreis", parent=land, ags=next(codes)) for land in lands for _ in range(3)]
        towns = [make(Region, kind="gemeinde", parent=kreis) for kreis in kreise[:3]]
        quarters = [make(Region, kind="ortsteil", parent=towns[0])]
        around = [
            make(Region, kind="funktional", covers=lands[:2]),
            make(Region, kind="funktional", covers=kreise[:1], touches=[kreise[4]]),
            make(Region, kind="funktional", touches=[lands[2]]),
        ]
        self.regions = [country, *lands, *kreise, *towns, *quarters, *around]
        moved = kreise[5]
        moved.slug = "jetzt-hier"
        moved.save()

    def _vocabularies(self):
        self.fields = self._terms(Field)
        self.markets = self._terms(Market)
        self.brands = [make(Brand, slug=f"marke-{n}") for n in range(3)]
        section = make(Branch, edition="2025", code="J", title="Information", level=1, slug="wz2025-j")
        division = make(Branch, edition="2025", code="62", title="IT", level=2, parent=section, slug="wz2025-62")
        group = make(Branch, edition="2025", code="62.1", title="Dienste", level=3, parent=division, slug="wz2025-62-1")
        other = make(Branch, edition="2008", code="K", title="Geld", level=1, slug="wz2008-k")
        self.branches = [section, division, group, other]
        above = make(Branch, edition="2008", code="J", title="Nachrichten", level=1, slug="wz2008-j")
        self.branches += [
            above,
            make(Branch, edition="2008", code="62", title="IT", level=2, parent=above, slug="wz2008-62"),
        ]

    def _terms(self, model):
        tops = [make(model) for _ in range(3)]
        below = [make(model, parent=self.some(tops)) for _ in range(4)]
        return [*tops, *below, make(model, state=State.DRAFT), make(model, parent=make(model, state=State.DRAFT))]

    def _programmes(self):
        tops = [make(Programme, **self.named(), abbreviation=self.some(["", "LP"])) for _ in range(4)]
        lines = [make(Programme, **self.named(), parent=self.some(tops), kind="linie") for _ in range(4)]
        deeper = [make(Programme, **self.named(), parent=self.some(lines), kind="linie") for _ in range(4)]
        self.programmes = tops + lines + deeper
        for programme in self.programmes:
            programme.regions.set(self.few(self.regions))
            programme.fields.set(self.few(self.fields))

    def _network(self) -> Network:
        network = make(
            Network,
            **self.named(),
            kind=self.some(NetworkKind.values[:4]),
            stated_status=self.some(StatedStatus.values + ["aktiv"] * 4),
            regions=self.few(self.regions),
            fields=self.few(self.fields),
        )
        for market in self.few(self.markets):
            make(NetworkMarket, network=network, market=market)
        for programme in self.few(self.programmes, 2):
            make(Funding, network=network, programme=programme, end=self._day())
        for year in self.few(["1990", "Ende 2018", "2020"], 2):
            make(Milestone, subject=network, kind="gruendung", date=year)
        return network

    def _every_status(self):
        """Active by the sources, with every order of a funding's end, the latest check and today."""
        funders = [make(Programme, name="Oben")]
        funders.append(make(Programme, name="Linie", kind="linie", parent=funders[0]))
        funders.append(make(Programme, name="Linie darin", kind="linie", parent=funders[1]))
        for number, (end, checked) in enumerate(product(self.days[1:], self.days)):
            network = make(Network, checked_on=checked)
            make(Funding, network=network, programme=funders[number % 3], end=f"{end:%d.%m.%Y}")

    def _every_time(self, whole: Event):
        """Single and recurring, with and without start, end and a whole that has them, or one further up."""
        below = make(Event, name="Dazwischen", part_of=whole, start="")
        for kind, start, end in product(["veranstaltung", "reihe"], self.days[::3], self.days[::3]):
            if not (start and end and end < start):
                days = {"start": f"{start:%d.%m.%Y}" if start else "", "end": f"{end:%d.%m.%Y}" if end else ""}
                make(Event, name=self.some(NAMES), kind=kind, part_of=self.some([None, whole, below]), **days)

    def _organisation(self) -> Organisation:
        made = make(
            Organisation,
            **self.named(),
            kind=self.some(["unternehmen", "hochschule"]),
            region=self.some([None, *self.regions]),
            fields=self.few(self.fields),
            branches=self.few(self.branches),
            brands=self.few(self.brands),
        )
        for number in self.sizes.sample((3, 30, 100, 300), self.sizes.randint(0, 3)):
            as_of = self.sizes.choice(["", "2020", "2023-04"])
            make(Figure, subject=made, number=number, counted="Beschäftigte", as_of=as_of)
        return made

    def _rest(self):
        for _ in range(12):
            make(
                Financing,
                programme=self.some(self.programmes),
                organisation=self.some(self.organisations),
                role="finanziert",
            )
        whole = make(Event, name="Ganzes", start=self._day() or "2020", state=State.DRAFT)
        self._every_time(whole)
        for _ in range(12):
            kind = self.some(["veranstaltung", "reihe"])
            self._activity(Event, kind=kind, part_of=self.some([None, None, whole]), start=self._day())
        for _ in range(8):
            self._activity(Place, is_planned=self.some([True, False]))
            self._activity(Project, project_state=self.some(["idee", "laufend"]))
            self._offer()
            make(SourceDocument, title=self.some(NAMES), kind=self.some(["artikel", "broschuere"]))
            make(Picture, title=self.some(NAMES), licence=self.some(["cc-by-4", "gemeinfrei"]))
            self._story()
        self._people()

    def _activity(self, model, **values):
        row = make(model, **self.named(), **values, region=self.some([None, *self.regions]))
        row.networks.set(self.few(self.networks))
        row.fields.set(self.few(self.fields))

    def _story(self):
        series = make(Series, **self.named())
        story = make(
            Story,
            title=self.some(NAMES),
            kind=self.some(StoryKind.values),
            series=self.some([None, series]),
            position=self.some([1, 2, 100]),
            state=self.some([State.PUBLISHED] * 4 + [State.DRAFT]),
            regions=self.few(self.regions),
            fields=self.few(self.fields),
        )
        story.programmes.set(self.few(self.programmes))

    def _offer(self):
        offer = make(SupportOffer, **self.named(), regions=self.few(self.regions), fields=self.few(self.fields))
        offer.listed = ["", *Listed][len(self.offers) % 5]
        offer.save()
        offer.providers.set(self.few(self.organisations))
        offer.networks.set(self.few(self.networks))
        self.offers.append(offer)

    def _portals(self):
        """Of some networks and offers one that somebody can reach, of others one that nobody does."""
        checks = ["ok", "ungeprueft", "defekt"]
        for record in (*self.networks, *self.offers):
            for kind in self.few([*OFFERS, "website"]):
                make(Link, subject=record, kind=kind, check_result=self.some(checks))

    def _people(self):
        for _ in range(12):
            about = {key: value for key, value in self.named().items() if key != "name"}
            person = make(
                Person, **about, family_name=self.some(NAMES), organisation=self.some([None, *self.organisations])
            )
            for _ in range(self.random.randint(0, 2)):
                make(
                    Responsibility,
                    person=person,
                    concern=self.some(["", "ausland"]),
                    regions=self.few(self.regions),
                    network=self.some([None, *self.networks]),
                    programme=self.some([None, *self.programmes]),
                )
