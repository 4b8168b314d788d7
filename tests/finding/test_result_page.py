"""What the result page says: how the query was read, the entry meant by name, found words, and ways out."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Channel, Person, Responsibility
from networks.enums import RelationKind
from networks.models import Event, Field, Network, Organisation, Relation
from publishing.models import Name
from regions.models import Region
from search.models import SynonymGroup
from tests.factories import hide, make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]
URL = "/suche/"
BUDGET = 12


def page(client, text, **params) -> str:
    response = client.get(URL, {"q": text, **params})
    assert response.status_code == 200
    return response.content.decode()


def marked(html: str) -> list[str]:
    return re.findall(r"<mark>(.*?)</mark>", html)


def links(html: str, text: str) -> list[str]:
    """The addresses of the links whose label contains a text."""
    found = re.findall(r'<a href="([^"]+)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [address.replace("&amp;", "&") for address, label in found if text in re.sub(r"<[^>]+>", "", label)]


@pytest.mark.parametrize(
    ("text", "summary", "words"),
    [
        ("kuenstliche", "Wir nutzen Künstliche Intelligenz.", ["Künstliche"]),
        ("künstlicher", "Wir nutzen Kuenstliche Intelligenz.", ["Kuenstliche"]),
        ("strasse", "Die Straße, die Hauptstraße.", ["Straße", "Hauptstraße"]),
        (
            "förderung",
            "Netzwerkförderung (für „Förderungen“), fördert.",
            ["Netzwerkförderung", "Förderungen"],
        ),
        ("its bb", "Der Verein it´s.BB, gegründet 2018.", ["it´s.BB"]),
        ("food.net:z", "Ein food.net:z.", ["food.net:z"]),
        ("biotech", "Bio-Tech, BioTech und Biotech.", ["Bio-Tech", "BioTech", "Biotech"]),
    ],
)
def test_found_words_are_marked_in_every_spelling(client, text, summary, words):
    make(Network, name="Anders", summary=summary)

    assert marked(page(client, text)) == words


def test_marking_leaves_nothing_of_an_entry_unescaped(client):
    make(Network, name="Lampe <b>&\"'", summary="<script>alert(1)</script> Lampe<i>nfieber & Co")
    html = page(client, "lampe")

    assert "<script>alert" not in html and "<b>" not in html and "<i>" not in html
    assert "<mark>Lampe</mark> &lt;b&gt;&amp;&#34;&#39;" in html
    assert "Co" in html


def test_snippet_shows_the_place_where_the_word_stands(client):
    make(Field, name="Lang", definition=" ".join(f"wort{n}" for n in range(80)) + " Leuchtturm am Ende")
    text = read(client.get(URL, {"q": "leuchtturm"}))

    assert "… wort" in text and "Leuchtturm am Ende" in text and "wort0 " not in text


def test_name_by_which_it_was_found_is_shown_beside_the_title(client):
    network = make(Network, name="Unter anderem Namen")
    make(Name, subject=network, kind="auch", name="Funzelbund Nord")

    assert "Auch: Funzelbund Nord" in read(client.get(URL, {"q": "funzelbund"}))


def test_typo_is_said_and_can_be_taken_back(client):
    make(Network, name="Förderlampe Süd")
    html = page(client, "Förderlapme Süd")

    assert "Gesucht wurde auch: Förderlampe" in " ".join(re.sub(r"<[^>]+>", "", html).split())
    (corrected,) = links(html, "Förderlampe")[:1]
    assert client.get(corrected).context["text"] == "Förderlampe Süd"
    (exact,) = links(html, "Nur „Förderlapme“ suchen")
    answer = client.get(exact)
    assert answer.context["total"] == 0
    assert "Zu „Förderlapme“ findet die Suche keinen" in read(answer) and links(
        answer.content.decode(), "Förderlampe Süd"
    )


def test_exact_search_stays_exact_on_the_next_page_and_in_every_kind(client):
    for _ in range(21):
        make(Network, name="Genaulampe")
    html = page(client, "Genaulampe", genau="1")

    followed = re.findall(r'href="(/suche/\?[^"]+)"', html)
    assert len(followed) >= 4 and all("genau=1" in address for address in followed)


def test_synonyms_that_were_used_are_named(client):
    SynonymGroup.objects.create(words="Handwerk\nManufaktur")
    make(Network, name="Manufakturen am See")

    assert "Auch gesucht: Manufaktur" in read(client.get(URL, {"q": "Handwerk"}))


def test_word_that_was_left_out_and_unknown_ones_are_said(client):
    make(Network, name="Roter Mond am Berg")
    make(Network, name="Stern")
    assert "Gesucht wurde ohne: „Stern“" in read(client.get(URL, {"q": "Mond Berg Stern"}))

    text = read(client.get(URL, {"q": "verzwirbelte Mond Berg"}))
    assert "findet die Suche nichts, weggelassen: „verzwirbelte“" in text


def test_exact_name_gets_a_card_with_contact_and_freshness_and_stands_only_there(client):
    network = make(Network, name="Lichterbund", summary="Leuchtet.")
    make(Name, subject=network, kind="kurz", name="LiBu")
    make(Network, name="Lichterbund Süd")
    task = make(Responsibility, network=network, person=make(Person, given_name="Ada", family_name="Docht"))
    make(Channel, person=task.person, kind="telefon", value="0341 4711-0")
    html = page(client, "lichterbund")

    card = html[html.index('class="np-direct"') : html.index("</article>")]
    assert "Leuchtet." in card and "nicht bestätigt" in card
    assert "Ada Docht" in card and 'href="tel:+4934147110"' in card
    assert html.count(f'href="{network.get_absolute_url()}"') == 1
    assert "Auch: LiBu" in read(client.get(URL, {"q": "libu"}))


def test_card_tells_no_one_hidden_and_needs_the_whole_name(client):
    network = make(Network, name="Lichterbund")
    task = make(Responsibility, network=network, person=make(Person, family_name="Geheim"))
    hide(task.person)

    assert "Geheim" not in page(client, "Lichterbund")
    assert "np-direct" not in page(client, "Lichter")


@pytest.mark.parametrize("model", [Field, Organisation, Region], ids=lambda model: model.__name__)
def test_card_of_kinds_without_a_contact(client, model):
    record = make(model, name="Lichterort")

    assert 'class="np-direct"' in page(client, "Lichterort") and record.get_absolute_url() in page(client, "lichterort")


def test_kind_without_a_hit_leads_back_to_all(client):
    make(Network, name="Lichterbund")
    html = page(client, "lichterbund", typ="feld")

    assert "Nichts von dieser Art gefunden" in html
    assert links(html, "Alle 1 Ergebnis") == ["/suche/?q=lichterbund"]
    assert 'aria-current="page"' in page(client, "lichterbund", typ="netzwerk")


def test_entries_with_the_most_important_words_are_headed_with_what_is_missing(client):
    for number in range(3):
        make(Network, name=f"Roter Mond {number}")
    make(Network, name="Stern am Himmel")
    text = read(client.get(URL, {"q": "mond stern"}))

    assert "Passt teilweise Zu allen Wörtern zusammen passt kein Eintrag. Gesucht wurde ohne: „mond“" in text
    assert "Stern am Himmel" in text and "Roter Mond" not in text
    assert "Passt teilweise" not in read(client.get(URL, {"q": "Roter Mond"}))


def test_unknown_words_are_left_out_of_what_fits_in_part(client):
    make(Network, name="Birne Docht")
    text = read(client.get(URL, {"q": "Birne Docht Qqxyzzy Xxqqyy"}))

    assert "Passt teilweise" in text and "ohne: „Qqxyzzy“, „Xxqqyy“" in text
    assert "weggelassen" not in text
    assert "Nichts gefunden" in read(client.get(URL, {"q": "Qqxyzzy Xxqqyy"}))


def test_nothing_found_asks_for_a_word_that_is_farther_off_than_a_search_would_go(client):
    make(Network, name="Glühlampen")
    html = page(client, "Glülampnne")

    assert "Nichts gefunden" in html
    (meant,) = links(html, "Glühlampen")
    assert client.get(meant).context["total"] == 1


def test_nothing_found_leads_to_lists_and_people_and_to_the_finder(client):
    html = page(client, "Qqxyzzy")
    assert links(html, "alle Netzwerke") == ["/netzwerke/"]
    assert links(html, "Ansprechpersonen")[0] == "/ansprechpersonen/"
    assert links(html, "Ihrem Förderkontakt") == ["/foerderkontakt/"]


def test_empty_search_begins_with_fields_and_regions(client):
    make(Network, fields=[make(Field, name="Licht")], regions=[make(Region, name="Ackerland")])
    for text in ("", "   ", "\0"):
        html = page(client, text)
        assert links(html, "Licht") and links(html, "Ackerland")


@pytest.mark.parametrize("text", ["???", "§$%&", "…", "-"])
def test_punctuation_alone_asks_for_a_word(client, text):
    assert "Bitte geben Sie ein Wort oder eine Zahl ein." in page(client, text)


@pytest.mark.parametrize(
    "params",
    [
        {"q": "x" * 10_000},
        {"q": "wort " * 2_500},
        {"q": "licht\0\0", "typ": "\0", "seite": "-1", "genau": "ja"},
        {"q": "<img src=x onerror=alert(1)>", "typ": ["netzwerk", "feld"]},
        {"q": '"><svg/onload=alert(1)>', "seite": "9" * 50},
        {"q": "licht", "seite": "١"},
        {"q": "licht", "seite": "1e3", "typ": "../../etc"},
    ],
    ids=lambda params: str(params)[:30],
)
def test_hostile_requests_get_a_harmless_page(client, params):
    make(Network, name="Licht")
    response = client.get(URL, params)
    html = response.content.decode()

    assert response.status_code == 200 and not response.cookies
    assert "<img src=x" not in html and "<svg/onload" not in html


def queries(client, text) -> list[str]:
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(URL, {"q": text})
    return [query["sql"] for query in captured]


def test_no_kind_of_answer_takes_more_queries_than_a_list(client):
    task = make(Responsibility, network=make(Network, name="Lichterbund"))
    make(Channel, person=task.person, kind="telefon", value="0341 1")
    for _ in range(25):
        make(Network, name="Roter Mond")
    make(Network, name="Stern am Abend")
    for text in ("Lichterbund", "mond", "mnod", "mond stern", "Monnndt stern roter abend", "", "qqxyzzy"):
        asked = queries(client, text)
        assert len(asked) <= BUDGET, (text, asked)


def test_cards_of_networks_ask_nothing_that_the_index_has_told(client):
    for _ in range(2):
        make(Network, name="Roter Mond")

    assert not [sql for sql in queries(client, "mond") if 'FROM "networks_network"' in sql]


def test_parts_of_a_network_are_folded_under_it_unless_they_fit_better(client):
    whole = make(Network, name="Laternenbund", summary="Laternen und Dochte")
    parts = [make(Network, name=f"Kreis {letter}", summary="Dochte des Laternenbunds") for letter in "AB"]
    for part in parts:
        make(Relation, from_network=part, to_network=whole, kind=RelationKind.PART_OF)
    page = client.get(URL, {"q": "Laternenbund"})

    assert page.context["results"] == []
    assert page.context["direct"].entry.title == "Laternenbund"
    page = client.get(URL, {"q": "Dochte"})
    (line,) = page.context["results"]
    assert [name for _, name in line.network.parts] == ["Kreis A", "Kreis B"]
    assert page.context["total"] == 1 and page.context["folded"] == 2
    page = client.get(URL, {"q": "Dochte Kreis A"})
    assert "Kreis A" in [line.network.name for line in page.context["results"] if line.network]


def test_kind_that_a_longer_word_says_is_said_once(client):
    make(Event, name="Lichterlauf", kind="reihe")

    text = read(client.get(URL, {"q": "lichterlau"}))

    assert "Terminreihe Lichterlauf" in text and "· sreihe" not in text and "Termin ·" not in text
