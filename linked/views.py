"""What machines fetch: vocabularies."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.words import _
from linked.addresses import VOCABULARY_PATH
from linked.answers import BY_KEY, document, preferred
from linked.vocabularies import VOCABULARIES, Vocabulary, concepts_of


@require_safe
def vocabulary(request: HttpRequest, key: str) -> HttpResponse:
    found = _vocabulary(key)
    return preferred(request, f"{VOCABULARY_PATH}{key}/", found.path)


@require_safe
def vocabulary_document(request: HttpRequest, key: str, form: str) -> HttpResponse:
    found = _vocabulary(key)
    if form not in BY_KEY:
        raise Http404(_("Dieses Format gibt es nicht."))
    return document(concepts_of(found), BY_KEY[form], key)


def _vocabulary(key: str) -> Vocabulary:
    for one in VOCABULARIES:
        if one.key == key:
            return one
    raise Http404(_("Dieses Vokabular gibt es nicht."))
