"""Invented records for measurements, in databases of their own; visitors never see them."""
