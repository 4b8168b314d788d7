from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inputs.text import cleaned
from networks.models import Network
from pages.markdown import ALLOWED, render_markdown, render_plain
from programmes.models import Programme
from publishing.models import SourceDocument
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


WIDE = (
    "Diese Zeile ist länger, als jemand Zeilen von Hand umbricht, und deshalb ein Absatz für sich, auch ohne Leerzeile."
)
MAIL = (
    "Was ein Mailprogramm nach zweiundsiebzig Zeichen umgebrochen hat, das ist\n"
    "ein Absatz und soll auf dem Telefon nicht mitten im Satz eine neue Zeile\nbeginnen."
)


@pytest.mark.parametrize(
    "pasted, html",
    [
        (
            "Wir bieten:\n•\tRat\no\tvor Ort\no\tim Netz\n•\tGeld\nRufen Sie an.",
            "<p>Wir bieten:</p><ul><li>Rat<ul><li>vor Ort</li><li>im Netz</li></ul></li><li>Geld</li></ul>"
            "<p>Rufen Sie an.</p>",
        ),
        ("\uf0b7\tEins\r\n\uf0b7\tZwei", "<ul><li>Eins</li><li>Zwei</li></ul>"),
        ("Wer kommt\n– Betriebe\n– Ämter", "<p>Wer kommt</p><ul><li>Betriebe</li><li>Ämter</li></ul>"),
        ("Er kam\n– spät –", "<p>Er kam<br>– spät –</p>"),
        ("§\tZeichen\n\n§ 5 gilt", "<ul><li>Zeichen</li></ul><p>§ 5 gilt</p>"),
        (
            "So geht es\n1)\tAntrag\n2)\tBescheid\nDanach ist Ruhe.",
            "<p>So geht es</p><ol><li>Antrag</li><li>Bescheid</li></ol><p>Danach ist Ruhe.</p>",
        ),
        (
            "1.\tRat\n•\tvor Ort\n2.\tGeld",
            "<ol><li>Rat<ul><li>vor Ort</li></ul></li><li>Geld</li></ol>",
        ),
        ("24. Oktober: Auftakt\n3. Mai: Ende", "<p>24. Oktober: Auftakt<br>3. Mai: Ende</p>"),
        ("2018. Das war früh.", "<p>2018. Das war früh.</p>"),
        ("Am Markt 1\n12345 Berlin", "<p>Am Markt 1<br>12345 Berlin</p>"),
        (f"{WIDE}\nUnd noch einer.", f"<p>{WIDE}</p><p>Und noch einer.</p>"),
        (MAIL, "<p>" + MAIL.replace("\n", "") + "</p>"),
        ("\tEingerückt\n\n    Weit", "<p>Eingerückt</p><p>Weit</p>"),
        ("Gruß\n--\nErika", "<p>Gruß<br>--<br>Erika</p>"),
        ("> Zitat\nText", "<blockquote><p>Zitat</p></blockquote><p>Text</p>"),
        ("# Groß", "<h2>Groß</h2>"),
        ("För\u00adde\u00adrung „gut“", "<p>Förderung „gut“</p>"),
        (
            "Mehr (www.amt.example/_a_b) bei post@amt.example.",
            '<p>Mehr (<a href="https://www.amt.example/_a_b">www.amt.example/_a_b</a>) bei '
            '<a href="mailto:post@amt.example">post@amt.example</a>.</p>',
        ),
        (
            "Siehe https://amt.example/x(1)?a=1&b=2!",
            '<p>Siehe <a href="https://amt.example/x(1)?a=1&amp;b=2">https://amt.example/x(1)?a=1&amp;b=2</a>!</p>',
        ),
        ("https://127.0.0.1/x und ftp://amt.example", "<p><a>https://127.0.0.1/x</a> und ftp://amt.example</p>"),
        # What is Markdown already stays.
        ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("1. a\n   1. x\n   2. y\n2. b", "<ol><li>a<ol><li>x</li><li>y</li></ol></li><li>b</li></ol>"),
        ("[www.a.example](https://b.example)", '<p><a href="https://b.example">www.a.example</a></p>'),
    ],
)
def test_what_is_pasted_shows_as_it_looked(pasted, html):
    assert render_markdown(cleaned(pasted)).replace("\n", "") == html


@pytest.mark.parametrize(
    "text, html",
    [
        (
            "Ein Satz & <b>, *so* _wie_ `er` [dasteht](/x/).",
            "<p>Ein Satz &amp; &lt;b&gt;, *so* _wie_ `er` [dasteht](/x/).</p>",
        ),
        ("# 1 im Land\n> 30 Betriebe", "<p># 1 im Land<br>&gt; 30 Betriebe</p>"),
        ("Wir:\n•\tEins\n•\tZwei", "<p>Wir:</p><ul><li>Eins</li><li>Zwei</li></ul>"),
        ("3. Mai: Treffen\n4. Juni: Fest", "<p>3. Mai: Treffen<br>4. Juni: Fest</p>"),
        ("Erst.\n\nDann www.a.example.", '<p>Erst.</p><p>Dann <a href="https://www.a.example">www.a.example</a>.</p>'),
        ("https://127.0.0.1/", "<p><a>https://127.0.0.1/</a></p>"),
    ],
)
def test_what_is_said_of_entries_has_paragraphs_lists_and_addresses_and_no_mark_up(text, html):
    assert render_plain(text).replace("\n", "") == html


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


@given(st.text(alphabet="<>()[]!\"'=/:ajvscriptonxw.@•–1 \n\t`*#&;", max_size=80))
def test_no_text_makes_a_tag_that_is_not_allowed(text):
    check(render_markdown(text))
    check(render_plain(text))


@pytest.mark.django_db
def test_topic_page_shows_its_text_without_what_is_dangerous(client):
    topic = make(Story, body="## Überschrift\n\n<script>alert(1)</script>")
    page = client.get(topic.get_absolute_url()).content.decode()

    assert "<h2>Überschrift</h2>" in page
    assert "<script>" not in page and "&lt;script&gt;alert(1)" in page


@pytest.mark.django_db
def test_pages_of_entries_show_what_was_pasted_as_it_looked(client):
    pasted = "Das Netz hilft bei:\n•\tMessen\n•\tAnträgen\nMehr: www.netz.example"
    shown = (
        "<p>Das Netz hilft bei:</p><ul><li>Messen</li><li>Anträgen</li></ul>"
        '<p>Mehr: <a href="https://www.netz.example">www.netz.example</a></p>'
    )
    network = make(Network, description=pasted, audience=pasted, advice=pasted, note=pasted)
    programme, source = make(Programme, how=pasted), make(SourceDocument, note=pasted)

    found = [
        client.get(one.get_absolute_url()).content.decode().replace("\n", "").count(shown)
        for one in (network, programme, source)
    ]

    assert found == [4, 1, 1]
