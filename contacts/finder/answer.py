"""The answer as the page shows it: cards with the reason in words, and what is valid at the place."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from contacts.cards import CONFIRMED, ContactCard, OfficeCard, contact_cards
from contacts.enums import ChannelKind, Concern, Role
from contacts.finder.ground import Terrain
from contacts.finder.rules import BY_PARENT, OTHER, UNSTATED, Inquiry, Route, Stop, Verdict
from contacts.models import Channel, Responsibility
from core.fuzzy_dates import MONTHS, SEASON_NAMES
from core.text import sort_key
from core.words import _, _lazy
from networks.models import Organisation
from pages.records import SourceNotes
from programmes.enums import OfferType
from programmes.models import Programme, SupportOffer
from regions.enums import RegionKind

SHOWN = 5

# What an offer other than money must be to help with a concern.
_HELPS = {
    Concern.FOUND: (OfferType.INFORMATION, OfferType.GUIDE),
    Concern.ABROAD: (OfferType.INFORMATION, OfferType.PUBLICATION),
    Concern.JOIN: (OfferType.INFORMATION, OfferType.DATABASE),
    Concern.PARTNERS: (OfferType.DATABASE, OfferType.INFORMATION),
    Concern.START_UP: (OfferType.CONSULTING, OfferType.ACCELERATOR, OfferType.GUIDE),
    Concern.OTHER: (OfferType.INFORMATION,),
}

PREPARE = {
    Concern.FOUND: (
        _lazy("Ziel des Netzwerks in zwei Sätzen"),
        _lazy("Wer mitmachen will: Betriebe, Hochschulen, Verbände"),
        _lazy("Sitz und Region, in der das Netzwerk arbeiten soll"),
        _lazy("Was schon da ist: Personal, Räume, eigenes Geld"),
    ),
    Concern.ABROAD: (
        _lazy("Name Ihres Netzwerks und seiner Träger"),
        _lazy("Zielland und was Sie dort vorhaben"),
        _lazy("Welche Betriebe sich beteiligen, und ob es kleine und mittlere sind"),
        _lazy("Zeitplan und grobe Kosten"),
    ),
    Concern.JOIN: (
        _lazy("Was Ihr Betrieb macht, in zwei Sätzen"),
        _lazy("Was Sie im Netzwerk suchen und was Sie beitragen können"),
        _lazy("Standort und Zahl der Beschäftigten"),
    ),
    Concern.PARTNERS: (
        _lazy("Welche Fähigkeit oder Technik Ihnen fehlt"),
        _lazy("Was Sie selbst einbringen"),
        _lazy("Bis wann die Zusammenarbeit beginnen soll und wie nah der Partner sein muss"),
    ),
    Concern.START_UP: (
        _lazy("Ihre Geschäftsidee auf einer Seite"),
        _lazy("Wo Sie gründen wollen und wann"),
        _lazy("Was Sie an Geld und Zeit selbst aufbringen"),
        _lazy("Ob Sie schon gegründet haben: Vieles muss vorher beantragt sein"),
    ),
    Concern.OTHER: (
        _lazy("Ihre Frage in einem Satz"),
        _lazy("Ort Ihres Betriebs oder Vorhabens"),
        _lazy("Mit wem Sie schon gesprochen haben"),
    ),
}  # fmt: skip


@dataclass
class Shown:
    """A stop with its card. `reason`: why it is shown; `advice`: what to do about an old statement."""

    card: ContactCard | OfficeCard
    reason: str
    is_fallback: bool
    advice: str = ""
    is_office: bool = False


@dataclass
class Answer:
    lead: Shown | None
    alternatives: list[Shown] = field(default_factory=list)
    unreached: list[Responsibility] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)
    offers: list[SupportOffer] = field(default_factory=list)
    sources: list = field(default_factory=list)

    @property
    def title(self) -> str:
        if self.lead is None:
            return _("Für Ihre Angaben kennen wir niemanden")
        if self.lead.is_fallback:
            return _("Ihre Anlaufstelle")
        return _("Ihre zuständige Stelle") if self.lead.is_office else _("Ihre Ansprechperson")


def answer(route: Route, inquiry: Inquiry, terrain: Terrain) -> Answer:
    stops = [*((route.lead,) if route.lead else ()), *route.alternatives]
    table = _Table(stops, route.unreached, inquiry, terrain)
    shown = [table.show(stop) for stop in stops]
    programmes = {task.programme_id for task in table.tasks.values() if task.programme_id}
    return Answer(
        lead=shown[0] if shown else None,
        alternatives=shown[1:],
        unreached=[table.tasks[verdict.rule.pk] for verdict in route.unreached],
        programmes=_programmes(inquiry, terrain, programmes),
        offers=_offers(inquiry, terrain),
        sources=table.notes.sources(),
    )


class _Table:
    """The rows behind the stops of a route: tasks, channels, source markers. Two queries."""

    def __init__(self, stops: list[Stop], unreached: tuple[Verdict, ...], inquiry: Inquiry, terrain: Terrain):
        self.inquiry, self.terrain, self.notes = inquiry, terrain, SourceNotes()
        verdicts = [*(stop.verdict for stop in stops), *(one for stop in stops for one in stop.named), *unreached]
        rows = Responsibility.objects.public().filter(pk__in={verdict.rule.pk for verdict in verdicts})
        found = rows.select_related("person__organisation", "office").in_bulk()
        self.tasks = {verdict.rule.pk: found[verdict.rule.pk] for verdict in verdicts if verdict.rule.pk in found}
        self._with_stand(self.notes.attach(self.tasks.values()))
        people = {stop.person for stop in stops if stop.person}
        offices = {stop.office for stop in stops if stop.office}
        channels = list(Channel.objects.public().filter(Q(person__in=people) | Q(organisation__in=offices)))
        self._with_stand(self.notes.attach(channels))
        self.of_office = defaultdict(list)
        for channel in channels:
            self.of_office[channel.organisation_id].append(channel)
        tasks = [self.tasks[stop.verdict.rule.pk] for stop in stops if stop.person]
        own = [channel for channel in channels if channel.person_id]
        self.cards = {card.person.pk: card for card in contact_cards(tasks, own, self.notes)}

    def _with_stand(self, statements) -> None:
        for statement in statements:
            statement.stand = self.notes.stand(statement)

    def show(self, stop: Stop) -> Shown:
        task = self.tasks[stop.verdict.rule.pk]
        card = self.cards[stop.person] if stop.person else self._office(stop, task)
        stand = task.stand if stop.person else card.stand or task.stand
        return Shown(
            card=card,
            reason=self._reason(stop.verdict),
            is_fallback=stop.verdict.rule.is_fallback,
            advice="" if card.state == CONFIRMED else _advice(card, stand),
            is_office=stop.person is None,
        )

    def _office(self, stop: Stop, task: Responsibility) -> OfficeCard:
        organisation: Organisation = task.office or task.person.organisation
        named = [self.tasks[verdict.rule.pk] for verdict in stop.named]
        return OfficeCard.of(organisation, task, self.of_office[stop.office], named)

    def _reason(self, verdict: Verdict) -> str:
        """„Netzwerk gründen oder ausbauen · Sachsen“: what of the answers the rule fits."""
        rule, (_place, exact_field, exact_role) = verdict.rule, verdict.exactness
        region = self.terrain.tree.regions[verdict.region].name if verdict.region else _("bundesweit")
        parts = [_("für jedes Anliegen") if rule.is_fallback else str(Concern(rule.concern).label), region]
        fields = self.terrain.fields
        if rule.fields and exact_field == UNSTATED:
            names = sorted(fields[pk].name for pk in rule.fields if pk in fields)
            parts.append(_("im Feld {names}").format(names=", ".join(names)))
        elif rule.fields:
            asked = fields[self.inquiry.field]
            parts.append(fields[asked.parent_id].name if exact_field == BY_PARENT else asked.name)
        if rule.role:
            label = str(Role(rule.role).label)
            parts.append(_("nur für: {label}").format(label=label) if exact_role == UNSTATED else label)
        return " · ".join(parts)


def _advice(card: ContactCard | OfficeCard, stand: str) -> str:
    """What to do about a statement that nobody has confirmed lately."""
    when = _dated(stand)
    if card.phone:
        return _("{when} – bitte vorab telefonisch bestätigen.").format(when=when)
    if card.email:
        return _("{when} – bitte vorab per E-Mail bestätigen lassen.").format(when=when)
    if any(channel.kind == ChannelKind.WEB for channel in card.channels):
        return _("{when} – bitte auf der Internetseite nachsehen, ob sie noch stimmt.").format(when=when)
    return _("{when} – bitte vorab bestätigen lassen.").format(when=when)


def _dated(stand: str) -> str:
    """„Angabe vom Juli 2018“, „Angabe vom 18.07.2018“, „Angabe von 2021“."""
    if not stand:
        return _("Angabe ohne Datum")
    is_day_or_month = not stand.isdigit() and stand.startswith((*MONTHS, *SEASON_NAMES.values(), *"0123456789"))
    return (_("Angabe vom {stand}") if is_day_or_month else _("Angabe von {stand}")).format(stand=stand)


def _around(inquiry: Inquiry, terrain: Terrain) -> set[int]:
    """The place and everything it lies in; without a place only the whole country."""
    if inquiry.region is None:
        return {pk for pk, region in terrain.tree.regions.items() if region.kind == RegionKind.COUNTRY}
    return terrain.tree.around(inquiry.region)


def _level(inquiry: Inquiry, terrain: Terrain, region: int) -> int:
    return terrain.level(inquiry.region, region) or 0 if inquiry.region else 0


def _programmes(inquiry: Inquiry, terrain: Terrain, named: set[int]) -> list[Programme]:
    """Programmes that hold at the place: those the responsible people look after first, then the narrowest."""
    valid = Programme.objects.published().filter(regions__in=_around(inquiry, terrain)).distinct()
    rows = list(valid.prefetch_related("regions"))

    def rank(row: Programme) -> tuple:
        narrow = max((_level(inquiry, terrain, place.pk) for place in row.regions.all()), default=0)
        return (row.pk not in named, -narrow, sort_key(row.name))

    return sorted(rows, key=rank)[:SHOWN]


def _offers(inquiry: Inquiry, terrain: Terrain) -> list[SupportOffer]:
    """Help other than money for the concern, at the place or everywhere; with a field, not for another one.

    Where no source limits an offer, it reaches as far as the networks it belongs to.
    """
    around = _around(inquiry, terrain)
    of_networks = Q(networks__regions__in=around) | Q(networks=None)
    here = Q(regions__in=around) | Q(regions=None) & of_networks
    kinds = _HELPS[Concern(inquiry.concern)]
    rows = SupportOffer.objects.published().filter(here, kind__in=kinds).distinct().order_by("sort_name", "pk")
    if inquiry.field and inquiry.field != OTHER:
        wide = {inquiry.field, terrain.ground.parents.get(inquiry.field, inquiry.field)}
        rows = rows.filter(Q(fields__in=wide) | Q(fields=None))
    return list(rows[:SHOWN])
