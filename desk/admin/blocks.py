"""The form of a record in parts: each can be opened and saved alone, `?block=kurztext`, by the pencil beside it.

It is the same form with fewer fields: a section of it, or one kind of rows. Nothing else of the record is touched.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest
from django.utils.text import capfirst, slugify

from core.kinds import kind_of
from desk.pages import entry_url, find_record, form_url
from publishing.criteria import Answer
from publishing.models import Record

BLOCK = "block"
FROM = "von"


@dataclass(frozen=True)
class Block:
    """`names`: the fields of a section; `inline`: the class of a kind of rows instead."""

    key: str
    title: str
    names: tuple[str, ...] = ()
    inline: type[Any] | None = None
    holds: type[Model] | None = None

    def has(self, model: type[Record], name: str) -> bool:
        """Is this where the column, or the rows of the relation, are written?"""
        if self.inline is None:
            return name in self.names
        relation = next((one for one in model._meta.get_fields() if _called(one) == name), None)
        return relation is not None and relation.is_relation and relation.related_model is self.holds


def _called(one: Any) -> str:
    return one.get_accessor_name() if one.auto_created and not one.concrete else one.name


def section_block(title: str, names: list[str]) -> Block:
    return Block(slugify(title), title, tuple(names))


def rows_block(inline: type[Any]) -> Block:
    title = str(capfirst(inline.verbose_name_plural or inline.model._meta.verbose_name_plural))
    called, _, hint = title.partition(" (")
    return Block(slugify(title if hint.startswith("zu ändern") else called), called, (), inline, inline.model)


def is_wanted(request: HttpRequest, obj: Any, block: Block) -> bool:
    """Without a choice the form is whole, and so it is for a new record."""
    wanted = request.GET.get(BLOCK, "") if obj else ""
    return wanted in ("", block.key)


def chosen(request: HttpRequest, blocks: list[Block]) -> Block | None:
    """The block that is open alone."""
    wanted = request.GET.get(BLOCK, "")
    if not wanted:
        return None
    found = next((block for block in blocks if block.key == wanted), None)
    if found is None:
        raise Http404("Diesen Teil des Formulars gibt es nicht.")
    return found


def block_url(record: Record, block: str, back_to: Record | None = None) -> str:
    """The form of one block; afterwards comes the entry that led there."""
    came = f"&{FROM}={back_to._meta.label_lower}-{back_to.pk}" if back_to and back_to != record else ""
    return f"{form_url(record)}?{BLOCK}={block}{came}"


def way_back(request: Any, record: Record) -> str:
    """The page of the entry that led to the form of a block, at that block."""
    label, _, pk = request.GET.get(FROM, "").rpartition("-")
    if label and pk.isdecimal():
        return f"{entry_url(find_record(request, label, int(pk)))}#kontakt"
    return f"{entry_url(record)}#{request.GET.get(BLOCK, '')}"


def by_block(record: Record, answers: Iterable[Answer], blocks: list[Block]) -> list[tuple[Answer, str]]:
    """Each answer of a checklist with the form of the block where what it asks for is entered."""
    model, found = type(record), []
    for one in answers:
        name = kind_of(model).names[0] if one.field == "name" else one.field
        block = None if one.met else next((block for block in blocks if block.has(model, name)), None)
        found.append((one, block_url(record, block.key) if block else ""))
    return found
