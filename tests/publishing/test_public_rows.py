"""A row shows only when every record that it is part of is public, whichever end is looked at."""

import pytest
from django.core.exceptions import ValidationError

from contacts.models import Channel, Mention, Person, Responsibility
from networks.models import Field, Network, Organisation, Participation, Relation
from programmes.models import Funding, Programme
from publishing import actions
from publishing.models import Citation, SourceDocument, Statement, pointers
from publishing.models.statement import Attached, record_lists
from search.models import Entry
from tests.admin_pages import admin_url
from tests.factories import concrete, hide, make, read
from tests.roles import administrator

pytestmark = pytest.mark.django_db
ROWS = [model for model in concrete(Statement) if not issubclass(model, Attached)]


def rows_with_each_end():
    return [(model, field.name) for model in ROWS for field in pointers(model)]


@pytest.mark.parametrize(("model", "end"), rows_with_each_end(), ids=str)
def test_row_is_public_while_each_of_its_records_is(model, end):
    record = make(model._meta.get_field(end).related_model)
    row = make(model, **{end: record})
    assert row in model.objects.public()

    hide(record)

    assert row not in model.objects.public()
    assert row in model.objects.public(end), "whoever knows that this end is public need not ask"


@pytest.mark.parametrize("model", [m for m in concrete(Statement) if issubclass(m, Attached)], ids=str)
def test_attached_row_is_public_while_its_record_is(model):
    network, field = make(Network), make(Field)
    row, other = make(model, subject=network), make(model, subject=field)
    assert {row, other} <= set(model.objects.public())

    hide(network)

    assert row not in model.objects.public() and other in model.objects.public()


def test_source_that_is_not_public_hides_no_row():
    row = make(Funding, source=make(SourceDocument, state="entwurf"))

    assert row in Funding.objects.public()


def test_task_limited_to_a_field_that_is_not_public_is_no_task_for_every_field():
    public, draft = make(Field), make(Field, state="entwurf")
    task = make(Responsibility, fields=[public, draft])

    assert task not in Responsibility.objects.public()


def task_of_a_named_person() -> tuple[Person, Network, Programme]:
    """The person is only quoted; a draft programme says that it is responsible for somebody else's network."""
    person = make(Person, given_name="Paula", family_name="Zitiert")
    network, programme = make(Network, name="Fremdnetz"), make(Programme, name="Heimlich", state="entwurf")
    make(Mention, person=person, network=network)
    make(Responsibility, person=person, network=network, programme=programme, concern="ausland", task="Alles")
    return person, network, programme


def test_task_of_a_draft_makes_nobody_a_contact(client):
    person, network, programme = task_of_a_named_person()

    assert client.get(person.get_absolute_url()).status_code == 404
    assert "Alles" not in read(client.get(network.get_absolute_url()))
    assert "Zitiert" not in read(client.get("/foerderkontakt/?anliegen=ausland&region=alle"))
    assert "Zitiert" not in read(client.get("/ansprechpersonen/"))
    assert client.get("/suche/?q=Zitiert").context["total"] == 0
    assert client.get("/netzwerke/?kontakt=1").context["page"].count == 0


def test_last_task_gone_with_another_record_takes_the_person_out_of_the_search(client):
    person, network, programme = task_of_a_named_person()
    programme.state = "freigegeben"
    programme.save()
    assert client.get("/suche/?q=Zitiert").context["total"]
    assert client.get(person.get_absolute_url()).status_code == 200

    hide(programme)

    assert not Entry.objects.filter(title__contains="Zitiert").exists()
    assert client.get(person.get_absolute_url()).status_code == 404


def test_rows_of_drafts_count_for_nothing_on_the_page_of_their_source(client):
    source = make(SourceDocument)
    make(Citation, subject=make(Network, state="entwurf"), source=source)
    make(Relation, to_network=make(Network, state="entwurf"), source=source)
    make(Participation, source=source)

    counts = dict(client.get(source.get_absolute_url()).context["statement_counts"])

    assert counts == {"Beteiligungen": 1}


def test_channel_of_an_office_that_is_not_public_is_no_fallback(client):
    office = make(Organisation, state="entwurf")
    make(Channel, organisation=office, value="0341 999")
    task = make(Responsibility, person=make(Person, organisation=office))

    assert "999" not in read(client.get(task.person.get_absolute_url()))


LISTS = [(model, field.name) for model in concrete(Statement) for field in record_lists(model)]


@pytest.mark.parametrize(("model", "name"), LISTS, ids=str)
def test_record_that_limits_a_row_cannot_be_deleted_while_it_does(client, model, name):
    """The row would become public, or say more than anybody released, with a deletion that nobody confirms."""
    limit = make(model._meta.get_field(name).related_model, state="entwurf")
    row = make(model, **{name: [limit]})
    client.force_login(administrator())

    assert client.post(admin_url(limit, "delete"), {"post": "yes"}).status_code == 200

    assert type(limit).objects.filter(pk=limit.pk).exists()
    assert row not in model.objects.public()
    with pytest.raises(ValidationError, match="gebraucht"):
        actions.delete(record=limit, by=administrator())
