"""Words that are longer than the index keeps them."""

import pytest

from language.text import MAX_FORM
from language.tokens import tokens
from networks.models import Network
from search.query import find
from tests.factories import make


def test_form_is_no_longer_than_in_the_index():
    """Two hundred characters that stand for four words each: to find their stem took twelve seconds."""
    assert all(len(token.form) <= MAX_FORM for token in tokens("ﷺ" * 200))


@pytest.mark.django_db
def test_longer_word_is_found_as_it_is_kept():
    word = "Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    network = make(Network, name="Netz", summary=f"Für die {word[:40]}-{word[40:]}.")

    assert [entry.title for entry in find(f"{word[:40]}-{word[40:]}")] == [network.name]
