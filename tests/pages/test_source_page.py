"""A source's page counts what rests on it, each kind of statement by itself."""

from collections import Counter

import pytest
from django.utils.text import capfirst

from networks.models import Network
from pages.views import statement_counts
from publishing.models import Citation, SourceDocument, Statement
from tests.factories import ATTACHED, concrete, make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]
KINDS = [model for model in concrete(Statement) if model is not Citation]


def test_each_kind_of_statement_is_counted_by_itself(client):
    source, other = make(SourceDocument), make(SourceDocument)
    expected = Counter()
    for number, model in enumerate(KINDS, 1):
        for cited in [source] * number + [other]:
            make(model, source=cited, **({"subject": make(Network)} if model in ATTACHED else {}))
        expected[str(model._meta.verbose_name_plural)] += number

    assert Counter(dict(statement_counts(source))) == expected
    page = read(client.get(source.get_absolute_url()))
    for label, count in expected.items():
        assert f"{label} {count}" in page or f"{capfirst(label)} {count}" in page


def test_sources_stand_in_the_order_of_the_dictionary(client):
    for title in ("„Als Lotse unterwegs“", "Bericht", "Zeitung"):
        make(SourceDocument, title=title)

    page = read(client.get("/quellen/"))

    assert page.index("Als Lotse") < page.index("Bericht") < page.index("Zeitung")


def test_our_own_notice_lacks_neither_licence_nor_note_of_release(client):
    absent = ("nur Tatsachen", "Freigegeben von", "nicht genannt")
    notice = make(SourceDocument, kind="mitteilung", publisher="Amt für Wirtschaft")
    article = make(SourceDocument, kind="artikel", publisher="")

    pages = {one: read(client.get(one.get_absolute_url())) for one in (notice, article)}

    assert "Herausgeber Amt für Wirtschaft" in pages[notice]
    assert not [words for words in absent if words in pages[notice]]
    assert all(words in pages[article] for words in absent)
