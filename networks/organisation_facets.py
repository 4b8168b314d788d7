"""The facets of the organisations: what a firms database filters by, and where and how they take part."""

from collections import defaultdict
from datetime import date

from core.facets import (
    FacetIndex,
    FacetSpec,
    Option,
    of_choices,
    one_level,
    two_levels,
    wide,
)
from memory.kept import part, remembered
from memory.listing import Listing
from networks.enums import MEMBERSHIP, OrganisationKind, ParticipationRole
from networks.facets import LISTING as networks
from networks.models import Branch, Brand, Field, Organisation, Participation
from regions.facets import region_facet
from regions.models import Region
from regions.tree import RegionTree

SPECS = (
    FacetSpec("art", "Art"),
    FacetSpec("region", "Region", hierarchical=True),
    FacetSpec("branche", "Branche (WZ)", hierarchical=True),
    FacetSpec("feld", "Technologiefeld", hierarchical=True),
    FacetSpec("dachmarke", "Dachmarke"),
    FacetSpec("netzwerk", "Mitglied im Netzwerk", wide=True),
    FacetSpec("rolle", "Rolle in Netzwerken"),
)
SORTS = {"name": "Name"}
DIVISION = 2  # the finest level that the filter offers


class OrganisationIndex(FacetIndex):
    """Facets, and what a result line shows besides its text."""

    rows: list[tuple]
    regions: dict[int, Region]


def organisation_index() -> OrganisationIndex:
    return remembered("organisations", _build, daily=True)


def _build() -> OrganisationIndex:
    rows, tree = _listing.rows(), RegionTree.current()
    facets = {
        "art": of_choices(OrganisationKind.choices, rows.by(2)),
        "region": region_facet(tree, rows.by(3)),
        "branche": part("organisations: branch facet", _branch_facet),
        "feld": part("organisations: field facet", _field_facet),
        "dachmarke": part("organisations: brand facet", _brand_facet),
        "netzwerk": part("organisations: network facet", _network_facet, daily=True),
        "rolle": part("organisations: role facet", _role_facet),
    }
    index = OrganisationIndex(SPECS, _listing.data(facets))
    index.rows, index.regions = rows.rows, tree.regions
    return index


def member_count(slug: str) -> int:
    """How many organisations are members of a network today: as many as the list chosen by it shows."""
    return organisation_index().select({"netzwerk": [slug]}).count()


def _table() -> list[tuple]:
    public = Organisation.objects.published().order_by("pk")
    return list(public.values_list("pk", "name", "kind", "region_id", "slug"))


_listing = Listing("organisations", _table)


def _field_facet() -> tuple:
    fields = Field.objects.published().order_by().values_list("pk", "slug", "name", "parent_id")
    pairs = Organisation.fields.through.objects.values_list("field_id", "organisation_id")
    return _listing.packed(two_levels(fields, _listing.linked(pairs)))


def _brand_facet() -> tuple:
    pairs = Organisation.brands.through.objects.values_list("brand_id", "organisation_id")
    return _listing.packed(
        one_level(Brand.objects.order_by().values_list("pk", "slug", "name"), _listing.linked(pairs))
    )


def _networks() -> list[tuple]:
    """Public ones: primary key, slug, name."""
    return [(row[0], row[5], row[1]) for row in networks.rows().rows]


def _participations() -> list[tuple]:
    """In public networks; those are known, so an edit of a network reads nothing here. Organisations that are not
    public drop out where the rows are linked to the list.
    """
    public = {row[0] for row in part("organisations: networks", _networks)}
    rows = (
        Participation.objects.public("network", "organisation")
        .order_by()
        .values_list("organisation_id", "network_id", "role", "end_latest")
    )
    return [row for row in rows if row[1] in public]


def _role_facet() -> tuple:
    pairs = ((role, organisation) for organisation, _, role, _ in part("participations", _participations))
    return _listing.packed(of_choices(ParticipationRole.choices, _listing.linked(pairs)))


def _network_facet() -> tuple:
    """Members by network; a membership that has ended is none."""
    today = date.today()
    pairs = (
        (network, organisation)
        for organisation, network, role, end in part("participations", _participations)
        if role in MEMBERSHIP and not (end and end < today)
    )
    return wide(part("organisations: networks", _networks), _listing.linked(pairs))


def _branch_rows() -> list[tuple]:
    return list(Branch.objects.values_list("pk", "slug", "code", "title", "edition", "level", "parent_id"))


def _branch_facet() -> tuple[list[Option], dict[str, int]]:
    """Sections and below them divisions, of both editions and only where some organisation is in them.

    Finer codes count for the division and the section that they belong to.
    """
    rows = part("branches", _branch_rows)
    by_pk = {row[0]: row for row in rows}
    found: dict[int, set[int]] = defaultdict(set)
    for pk, positions in _listing.linked(
        Organisation.branches.through.objects.values_list("branch_id", "organisation_id")
    ).items():
        while pk:
            if by_pk[pk][5] <= DIVISION:
                found[pk].update(positions)
            pk = by_pk[pk][6]
    options, below = [], defaultdict(list)
    for row in rows:  # by edition and code
        if row[0] in found:
            below[row[6]].append(row)
    for section in below[None]:
        options.append(Option.make(section[1], f"{section[2]} {section[3]} (WZ {section[4]})"))
        options += [Option.make(row[1], f"{row[2]} {row[3]}", depth=1) for row in below[section[0]]]
    return _listing.packed((options, {by_pk[pk][1]: positions for pk, positions in found.items()}))
