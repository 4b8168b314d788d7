"""The files of a list: each takes the query string of the page beside it."""

from datetime import date

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.words import _
from open_data.downloads import dump
from open_data.downloads.forms import FORMS, forms_of
from open_data.refusing import refused
from open_data.selection import LISTS, select
from open_data.streaming import headers, state_tag, streamed, unchanged


@require_safe
def download(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    of, asked = LISTS.get(name), FORMS[form]
    if of is None or asked not in forms_of(of):
        raise Http404(_("Diese Liste gibt es nicht."))
    selection = select(name, request.GET, asked.params)
    selection.unknown += asked.unknown(request.GET, of.kind)
    etag = state_tag(request)
    if answer := refused(selection) or unchanged(request, etag):
        return answer
    response = streamed(request, asked.pieces(selection, request.GET), asked.media_type, etag, selection.count)
    if response.streaming:
        file = f"{name}-{timezone.localdate():%Y-%m-%d}.{asked.key}"
        response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


@require_safe
def dumped(request: HttpRequest, day: date, file: str) -> HttpResponseBase:
    """A file of a dump that is still given."""
    found = dump.dump_of(day)
    if found is None:
        raise Http404(_("Diesen Abzug gibt es nicht (mehr)."))
    if file == dump.SUMS:
        # Not to be kept as pages are: files change without the content.
        return HttpResponse(found.sums, "text/plain; charset=utf-8", headers={"Cache-Control": "no-cache"})
    if (one := found.file(file)) is None:
        raise Http404(_("Diese Datei hat der Abzug nicht."))
    etag = f'"{one.sha256}"'
    if answer := unchanged(request, etag):
        return answer
    content = (found.folder / one.file).open("rb")
    return FileResponse(content, content_type=dump.MEDIA_TYPE, as_attachment=True, headers=headers(etag))


@require_safe
def latest(_request: HttpRequest, file: str) -> HttpResponseBase:
    found = next(iter(dump.kept()), None)
    if found is None or (file != dump.SUMS and found.file(file) is None):
        raise Http404(_("Diesen Abzug gibt es nicht (mehr)."))
    return redirect("downloads:dump", found.day, file)
