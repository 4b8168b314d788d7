"""Funding programmes, what they fund, and support offers; import from here."""

from programmes.models.offer import SupportOffer
from programmes.models.programme import Financing, Funding, Programme, holding_in

__all__ = ["Financing", "Funding", "Programme", "SupportOffer", "holding_in"]
