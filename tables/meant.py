"""Which field or branch somebody means who calls it by another word, as the search understands it."""

import re
from typing import NamedTuple

from django.db.models import Count, Q

from core.text import fold
from language.text import parts, stem
from language.trades import ANYBODY
from networks.models import Branch, Field, Network
from regions.names import place_names
from search.documents import KIND_OF
from search.engine.rank import Unit
from search.engine.words import JOINED, SYNONYM
from search.engine.write import KEY_TIER, NAME_TIER
from search.query import Found, search
from search.trade_table import trade_table
from search.trades import NamedTrade, trade_called

_ANYBODY = frozenset(map(stem, ANYBODY))
_TELLING = 6  # letters
_LOOKED_AT, _FEW = 20, 3  # networks that a search finds, and of the same word
# A whole section of the branches counts as many.
_MANY = Count("branches") + Count("branches", filter=Q(branches__parent=None))
_HOW = re.compile(r"(.{4,40}?) ?(?:technik|technologien?|systeme?|anlagen|anlagenbau|produkte|loesungen|wirtschaft)")


class Meant(NamedTuple):
    """`why`: the branch that leads from the word to it. `is_sure`: no other is as near, and it is called so."""

    pk: int
    is_sure: bool
    why: str = ""


def field_called(text: str) -> Meant | None:
    """Sure only where the vocabulary itself says so; a few queries."""
    found = _field_near(text)
    return Meant(found.pk, found.is_sure and _is_said(found.pk, text), found.why) if found else None


def _is_said(pk: int, text: str) -> bool:
    """Whether a field is called so, or a branch that it names: a trade that only leads there is no name of it."""
    field = Field.objects.prefetch_related("branches").get(pk=pk)
    names = (field.name, *field.synonyms.splitlines(), *(branch.title for branch in field.branches.all()))
    return _stems(text) in map(_stems, names)


def _stems(text: str) -> list[str]:
    return [stem(word) for word in re.findall(r"\w+", fold(text)) if word != "und"]


def _field_near(text: str) -> Meant | None:
    if not says_what(text):
        return None
    found, kind = search(text), KIND_OF[Field].key
    hits = found.page(0, 2, kind)
    if not hits:
        return _made_of(text)
    units = found.understood.units
    first = hits[0]
    led = found.trades[0] if len(found.trades) == 1 and found.trades[0].fields else None
    if led and led.fields[0][0] == first.title:
        is_whole = led.word == " ".join(unit.text for unit in units) and _is_name(led.meant or led.word)
        pk, is_sure = _serving(led)
        return Meant(pk, is_whole and is_sure and not found.dropped, led.branch)
    ways = [_ways(found, hit.position) for hit in hits]
    if found.trades or any(tier < KEY_TIER for _quality, tier in map(max, ways[0])):  # only stands in its text
        return None
    return Meant(first.object_id, not found.dropped and _is_nearest(*ways))


def _serving(led: NamedTrade) -> tuple[int, bool]:
    """Of the fields that name the branch of a trade the one that is called like it, else the one that names most; sure
    where it is called so, or the only one. A field that names a single branch and is not called like it is only near:
    who measures makes no Internet of things.
    """
    near = [name for name, _address in led.fields[: max(led.nearest, 1)]]
    fields = list(Field.objects.published().filter(name__in=near).annotate(many=_MANY))
    said = fold(f"{led.meant or led.word} {led.branch}")
    alike = [one for one in fields if any(word in said for word in _called(one))]
    best = max(alike or fields, key=lambda one: (one.many, -near.index(one.name)))
    return best.pk, len(alike) == 1 or not alike and len(near) == 1 and best.many > 1


def _called(field: Field) -> set[str]:
    """The words of its names that tell something."""
    names = fold(f"{field.name} {field.synonyms}").split()
    return {word for word in names if len(word) >= _TELLING and stem(word) not in _ANYBODY}


def _made_of(text: str) -> Meant | None:
    """The field whose very name stands before an end that says how: „Wasserstofftechnik“."""
    if not (made := _HOW.fullmatch(fold(text))):
        return None
    fields = Field.objects.published()
    named = [one for one in fields if made[1] in map(fold, (one.name, *one.synonyms.splitlines()))]
    return Meant(named[0].pk, True) if len(named) == 1 else None


_Ways = list[list[tuple[int, int]]]  # how each word of the text fits an entry: quality and tier


def _ways(found: Found, position: int) -> _Ways:
    units = [unit for unit in found.understood.units if unit.text not in found.dropped]
    return [[level for level, bits in unit.levels.items() if bits >> position & 1] or [(0, 0)] for unit in units]


def _is_nearest(first: _Ways, second: _Ways | tuple = ()) -> bool:
    """Whether an entry is called so, and called so better than the next one."""
    best, other = list(map(max, first)), list(map(max, second))
    if any(quality < SYNONYM for quality, _tier in best):
        return False
    return best > other or (best == other and all(len(levels) == 1 for levels in second))


def networks_called(text: str) -> list[int]:
    """The networks whose names have a word of a text that hardly another has, the nearest first: „AMZ Sachsen“,
    „games:net“. Places say nothing of which is meant. Two or three queries.
    """
    found, kind = search(text), KIND_OF[Network]
    hits = found.page(0, _LOOKED_AT, kind.key)
    of_kind = {*kind.found.asked.split(), *fold(kind.found.called).split()}
    meant: dict[int, None] = {}
    for unit in found.understood.units:
        word = fold(unit.text)
        if unit.text in found.dropped or word in of_kind or place_names().called(word):
            continue
        by_name = [hit.object_id for hit in hits if _is_in_name(unit, hit.position)]
        meant |= dict.fromkeys(by_name if len(by_name) <= _FEW else ())
    return list(meant)


def _is_in_name(unit: Unit, position: int) -> bool:
    return any(
        bits >> position & 1 for (quality, tier), bits in unit.levels.items() if tier == NAME_TIER and quality >= JOINED
    )


def branch_called(text: str) -> Meant | None:
    """The widest branch of that title, in the latest edition that has it; one query."""
    trade = trade_called(text) if says_what(text) else None
    if trade is None:
        return None
    branches = Branch.objects.filter(title=trade.branch).order_by("-edition", "level", "code")
    pk = branches.values_list("pk", flat=True).first()
    return Meant(pk, _is_name(trade.meant or text), trade.branch) if pk else None


def says_what(text: str) -> bool:
    """„Sonstige Dienstleister“ is no trade."""
    return any(stem(word) not in _ANYBODY for chunk in text.split() for word in parts(chunk))


def _is_name(word: str) -> bool:
    """Whether a trade is called so, not just a part of the word: sport with motors makes none."""
    return trade_table().whole("".join(parts(word))) is not None
