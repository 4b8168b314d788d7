"""A process makes pages of visitors one after the other, and nobody waits long for another's."""

from threading import Event, Thread

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from memory import turns
from memory.middleware import PageCacheMiddleware

pytestmark = pytest.mark.once  # another server's database is waited for without turns


class Visitors:
    """Two who ask at once; the page of the first takes until it is let go."""

    def __init__(self, second: str = "GET"):
        self.begun, self.go_on, self.second_begun = Event(), Event(), Event()
        self.asks = PageCacheMiddleware(self.answer)
        requests = RequestFactory().get("/lang/"), RequestFactory().generic(second, "/kurz/")
        self.threads = [Thread(target=self.asks, args=[request]) for request in requests]

    def answer(self, request):
        if request.path == "/lang/":
            self.begun.set()
            assert self.go_on.wait(10)
        else:
            self.second_begun.set()
        return HttpResponse()

    def __enter__(self):
        self.threads[0].start()
        assert self.begun.wait(10)
        self.threads[1].start()
        return self

    def __exit__(self, *error):
        self.go_on.set()
        for thread in self.threads:
            thread.join(10)


@pytest.fixture(autouse=True)
def uncached(settings):
    settings.PORTAL_CACHE = False


def test_the_second_begins_when_the_first_is_done(monkeypatch):
    monkeypatch.setattr(turns, "LONGEST_WAIT", 10)
    with Visitors() as both:
        assert not both.second_begun.wait(0.1)
        both.go_on.set()
        assert both.second_begun.wait(5)


@pytest.mark.parametrize(("longest", "method"), [(0.01, "GET"), (10, "POST")])
def test_nobody_waits_for_what_takes_long_and_who_writes_never(monkeypatch, longest, method):
    monkeypatch.setattr(turns, "LONGEST_WAIT", longest)
    with Visitors(method) as both:
        assert both.second_begun.wait(5)
