"""Entries that may be one and the same: finding them, saying that they are not, making one of two."""
