from dataclasses import dataclass

from django.utils.html import escape

from core.words import Words


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet as the form shows it. `depth` indents it below its parent.

    `offered`: whether the form shows it at all; what is not offered can still be chosen by address.
    """

    value: str
    label: str
    depth: int = 0
    label_html: str = ""
    value_html: str = ""
    offered: bool = True

    @classmethod
    def make(cls, value: str, label: Words, depth: int = 0, offered: bool = True) -> "Option":
        label = str(label)  # in the language of who asks, or of who builds an index
        return cls(value, label, depth, escape(label), escape(value), offered)
