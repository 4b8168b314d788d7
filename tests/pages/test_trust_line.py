"""The line under a record's title, and what deviates from it."""

import re

import pytest

from core.jinja import public_environment
from networks.models import Network, Organisation, Participation
from pages.record_page import RecordPage
from pages.records import SourceNotes
from publishing.enums import Certainty
from publishing.models import Figure, SourceDocument
from tests.factories import cite, make

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def printed(marks) -> str:
    return str(public_environment().get_template("components/cited.html").module.cited(marks))


@pytest.fixture
def page():
    """A network of two sources; most is from the first."""
    network = make(Network)
    first, second = make(SourceDocument, as_of="2021"), make(SourceDocument, as_of="2017")
    for name in ("", "name", "summary", "audience"):
        cite(network, first, name)
    cite(network, second, "legal_form")
    cite(network, first, "seat", certainty=Certainty.IMPLIED, locator="in Berlin")
    cite(network, first, "description", as_of="2018")
    page = RecordPage(network)
    page.context()
    return page


class TestLine:
    def test_names_the_source_of_most_statements_and_counts_the_others(self, page):
        line = page.notes.line
        assert (line.source.as_of, line.stand, line.others) == ("2021", "2021", 1)

    def test_statement_that_says_nothing_else_has_no_marker(self, page):
        assert not page.mark("name").shown and printed(page.mark("name")) == ""

    @pytest.mark.parametrize(
        "name, words",
        [
            ("legal_form", ["Quelle 2", "Stand 2017"]),
            ("seat", ["nicht ausdrücklich"]),
            ("description", ["Stand 2018"]),
        ],
    )
    def test_what_deviates_says_how(self, page, name, words):
        (mark,) = page.mark(name).shown
        assert mark.deviations == words

    def test_marker_opens_the_place_in_the_source(self, page):
        shown = printed(page.mark("seat"))
        (target,) = re.findall(r'popovertarget="([^"]+)"', shown)
        assert f'id="{target}" popover' in shown and "„in Berlin“" in shown

    def test_the_same_marker_printed_twice_has_two_ids(self, page):
        mark = page.mark("seat")
        ids = re.findall(r' id="([^"]+)"', printed(mark) + printed(mark))
        assert len(ids) == len(set(ids)) == 2

    def test_statement_that_a_second_source_says_too_does_not_deviate(self, page):
        both = page.mark("legal_form") + page.mark("name")
        assert printed(both) == ""

    def test_figures_that_contradict_each_other_are_both_marked(self):
        network = make(Network)
        for number in (12, 15):
            source = make(SourceDocument, as_of="2020")
            make(Figure, subject=network, number=number, counted="Partner", source=source)
        page = RecordPage(network)
        figures = page.context()["figures"]
        assert all(figure.mark.shown[0].deviations[0] == "Quellen widersprechen sich" for figure in figures)

    def test_page_without_a_line_shows_the_number_of_each_source(self):
        source = make(SourceDocument)
        assert "[1]" in printed(SourceNotes().mark(source.pk))

    def test_note_of_a_relation_that_does_not_deviate_stays_beside_it(self, client):
        network, source = make(Network), make(SourceDocument)
        make(Participation, network=network, organisation=make(Organisation), source=source, note="Nur am Anfang.")
        page = client.get(network.get_absolute_url()).content.decode()
        assert '<span class="np-muted np-small np-note">Nur am Anfang.</span>' in page
