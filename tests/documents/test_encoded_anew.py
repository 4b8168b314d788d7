"""Documents that are kept encoded are those of this moment, whatever was written, and by the clock."""

from datetime import date, timedelta

import pytest

from contacts.models import Channel, Person, Responsibility
from core.kinds import kind_of, kinds
from documents.encoded import encoded_documents
from memory.pieces import pieces
from networks.models import Event, Field, Network, Organisation, Participation
from publishing import actions
from publishing.models import Citation, Milestone, SourceDocument
from regions.models import Region
from tests.factories import cite, hide, make
from tests.roles import change, editor, releasable, reviewer

pytestmark = pytest.mark.django_db
TOLD = [kind for kind in kinds() if kind.document]


def test_after_every_edit_they_are_those_of_a_process_that_keeps_nothing(two):
    """Each edit is committed; documents are asked for before and after it."""
    before = told()
    for name, edit in _edits():
        edit()
        after = told()
        pieces.forget()
        assert after == told() != before, name
        before = after


def told() -> list[bytes]:
    return [
        one
        for kind in TOLD
        for start in range(0, 10_000, 90)
        if (some := list(kind.model._base_manager.order_by("-pk").values_list("pk", flat=True)[start : start + 90]))
        for one in encoded_documents(kind, some)
    ]


def _edits():
    """Of a record, and of what its document names: other records, sources, people, terms."""
    town, source = make(Region, name="Messstadt"), make(SourceDocument, title="Blatt")
    field, body = make(Field, name="Messfeld"), make(Organisation, name="Messhaus")
    network = releasable(Network, name="Messnetz", regions=[town], fields=[field], summary="Erika Muster sagt es.")
    person = make(Person, given_name="Erika", family_name="Muster", organisation=body, open_data_on="2020-01-01")
    make(Responsibility, person=person, network=network, source=source)
    make(Channel, person=person, kind="e-mail", value="erika@amt.example", source=source)
    make(Participation, network=network, organisation=body, source=source)
    yield "new", lambda: None
    yield "cited", lambda: cite(network, source, "summary", locator="Seite 3")
    yield "citation changed in bulk", lambda: Citation.objects.filter(field="summary").update(locator="Seite 4")
    yield "source renamed", lambda: SourceDocument.objects.filter(pk=source.pk).update(title="Anderes Blatt")
    yield "person no longer released", lambda: Person.objects.filter(pk=person.pk).update(open_data_on=None)
    yield "office moved", lambda: Organisation.objects.filter(pk=body.pk).update(region=town)
    yield "objection", lambda: _object(person)
    yield "body renamed", lambda: Organisation.objects.filter(pk=body.pk).update(name="Anderes Haus")
    yield "field renamed", lambda: Field.objects.filter(pk=field.pk).update(name="Anderes Feld")
    yield (
        "rows in bulk",
        lambda: Milestone.objects.bulk_create([Milestone(subject=network, kind="gruendung", date="2020", text="Los")]),
    )
    yield "rows gone", lambda: network.milestones.all().delete()
    yield "keyword", lambda: network.tags.add("Wort")
    yield "change released", lambda: _release(network)
    yield "region moved", lambda: Region.objects.filter(pk=town.pk).update(parent=make(Region, name="Messland"))
    yield "field hidden", lambda: hide(field)
    yield "networks organised", lambda: make(Event, networks=[network])
    yield "rows deleted", lambda: Participation.objects.filter(organisation=body).delete()
    yield "network hidden", lambda: hide(network)


def _object(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(state="entwurf", objected_on=date.today(), open_data_on="2020-01-01")


def _release(network: Network) -> None:
    revision = change(network, editor(), summary="Ein neuer Satz.")
    actions.release(revision=revision, by=reviewer())


def test_they_turn_with_the_day(two, monkeypatch):
    soon = date.today() + timedelta(days=3)
    make(Person, given_name="Erika", family_name="Bald", open_data_on=soon)
    event = make(Event, summary="Es spricht Erika Bald.")
    for _ in range(2):
        assert b"Es spricht [Person]." in encoded_documents(kind_of(Event), [event.pk])[0]

    class Later(date):
        @classmethod
        def today(cls):
            return soon

    for module in ("memory.kept", "memory.pieces", "memory.pledge", "documents.persons"):
        monkeypatch.setattr(f"{module}.date", Later)
    assert b"Es spricht Erika Bald." in encoded_documents(kind_of(Event), [event.pk])[0]
