"""Another language: that a page takes its words from a catalogue, and that `make messages` finds them all."""

import re
import tomllib

import pytest
from babel.messages.extract import extract_from_dir
from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real

from core.jinja import compile_templates, public_environment
from networks.models import Event, Field, Market, Network, Organisation, Place, Project
from programmes.models import Programme, SupportOffer
from publishing.models import SourceDocument, Topic
from regions.models import Region
from tests.factories import PAGES, cite, make

KINDS = (
    Network, Organisation, Event, Place, Project, Programme, SupportOffer, Field, Market, Region, SourceDocument, Topic,
)  # fmt: skip
LANGUAGE = "xx"


class Bracketed(trans_real.DjangoTranslation):
    """Translates every text into ⟦itself⟧, and notes what it was asked for."""

    def __init__(self):
        super().__init__(settings.LANGUAGE_CODE)
        self.asked: set[str] = set()

    def to_language(self):
        return LANGUAGE

    def gettext(self, message):
        self.asked.add(message)
        return f"⟦{super().gettext(message)}⟧"

    def ngettext(self, singular, plural, number):
        self.asked |= {singular, plural}
        return f"⟦{super().ngettext(singular, plural, number)}⟧"


@pytest.fixture
def bracketed(monkeypatch):
    """The language in which every translated text stands in brackets; nothing of it is kept."""
    words = Bracketed()
    monkeypatch.setitem(trans_real._translations, LANGUAGE, words)
    yield words
    public_environment().by_language.pop(LANGUAGE, None)


def collected() -> set[str]:
    """What `make messages` finds in the templates."""
    config = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    ((folder, options),) = ((one.pop("pattern"), one) for one in config if one.pop("method") == "jinja2")
    root = settings.BASE_DIR / folder.removesuffix("/**")
    found = extract_from_dir(root, [("**", "jinja2")], {"**": options})
    return {text for _, _, texts, _, _ in found for text in ([texts] if isinstance(texts, str) else texts)}


def test_messages_finds_every_text_that_templates_ask_for(bracketed):
    with translation.override(LANGUAGE):
        compile_templates()

    assert len(bracketed.asked) > 400
    assert bracketed.asked - collected() == set()


FRAME = re.compile(r'<a class="np-skip".*?</header>|<footer.*?</footer>', re.DOTALL)


def outside_of_brackets(html: str) -> str:
    """The letters of a piece of a page that no catalogue gave."""
    text = re.sub(r"<[^>]*>", "", re.sub(r'<[^>]* (?:aria-label|placeholder)="([^"]*)"', r"\1<", html))
    return re.sub(r"[\W\d]+", "", re.sub(r"⟦[^⟦⟧]*⟧", "", text).replace(settings.SITE_NAME, ""))


@pytest.mark.django_db
def test_pages_speak_the_language_that_is_active(client, bracketed):
    records = [make(kind) for kind in KINDS]
    cite(records[0], make(SourceDocument))
    pages = [record.get_absolute_url() for record in records]
    for url in [*pages, *PAGES, "/fehler-melden/", "/merkliste/", "/gibt-es-nicht/"]:
        german = client.get(url).content.decode()
        with translation.override(LANGUAGE):
            page = client.get(url).content.decode()

        assert "⟦" not in german
        assert [outside_of_brackets(part) for part in FRAME.findall(page)] == ["", ""], url
        assert page.count("⟦") > 40, url
        assert page.replace("⟦", "").replace("⟧", "") == german, url
