"""What every worker needs, made once before there are workers, which then share its memory."""

import logging
from collections.abc import Callable
from functools import partial

from django.db import DatabaseError
from django.template import engines
from django.urls import reverse

from contacts.facets import contact_index
from contacts.finder.ground import terrain
from core.jinja import compile_templates
from directory.activity_facets import event_index, place_index, project_index
from directory.facets import network_index
from directory.organisation_facets import organisation_index
from finding.folding import entries_of_parts
from fit.ranking import fit_index
from memory import stamps
from networks.models import Network
from networks_portal.filled_regions import filled_regions
from networks_portal.picture import hero_picture
from networks_portal.server.rehearsal import rehearse
from pages.areas import unsure_areas
from programmes.facets import closed_calls, offer_index, programme_index
from programmes.models import Programme, SupportOffer
from reach.hits import offices_behind
from reach.offices import office_rows
from reach.ties import responsible_for_programmes
from regions.names import place_names
from search.engine.vocabulary import vocabulary
from stories.filters import story_index
from stories.woven import woven

MADE: tuple[Callable[[], object], ...] = (
    network_index, organisation_index, event_index, place_index, project_index, programme_index, offer_index,
    contact_index, fit_index, terrain, office_rows, place_names, filled_regions, hero_picture, vocabulary,
    entries_of_parts, closed_calls, responsible_for_programmes, offices_behind,
    woven, story_index,
    *(partial(unsure_areas, model) for model in (Network, Programme, SupportOffer)),
)  # fmt: skip
_log = logging.getLogger(__name__)


def warm() -> None:
    """Without a database workers begin cold, and say so on their pages."""
    _load()
    compile_templates()
    try:
        with stamps.steady():
            for make in MADE:
                make()
        rehearse()
    except DatabaseError as error:
        _log.warning("Vor dem ersten Abruf ist nichts vorbereitet: %s", error)


def _load() -> None:
    """The views with all that they import, which Django leaves to the first request: 20 MB of each worker."""
    reverse("home")
    engines.all()
