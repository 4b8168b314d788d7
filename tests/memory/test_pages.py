"""A kept page is the page of this moment: what it shows has not changed since, and it is nobody's own."""

import gzip
from datetime import date, timedelta
from itertools import islice

import brotli
import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from memory.kept import forget
from memory.middleware import PageCacheMiddleware
from memory.pages import Page, Pages, pages
from networks.models import Network
from tests.factories import PAGES, make, public_records
from tests.roles import editor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def switched_on(settings):
    settings.PORTAL_CACHE = True
    forget()
    pages.forget()
    yield
    forget()
    pages.forget()


def body(url: str, **headers) -> str:
    response = Client().get(url, headers=headers)
    assert response.status_code == 200, url
    return response.content.decode()


@pytest.mark.usefixtures("directory")
class TestOfTheDirectory:
    def test_repeated_page_takes_one_query_and_is_the_same(self, client, django_assert_num_queries):
        for url in ("/", "/netzwerke/", "/netzwerke/its-bb/", "/suche/?q=netz", "/regionen/berlin/", "/impressum/"):
            first = client.get(url)
            with django_assert_num_queries(1):
                again = client.get(url)
            assert again.content == first.content, url
            assert again.headers == first.headers, url

    @pytest.mark.once
    def test_every_page_is_the_same_with_and_without(self, client, settings):
        urls = [*PAGES, "/robots.txt", "/sitemap.xml"]
        urls += [row.get_absolute_url() for row in islice(public_records(), 0, None, 9)]
        made = {url: client.get(url) for url in urls for _ in range(2)}
        settings.PORTAL_CACHE = False
        for url, response in made.items():
            plain = client.get(url)
            assert (response.status_code, response.content) == (plain.status_code, plain.content), url
            ours = {"ETag", "Vary", "Cache-Control"}
            assert {n: v for n, v in response.items() if n not in ours} == {
                n: v for n, v in plain.items() if n not in ours
            }, url

    def test_who_has_the_page_is_told_so(self, client, django_assert_num_queries):
        first = client.get("/netzwerke/")
        with django_assert_num_queries(1):
            again = client.get("/netzwerke/", headers={"if-none-match": first["ETag"]})
        pages.forget()
        elsewhere = client.get("/netzwerke/", headers={"if-none-match": f'W/"x", {first["ETag"]}'})

        for response in (again, elsewhere):
            assert (response.status_code, response.content) == (304, b"")
            assert {name: response[name] for name in ("ETag", "Vary", "Cache-Control")} == {
                "ETag": first["ETag"], "Vary": "Accept-Encoding", "Cache-Control": "max-age=0, must-revalidate",
            }  # fmt: skip
        assert client.get("/netzwerke/", headers={"if-none-match": 'W/"x"'}).content == first.content

    @pytest.mark.once
    def test_compressed_as_the_browser_takes_it(self, client):
        plain = client.get("/netzwerke/").content
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": lambda packed: packed}
        for accepted, expected in {
            "gzip, deflate, br": "br", "gzip": "gzip", "br;q=0, gzip;q=0.5": "gzip", "": "", "deflate": "",
            "br ; q=0.0 , GZIP;q=0": "", "identity;q=0": "",
        }.items():  # fmt: skip
            pages.forget()
            for _ in range(2):  # who asks first gets it as small as who comes after
                response = client.get("/netzwerke/", headers={"accept-encoding": accepted})
                assert response.get("Content-Encoding", "") == expected, accepted
                assert unpack[expected](response.content) == plain
                assert int(response["Content-Length"]) == len(response.content) <= len(plain)
                assert response["Vary"] == "Accept-Encoding"

    @pytest.mark.once
    def test_kept_as_it_is_asked_for(self, client):
        """A browser's page does not stand in memory unpacked too; whoever takes it plain gets it all the same."""
        ask = lambda accepted="": client.get("/netzwerke/", headers={"accept-encoding": accepted}).content  # noqa: E731
        plain, unpacked = ask(), pages.bytes
        packed = ask("br")

        assert pages.bytes - len(packed) == unpacked - len(plain)
        assert (ask("gzip"), ask(), ask("br"), ask()) == (gzip.compress(plain, 6, mtime=0), plain, packed, plain)

    @pytest.mark.once
    def test_compressed_also_where_it_is_not_kept_but_never_what_is_one_visitors_own(self, client):
        accepted = {"accept-encoding": "gzip, br"}
        for url, status in {"/fehler-melden/": 200, "/suche/?q=qqxyzzy": 200, "/gibt-es-nicht/": 404}.items():
            response = client.get(url, headers=accepted)
            assert (response.status_code, response.get("Content-Encoding")) == (status, "br"), url
            assert b"</html>" in brotli.decompress(response.content) and response["Vary"] == "Accept-Encoding"
        assert "Content-Encoding" not in client.get("/merkliste/", headers=accepted).headers

    @pytest.mark.once
    def test_no_more_bytes_than_there_is_room(self, client, settings):
        settings.PORTAL_CACHE_MB = 1
        for number in range(40):
            client.get(f"/netzwerke/?x={number}", headers={"accept-encoding": "gzip"})
            client.get(f"/netzwerke/?x={number}", headers={"accept-encoding": "gzip"})
            assert pages.bytes <= 1024 * 1024
        with connection.execute_wrapper(_refuse_but_stamps):
            assert client.get("/netzwerke/?x=39").status_code == 200

    def test_head_has_no_body_and_is_answered_from_what_is_kept(self, client):
        page = client.get("/netzwerke/")
        head = client.head("/netzwerke/")

        assert head.content == b"" and head["ETag"] == page["ETag"]
        assert head["Content-Length"] == page["Content-Length"]

    def test_others_may_keep_it_as_long_as_they_are_told(self, client, settings):
        settings.PORTAL_CACHE_SHARED = 60
        assert client.get("/netzwerke/")["Cache-Control"] == "max-age=0, s-maxage=60"
        settings.PORTAL_CACHE_STALE = 30
        assert client.get("/orte/")["Cache-Control"] == "max-age=0, s-maxage=60, stale-while-revalidate=30"
        assert client.get("/suche/vorschlaege/?q=netz")["Cache-Control"] == "max-age=60"  # says so itself

    def test_switched_off_nothing_is_kept_and_nobody_is_told_to(self, client, settings):
        settings.PORTAL_CACHE = False
        response = client.get("/netzwerke/")

        assert pages.bytes == 0 and not {"ETag", "Cache-Control", "Vary"} & set(response.headers)

    def test_addresses_and_hosts_are_told_apart(self, client, settings):
        settings.ALLOWED_HOSTS = ["eins.example", "zwei.example"]
        one, two = (client.get("/robots.txt", headers={"host": host}) for host in settings.ALLOWED_HOSTS)
        secure = client.get("/robots.txt", headers={"host": "eins.example"}, secure=True)

        assert b"http://eins.example" in one.content and b"http://zwei.example" in two.content
        assert b"https://eins.example" in secure.content
        assert client.get("/robots.txt", headers={"host": "drei.example"}).status_code == 400


def _refuse_but_stamps(execute, sql, *args):
    assert "memory_tablestamp" in sql, sql
    return execute(sql, *args)


class TestNotKept:
    """What is one visitor's own, or no page, is made each time."""

    @pytest.mark.parametrize(
        "url", ["/merkliste/", "/gibt-es-nicht/", "/redaktion/login/", "/redaktion/", "/fehler-melden/", "/bereit/"]
    )
    def test_answers(self, client, url):
        client.get(url)

        assert pages.bytes == 0

    @pytest.mark.usefixtures("directory")
    def test_search_that_counts_what_it_did_not_find(self, client):
        client.get("/suche/?q=qqxyzzy")

        assert pages.bytes == 0

    @pytest.mark.usefixtures("directory")
    def test_pages_of_who_is_signed_in(self, client):
        client.get("/netzwerke/")
        known = pages.bytes
        client.force_login(editor())
        for url in (reverse("admin:index"), reverse("check_list"), "/netzwerke/", "/orte/"):
            assert "ETag" not in client.get(url).headers, url
        assert pages.bytes == known

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda response: response.set_cookie("a", "b"),
            lambda response: response.headers.__setitem__("Vary", "Cookie"),
            lambda response: response.headers.__setitem__("Vary", "Accept-Language, Accept-Encoding"),
            lambda response: response.headers.__setitem__("Cache-Control", "private"),
            lambda response: response.headers.__setitem__("Cache-Control", "no-cache"),
            lambda response: setattr(response, "status_code", 206),
            lambda response: make(Network),
            lambda response: connection.cursor().execute("SELECT 1 FROM django_session"),
        ],
    )
    def test_response(self, rf, spoil):
        def view(request):
            response = HttpResponse("Text")
            spoil(response)
            return response

        def plain(request):
            return HttpResponse("Text")

        request = rf.get("/x/")
        request.user = AnonymousUser()
        PageCacheMiddleware(view)(request)
        assert pages.bytes == 0
        if not connection.work.written:
            PageCacheMiddleware(plain)(request)
            assert pages.bytes > 0

    def test_requests(self, rf):
        def answer(request):
            return HttpResponse("Text")

        for request in (
            rf.post("/x/"),
            rf.get("/x/", headers={"authorization": "Basic x"}),
            rf.get("/x/", headers={"cookie": f"{django_settings.SESSION_COOKIE_NAME}=x"}),
            rf.get("/x/?" + "x" * 2000),
        ):
            assert "ETag" not in PageCacheMiddleware(answer)(request).headers
        assert pages.bytes == 0


def test_page_holds_as_long_as_its_own_tables_and_the_day(monkeypatch):
    page = Page.of(b"x", {}, {"a", "b"}, {"a": 1, "c": 1}, date.today())

    assert page.holds({"a": 1, "c": 2})
    assert not page.holds({"a": 2, "c": 1}) and not page.holds({"a": 1, "b": 1})
    monkeypatch.setattr("memory.pledge.date", _later(date.today() + timedelta(days=1)))
    assert not page.holds({"a": 1})


def test_the_longest_unused_goes_first():
    few, page = Pages(), Page.of(b"x" * 3000, {}, (), {}, date.today())
    for key in (1, 2):
        few.put(key, page, 12_000)
    few.get(1)
    few.put(3, page, 12_000)

    assert [few.get(key) is not None for key in (1, 2, 3)] == [True, False, True] and few.bytes == 10_000


def _later(day: date) -> type[date]:
    class Later(date):
        @classmethod
        def today(cls):
            return day

    return Later
