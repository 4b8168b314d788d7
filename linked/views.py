"""What machines fetch: the catalogue, the vocabularies and the public services."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.words import _
from linked.addresses import CATALOGUE_PATH, OPEN_DATA, SERVICES_PATH, VOCABULARY_PATH
from linked.answers import BY_ENDING, BY_KEY, document, preferred
from linked.catalogue import catalogue
from linked.files import datasets_with_files
from linked.lacking import lacking
from linked.services import services
from linked.vocabularies import VOCABULARIES, Vocabulary, concepts_of
from linked.writers import FORMATS, Format
from memory.anew import made_anew


@require_safe
@made_anew
def catalogue_page(request: HttpRequest) -> HttpResponse:
    """For people: what there is, and what a harvester still lacks."""
    context = {
        "breadcrumbs": [{"label": _("Offene Daten"), "url": OPEN_DATA}, {"label": _("Katalog")}],
        "canonical": CATALOGUE_PATH,
        "formats": FORMATS,
        "datasets": datasets_with_files(),
        "lacking": lacking(),
    }
    return render(request, "linked/catalogue.html", context)


@require_safe
@made_anew
def catalogue_document(request: HttpRequest, ending: str) -> HttpResponse:
    if ending not in BY_ENDING:
        raise Http404(_("Dieses Format gibt es nicht."))
    return document(catalogue(), BY_ENDING[ending], "katalog")


@require_safe
def service_list(request: HttpRequest) -> HttpResponse:
    return preferred(request, SERVICES_PATH, "/foerderprogramme/")


@require_safe
def service_document(request: HttpRequest, form: str) -> HttpResponse:
    return document(services(), _format(form), "leistungen")


@require_safe
def vocabulary(request: HttpRequest, name: str) -> HttpResponse:
    return preferred(request, f"{VOCABULARY_PATH}{name}/", _vocabulary(name).path)


@require_safe
def vocabulary_document(request: HttpRequest, name: str, form: str) -> HttpResponse:
    return document(concepts_of(_vocabulary(name)), _format(form), name)


def _format(key: str) -> Format:
    if key not in BY_KEY:
        raise Http404(_("Dieses Format gibt es nicht."))
    return BY_KEY[key]


def _vocabulary(name: str) -> Vocabulary:
    for one in VOCABULARIES:
        if one.key == name:
            return one
    raise Http404(_("Dieses Vokabular gibt es nicht."))
