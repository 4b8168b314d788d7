"""What is asked and not understood is refused: to whoever reads it later, a list of everything would look right."""

from django.http import HttpResponse, HttpResponseBadRequest

from core.words import _
from open_data.selection import Selection


def refused(selection: Selection) -> HttpResponse | None:
    if not selection.unknown:
        return None
    words = _("Nicht verstanden: {unknown}. Die Liste unter {path} zeigt, wonach sich fragen lässt.")
    text = words.format(unknown=", ".join(map(str, selection.unknown)), path=selection.of.path)
    return HttpResponseBadRequest(f"{text}\n", content_type="text/plain; charset=utf-8")
