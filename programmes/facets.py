"""The funding programmes and support offers in memory, as `programmes.filters` declares them."""

from datetime import date
from functools import partial

from django.db.models import Q

from core.facets import FacetIndex
from core.words import _
from memory.indexing import whole_index
from memory.kept import remembered
from programmes.filters import OfferFilter, ProgrammeFilter, with_answer
from programmes.models import Programme

_offers = partial(whole_index, OfferFilter)


def programme_index() -> FacetIndex:
    return remembered("programmes", _programmes, daily=True)


def _programmes() -> FacetIndex:
    return whole_index(
        ProgrammeFilter, ("answer",), linked={"antrag": lambda rows: rows.by("answer")}, with_more=with_answer
    )


ANSWERED = (
    "application",
    *(f"opens{part}" for part in ("", "_wording", "_earliest")),
    *(f"deadline{part}" for part in ("", "_wording", "_latest")),
)


def closed_calls() -> dict[int, str]:
    """Public programmes whose deadline has passed or which open later, with the words for it, in memory."""
    return remembered("closed calls", _closed_calls, daily=True)


def _closed_calls() -> dict[int, str]:
    today = date.today()
    outside = Q(deadline_latest__lt=today) | Q(opens_earliest__gt=today)
    dated = Programme.objects.published().filter(outside).order_by()
    return {
        row.pk: _("Antrag derzeit möglich: {answer}").format(answer=row.application_words)
        for row in dated.only(*ANSWERED)
    }


def offer_index() -> FacetIndex:
    return remembered("offers", _offers)
