"""What editors do to cases. Every action is checked, atomic and done to each record by the actions for single records.

Locks are taken in one order: the row of the case, then its records by kind and key. So of two who decide at the same
moment the later sees what the earlier did. `seen` is the token of the page on which somebody decided
(`members.token`); None is for those who decide about no page.
"""

from cases.actions.composing import InCase, add, begin, create, describe, take_out, write
from cases.actions.moves import PartRefused, discard, recall, release, send_back, submit

__all__ = [
    "InCase",
    "PartRefused",
    "add",
    "begin",
    "create",
    "describe",
    "discard",
    "recall",
    "release",
    "send_back",
    "submit",
    "take_out",
    "write",
]
