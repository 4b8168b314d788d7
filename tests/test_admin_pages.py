"""What the tests post is what a browser would send: compared with the inputs of the drawn pages."""

import pytest
from django.contrib import admin

from contacts.models import Person
from core.kinds import record_models
from networks.models import Event, Network, Organisation
from publishing.models import Figure, Link, Milestone, Name, SourceDocument
from regions.models import Region
from tests.admin_pages import admin_url, shown
from tests.factories import REQUIRED, cite, make, relate_in_every_way
from tests.html_forms import form_data
from tests.roles import change, editor

pytestmark = pytest.mark.django_db

FORMS = [model for model, site in admin.site._registry.items() if model in record_models() or model in REQUIRED]


def drawn(client, url: str, model) -> dict[str, list[str]]:
    """The inputs of the page, without the token that every form has and the rows that new ones are copied from."""
    inputs = form_data(client.get(url).content.decode(), f"{model._meta.model_name}_form")
    assert inputs.pop("_why", [""]) == [""]
    inputs.pop("csrfmiddlewaretoken", None)
    return {name: values for name, values in inputs.items() if "__prefix__" not in name}


@pytest.mark.once
@pytest.mark.parametrize("model", [Network, Organisation, Event, Person, Region], ids=lambda model: model.__name__)
def test_posted_is_what_the_page_of_an_entry_with_rows_of_every_kind_shows(admin_client, model):
    record = make(model)
    if model in record_models():
        relate_in_every_way(record)
        source = make(SourceDocument)
        for attached in (Name, Figure, Milestone, Link):
            make(attached, subject=record, source=source)
        cite(record, source)
    url = admin_url(record, "change")

    assert shown(admin_client, url) == drawn(admin_client, url, model)


@pytest.mark.once
@pytest.mark.parametrize("model", FORMS, ids=lambda model: model.__name__)
def test_posted_is_what_an_empty_page_shows(admin_client, model):
    url = admin_url(model, "add")

    assert shown(admin_client, url) == drawn(admin_client, url, model)


def test_pending_change_and_foreign_entry(client):
    land, beside = make(Region), make(Region)
    mine, foreign = make(Network, regions=[land]), make(Network, regions=[beside])
    author = editor(regions=[land])
    change(mine, author, summary="Neu.")
    client.force_login(author)

    for record in (mine, foreign):
        url = admin_url(record, "change")
        assert shown(client, url) == drawn(client, url, Network)
    assert shown(client, admin_url(mine, "change"))["summary"] == ["Neu."]
