"""People and what they are responsible for; import from here."""

from contacts.models.person import Channel, Mention, Person
from contacts.models.responsibility import Responsibility

__all__ = ["Channel", "Mention", "Person", "Responsibility"]
