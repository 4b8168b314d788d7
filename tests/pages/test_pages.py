import pytest

from core.jinja import public_environment
from networks.models import Network
from pages.records import Mark, SourceNotes
from publishing.enums import Certainty
from publishing.models import SourceDocument
from tests.factories import cite, hide, make

pytestmark = pytest.mark.django_db


def printed(marks) -> str:
    return str(public_environment().get_template("components/cited.html").module.cited(marks))


def test_sources_are_numbered_in_the_order_they_are_cited():
    first, second = make(SourceDocument), make(SourceDocument)
    notes = SourceNotes()

    marks = [notes.mark(second.pk), notes.mark(first.pk), notes.mark(second.pk)]

    assert [mark.number for (mark,) in marks] == [1, 2, 1]
    assert '<a class="np-ref" href="#quelle-2"><span class="np-sr">Quelle </span>[2]</a>' == printed(marks[1])
    assert notes.sources() == [second, first]


@pytest.mark.parametrize(
    "certainty, words", [(Certainty.IMPLIED, "(nicht ausdrücklich)"), (Certainty.INFERRED, "(von uns gefolgert)")]
)
def test_uncertain_statements_say_so(certainty, words):
    source = make(SourceDocument)
    notes = SourceNotes()

    sure, doubtful = printed(notes.mark(source.pk)), printed(notes.mark(source.pk, certainty))
    assert doubtful == f' <span class="np-asof">{words}</span>{sure}'
    assert "[1]" in sure and "ausdrücklich" not in sure and "gefolgert" not in sure


def test_statement_without_a_source_says_so_and_takes_no_number():
    notes = SourceNotes()

    assert printed(notes.mark(None)) == ' <span class="np-asof">(ohne Quelle)</span>'
    assert notes.sources() == []


def test_attaching_gives_each_statement_its_marker():
    network, source = make(Network), make(SourceDocument)
    rows = SourceNotes().attach([cite(network, source), cite(network, None)])

    assert [row.mark for row in rows] == [(Mark(1),), (Mark(0),)]


def test_sources_are_known_without_a_query_until_the_content_changes(django_assert_num_queries):
    source = make(SourceDocument)
    SourceNotes()

    with django_assert_num_queries(1):  # the stamps
        notes = SourceNotes()
        notes.mark(source.pk)
        assert notes.sources() == [source]
    hide(source)
    assert SourceNotes().documents == {}


def test_source_that_is_not_public_is_not_named(client):
    network = make(Network)
    public, hidden = make(SourceDocument, title="Offenes Heft"), make(SourceDocument, title="Geheimes Heft")
    cite(network, hidden, "summary")
    cite(network, public)
    hide(hidden)

    page = client.get(network.get_absolute_url()).content.decode()
    assert "Geheimes Heft" not in page and hidden.slug not in page
    assert "ohne Quelle" in page
    assert "Offenes Heft" in page and 'id="quelle-1"' in page and 'id="quelle-2"' not in page
