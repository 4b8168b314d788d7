from dataclasses import dataclass

from django.utils.html import escape


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet as the form shows it. `depth` indents it below its parent."""

    value: str
    label: str
    depth: int = 0
    label_html: str = ""
    value_html: str = ""

    @classmethod
    def make(cls, value: str, label: str, depth: int = 0) -> "Option":
        return cls(value, label, depth, escape(label), escape(value))
