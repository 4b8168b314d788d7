"""Everything public is found by what people type, at once after a change, and nothing else is."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from contacts.models import Channel, Person, Responsibility
from language.text import stem
from language.tokens import MAX_WORDS, tokens
from networks.models import Field, Network, Offer
from publishing.enums import State
from publishing.models import Name
from regions.models import Region
from search.query import search
from tests.factories import NAMED_BY, RECORDS, addresses, hide, make, read

pytestmark = pytest.mark.django_db
URL = "/suche/"
WORD = "Glühwürmchen"


def named(model, **values):
    record = make(model, **{NAMED_BY.get(model, "name"): WORD}, **values)
    if model is Person:
        make(Responsibility, person=record)
    return record


@pytest.mark.parametrize("model", [*RECORDS, Region], ids=lambda model: model.__name__)
def test_every_kind_of_record_is_found_by_its_name(model, client):
    record = named(model)

    for text in (WORD, WORD.upper(), "gluehwuermchen", "glühwürm", "  Glühwürmchen  "):
        assert record.get_absolute_url() in addresses(text), text
    page = client.get(URL, {"q": WORD}).content.decode()
    assert f'href="{record.get_absolute_url()}"' in page


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_drafts_are_never_found_and_the_index_follows_the_state(model):
    record = named(model)
    for state in (State.DRAFT, State.REVIEW, State.ARCHIVED):
        hide(record, state)
        assert addresses(WORD) == [], state
    record.state, record.archive_reason = State.PUBLISHED, ""
    record.save()
    assert addresses(WORD) == [record.get_absolute_url()]
    record.delete()
    assert addresses(WORD) == []


def test_names_rank_before_texts_and_exact_names_first():
    text = make(Network, name="Aaa", summary=f"Über {WORD}.")
    longer = make(Network, name=f"{WORD} am Teich")
    exact = make(Network, name=WORD)
    inside = make(Network, name=f"Alle {WORD}e")

    assert addresses(WORD)[:2] == [exact.get_absolute_url(), longer.get_absolute_url()]
    assert addresses(WORD)[-1] == text.get_absolute_url()
    assert inside.get_absolute_url() in addresses(WORD)


def test_every_word_must_occur_where_an_entry_has_all():
    both = make(Network, name="Roter Mond")
    star = make(Network, name="Roter Stern")

    assert addresses("Mond Roter") == [both.get_absolute_url()]
    assert addresses("Mond Stern") in ([both.get_absolute_url()], [star.get_absolute_url()])
    assert len(search("Mond Stern").dropped) == 1


def test_rename_is_followed():
    network = make(Network, name="Altername")
    network.name, network.slug = "Neuername", "neue-adresse"
    network.save()

    assert addresses("altername") == []
    assert addresses("neuername") == ["/netzwerke/neue-adresse/"]


def test_alias_counts_from_its_saving_to_its_deletion():
    network = make(Network)
    alias = make(Name, subject=network, kind="suche", name="Funzelbund")
    assert addresses("funzelbund") == [network.get_absolute_url()]
    alias.name = "Kerzenbund"
    alias.save()
    assert (addresses("funzelbund"), addresses("kerzenbund")) == ([], [network.get_absolute_url()])
    alias.delete()
    assert addresses("kerzenbund") == []


def test_words_of_rows_below_a_record_count_while_the_rows_exist():
    network = make(Network)
    rows = [
        make(Offer, network=network, text="Schlittenhunde"),
        make(Responsibility, network=network, person=make(Person, family_name="Schlittenhunde")),
    ]
    assert network.get_absolute_url() in addresses("schlittenhunde")
    for row in rows:
        row.delete()
    assert network.get_absolute_url() not in addresses("schlittenhunde")


def test_field_given_or_taken_counts_at_once():
    network, field = make(Network), make(Field, name=WORD, synonyms="Leuchtkäfer")
    network.fields.add(field)
    assert network.get_absolute_url() in addresses("leuchtkaefer")
    network.fields.clear()
    assert addresses("leuchtkaefer") == [field.get_absolute_url()]


def test_person_is_found_by_digits_without_the_blanks_of_the_number():
    task = make(Responsibility)
    channel = make(Channel, person=task.person, kind="telefon", value="0341 47 11-0")

    assert addresses("034147110") == [task.person.get_absolute_url()]
    channel.delete()
    assert addresses("034147110") == []


def test_person_without_a_task_is_not_found():
    person = make(Person, family_name=WORD)
    assert addresses(WORD) == []
    task = make(Responsibility, person=person)
    assert addresses(WORD) == [person.get_absolute_url()]
    task.delete()
    assert addresses(WORD) == []


def test_results_can_be_narrowed_to_a_kind(client):
    network, field = named(Network), named(Field)
    response = client.get(URL, {"q": WORD})
    assert "Alle 2 Netzwerke 1 Felder 1" in read(response)

    page = client.get(URL, {"q": WORD, "typ": "feld"}).content.decode()
    assert field.get_absolute_url() in page and network.get_absolute_url() not in page
    assert client.get(URL, {"q": WORD, "typ": "unsinn"}).context["total"] == 2


def test_results_are_paged(client):
    for _ in range(21):
        named(Network)

    second = client.get(URL, {"q": WORD, "seite": 2})
    assert len(second.context["results"]) == 1
    assert second.context["previous_url"].endswith("q=Gl%C3%BChw%C3%BCrmchen")
    assert client.get(URL, {"q": WORD, "seite": 3}).status_code == 404


def test_search_page_without_words_offers_ways_in(client):
    page = client.get(URL).content.decode()

    assert 'href="/netzwerke/"' in page and "Nichts gefunden" not in page
    assert '<meta name="robots" content="noindex,follow">' in page


@pytest.mark.parametrize(
    "text",
    [
        "a\0b",
        "\0",
        "x" * 10_000,
        "wort " * 3_000,
        "😀",
        "%",
        "_",
        "100%",
        "'",
        '"',
        "' OR 1=1 --",
        "\\",
        "<script>",
        "[",
        "\ud7ff",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_any_text_gets_a_page(text, client):
    named(Network)
    response = client.get(URL, {"q": text})

    assert response.status_code == 200
    assert "<script>" not in response.content.decode()
    assert response.context["total"] in (0, 1)


def test_wildcards_are_plain_characters():
    make(Network, name="Hundert")

    assert addresses("%") == addresses("_") == addresses("h_nd%t x") == []


def test_number_of_words_is_bounded():
    assert len(tokens(" ".join(f"w{number}" for number in range(200)))) <= MAX_WORDS


def test_stems_are_the_same_in_threads_that_ask_at_once():
    words = ["maschinenbauer", "netzwerke", "internationalisierung", "manufakturen", "gesundheitswirtschaft"]
    alone = [stem.__wrapped__(word) for word in words]

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda _: [stem.__wrapped__(word) for word in words], range(400)))

    assert all(found == alone for found in together)
