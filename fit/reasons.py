"""Why a network fits, in words: every reason names what its entry says; what it does not say is named, too."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.contenttypes.models import ContentType

from core.prepared import ask_many
from core.words import Words, _
from fit.needs import Evidence
from fit.ranking import BODY, FIELD, MARKET, NEED, REGION, Fit, evidence_of
from networks.enums import Body, Need
from networks.models import Network, NetworkMarket
from pages.alive import old_words, said_by
from pages.areas import unsure_areas
from pages.record_page import DOUBTS
from pages.records import public_sources
from publishing.models import Citation, Statement
from regions.models import Region
from regions.tree import RegionTree

SHOWN = 2  # statements for one need; the network's page has all


def _doubt(row: Statement | Evidence) -> str:
    """„ (nicht ausdrücklich)“ behind what is less than stated."""
    return f" ({DOUBTS[row.certainty]})" if row.certainty in DOUBTS else ""


def _year(row: Statement) -> str:
    """„ (laut Quelle 2021)“ behind what was said long ago."""
    source = public_sources().get(row.source_id or 0)
    words = old_words(said_by(source, row.as_of, row.as_of_wording), date.today()) if source else ""
    return f" ({words})" if words else ""


@dataclass(frozen=True)
class Reason:
    """„Region: Sachsen“. `statements`: what the entry says, in its words: the editors', so never in quotation marks."""

    label: str
    text: str = ""
    statements: tuple[str, ...] = ()


@dataclass
class Reasons:
    """What of the answers a network meets, what in part, what it says otherwise, and on what it says nothing."""

    because: list[Reason] = field(default_factory=list)
    partly: list[str] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """How many answers there are to meet."""
        return len(self.because) + len(self.partly) + len(self.otherwise) + len(self.unknown)


def reasons(fit: Fit, pks: list[int]) -> dict[int, Reasons]:
    """The reasons for some networks; at most four queries, for any number of them."""
    writer = _Writer(fit, pks)
    return {pk: writer.write(pk) for pk in pks}


class _Writer:
    def __init__(self, fit: Fit, pks: list[int]):
        self.fit, self.index = fit, fit.index.networks
        self.unsure = unsure_areas(Network) if REGION in fit.matches else {}
        self.evidence = evidence_of(pks) if NEED in fit.matches else {}
        self.audiences: dict[int, str] = {}
        self.cited: dict[int, list[Citation]] = {}
        if BODY in fit.matches:
            self.audiences = {row.pk: row.audience for row in ask_many("audiences", pks, _audiences)}
            for citation in ask_many("sources of audiences", pks, _cited):
                self.cited.setdefault(citation.object_id, []).append(citation)
        self.goals: dict[int, list[NetworkMarket]] = {}
        if MARKET in fit.matches:
            for goal in ask_many("market goals of networks", pks, _goals):
                self.goals.setdefault(goal.network_id, []).append(goal)

    def write(self, pk: int) -> Reasons:
        found = Reasons()
        writers = {REGION: self._region, FIELD: self._field, NEED: self._need, BODY: self._body, MARKET: self._market}
        for param, matches in self.fit.matches.items():
            for value, match in matches:
                claimed = match.whole if param == FIELD else match.bits
                writers[param](found, pk, value, self.fit.meets(pk, claimed))
        return found

    def _region(self, found: Reasons, pk: int, value: str, met: bool) -> None:
        tree = self.index.tree
        chosen, own = tree.by_slug(value), [self.index.regions[region] for region in self.index.card(pk).regions]
        if met and chosen:
            words, doubt = ", ".join(_place_words(tree, chosen, own)), self.unsure.get(pk)
            found.because.append(Reason(_("Region"), _with_doubt(words, doubt) if doubt else words))
        elif own:
            found.otherwise.append(_("Region {regions}").format(regions=", ".join(region.name for region in own)))
        else:
            found.unknown.append(_("Region"))

    def _field(self, found: Reasons, pk: int, value: str, met: bool) -> None:
        chosen, fields, card = self.index.by_value["feld"].get(value), self.index.fields, self.index.card(pk)
        own = [fields[one] for one in card.fields if one in fields]
        above = self.fit.index.above[FIELD]
        if met:
            names = [one.name for one in own if value in (one.slug, above.get(one.slug))]
            found.because.append(Reason(_("Feld"), ", ".join(names)))
        elif not chosen:
            found.otherwise.append(_("andere Felder"))
        elif any(fields[one].slug == value for one in card.touches if one in fields):
            found.partly.append(_("berührt {chosen} nur").format(chosen=chosen.label))
        elif wider := [one.name for one in own if one.slug == above.get(value)]:
            words = _("{name}; zu {chosen} selbst sagt der Eintrag nichts")
            found.partly.append(words.format(name=wider[0], chosen=chosen.label))
        elif own:
            found.otherwise.append(_("andere Felder als {chosen}").format(chosen=chosen.label))
        else:
            found.unknown.append(_("Feld"))

    def _need(self, found: Reasons, pk: int, value: str, met: bool) -> None:
        label = str(Need(value).label)
        if met:
            shown = [row for row in self.evidence.get(pk, []) if value in row.needs]
            found.because.append(Reason(label, statements=_statements(shown)))
        else:
            found.unknown.append(label)

    def _body(self, found: Reasons, pk: int, value: str, met: bool) -> None:
        audience = self.audiences.get(pk, "")
        if met:
            whole = self.fit.meets(pk, self.fit.match(BODY, value).whole)
            label = _("Für wen") if whole else _("Für wen (ohne Angabe zur Größe)")
            found.because.append(Reason(label, statements=(self._audience(pk),)))
        elif audience:
            found.otherwise.append(
                _("„{label}“ ist bei der Zielgruppe nicht genannt").format(label=str(Body(value).label))
            )
        else:
            found.unknown.append(_("Für wen"))

    def _audience(self, pk: int) -> str:
        """In the words of the entry, which are the editors': no quotation."""
        cited = self.cited.get(pk, [])
        doubt = _doubt(cited[0]) if cited and all(map(_doubt, cited)) else ""
        return self.audiences[pk].removesuffix(".") + doubt

    def _market(self, found: Reasons, pk: int, value: str, met: bool) -> None:
        goals, chosen = self.goals.get(pk, []), self.index.by_value["zielmarkt"].get(value)
        if met:
            above = self.fit.index.above[MARKET]
            near = [g for g in goals if value in (g.market.slug, above.get(g.market.slug))]
            wide = [g for g in goals if above.get(value) == g.market.slug]
            names = dict.fromkeys(f"{g.market.name}{_doubt(g)}{_year(g)}" for g in near or wide)
            found.because.append(Reason(_("Zielmarkt"), ", ".join(names)))
        elif goals:
            found.otherwise.append(
                _("andere Zielmärkte als {chosen}").format(chosen=chosen.label) if chosen else _("andere Zielmärkte")
            )
        else:
            found.unknown.append(_("Zielmärkte"))


def _with_doubt(words: str, doubt: Words) -> str:
    """„Sachsen (nicht ausdrücklich)“, „Lausitz (umfasst Cottbus; nicht ausdrücklich)“."""
    return f"{words[:-1]}; {doubt})" if words.endswith(")") else f"{words} ({doubt})"


def _audiences(pks: list[int]):
    return Network.objects.filter(pk__in=pks).order_by().only("audience")


def _cited(pks: list[int]):
    about = ContentType.objects.get_for_model(Network)
    return Citation.objects.filter(content_type=about, field="audience", object_id__in=pks).order_by("position", "pk")


def _goals(pks: list[int]):
    public = NetworkMarket.objects.public().filter(network__in=pks)
    return public.order_by("pk").select_related("market")


def _statements(rows: list[Evidence]) -> tuple[str, ...]:
    """„Leistung: …“, those of one kind of short statement together."""
    markets = [f"{row.text}{_doubt(row)}" for row in rows if row.label == _("Zielmarkt")]
    others = [f"{row.label}: {row.text.removesuffix('.')}{_doubt(row)}" for row in rows if row.label != _("Zielmarkt")]
    first = [_("Zielmärkte: {markets}").format(markets=", ".join(dict.fromkeys(markets)))] if markets else []
    return tuple(first + list(dict.fromkeys(others)))[:SHOWN]


def _place_words(tree: RegionTree, chosen: Region, own: list[Region]) -> list[str]:
    """The regions of a network that meet the chosen one, and how."""
    inside, steps = tree.inside(chosen.pk), tree.steps(chosen.pk)
    words = []
    for region in own:
        if region.pk == chosen.pk:
            words.append(region.name)
        elif region.pk in inside:
            words.append(_("{region} (in {chosen})").format(region=region.name, chosen=chosen.name))
        elif region.pk in steps.country:
            words.append(_("bundesweit"))
        elif region.pk in tree.around(chosen.pk):
            words.append(_("{region} (umfasst {chosen})").format(region=region.name, chosen=chosen.name))
        elif region.pk in steps.here | steps.around:
            words.append(_("{region} (überschneidet sich mit {chosen})").format(region=region.name, chosen=chosen.name))
        elif region.pk in steps.km:
            words.append(_("{region} (ab {km} km)").format(region=region.name, km=steps.km[region.pk]))
    return words
