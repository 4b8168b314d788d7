from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.markdown import ALLOWED, render_markdown
from stories.models import Story
from tests.factories import make


@pytest.mark.parametrize(
    "text, html",
    [
        ("## Warum?\n\nEin *Wort* **fett**.", "<h2>Warum?</h2>\n<p>Ein <em>Wort</em> <strong>fett</strong>.</p>\n"),
        ("Gründer*innen und Wirt*innen, *gern*", "<p>Gründer*innen und Wirt*innen, <em>gern</em></p>\n"),
        ("- eins\n- zwei", "<ul>\n<li>eins</li>\n<li>zwei</li>\n</ul>\n"),
        ("[Liste](/netzwerke/)", '<p><a href="/netzwerke/">Liste</a></p>\n'),
        ("[Amt](https://amt.example/)", '<p><a href="https://amt.example/">Amt</a></p>\n'),
        (
            "*Alle* Handwerker*innen, Künstler*innen und *alle* Freund*innen",
            "<p><em>Alle</em> Handwerker*innen, Künstler*innen und <em>alle</em> Freund*innen</p>\n",
        ),
        ("Ansprech*partner*innen, **fett**es", "<p>Ansprech*partner*innen, <strong>fett</strong>es</p>\n"),
        ("<post@amt.example>", '<p><a href="mailto:post@amt.example">post@amt.example</a></p>\n'),
    ],
)
def test_text_structure_and_links_stay(text, html):
    assert render_markdown(text) == html


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def check(html):
    for tag, attributes in Tags(html).found:
        assert tag in ALLOWED
        assert set(attributes) <= {"href", "title"}
        assert attributes.get("href", "").partition(":")[0].lower() not in ("javascript", "data", "vbscript")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "![x](https://fremd.example/zaehler.gif)",
        '<iframe src="https://fremd.example/"></iframe>',
        '<p onclick="x()">x</p>',
        "<style>p{}</style>",
        '[x](/a "t\\" onmouseover=\\"x")',
    ],
)
def test_nothing_dangerous_comes_through(text):
    check(render_markdown(text))


@given(st.text(alphabet="<>()[]!\"'=/:ajvscriptonx \n`*#&;", max_size=80))
def test_no_text_makes_a_tag_that_is_not_allowed(text):
    check(render_markdown(text))


@pytest.mark.django_db
def test_topic_page_shows_its_text_without_what_is_dangerous(client):
    topic = make(Story, body="## Überschrift\n\n<script>alert(1)</script>")
    page = client.get(topic.get_absolute_url()).content.decode()

    assert "<h2>Überschrift</h2>" in page
    assert "<script>" not in page and "&lt;script&gt;alert(1)" in page
