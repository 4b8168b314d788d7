"""What is remembered speaks the language of who asks."""

import pytest
from django.utils.translation import override

from core.words import _lazy
from memory.kept import forget, remembered
from memory.pages import pages
from tests.languages import wrapped_words

_WORD = _lazy("Netzwerk")


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget()
    pages.forget()
    yield
    forget()
    pages.forget()


def _said() -> str:
    return str(_WORD)


@pytest.mark.django_db
def test_each_language_remembers_its_own_words():
    built = []

    def build() -> str:
        built.append(1)
        return _said()

    said = [remembered("said", build)]
    with override("fr"), wrapped_words():
        said += [remembered("said", build), remembered("said", build)]
    said.append(remembered("said", build))

    assert said == ["Netzwerk", "⟦Netzwerk⟧", "⟦Netzwerk⟧", "Netzwerk"]
    assert len(built) == 2


@pytest.mark.once
@pytest.mark.django_db
def test_kept_page_is_not_answered_in_another_language(client, settings):
    settings.PORTAL_CACHE = True

    ours = client.get("/ueber/").content.decode()
    with override("fr"), wrapped_words():
        other = client.get("/ueber/").content.decode()
    again = client.get("/ueber/").content.decode()

    assert "⟦Über dieses Portal⟧" in other
    assert "⟦" not in ours + again
