"""Every form for something new saves with rows of every kind, on its page and in the window that other forms open.

All that is typed there comes as some keyboards and copies write it, and is stored as people see it.
"""

import unicodedata
from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import models, transaction
from taggit.models import Tag

from accounts.models import Editor
from contacts.models import Person, Responsibility
from core.fields import FuzzyDateFormField
from drafting.models import DraftRun
from duplicates.models import NoDuplicate
from inputs.text import cleaned
from links.models import LinkResult
from networks.models import Branch, Network, Organisation
from programmes.models import Programme
from publishing.models import Record, RemovedPage, SlugHistory
from reports.models import Report
from search.models import MissedQuery, SynonymGroup
from stories.models import Story
from tests.admin_pages import admin_url, errors, opened
from tests.factories import ONE_OF, REQUIRED, make
from transfer.models import ImportBatch
from worklist.models import Handover

pytestmark = pytest.mark.django_db

# What forms ask for besides what the database does.
ASKED: dict[type[models.Model], dict[str, Any]] = {
    Editor: {"username": "neu", "email": "neu@amt.example"},
    RemovedPage: {"path": "/netzwerke/weg/", "reason": "Aufgelöst."},
    SynonymGroup: {"words": "Licht\nHelligkeit"},
    Tag: {"slug": "schlagwort"},
}
NAME = "Ein größerer Name"
TYPED = {forms.CharField, forms.URLField, forms.EmailField, forms.SlugField, FuzzyDateFormField}
# More than their form holds, no words, or one of several that exclude each other.
NO_TEXT = {"ags", "nuts", "nuts_version", "successor", "body", "release_office"}
REGISTERED = list(admin.site._registry)
ARISE_ELSEWHERE = {
    Branch, DraftRun, Group, Handover, ImportBatch, LinkResult, MissedQuery, NoDuplicate, Report, Responsibility,
    SlugHistory,
}  # fmt: skip
# How many kinds of rows there are at least: guards the introspection below.
LEAST = {Network: 11, Organisation: 9, Programme: 8, Person: 6, Story: 4}


def wanted(form: forms.ModelForm, owner: str = "") -> dict[str, Any]:
    """Values that make a valid row; `owner`: the column that the form fills itself."""
    model, fields = form._meta.model, form.fields
    values = {"locator": "Seite 3", **REQUIRED.get(model, {}), **ASKED.get(model, {})}
    if (one_of := ONE_OF.get(model)) and owner not in one_of:
        values[one_of[0]] = model._meta.get_field(one_of[0]).related_model
    for name, field in fields.items():
        if field.required and form.get_initial_for_field(field, name) in (None, "", []):
            values.setdefault(name, field.queryset.model if hasattr(field, "queryset") else NAME)
        elif type(field) is forms.CharField and name not in NO_TEXT:
            values.setdefault(name, NAME)
    return {name: values[name] for name in fields if name in values and name != owner}


def as_some_write_it(text: str) -> str:
    """With accents apart from their letters, other blanks, and what nobody sees: to the eye the same."""
    decomposed = unicodedata.normalize("NFD", text).replace(" ", "\N{NO-BREAK SPACE}")
    return f"{decomposed[:1]}\N{ZERO WIDTH SPACE}{decomposed[1:]}\N{SOFT HYPHEN}"


def draft(model: type[models.Model]) -> models.Model:
    """Rows that a draft carries are written at once; those of a public record would wait with it."""
    return make(model, **({"state": "entwurf"} if issubclass(model, Record) else {}))


def stored_texts(row: models.Model, form: forms.ModelForm) -> list[tuple[str, str]]:
    columns = [one.name for one in row._meta.concrete_fields if one.name in form.fields]
    return [(name, value) for name in columns if isinstance(value := getattr(row, name), str)]


def posted(form: forms.ModelForm, values: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """As a browser sends them, with what the form shows by itself."""
    shown = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data = {name: value for name, value in shown.items() if value is not False and value not in (None, "", [])}
    data |= {name: draft(value).pk if isinstance(value, type) else value for name, value in values.items()}
    typed = {name: as_some_write_it(data[name]) for name in values if type(form.fields[name]) in TYPED}
    return {f"{prefix}-{name}" if prefix else name: value for name, value in (data | typed).items()}


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_add_form_saves_with_a_row_of_every_kind(model, admin_client):
    url = admin_url(model, "add")
    if model in ARISE_ELSEWHERE:
        assert admin_client.get(url).status_code in (302, 403)
        return
    data, page = opened(admin_client, url)
    form, inlines = page["adminform"].form, page["inline_admin_formsets"]
    data |= posted(form, wanted(form)) | {"_continue": "1"}
    if page.get("origin"):
        data |= {"herkunft-kind": "anruf"}
    expected = {}
    for formset in (inline.formset for inline in inlines if inline.has_add_permission):
        owner = formset.fk.name if hasattr(formset, "fk") else "object_id"
        row = formset.empty_form
        values = wanted(row, owner)
        data |= posted(row, values, f"{formset.prefix}-0") | {f"{formset.prefix}-TOTAL_FORMS": "1"}
        expected[formset.model, owner] = {name: value for name, value in values.items() if isinstance(value, str)}
    assert len(expected) >= LEAST.get(model, 0)

    for way in ({}, {"_popup": "1"}):
        with transaction.atomic():
            response = admin_client.post(url, data | way)

            assert response.status_code == (200 if way else 302), errors(response)
            assert not way or "popup_response" in response.content.decode(), errors(response)
            saved = model._default_manager.latest("pk")
            assert not [name for name, value in stored_texts(saved, form) if value != cleaned(value)]
            assert all(getattr(saved, name) == value for name, value in wanted(form).items() if value == NAME)
            for (rows, owner), values in expected.items():
                row = rows._base_manager.get(**{owner: saved.pk}, **values)
                if page.get("origin"):  # what the editors say in their own words is from nowhere else
                    assert row.source.kind == "anruf" if row.needs_source else row.source is None, rows
            transaction.set_rollback(True)
