"""The files of a list: each takes the query string of the page beside it."""

import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import condition, require_safe

from core.words import _, language
from memory import stamps
from open_data.downloads import dump
from open_data.downloads.forms import FORMS, Form, Piece, forms_of
from open_data.refusing import refused
from open_data.selection import LISTS, select
from sheets.writing_xlsx import MIME

_FAST = 1  # of the levels of packing; others take as long as the records do


def _etag(request: HttpRequest, **_kwargs) -> str:
    """Changes with the content and by the day, as pages do: nothing is read for who has the file already."""
    state = sorted(stamps.current().items()), request.get_full_path(), date.today().isoformat(), language()
    return f'W/"{sha256(repr(state).encode()).hexdigest()[:32]}"'


@require_safe
@condition(etag_func=_etag)
def download(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    of, asked = LISTS.get(name), FORMS[form]
    if of is None or asked not in forms_of(of):
        raise Http404(_("Diese Liste gibt es nicht."))
    selection = select(name, request.GET, [option.param for option in asked.options])
    selection.unknown += asked.unknown(request.GET)
    return refused(selection) or _file(request, asked, name, asked.pieces(selection, request.GET))


def _dump_etag(_request: HttpRequest, day: date, file: str) -> str | None:
    found = dump.dump_of(day)
    one = found.file(file) if found else None
    return f'"{one.sha256}"' if one else None


@require_safe
@condition(etag_func=_dump_etag)
def dumped(_request: HttpRequest, day: date, file: str) -> HttpResponseBase:
    """A file of a dump that is still given."""
    found = dump.dump_of(day)
    if found is None:
        raise Http404(_("Diesen Abzug gibt es nicht (mehr)."))
    if file == dump.SUMS:
        return HttpResponse(found.sums, content_type="text/plain; charset=utf-8")
    if (one := found.file(file)) is None:
        raise Http404(_("Diese Datei hat der Abzug nicht."))
    response = FileResponse((found.folder / one.file).open("rb"), content_type=dump.MEDIA_TYPE, as_attachment=True)
    response["Cache-Control"] = "max-age=0, must-revalidate"
    return response


@require_safe
def latest(_request: HttpRequest, file: str) -> HttpResponseBase:
    found = next(iter(dump.kept()), None)
    if found is None or (file != dump.SUMS and found.file(file) is None):
        raise Http404(_("Diesen Abzug gibt es nicht (mehr)."))
    return redirect("downloads:dump", found.day, file)


def _file(request: HttpRequest, form: Form, name: str, pieces: Iterable[Piece]) -> StreamingHttpResponse:
    is_packed = form.media_type != MIME and _takes_gzip(request.headers.get("Accept-Encoding", ""))
    response = StreamingHttpResponse(_packed(pieces) if is_packed else pieces, content_type=form.media_type)
    if is_packed:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    file = f"{name}-{timezone.localdate():%Y-%m-%d}.{form.key}"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    response["Cache-Control"] = "max-age=0, must-revalidate"
    response["X-Robots-Tag"] = "noindex"
    return response


def _takes_gzip(accepted: str) -> bool:
    offers = (offer.replace(" ", "").partition(";") for offer in accepted.lower().split(","))
    return any(name == "gzip" and weight.rstrip("0") not in ("q=", "q=0.") for name, _sign, weight in offers)


def _packed(pieces: Iterable[Piece]) -> Iterator[bytes]:
    packer = zlib.compressobj(_FAST, wbits=31)
    for piece in pieces:
        if packed := packer.compress(piece.encode() if isinstance(piece, str) else piece):
            yield packed
    yield packer.flush()
