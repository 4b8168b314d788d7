"""What can be asked of networks and of what belongs to them: the only place that says what the parameters mean."""

from collections import defaultdict
from datetime import date
from itertools import starmap
from typing import NamedTuple

from django.db.models import Q, QuerySet

from core.choice_facets import ChoiceFacet, TermFacet, published
from core.facet_data import TermRow
from core.filters import LinkedFacet, Links, RecordFilterSet, Remember, any_of
from core.options import Option
from core.words import Words, _lazy
from networks.enums import (
    MEMBERSHIP,
    NetworkKind,
    OrganisationKind,
    ParticipationRole,
    StatedStatus,
)
from networks.models import Branch, Brand, Field, Market, Network, Organisation, Participation
from networks.models.vocabulary import Term
from pages.portals import portal_facet
from regions.filters import NEAREST_FIRST, RegionFacet


def field_rows() -> list[TermRow]:
    return list(starmap(TermRow, Field.objects.published().order_by().values_list("pk", "slug", "name", "parent_id")))


def field_facet(model, label: Words = _lazy("Feld")) -> TermFacet:
    links = Links.through(model.fields)
    return TermFacet(label, links, published(Field), name="fields", rows=field_rows, hierarchical=True)


def members_today() -> QuerySet:
    """Memberships, between public records, that have not ended."""
    rows = Participation.objects.public().filter(role__in=MEMBERSHIP)
    return rows.exclude(end_latest__lt=date.today())


class BranchFacet(LinkedFacet):
    """Branches (WZ) of every level; whoever is in a finer one is in those above it."""

    LEVELS = 5
    DIVISION = 2  # the finest level that forms offer

    def __init__(self, at: Links, label: Words = _lazy("Branche (WZ)"), **options):
        super().__init__(label, at, **{"hierarchical": True, "none": _lazy("ohne Branche")} | options)

    def lookup(self, asked: list[str]) -> dict[str, Option]:
        found = Branch.objects.filter(slug__in=asked).order_by() if asked else ()
        return {branch.slug: Option(branch.slug, str(branch)) for branch in found}

    def keys(self, values: list[str]) -> QuerySet:
        wanted, path = Q(), "slug__in"
        for _ in range(self.LEVELS):
            wanted |= Q(**{path: values})
            path = f"parent__{path}"
        return Branch.objects.filter(wanted).order_by().values("pk")

    def facet(self, linked, remember: Remember) -> tuple:
        """Sections and below them divisions, of both editions and only where something is in them."""
        rows = remember("branches", branch_rows)
        by_pk = {row.pk: row for row in rows}
        found: dict[int, set[int]] = defaultdict(set)
        for pk, positions in linked.items():
            while pk:
                if by_pk[pk].level <= self.DIVISION:
                    found[pk].update(positions)
                pk = by_pk[pk].parent
        options, below = [], defaultdict(list)
        for row in rows:  # by edition and code
            if row.pk in found:
                below[row.parent].append(row)
        for section in below[None]:
            options.append(Option(section.slug, f"{section.code} {section.title} (WZ {section.edition})"))
            options += [Option(row.slug, f"{row.code} {row.title}", depth=1) for row in below[section.pk]]
        return options, {by_pk[pk].slug: positions for pk, positions in found.items()}

    def listed(self) -> list[Option]:
        return [Option(one.slug, str(one)) for one in Branch.objects.filter(level=1)]


class BranchRow(NamedTuple):
    pk: int
    slug: str
    code: str
    title: str
    edition: str
    level: int
    parent: int | None


def branch_rows() -> list[BranchRow]:
    found = Branch.objects.values_list("pk", "slug", "code", "title", "edition", "level", "parent_id")
    return list(starmap(BranchRow, found))


class NetworkFilter(RecordFilterSet):
    """What networks say of themselves."""

    desk = {
        "laut_quellen": ChoiceFacet(
            _lazy("Status laut Quellen"),
            "stated_status",
            StatedStatus.choices,
            help_text=_lazy("Was die Quellen sagen; nach dem Ende einer Förderung zeigt die Seite „unklar“."),
        )
    }
    region = RegionFacet(Links.through(Network.regions), near=True)
    feld = field_facet(Network)
    typ = ChoiceFacet(_lazy("Typ"), "kind", NetworkKind.choices)
    zielmarkt = TermFacet(_lazy("Zielmarkt"), Links.through(Network.markets), published(Market), hierarchical=True)
    mitglied = TermFacet(
        _lazy("Mitglied"),
        Links(members_today, "organisation_id", "network_id"),
        published(Organisation),
        is_kept=False,
    )
    portal = portal_facet(Network, help_text=_lazy("Was es auf Seiten des Netzwerks zu nutzen gibt."))

    class Meta:
        model = Network
        fields: list[str] = []


class OrganisationFilter(RecordFilterSet):
    sorts = NEAREST_FIRST

    art = ChoiceFacet(_lazy("Art"), "kind", OrganisationKind.choices)
    region = RegionFacet("region_id", near=True)
    branche = BranchFacet(Links.through(Organisation.branches))
    feld = field_facet(Organisation, _lazy("Technologiefeld"))
    dachmarke = TermFacet(_lazy("Dachmarke"), Links.through(Organisation.brands), Brand.objects.all)
    netzwerk = TermFacet(
        _lazy("Mitglied im Netzwerk"),
        Links(members_today, "network_id", "organisation_id"),
        published(Network),
        wide=True,
    )
    rolle = ChoiceFacet(
        _lazy("Rolle in Netzwerken"),
        Links(lambda: Participation.objects.public(), "role", "organisation_id"),
        ParticipationRole.choices,
    )

    class Meta:
        model = Organisation
        fields: list[str] = []


class LevelFacet(ChoiceFacet):
    """Whether a term of a vocabulary lies below another."""

    def __init__(self):
        super().__init__(_lazy("Ebene"), "parent_id", [("1", _lazy("Oberbegriffe")), ("2", _lazy("Unterbegriffe"))])

    def having(self, model: type[Term], values: list[str]) -> Q:
        return any_of(Q(parent__isnull=value == "1") for value in values)

    def facet(self, linked, remember: Remember) -> tuple:
        below = [position for above, positions in linked.items() if above for position in positions]
        return super().facet({"1": linked.get(None, ()), "2": below}, remember)


class FieldFilter(RecordFilterSet):
    ebene = LevelFacet()

    class Meta:
        model = Field
        fields: list[str] = []


class MarketFilter(RecordFilterSet):
    ebene = LevelFacet()

    class Meta:
        model = Market
        fields: list[str] = []
