"""The pages that explain the open data say what is true: their examples are run as they are printed."""

import html
import io
import json
import re
import shlex
import urllib.request
from email.message import Message
from types import CodeType
from urllib.parse import urlsplit
from urllib.response import addinfourl

import icalendar
import pytest
import vobject
from django.core.management import call_command
from django.test import Client

from open_data.api.answers import TITLES
from open_data.api.lists import OPEN
from open_data.explained.views import MEANINGS
from open_data.selection import LISTS

pytestmark = pytest.mark.django_db
PAGES = ("/offene-daten/", "/offene-daten/api/")


class Portal(urllib.request.HTTPHandler):
    """Answers in place of the network, so that programs of others run unchanged."""

    def http_open(self, req: urllib.request.Request) -> addinfourl:
        headers = {"host": req.host, **{name.lower(): value for name, value in req.header_items()}}
        response = Client().get(req.selector, headers=headers)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        said = Message()
        for name, value in response.items():
            said[name] = value
        answer = addinfourl(io.BytesIO(body), said, req.full_url, response.status_code)
        answer.msg = response.reason_phrase
        return answer


@pytest.fixture
def network():
    before = urllib.request._opener
    urllib.request.install_opener(urllib.request.build_opener(Portal))
    yield
    urllib.request.install_opener(before)


def printed(client, path: str) -> list[tuple[str, str]]:
    """What stands under „Beispiele“ to be copied, each with the answer that is printed below it."""
    page = client.get(path).content.decode()
    one = r'(?:<pre class="np-code"><code>.*?</code></pre>|<p>Antwort:</p>|<p><a[^\n]*</p>|\s)+'
    blocks = re.findall(rf"<h3>[^<]*</h3>\s*({one})", page, re.DOTALL)
    found = [[html.unescape(code) for code in re.findall(r"<code>(.*?)</code>", block, re.DOTALL)] for block in blocks]
    return [(code, answer[0] if answer else "") for code, *answer in filter(None, found)]


def run(code: str, capsys) -> str:
    """A line for a shell, or a program."""
    if not code.startswith("curl"):
        program: CodeType = compile(code, "example", "exec")
        exec(program, {})
        return capsys.readouterr().out
    command, address = shlex.split(code)
    assert command == "curl"
    with urllib.request.urlopen(address) as answer:
        return answer.read().decode()


@pytest.mark.usefixtures("directory", "network")
def test_examples_of_the_api_run_as_printed(client, capsys):
    seen = printed(client, "/offene-daten/api/")
    assert len(seen) == 8

    for code, answer in seen:
        said = run(code, capsys)
        if code.startswith("curl"):
            found = json.loads(said)
            assert found.get("eintraege", True) and found.get("treffer", True) and found.get("stationen", True), code
            assert not answer or found == json.loads(answer)
        else:
            assert said == f"{LISTS['netzwerke'].index().select({}).count()} Einträge\n"
    assert [answer for _, answer in seen if answer]


@pytest.mark.once
@pytest.mark.usefixtures("directory", "network")
def test_examples_of_files_run_as_printed(client, capsys):
    tables, maps, feeds, calendars, cards, programs = (
        run(code, capsys) for code, _ in printed(client, "/offene-daten/")
    )

    assert tables.count("\n") > 3 and ";" in tables.splitlines()[0]
    assert json.loads(maps)["features"]
    assert feeds.count("<entry>") > 1
    assert icalendar.Calendar.from_ical(calendars)
    assert vobject.readOne(cards).fn.value
    assert "rows" in programs or "columns" in programs


@pytest.mark.once
@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize("path", [*PAGES, "/offene-daten/abzug/"])
def test_everything_that_is_linked_is_there(client, path):
    page = client.get(path).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    anchors = set(re.findall(r'id="([^"]+)"', page))
    links = set(map(html.unescape, re.findall(r'href="([^"]+)"', main)))

    for link in sorted(links):
        target = urlsplit(link)
        if target.path.startswith("/static/"):
            continue
        there = client.get(link.partition("#")[0]) if target.path else None
        assert there is None or there.status_code == 200, link
        if target.fragment:
            found = set(re.findall(r'id="([^"]+)"', there.content.decode())) if there else anchors
            assert target.fragment in found, link


@pytest.mark.usefixtures("directory")
def test_every_list_has_its_forms_filters_and_keys(client):
    overview, api = (html.unescape(client.get(path).content.decode()) for path in PAGES)

    for name, of in LISTS.items():
        assert of.kind.titles in overview and f'href="/{name}/liste.csv"' in overview, name
    for name, of in OPEN.items():
        assert f"/api/v1/{name}</code>" in api, name
        facets = of.filters.facets() if of.filters else {}
        assert all(f"<code>{param}</code>" in api and str(one.label) in api for param, one in facets.items())
    assert "<code>belege</code>" in api and "<code>beteiligungen</code>" in api


def test_every_problem_is_explained_where_its_type_leads(client):
    refused = client.get("/api/v1/netzwerke?gibt-es=nicht")
    path, _, anchor = refused.json()["type"].removeprefix("http://127.0.0.1:8000").partition("#")

    assert MEANINGS.keys() == TITLES.keys()
    assert f'id="{anchor}"' in client.get(path).content.decode()


def test_pages_of_an_empty_portal(client):
    for path in PAGES:
        assert client.get(path).status_code == 200
    assert "Zurzeit gibt es keinen Abzug" in client.get("/offene-daten/abzug/").content.decode()


@pytest.mark.once
def test_licence_and_limit_are_those_of_the_settings(client, settings):
    assert "EUPL-1.2</a>." in client.get("/offene-daten/").content.decode()

    settings.DATA_LICENCE, settings.DATA_ATTRIBUTION = "http://dcat-ap.de/def/licenses/dl-by-de/2.0", "Amt für Licht"
    settings.API_RATE = 77
    page = client.get("/offene-daten/").content.decode()

    assert 'href="http://dcat-ap.de/def/licenses/dl-by-de/2.0"' in page and "„Amt für Licht“" in page
    assert "77 Anfragen in 60 Sekunden" in client.get("/offene-daten/api/").content.decode()


@pytest.mark.once
def test_dump_is_listed_with_its_sums(client, settings, tmp_path, capsys):
    settings.OPEN_DATA_DIR = tmp_path
    call_command("dump_open_data")
    page = client.get("/offene-daten/abzug/").content.decode()
    (sums,) = set(re.findall(r'href="([^"]+/SHA256SUMS)"', page))

    for line in client.get(sums).content.decode().splitlines():
        checksum, name = line.split("  ")
        assert checksum in page and name in page
    assert capsys.readouterr().out
