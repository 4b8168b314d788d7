"""A number says whose it is: what describes something else never stands among the entry's own."""

import pytest

from contacts.models import Person
from core.kinds import record_models
from directory.facets import network_index
from directory.profiles import Profiles
from networks.models import Field, Market, Network
from pictures.models import Picture
from publishing.models import Figure, SourceDocument
from stories.models import Series, Story
from tests.factories import make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]


WITHOUT = (SourceDocument, Series, Story, Picture, Person, Field, Market)  # their pages have no numbers


@pytest.mark.parametrize("model", record_models(), ids=lambda model: model.__name__)
def test_page_of_every_kind_has_them_under_a_heading_of_their_own(client, model):
    record = make(model)
    make(Figure, subject=record, number=16, counted="Partner")
    if 'id="h-zahlen"' not in client.get(record.get_absolute_url()).content.decode():
        assert model in WITHOUT
        return
    make(Figure, subject=record, number=170, counted="Nationen", about="Berlin")

    response = client.get(record.get_absolute_url())

    assert [str(row) for row in response.context["figures"]] == ["16 Partner"]
    assert "170" not in read(response, "h-zahlen")
    assert "170 Nationen" in read(response, "h-zahlen-zu-1")
    assert "Zahlen zu Berlin" in read(response)


def test_numbers_of_others_alone_make_no_section_of_the_entrys_own(client):
    network = make(Network)
    make(Figure, subject=network, number=170, counted="Nationen", about="Berlin")

    html = client.get(network.get_absolute_url()).content.decode()

    assert 'id="h-zahlen"' not in html
    assert 'id="h-zahlen-zu-1"' in html


def test_one_name_and_two_things_are_no_contradiction(client):
    network, one, other = make(Network), make(SourceDocument), make(SourceDocument)
    make(Figure, subject=network, source=one, number=7, counted="Firmen", as_of="2021")
    make(Figure, subject=network, source=other, number=9, counted="Firmen", as_of="2021", about="Berlin")

    assert "widersprechen sich" not in read(client.get(network.get_absolute_url()))


def test_contradiction_stands_where_its_numbers_stand(client):
    network, one, other = make(Network), make(SourceDocument), make(SourceDocument)
    make(Figure, subject=network, source=one, number=3, counted="Partner")
    make(Figure, subject=network, source=one, number=7, counted="Firmen", as_of="2021", about="Berlin")
    make(Figure, subject=network, source=other, number=9, counted="Firmen", as_of="2021", about="Berlin")

    response = client.get(network.get_absolute_url())

    assert "widersprechen sich" not in read(response, "h-zahlen")
    assert "widersprechen sich" in read(response, "h-zahlen-zu-1")


def test_comparison_and_download_leave_them_out(client):
    network, other = make(Network), make(Network)
    make(Figure, subject=network, number=170, counted="Nationen", about="Berlin")

    cells = [cell for row in Profiles.load([network, other], network_index()).attributes() for cell in row.cells[0]]

    assert not any("170" in value.text for value in cells)
    assert "170" not in read(client.get(f"/vergleich/?n={network.slug}&n={other.slug}"))


def test_wherever_it_is_named_it_says_whose_it_is():
    assert str(make(Figure, subject=make(Network), number=170, counted="Nationen", about="Berlin")) == (
        "170 Nationen (Berlin)"
    )
