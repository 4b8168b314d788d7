"""Deleting: who may, what stands against it, what goes with it, and that other records know what they lost."""

import pytest
from django.db import models

from contacts.models import Mention, Person, Responsibility
from desk.deletion import MOST, consequences
from networks.models import Field, Network, Organisation
from programmes.models import Funding
from publishing import actions
from publishing.enums import RevisionState, State
from publishing.models import Citation, Revision, SourceDocument
from publishing.references import references_to
from publishing.snapshots import take_many
from tests.admin_pages import admin_url
from tests.factories import ATTACHED, RECORDS, make, read, relate_in_every_way
from tests.publishing.test_record import rename
from tests.roles import administrator, change, editor, reviewer

pytestmark = pytest.mark.django_db


def surrounded(model, state):
    """A record with rows of every kind."""
    record = make(model, state=state)
    relate_in_every_way(record)
    for attached in ATTACHED:
        make(attached, subject=record)
    return record


def let_go(record) -> int:
    """Take away what stands against deleting; returns how much that was."""
    count = 0
    for reference in references_to(type(record)):
        columns = {column.attname: column for column in reference.model._meta.concrete_fields}
        if not reference.typed and columns[reference.column].remote_field.on_delete is models.PROTECT:
            rows, nullable = reference.rows(record), columns[reference.column].null
            count += rows.update(**{reference.column: None}) if nullable and not owned(rows) else rows.delete()[0]
    return count


def owned(rows) -> bool:
    """Financing must name one of several."""
    return rows.model.__name__ == "Financing"


def everything() -> dict:
    return {model: take_many(model, model.objects.values_list("pk", flat=True)) for model in RECORDS}


# The rule asks no kind for its name: each is tried in one state, the two that most leads to in both.
TRIED = {(model, (State.PUBLISHED, State.DRAFT)[number % 2]) for number, model in enumerate(RECORDS)}
TRIED |= {(model, state) for model in (Network, Person) for state in (State.PUBLISHED, State.DRAFT)}


@pytest.mark.parametrize(
    ("model", "state"),
    sorted(TRIED, key=lambda one: (one[0].__name__, one[1])),
    ids=lambda one: getattr(one, "__name__", one),
)
def test_every_kind_with_rows_of_every_kind(model, state, client):
    """An editor may delete a draft, an administrator what is public."""
    record = surrounded(model, state)
    client.force_login(administrator() if state == State.PUBLISHED else editor())
    url = admin_url(record, "delete")
    against = consequences([record], administrator()).against
    if against:
        page = client.post(url, {"post": "yes"}).content.decode()
        assert "Das steht dem Löschen entgegen" in page and "Endgültig löschen" not in page
        for group in against:
            assert group.count and all(line.about for line in group.lines), group
            assert all(f'href="{address}"' in page for line in group.lines for _, address in line.about)
    assert bool(let_go(record)) == bool(against)
    before = everything()

    assert "Endgültig löschen" in client.get(url).content.decode()
    assert client.post(url, {"post": "yes"}).status_code == 302

    assert not model.objects.filter(pk=record.pk).exists()
    after = everything()
    for kind, states in before.items():
        for pk in set(states) - {record.pk if kind is model else None}:
            lines = Revision.objects.filter(object_id=pk, content_type__model=kind._meta.model_name)
            assert [line.why for line in lines] == (
                [f"„{record}“ gelöscht."] if states[pk] != after[kind].get(pk) else []
            ), (kind, pk)
            assert all(line.snapshot == after[kind][pk] for line in lines)


@pytest.mark.parametrize("model", [Network, Person, SourceDocument])
def test_what_was_public_is_not_for_editors(model, client):
    withdrawn = make(model)
    actions.withdraw(record=withdrawn, by=reviewer(), why="Zur Prüfung")
    client.force_login(editor())

    for record in (make(model), make(model, state=State.ARCHIVED, archive_reason="Aufgelöst."), withdrawn):
        assert client.get(admin_url(record, "delete")).status_code == 403
        assert client.post(admin_url(record, "delete"), {"post": "yes"}).status_code == 403
    assert model.objects.count() == 3


def test_page_says_in_words_what_goes_along(client):
    network = rename(rename(make(Network, name="Lichtnetz", slug="licht"), "hell"), "lichtnetz")
    erika = make(Responsibility, network=network, task="Reisen").person
    make(Mention, person=make(Person), network=network)
    make(Funding, network=network)
    make(Citation, subject=network, field="name")
    change(network, editor(username="anna"), summary="Neu.")
    client.force_login(administrator())

    page = read_desk(client.get(admin_url(network, "delete")))

    assert "/netzwerke/lichtnetz/ und 2 frühere Adressen antworten danach" in page and "(410)" in page
    assert "offene Änderung von anna wird verworfen" in page
    for kind in ("Belege (1)", "Zuständigkeiten (1)", "Nennungen (1)", "Förderungen (1)"):
        assert kind in page
    assert f"{erika}: Reisen" in page
    response = client.get(admin_url(network, "delete"))
    assert f'href="{admin_url(erika, "change")}"' in response.content.decode()


def read_desk(response) -> str:
    response.content = response.content.replace(b'<main id="content-start"', b"<main")
    return read(response)


def test_what_others_lose_is_in_their_history(client):
    """Of a public record visitors saw it at once: it counts as released by who deleted."""
    network, field = make(Network, name="Lichtnetz"), make(Field, name="Licht")
    other = make(Network, fields=[field])
    erika = make(Responsibility, network=network, task="Reisen").person
    boss = administrator()

    actions.delete(record=network, by=boss, why="Doppelt erfasst")
    actions.delete(record=field, by=boss)

    line = Revision.objects.of(erika).get()
    assert (line.why, line.state, line.decided_by) == (
        "„Lichtnetz“ gelöscht. Doppelt erfasst", RevisionState.RELEASED, boss,
    )  # fmt: skip
    assert line.changes[0]["removed"]["fields"]["task"] == "Reisen"
    assert [row["field"] for row in Revision.objects.of(other).get().changes] == ["fields"]
    draft = make(Network, state=State.DRAFT)
    make(Responsibility, network=draft, person=erika)
    actions.delete(record=draft, by=editor())
    assert Revision.objects.of(erika).first().state == RevisionState.APPLIED


def delete_chosen(client, *records, **more):
    data = {"action": "delete_selected", "_selected_action": [record.pk for record in records]}
    return client.post(admin_url(type(records[0]), "changelist"), data | more)


def test_several_at_once(client):
    one, two, public = make(Network, state=State.DRAFT), make(Network, state=State.DRAFT), make(Network)
    erika = make(Responsibility, network=one).person
    client.force_login(editor())

    refused = delete_chosen(client, one, public).content.decode()
    assert f"„{public}“: Was öffentlich war" in refused and "Endgültig löschen" not in refused
    assert delete_chosen(client, one, public, post="yes").status_code == 403
    asked = delete_chosen(client, one, two).content.decode()
    assert "Zuständigkeiten (1)" in asked and "Endgültig löschen" in asked
    assert delete_chosen(client, one, two, post="yes").status_code == 302

    assert list(Network.objects.all()) == [public]
    assert f"„{one}“ gelöscht." in Revision.objects.of(erika).get().why


def test_not_more_than_can_be_read():
    many = [Network(pk=pk, name=f"N{pk}") for pk in range(MOST + 1)]

    assert consequences(many, administrator()).refused == [f"Höchstens {MOST} Einträge auf einmal; gewählt sind 101."]


def test_queries_do_not_grow_with_the_rows(django_assert_max_num_queries):
    office = make(Organisation, state=State.DRAFT)
    for _ in range(30):
        make(Mention, person=make(Person), organisation=office)

    with django_assert_max_num_queries(70):
        (group,) = consequences([office], administrator()).shared
    assert (group.count, len(group.lines), group.more) == (30, 20, 10)
