"""Networks and what surrounds them; import from here."""

from networks.models.activity import Event, Offer, Place, Project
from networks.models.classification import Branch, Brand
from networks.models.network import Network, NetworkMarket
from networks.models.organisation import Organisation
from networks.models.relation import Participation, Relation
from networks.models.vocabulary import Field, Market

__all__ = [
    "Branch",
    "Brand",
    "Event",
    "Field",
    "Market",
    "Network",
    "NetworkMarket",
    "Offer",
    "Organisation",
    "Participation",
    "Place",
    "Project",
    "Relation",
]
