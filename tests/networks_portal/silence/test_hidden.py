"""What is not public is on no public page, in no download, card or count: whatever it is related to."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, quote_plus

import pytest
from django.db import models, transaction

from publishing.models import Record, Statement
from tests.factories import NAMED_BY, concrete, forget_indexes, hide
from tests.late_index import late_index
from tests.networks_portal.silence.crawl import Answer, answers, public_urls
from tests.networks_portal.silence.filling import ARCHIVED, HIDDEN, PUBLIC
from tests.networks_portal.silence.test_silence import difference
from tests.networks_portal.silence.world import HERE, World

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ROW = re.compile(rf"{PUBLIC}\d+")  # begins what a public row says
HIDDEN_ROW = re.compile(rf"{HIDDEN}\d+".lower())
# The search repeats the words of a question one by one.
SEARCHED = re.compile(r'Gesucht:.*?</p>|href="(?:/suche/)?\?q=.*?"', re.DOTALL)
NOT_PUBLIC = re.compile(rf"{HIDDEN}\d*|{ARCHIVED}(?=[- .\d])".lower())


@pytest.fixture(scope="module")
def seen(django_db_setup, django_db_blocker):
    """A world and all its pages, asked for once; what the tests change is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        with late_index():
            world = World()
            pages = answers(public_urls(world))
        yield world, pages
        transaction.set_rollback(True)


def test_no_word_number_or_order_betrays_what_is_not_public(seen):
    """Nothing says a word of it, and all is the same without it, byte by byte."""
    world, before = seen
    hidden = [record for found in world.drafts.values() for record in found.values()]
    own = tuple(record.get_absolute_url() for record in hidden)
    urls = [url for url in before if not url.startswith("/gesundheit/")]
    shown = {*_rows_of_public_records()}  # of the last only the source is hidden
    said = {url: [words for word, words in _hidden(url, before[url]) if word not in shown] for url in urls}
    assert {url: words for url, words in said.items() if words} == {}

    _delete(hidden)
    forget_indexes()

    others = [url for url in urls if not url.startswith(own)]
    after = answers(others)
    changed = [difference(url, before[url], after[url]) for url in others if before[url] != after[url]]
    assert not changed, "\n\n".join(changed)


def _rows_of_public_records() -> Iterator[str]:
    for model in concrete(Statement):
        for row in model.objects.all():
            if all(part.is_published for part in _parts(row) if isinstance(part, Record)):
                yield from HIDDEN_ROW.findall(" ".join(_texts(row)).lower())


def _hidden(url: str, answer: Answer) -> Iterator[tuple[str, str]]:
    """Words of what is not public, each with what stands around it."""
    text = _said(url, answer).lower()
    for found in NOT_PUBLIC.finditer(text):
        yield found[0], text[max(found.start() - 80, 0) : found.end() + 60]


def test_each_record_takes_with_it_what_it_is_part_of(seen):
    """In turn, since a row of two that are hidden could be silent because of the other."""
    (world, pages), rows = seen, [*_rows()]
    texts = {url: _text(answer) for url, answer in pages.items()}
    told_of = 0
    for model, records in world.public.items():
        record = records[HERE]  # with rows of every kind
        words = {*_words(record, rows)}
        where = [url for url, text in texts.items() if any(word in text for word in words)]
        told_of += len(where)
        state = record.state
        hide(record)
        for url, answer in answers(where).items():
            told = {word for word in words if word in _said(url, answer)}
            assert not told, (model, url)
        record.state = state
        record.save()
    assert told_of > 10 * len(world.public)  # guards `_words`


def _rows() -> Iterator[tuple[list[models.Model | None], list[str]]]:
    """Of every row what it is part of, and the words that begin what it says."""
    for model in concrete(Statement):
        for row in model.objects.all():
            yield [*_parts(row)], ROW.findall(" ".join(_texts(row)))


def _words(record: Record, rows: list[tuple[list[models.Model | None], list[str]]]) -> Iterator[str]:
    """What only this record says, and the rows that it is part of; a row is no part of its source."""
    yield getattr(record, NAMED_BY.get(type(record), "name"))
    for parts, words in rows:
        if record in parts:
            yield from words


def _parts(row: Statement) -> Iterator[models.Model | None]:
    yield getattr(row, "subject", None)
    for field in row._meta.concrete_fields:
        if field.many_to_one and field.name != "source":
            yield getattr(row, field.name)
    for field in row._meta.many_to_many:
        yield from getattr(row, field.name).all()


def _texts(row: Statement) -> Iterator[str]:
    for field in row._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField):
            yield getattr(row, field.attname)


def _delete(records: list[Record]) -> None:
    """With all that is part of them, and without what public records name of them."""
    kinds = {type(record) for record in records}
    for model in concrete(Statement):
        for row in model.objects.all():
            if any(part in records for part in _parts(row)):
                row.delete()
    for other in {*concrete(Record), *concrete(Statement)}:
        for field in (*other._meta.concrete_fields, *other._meta.many_to_many):
            if field.related_model in kinds:
                keys = [record.pk for record in records if type(record) is field.related_model]
                if field.many_to_many:
                    through = field.remote_field.through
                    through.objects.filter(**{f"{field.m2m_reverse_field_name()}__in": keys}).delete()
                else:
                    other.objects.filter(**{f"{field.name}__in": keys}).update(**{field.name: None})
    for record in records:
        record.delete()


def _text(answer: Answer) -> str:
    _status, headers, content = answer
    return f"{headers} {content.decode(errors='replace')}"


def _said(url: str, answer: Answer) -> str:
    """Without what the address itself has asked for, in which way it may be written."""
    path, _, query = url.partition("?")
    asked = {url, path, query, *path.split("/"), *(value for _name, value in parse_qsl(query))}
    asked |= {one.replace("-", " ") for one in asked}
    asked |= {quote_plus(one) for one in asked} | {quote(one) for one in asked}
    text = SEARCHED.sub("", _text(answer))
    for one in sorted(asked, key=len, reverse=True):
        text = text.replace(one, "") if len(one) > 3 else text
    return text
