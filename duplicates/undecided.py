"""Which likely pairs nobody has decided about yet, and how many: for the list and for the card that leads to it."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache

from duplicates.candidates import Pair, cache_key, search_of
from duplicates.known import KINDS
from duplicates.models import NoDuplicate
from duplicates.proposals import open_proposals
from memory.kept import remembered
from publishing.models import Record

COUNTED_AT_ONCE = 1000  # entries of a kind; of more, the card says what the last search found


def undecided(model: type[Record], pairs: Iterable[Pair]) -> list[Pair]:
    """Without those that somebody found different or has proposed to merge."""
    decided = _decided()[model]
    return [pair for pair in pairs if (pair.first, pair.second) not in decided]


def numbers() -> dict[type[Record], int]:
    """How many pairs of each kind wait. A large kind that was never searched is missing. Three queries at most."""
    found = dict(remembered("duplicates of small kinds", _of_small_kinds))
    large = {cache_key(model): model for model in KINDS if model not in found}
    if large:
        found |= {large[key]: kept.pairs for key, kept in cache.get_many(large).items()}
    decided = _decided()
    return {
        model: sum((pair.first, pair.second) not in decided[model] for pair in found[model])
        for model in KINDS
        if model in found
    }


def _of_small_kinds() -> dict[type[Record], tuple[Pair, ...]]:
    small = [model for model in KINDS if model.objects.count() <= COUNTED_AT_ONCE]
    return {model: remembered(cache_key(model), search_of(model)) for model in small}


def _decided() -> dict[type[Record], set[tuple[int, int]]]:
    """The pairs that are not proposed any more, lower key first; one query."""
    rows = NoDuplicate.objects.order_by().values_list("content_type", "first_id", "second_id")
    waiting = open_proposals().order_by().values_list("content_type", "keep_id", "drop_id")
    found = defaultdict(set)
    for content_type, *pair in rows.union(waiting, all=True):
        found[ContentType.objects.get_for_id(content_type).model_class()].add(tuple(sorted(pair)))
    return found
