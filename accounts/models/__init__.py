"""Accounts for /redaktion/; import from here."""

from accounts.models.account import Invitation, SignIn
from accounts.models.editor import Editor

__all__ = ["Editor", "Invitation", "SignIn"]
