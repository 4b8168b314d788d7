"""What holds for every public page of the real directory."""

import gzip
import html
import re
from collections import Counter
from unittest import mock

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import prepared
from core.text import quoted
from publishing.enums import Certainty
from publishing.models import Citation, Figure, Link, Milestone, Name
from regions.models import Region
from tests.directory_pages import page_of
from tests.factories import LISTS, PAGES, public_records

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]
ALL_LISTS = (
    *LISTS,
    "/suche/",
    "/suche/vorschlaege/",
    "/regionen/",
    "/felder/",
    "/themen/",
    "/",
    "/foerderkontakt/",
)
# The one script of the public pages; nothing needs it.
SUGGESTING = '<script src="/static/js/portal.js" defer></script>'
PARAMS = [
    "q", "seite", "sortierung", "ansicht", "typ", "region", "feld", "status", "programm", "zielmarkt", "kontakt",
    "genau", "format", "art", "rolle", "branche", "dachmarke", "geber", "antrag", "zeit", "teilnahme", "netzwerk",
    "aufgabe", "organisation", "ort", "anliegen", "geplant", "stand", "anbieter", "",
]  # fmt: skip


def urls() -> list[str]:
    answers = [f"/foerderkontakt/?anliegen=ausland&region={slug}" for slug in ("berlin", "sachsen", "bayern")]
    return [
        *PAGES,
        "/veranstaltungen/archiv/2021/",
        "/netzwerke/industriestandort-mannheim/mitglieder/",
        "/netzwerke/its-bb/verlauf/",
        "/lebt-es-noch/?seite=/netzwerke/its-bb/",
        *answers,
        *(row.get_absolute_url() for row in public_records()),
    ]


@pytest.fixture(scope="module")
def pages(directory, django_db_blocker):
    """Every page: no test here changes what they show."""
    with django_db_blocker.unblock():
        return {url: page_of(url) for url in urls()}


@pytest.mark.once
def test_all_pages_of_the_directory_keep_the_rules(pages):
    broken = []
    for url, response in pages.items():
        if response.status_code != 200:
            broken.append(f"{url}: {response.status_code}")
        else:
            broken += [f"{url}: {what}" for what in violations(url, response, response.content.decode())]

    assert broken == []
    assert len(pages) > 250


def test_search_engines_are_told_the_full_address_and_what_each_page_alone_is_about(pages):
    wrong, about = [], {}
    for url, page in pages.items():
        markup = page.content.decode()
        addresses = re.findall(r'<link rel="canonical" href="([^"]+)">', markup)
        own = [] if 'name="robots"' in markup else [f"http://testserver{url.partition('?')[0]}"]
        wrong += [url] if addresses != own else []
        about |= dict.fromkeys(addresses, re.search(r'<meta name="description" content="([^"]+)">', markup)[1])

    assert wrong == []
    assert [text for text, times in Counter(about.values()).items() if times > 1 or "\n" in text] == []
    assert len(about) > 200


def test_pages_are_the_same_when_every_query_is_built_anew(pages, settings):
    """Records of a kind ask the same: each question is asked anew on the first three pages that ask it."""
    settings.PREPARED_QUERIES = False
    different, times = set(), Counter()
    with mock.patch("pages.records.ask", wraps=prepared.ask) as asked:
        for url, page in pages.items():
            if any(times[question] < 3 for question in page.asked):
                times.update(page.asked)
                different |= {url} if Client().get(url).content != page.content else set()

    assert different == set()
    assert len(times) > 90
    assert asked.call_count > 100  # the pages were made, not remembered


def violations(url, response, page) -> list[str]:
    """What is wrong with a page, in words."""
    wrong = []
    if response.cookies:
        wrong.append("sets a cookie")
    if "cookie" in response.headers.get("Vary", "").lower():
        wrong.append("varies by cookie")
    if '<html lang="de"' not in page:
        wrong.append("does not say its language")
    if len(re.findall(r"<h1[\s>]", page)) != 1:
        wrong.append("has not exactly one h1")
    if not re.search(r"<title>[^<]+ – [^<]+</title>", page):
        wrong.append("has no full title")
    if not re.search(r'<meta name="description" content="[^"]{40,}">', page):
        wrong.append("does not say what it is about")
    if foreign := foreign_resources(page):
        wrong.append(f"loads {foreign}")
    without_data = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", page)  # which nobody runs
    if re.search(r"\son\w+=|javascript:|<script", without_data.replace(SUGGESTING, "")):
        wrong.append("has a script besides the one that suggests while somebody types")
    if "style=" in re.sub(r"<[^>]*stylesheet[^>]*>", "", page):
        wrong.append("has an inline style, which the policy forbids")
    ids = re.findall(r'\sid="([^"]+)"', page)
    wrong += [f"has the id {one} twice" for one in sorted({one for one in ids if ids.count(one) > 1})]
    targets = set(re.findall(r'href="#([^"]+)"', page))
    wrong += [f"links to #{target}, which is not there" for target in sorted(targets - set(ids))]
    labels = set(re.findall(r'(?:aria-labelledby|for)="([^"]+)"', page))
    wrong += [f"refers to {label}, which is not there" for label in sorted(labels - set(ids))]
    return wrong + form_violations(page) + crumb_violations(url, page)


def form_violations(page) -> list[str]:
    """Every form has a button of its own, every other button a form; what a browser may fill in says its type."""
    forms = re.findall(r"<form([^>]*)>(.*?)</form>", page, re.DOTALL)
    wrong = [f"has a form without a button: {head}" for head, body in forms if not re.search(r"<button[ >]", body)]
    elsewhere = set(re.findall(r'<(?:button|input)[^>]*\sform="([^"]+)"', page))
    ids = {found[1] for head, _ in forms if (found := re.search(r'id="([^"]+)"', head))}
    wrong += [f"has something for the form {one}, which is not there" for one in sorted(elsewhere - ids)]
    filled = [tag for tag in re.findall(r"<input[^>]*>", page) if re.search(r'autocomplete="(?!off")', tag)]
    wrong += [f"has a field without a type: {tag}" for tag in filled if not re.search(r'\stype="', tag)]
    names = Counter(re.findall(r'<nav[^>]*aria-label="([^"]+)"', page))
    return wrong + [f"has two landmarks with the name {name}" for name, times in names.items() if times > 1]


def foreign_resources(page) -> list[str]:
    """Addresses on other hosts that a browser would fetch by itself."""
    tags = re.findall(r"<(?:img|script|iframe|source|video|audio|use|image)\b[^>]*>", page)
    tags += [tag for tag in re.findall(r"<link\b[^>]*>", page) if 'rel="canonical"' not in tag]
    found = [address for tag in tags for address in re.findall(r'(?:src|href|srcset)="([^"]+)"', tag)]
    return [address for address in found if not re.match(r"/(?!/)|#", address)]


def crumb_violations(url, page) -> list[str]:
    trail = re.search(r'<nav class="np-crumbs".*?</nav>', page, re.DOTALL)
    if url == "/":
        return ["has a breadcrumb"] if trail else []
    if not trail:
        return ["has no breadcrumb"]
    steps = re.findall(r"<li>(.*?)</li>", trail[0])
    wrong = [] if steps[0] == '<a href="/">Startseite</a>' else ["does not begin at the start page"]
    if not all(re.fullmatch(r'<a href="/[^"]*">[^<]+</a>', step) for step in steps[:-1]):
        wrong.append("has a step that leads nowhere")
    if not re.fullmatch(r'<span aria-current="page">[^<]+</span>', steps[-1]):
        wrong.append("does not end at the page itself")
    return wrong


@pytest.mark.once
def test_internal_links_lead_somewhere(client, pages):
    targets: dict[str, str] = {}
    for url, page in pages.items():
        for target in re.findall(r'href="(/[^"#]*)', page.content.decode()):
            targets.setdefault(target.replace("&amp;", "&"), url)
    regions = {region.get_absolute_url() for region in Region.objects.all()}  # alike: some of their pages are asked
    broken = {
        target: (response.status_code, targets[target])
        for target in sorted(targets.keys() - pages.keys() - regions)  # pages answer, says the test above
        if not target.startswith("/static/") and (response := client.get(target, follow=True)).status_code != 200
    }

    assert broken == {}


def test_markers_of_every_page_lead_to_its_sources(pages):
    """Covered for every anchor above; here that there are any."""
    marked = [url for url, page in pages.items() if 'href="#quelle-' in page.content.decode()]

    assert len(marked) > 150


@pytest.mark.once
def test_no_page_is_heavy(pages):
    """As it is sent; style, fonts and script come once (tests/e2e/test_first_screen.py), pictures have their own bounds
    (tests/pictures/test_making.py)."""
    weights = {url: len(gzip.compress(page.content)) for url, page in pages.items()}

    assert {url: weight for url, weight in weights.items() if weight > 11_000} == {}


def test_every_statement_keeps_source_place_and_doubt_on_its_page(pages):
    """Each public row that a source proves is in the list of that source, on the page of its record."""
    records = {(type(record), record.pk): record for record in public_records()}
    checked = 0
    for kind in (Citation, Figure, Link, Milestone, Name):
        for row in kind.objects.exclude(locator="").select_related("source").prefetch_related("subject"):
            if (record := records.get((type(row.subject), row.object_id))) and getattr(row, "kind", "") != "suche":
                parts = pages[record.get_absolute_url()].content.decode().split('<li id="quelle-')
                proofs = next(part for part in parts[1:] if f'<a href="{row.source.get_absolute_url()}"' in part[:99])
                assert quoted(row.locator) in html.unescape(proofs), (record, row)
                assert row.certainty != Certainty.IMPLIED or "(nicht ausdrücklich)" in proofs
                checked += 1
    assert checked > 700


def test_error_pages_keep_the_rules(client):
    page = client.get("/gibt-es-nicht/").content.decode()

    assert foreign_resources(page) == []
    assert '<html lang="de"' in page and len(re.findall(r"<h1[\s>]", page)) == 1


@pytest.mark.once
def test_pages_can_be_asked_for_with_head(client):
    for url in PAGES:
        response = client.head(url)
        assert (response.status_code, response.content) == (200, b"")


nonsense = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["\0", "%", "_", "'", '"', "-1", "0", "1e9", "9" * 30, "²", "😀", "../..", "<b>", "[]", "None"]),
    st.just("x" * 9_000),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(ALL_LISTS),
    pairs=st.lists(st.tuples(st.sampled_from(PARAMS) | st.text(max_size=8), nonsense), max_size=6),
)
def test_any_nonsense_in_the_query_string_gets_a_page(path, pairs):
    query = {}
    for name, value in pairs:
        query.setdefault(name, []).append(value)

    assert Client().get(path, query).status_code in (200, 302 if query.get("ort") else 200, 404)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(ALL_LISTS), raw=st.text(alphabet="%&=?;+#[]0aF\x7fäq", max_size=40))
def test_any_raw_query_string_gets_a_page(path, raw):
    assert Client().get(path, QUERY_STRING=raw).status_code in (200, 404)


@pytest.mark.once
@pytest.mark.parametrize("path", LISTS)
def test_hundreds_of_values_get_a_page(path, client):
    specs = client.get(path).context["listing"].index
    for param, options in specs.options.items():
        values = [option.value for option in options] * 40 + ["unsinn"] * 500
        assert client.get(path, {param: values[:600]}).status_code == 200
