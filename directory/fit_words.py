"""Why a network fits, in words: every reason names what its entry says; what it does not say is named, too."""

from dataclasses import dataclass, field

from core.prepared import ask_many
from directory.fit import BODY, FIELD, MARKET, NEED, REGION, Fit, evidence_of
from directory.needs import Evidence
from networks.enums import Body, Need
from networks.models import Network, NetworkMarket
from publishing.enums import Certainty
from regions.enums import RegionKind
from regions.models import Region
from regions.tree import RegionTree

SHOWN = 2  # statements for one need; the network's page has all
CERTAINTY = {Certainty.IMPLIED: " (nur angedeutet)", Certainty.INFERRED: " (erschlossen)"}


@dataclass(frozen=True)
class Reason:
    """„Region: Sachsen“. `statements`: what the entry says, as it says it."""

    label: str
    text: str = ""
    statements: tuple[str, ...] = ()


@dataclass
class Reasons:
    """What of the answers a network meets, what it says otherwise, and on what it says nothing."""

    because: list[Reason] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def reasons(fit: Fit, pks: list[int]) -> dict[int, Reasons]:
    """The reasons for some networks; at most three queries, for any number of them."""
    writer = _Writer(fit, pks)
    return {pk: writer.write(pk) for pk in pks}


class _Writer:
    def __init__(self, fit: Fit, pks: list[int]):
        self.fit, self.index = fit, fit.index.networks
        self.evidence = evidence_of(pks) if NEED in fit.matches else {}
        self.audiences: dict[int, str] = {}
        if BODY in fit.matches:
            self.audiences = {row.pk: row.audience for row in ask_many("audiences", pks, _audiences)}
        self.goals: dict[int, list[NetworkMarket]] = {}
        if MARKET in fit.matches:
            for goal in ask_many("market goals of networks", pks, _goals):
                self.goals.setdefault(goal.network_id, []).append(goal)

    def write(self, pk: int) -> Reasons:
        found = Reasons()
        writers = {REGION: self._region, FIELD: self._field, NEED: self._need, BODY: self._body, MARKET: self._market}
        for param, matches in self.fit.matches.items():
            for value, match in matches:
                writers[param](found, pk, value, self.fit.meets(pk, match.bits))
        return found

    def _region(self, found: Reasons, pk: int, value: str, met: bool) -> None:
        tree = self.index.tree
        chosen, own = tree.by_slug(value), [self.index.regions[region] for region in self.index.card(pk).regions]
        if met:
            found.because.append(Reason("Region", ", ".join(_place_words(tree, chosen, own))))
        elif own:
            found.otherwise.append(f"Region {', '.join(region.name for region in own)}")
        else:
            found.unknown.append("Region")

    def _field(self, found: Reasons, pk: int, value: str, met: bool) -> None:
        chosen = self.index.by_value["feld"].get(value)
        own = [self.index.fields[one] for one in self.index.card(pk).fields if one in self.index.fields]
        if met:
            above = self.fit.index.above[FIELD]
            names = [name for slug, name in own if value in (slug, above.get(slug))]
            wider = [f"{name} (umfasst {chosen.label})" for slug, name in own if above.get(value) == slug]
            found.because.append(Reason("Feld", ", ".join(names or wider)))
        elif not own:
            found.unknown.append("Feld")
        else:
            found.otherwise.append(f"andere Felder als {chosen.label}" if chosen else "andere Felder")

    def _need(self, found: Reasons, pk: int, value: str, met: bool) -> None:
        label = Need(value).label
        if met:
            shown = [row for row in self.evidence.get(pk, []) if value in row.needs]
            found.because.append(Reason(label, statements=_statements(shown)))
        else:
            found.unknown.append(label)

    def _body(self, found: Reasons, pk: int, value: str, met: bool) -> None:
        audience = self.audiences.get(pk, "")
        if met:
            whole = self.fit.meets(pk, self.fit.match(BODY, value).whole)
            label = "Für wen" if whole else "Für wen (ohne Angabe zur Größe)"
            found.because.append(Reason(label, statements=(f"„{audience.removesuffix('.')}“",)))
        elif audience:
            found.otherwise.append(f"„{Body(value).label}“ ist bei der Zielgruppe nicht genannt")
        else:
            found.unknown.append("Für wen")

    def _market(self, found: Reasons, pk: int, value: str, met: bool) -> None:
        goals, chosen = self.goals.get(pk, []), self.index.by_value["zielmarkt"].get(value)
        if met:
            above = self.fit.index.above[MARKET]
            near = [g for g in goals if value in (g.market.slug, above.get(g.market.slug))]
            wide = [g for g in goals if above.get(value) == g.market.slug]
            names = dict.fromkeys(g.market.name + CERTAINTY.get(g.certainty, "") for g in near or wide)
            found.because.append(Reason("Zielmarkt", ", ".join(names)))
        elif goals:
            found.otherwise.append(f"andere Zielmärkte als {chosen.label}" if chosen else "andere Zielmärkte")
        else:
            found.unknown.append("Zielmärkte")


def _audiences(pks: list[int]):
    return Network.objects.filter(pk__in=pks).order_by().only("audience")


def _goals(pks: list[int]):
    public = NetworkMarket.objects.public().filter(network__in=pks)
    return public.order_by("pk").select_related("market")


def _statements(rows: list[Evidence]) -> tuple[str, ...]:
    """„Leistung: …“, those of one kind of short statement together."""
    markets = [row.text + CERTAINTY.get(row.certainty, "") for row in rows if row.label == "Zielmarkt"]
    others = [
        f"{row.label}: {row.text.removesuffix('.')}{CERTAINTY.get(row.certainty, '')}"
        for row in rows
        if row.label != "Zielmarkt"
    ]
    first = [f"Zielmärkte: {', '.join(dict.fromkeys(markets))}"] if markets else []
    return tuple(first + list(dict.fromkeys(others)))[:SHOWN]


def _place_words(tree: RegionTree, chosen: Region, own: list[Region]) -> list[str]:
    """The regions of a network that meet the chosen one, and how."""
    inside, near, around = tree.inside(chosen.pk), tree.matching(chosen.pk), tree.around(chosen.pk)
    words = []
    for region in own:
        if region.pk == chosen.pk:
            words.append(region.name)
        elif region.pk in inside:
            words.append(f"{region.name} (in {chosen.name})")
        elif region.kind == RegionKind.COUNTRY and region.pk in around:
            words.append("bundesweit")
        elif region.pk in around:
            words.append(f"{region.name} (umfasst {chosen.name})")
        elif region.pk in near:
            words.append(f"{region.name} (überschneidet sich mit {chosen.name})")
    return words
