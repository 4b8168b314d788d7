"""Every tool knows all content of every kind, or its declaration in `<app>/kinds.py` says what it leaves out and why.

A failing test names the tool and what it does not know. The models say what there is to know.
"""

import html
import json
import re
from dataclasses import dataclass

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import models
from django.test import Client
from taggit.managers import TaggableManager

from contacts.models import Person
from core.fields import FuzzyDateField
from core.kinds import Kind, kind_of, record_models
from documents.build import documents_of
from documents.rows import Rows
from documents.shape import shape_of
from language.text import forms
from lists.table import rows_of
from networks.models import Branch, Brand
from pages.alive import is_asked_about
from pages.changes_table import ChangesTable
from publishing.changes import diff
from publishing.models import Citation, Record, SourceDocument
from publishing.models.record import concrete_models
from publishing.snapshots import content_fields, empty, many_fields, parts_of, take
from regions.models import Region
from regions.tree import RegionTree
from search.documents import documents
from tables.columns import KINDS as TABLES
from tables.columns import FieldColumn
from tables.proposal import Writer
from tests.factories import REQUIRED, make
from tests.networks_portal.silence.filling import record, rows
from tests.transfer.files import columns_of

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("kind", [kind_of(model) for model in record_models()], ids=lambda kind: kind.key)
WITH_TABLE = pytest.mark.parametrize("label", TABLES)

WZ = {"edition": "2025", "code": "62", "title": "Musterbranche", "level": 2, "slug": "wz2025-62"}


def content(kind: Kind) -> set[str]:
    """All that an entry of a kind says: columns, lists, and the rows it carries."""
    columns = {field.name.removesuffix("_wording") for field in content_fields(kind.model)}
    return columns | {field.name for field in many_fields(kind.model)} | set(parts_of(kind.model))


def firsts(paths: tuple[str, ...]) -> set[str]:
    return {path.partition("__")[0] for path in paths}


def stands_for(kind: Kind, names: set[str]) -> set[str]:
    """With the rows that tie it to what a list with statements of its own leads to."""
    named = {field.remote_field.through: field.name for field in kind.model._meta.many_to_many}
    return names | {part.name for part in parts_of(kind.model).values() if named.get(part.model) in names}


def check(tool: str, kind: Kind, known: set[str], left_out: dict[str, str]) -> None:
    known = stands_for(kind, known)
    assert sorted(content(kind) - known - left_out.keys()) == [], f"{tool} does not know this of {kind.title}"
    assert sorted(left_out.keys() & known) == [], f"{tool} knows what {kind.title} is said to leave out"
    assert sorted(left_out.keys() - content(kind)) == [], f"{kind.title} has no such thing to leave out of {tool}"
    assert all(left_out.values())


def test_every_kind_of_record_is_declared():
    assert set(record_models()) == set(concrete_models(Record))


def test_what_a_kind_has_not_is_said_with_the_reason():
    for kind in map(kind_of, record_models()):
        lacking = {
            "table": kind.table is None,
            "duplicates": not kind.is_compared,
            "sitemap": not kind.in_sitemap,
            "citations": not kind.is_cited,
            "alive": not is_asked_about(kind),
        }
        silent = (
            {tool for tool, lacks in lacking.items() if lacks and not kind.without.get(tool)}
            if kind.is_record
            else set()
        )
        assert silent == set(), kind.title
        assert {tool for tool in kind.without if not lacking[tool]} == set(), kind.title


@EVERY
def test_form_has_all_content(kind, rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    of_kind = admin.site.get_model_admin(kind.model)
    rows = {inline.model for inline in of_kind.get_inlines(request, None)}
    parts = {part.name for part in parts_of(kind.model).values() if part.model in rows}
    check(
        "form",
        kind,
        set(flatten_fieldsets(of_kind.get_fieldsets(request))) & content(kind) | parts,
        dict(kind.not_written),
    )


@EVERY
def test_search_finds_by_all_content(kind):
    found = kind.found
    own = {*kind.names, *found.names, *found.other_names, "names"}
    check("search", kind, own | firsts((*found.keys, *found.texts, found.place, found.numbers)), dict(found.left_out))


@EVERY
def test_document_says_all_content(kind):
    """Of rows, too, each column under a word of its own."""
    says = {*kind.document.says, *kind.names, "citations"} & content(kind)
    check("document", kind, says, {name: why for name, why in kind.document.left_out.items() if "." not in name})
    rows = {name: one.asks for name, one in shape_of(kind.model).entries.items() if isinstance(one.asks, Rows)}
    doubled = {name: keys for name, one in rows.items() if len(keys := [key for key, *_ in one.values]) != len({*keys})}
    assert doubled == {}


@pytest.mark.once
@EVERY
def test_document_has_all_content(kind, region):
    one = filled(kind, region)
    Person.objects.update(open_data_on="2020-01-01")
    (document,) = documents_of(kind, [one.record.pk])
    text = json.dumps(document, ensure_ascii=False)
    dates = {name for name, words in one.said.items() if re.fullmatch(r"\d\d\.\d\d\.\d{4}", words)}
    told = one.said.keys() - kind.document.left_out.keys() - dates
    rows = [getattr(one.record, part).order_by("pk").first() for part in parts_of(kind.model)]

    assert [name for name in told if one.said[name] not in text] == []
    assert [words for row in rows for words in texts_of(row).values() if words not in text] == []


@WITH_TABLE
def test_tables_have_all_content(label):
    kind = kind_of(TABLES[label].model)
    columns = {column.target.name for column in TABLES[label].columns if isinstance(column, FieldColumn)}
    check("table", kind, columns | {"slug"} | {one.part for one in kind.table.rows}, dict(kind.table.left_out))


@dataclass
class Filled:
    """A record with everything in it, and how each of its parts is told from the others in a text."""

    record: Record
    said: dict[str, str]


@pytest.fixture
def region() -> Region:
    return make(Region, name="Musterregion", slug="musterregion")


def filled(kind: Kind, region: Region, **values) -> Filled:
    """Of the texts the column's name; of choices and dates, of what it names, what people read."""
    ends = {model: make(model) for model in record_models()}
    ends |= {Brand: make(Brand, slug="dachmarke"), Branch: make(Branch, **WZ)}
    for field in content_fields(kind.model):
        if field.choices and field.name not in REQUIRED.get(kind.model, {}):
            values.setdefault(field.name, [value for value, _ in field.flatchoices if value][-1])
    one = record(kind.model, "Markwort", region, ends, **values)
    rows(one, "Zeilwort", region, ends)
    if "responsibilities" in parts_of(kind.model):
        one.responsibilities.update(end="", end_wording="", end_latest=None)  # who is not any more, is not called
    one.refresh_from_db()
    return Filled(one, {name: text for name in content(kind) if (text := said(one, name))})


def said(record: Record, name: str) -> str:
    model = type(record)
    if name in parts_of(model):
        return _of_rows(record, name)
    field = model._meta.get_field(name)
    value = getattr(record, name)
    if isinstance(field, TaggableManager):
        return value.names()[0]
    if field.many_to_many:
        first = value.first()
        return getattr(first, "title", None) or str(first or "")
    if field.choices:
        return getattr(record, f"get_{name}_display")()
    if isinstance(field, FuzzyDateField):
        return getattr(record, f"{name}_wording") or value
    if isinstance(field, models.DateField):
        return f"{value:%d.%m.%Y}" if value else ""
    return str(value or "") if not isinstance(value, bool) else ""


def _of_rows(record: Record, name: str) -> str:
    """What the first row of a part says in words of its own, or what it names."""
    part = parts_of(type(record))[name]
    row = getattr(record, name).order_by("pk").first()
    if part.model is Citation:
        return str(row.source)
    own = [text for column, text in texts_of(row).items() if column not in ("locator", "note")] if row else []
    others = [one.name for one in part.model._meta.concrete_fields if one.many_to_one] if row else []
    ends = (getattr(row, other) for other in others if other not in ("source", part.owner))
    return next((str(said) for said in (*own, *ends) if said), "")


def squeezed(text: str) -> str:
    """What people read of a page: not what stands in it for machines."""
    text = re.sub(r"<script\b.*?</script>", " ", text.replace("<wbr>", ""), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.mark.once
@EVERY
def test_page_shows_all_content(kind, region):
    one = filled(kind, region)
    response = Client().get(one.record.get_absolute_url())
    page = squeezed(response.content.decode())

    shown = {name for name, text in one.said.items() if squeezed(text) in page}

    assert response.status_code == 200
    left_out = {name: why for name, why in kind.not_shown.items() if "." not in name}
    check("page", kind, shown | (content(kind) - one.said.keys() - left_out.keys()), left_out)


@pytest.mark.once
@EVERY
def test_page_shows_all_that_rows_say(kind, region):
    one = filled(kind, region).record
    page = squeezed(Client().get(one.get_absolute_url()).content.decode())
    silent = {
        f"{part}.{column}"
        for part in parts_of(kind.model).keys() - kind.not_shown.keys()
        for column, text in texts_of(getattr(one, part).order_by("pk").first()).items()
        if text not in page
    }

    assert silent == {name for name in kind.not_shown if "." in name}


def texts_of(row: models.Model) -> dict[str, str]:
    """What a row says in words of its own, by column."""
    texts = {column.name: getattr(row, column.attname) for column in row._meta.concrete_fields}
    return {name: text for name, text in texts.items() if isinstance(text, str) and text.startswith("Zeilwort")}


@pytest.mark.once
@EVERY
def test_comparison_before_the_release_names_all_content(kind, region):
    one = filled(kind, region)
    changes = diff(empty(kind.model), take(one.record))
    table = ChangesTable(kind.model, changes).rows(changes)
    text = "\n".join(row.after for row in table)

    assert [name for name, words in one.said.items() if words not in text] == [], "the comparison does not show this"
    assert all(row.label for row in table)


@EVERY
def test_search_reads_what_is_declared(kind, region):
    """Each free text that is declared is among the words."""
    one = filled(kind, region)
    (document,) = documents(kind.model, [one.record], RegionTree.load())
    declared = {*kind.names, *kind.found.names, *kind.found.other_names, *kind.found.keys, *kind.found.texts}
    texts = {name: text for name, text in one.said.items() if text == f"Markwort {name}" and name in declared}

    assert texts
    assert [name for name, text in texts.items() if not set(forms(text)) <= document.words.keys()] == []


@WITH_TABLE
def test_table_says_all_columns_and_reads_them_back(label, region):
    table = TABLES[label]
    kind = kind_of(table.model)
    one = filled(kind, region)
    header, row = rows_of(table, [one.record.pk], columns_of(table))
    cells = dict(zip(header, row, strict=True))
    own = [column for column in table.columns if isinstance(column, FieldColumn)]

    assert [column.label for column in own if not cells[column.label]] == []

    text = {column.key: cells[column.label] for column in table.written}
    again = Writer(table, make(SourceDocument).pk, False).propose(None, text, "")

    assert again.errors == {}
    before, after = ({**state["fields"], **state["many"]} for state in (take(one.record), again.snapshot))
    names = [getattr(column.target, "attname", column.target.name) for column in own]
    assert {name: after[name] for name in names} == {name: before[name] for name in names}
