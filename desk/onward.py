"""Where it goes on after a decision: to the next of the list, which stays narrowed down as it was.

The address carries the list: `?reihe=1` of who goes through it, with its filters. `?reihe=neu` comes from it: what is
new is then seen as visitors will, with the decision.
"""

from collections.abc import Callable
from dataclasses import replace

from django.urls import reverse

from accounts.models import Editor
from accounts.requests import EditorRequest
from desk import together
from publishing.models import Revision
from releasing import queue as waiting_list
from releasing.queue import Wanted

ROW, FROM_LIST = "reihe", "neu"
_absent: list[Callable[[Editor], list[Editor]]] = []


def register_absent(ask: Callable[[Editor], list[Editor]]) -> None:
    """For whom an account stands in, said by the package above that knows."""
    _absent.append(ask)


def absent(by: Editor) -> list[Editor]:
    return [editor for ask in _absent for editor in ask(by)]


def wanted_of(request: EditorRequest) -> Wanted:
    return Wanted.of(request.GET, absent(request.user) if "vertretung" in request.GET else ())


def queue_url(request: EditorRequest) -> str:
    """The list as it was narrowed down."""
    query = wanted_of(request).query()
    return reverse("desk:queue") + (f"?{query}" if query else "")


def in_a_row(wanted: Wanted) -> str:
    return "&".join(filter(None, (f"{ROW}={FROM_LIST}", wanted.query())))


def is_from_list(request: EditorRequest) -> bool:
    return request.method != "POST" and request.GET.get(ROW) == FROM_LIST


def wholes(by: Editor, wanted: Wanted) -> list[together.Waiting]:
    """What is decided as a whole; it is of several kinds, so a list narrowed down to one has none."""
    if wanted.filters:
        return []
    if wanted.instead is None:
        return together.waiting(by, wanted.mine)
    theirs = {whole.url for whole in together.waiting(wanted.instead, True)}
    return [whole for whole in together.waiting(by, False) if whole.url in theirs]


def after_change(request: EditorRequest, revision: Revision) -> str:
    """For who goes through the list: to the next that the account can release; else back to the list."""
    if ROW in request.GET:
        wanted = wanted_of(request)
        if following := waiting_list.next_after(request.user, wanted, revision):
            return _change_url(following, wanted)
    return queue_url(request)


def after_whole(request: EditorRequest, url: str) -> str:
    """The same for what is decided as a whole. Asked before the decision, while it still has its place in the list."""
    if ROW in request.GET:
        wanted = wanted_of(request)
        urls = [
            whole.url for whole in wholes(request.user, replace(wanted, mine=not wanted.instead)) if whole.decidable
        ]
        place = urls.index(url) if url in urls else -1
        if behind := urls[place + 1 :]:
            return f"{behind[0]}?{in_a_row(wanted)}"
        if following := waiting_list.next_after(request.user, wanted):
            return _change_url(following, wanted)
        if urls[: max(place, 0)]:
            return f"{urls[0]}?{in_a_row(wanted)}"
    return queue_url(request)


def row_of(request: EditorRequest, url: str) -> dict[str, str]:
    """For the page of such a whole: the list it was opened from, and what comes next without a decision."""
    if ROW not in request.GET:
        return {}
    return {"queue_url": queue_url(request), "onward_url": after_whole(request, url)}


def in_same_row(request: EditorRequest, url: str) -> str:
    """An address with the list from which the page before was opened."""
    return f"{url}?{in_a_row(wanted_of(request)).replace(FROM_LIST, '1', 1)}" if ROW in request.GET else url


def _change_url(revision: Revision, wanted: Wanted) -> str:
    return f"{reverse('desk:change', args=[revision.pk])}?{in_a_row(wanted)}"
