"""Networks, organisations and what they do."""

from networks.admin.activities import EventAdmin, PlaceAdmin, ProjectAdmin
from networks.admin.classification import BranchAdmin, BrandAdmin
from networks.admin.networks import NetworkAdmin
from networks.admin.organisations import OrganisationAdmin
from networks.admin.vocabulary import FieldAdmin, MarketAdmin, TagAdmin

__all__ = [
    "BranchAdmin",
    "BrandAdmin",
    "EventAdmin",
    "FieldAdmin",
    "MarketAdmin",
    "NetworkAdmin",
    "OrganisationAdmin",
    "PlaceAdmin",
    "ProjectAdmin",
    "TagAdmin",
]
