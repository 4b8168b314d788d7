"""Every text of a request in its one form, before any view or form reads it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict

from inputs.text import cleaned

# Passwords are compared as they were typed when they were chosen.
_AS_TYPED = "password"


class CleanInputMiddleware:
    """Cleans what stands in the address and in the fields of a posted form; files are cleaned by whoever reads them.

    The last of all, next to the view: who has been sent away before has not been read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "%" in query or not query.isascii():  # all but plain letters is written with a sign of percent
            request.GET = _cleaned(request.GET)  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        if request.method == "POST":
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]


def _cleaned(given: QueryDict) -> QueryDict:
    """The same, or a copy where something in it had to be cleaned."""
    changed = {
        name: values
        for name, before in given.lists()
        if _AS_TYPED not in name and (values := [cleaned(value) for value in before]) != before
    }
    if not changed:
        return given
    copy = given.copy()
    for name, values in changed.items():
        copy.setlist(name, values)
    return copy
