"""A row is written by who may write the record that carries it, from whichever form, and waits with that record."""

import pytest
from django.contrib import admin
from django.urls import reverse

from contacts.models import Mention, Person, Responsibility
from core.kinds import record_models
from desk.admin import CarriedElsewhere
from networks.models import Network, Organisation, Participation
from programmes.models import Funding, Programme
from publishing import actions, history
from publishing.locking import Busy
from publishing.models import SourceDocument, Statement
from publishing.permissions import can_edit
from publishing.snapshots import take
from regions.models import Region
from tests.admin_pages import admin_url, errors, save
from tests.factories import make, read
from tests.html_forms import form_data
from tests.roles import editor, releasable, reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    return make(Region, name="Mannheim"), make(Region, name="Berlin")


def contact_in(region: Region, **values) -> Person:
    """A public contact person of a region, with what a release asks for."""
    person = releasable(Person, **values)
    make(Responsibility, person=person, task="Leitung", regions=[region])
    return person


@pytest.mark.parametrize("model", record_models(), ids=lambda model: model.__name__)
def test_forms_write_rows_of_others_as_changes_of_these(rf, admin_user, model):
    """For every list of rows on every form: either the record carries them, or it says so and writes them there."""
    request = rf.get("/")
    request.user = admin_user
    options = admin.site._registry[model]
    record = make(model)
    for inline in options.get_inline_instances(request, record):
        if not issubclass(inline.model, Statement) or not inline.has_change_permission(request, record):
            continue
        formset = inline.get_formset(request, record)
        owner = formset.fk.name if hasattr(formset, "fk") else ""
        assert isinstance(inline, CarriedElsewhere) is bool(owner and owner not in inline.model.carriers), inline


def test_draft_of_another_region_puts_nobody_on_public_pages(client, places):
    here, there = places
    person, network = contact_in(here, given_name="Paula"), releasable(Network, regions=[here])
    client.force_login(editor(regions=[there]))
    programme = make(Programme, regions=[there], state="entwurf")
    row = {"person": person.pk, "network": network.pk, "task": "Alles", "concern": "ausland"}

    response = save(client, programme, **new_row("responsibilities", **row))

    assert response.status_code == 200
    assert "gehört zu „Paula" in errors(response) and "nicht zu Ihren Regionen" in errors(response)
    assert person.responsibilities.count() == 1 and history.open_change(person) is None


def new_row(prefix: str, at: int = 0, **values) -> dict:
    row = {
        f"{prefix}-{at}-{name}": value
        for name, value in ({"certainty": "erschlossen", "position": 0, "priority": 0} | values).items()
    }
    return row | {f"{prefix}-TOTAL_FORMS": str(at + 1)}


def test_task_from_the_form_of_a_network_waits_with_the_person(client, places):
    here, _ = places
    person, network = contact_in(here), releasable(Network, regions=[here])
    by = editor(regions=[here])
    client.force_login(by)

    saved = save(client, network, **new_row("responsibilities", person=person.pk, task="Beratung"))

    assert saved.status_code == 302
    waiting = history.open_change(person)
    assert [change["added"]["fields"]["network_id"] for change in waiting.changes] == [network.pk]
    assert waiting.why.startswith(f"Eingetragen bei „{network}“")
    assert "Beratung" not in read(client.get(network.get_absolute_url()))
    assert history.open_change(network) is None

    actions.submit(record=person, by=by)
    compared = client.get(reverse("desk:change", args=[waiting.pk])).content.decode()
    assert str(network) in compared and "Beratung" in compared
    actions.release(revision=history.open_change(person), by=reviewer(regions=[here]))
    assert "Beratung" in read(client.get(network.get_absolute_url()))


def test_rows_of_two_editors_join_the_one_change_of_the_person(client, places):
    here, _ = places
    person = contact_in(here)
    first, second = editor(regions=[here]), editor(regions=[here])
    for by, task in ((first, "Erstes"), (second, "Zweites")):
        client.force_login(by)
        save(client, releasable(Network, regions=[here]), **new_row("responsibilities", person=person.pk, task=task))

    waiting = history.open_change(person)
    assert [change["added"]["fields"]["task"] for change in waiting.changes] == ["Erstes", "Zweites"]
    assert set(waiting.authors.all()) == {first, second}


def test_rows_of_a_draft_person_are_written_at_once_and_stand_in_its_history(client, places):
    here, _ = places
    by = editor(regions=[here])
    client.force_login(by)
    save(client, Person, given_name="Neu", family_name="Neumann")
    person, network = Person.objects.get(), make(Network, regions=[here], state="entwurf")

    save(client, network, **new_row("mentions", person=person.pk, named_as="zitiert"))

    assert Mention.objects.get().person == person
    assert [change["part"] for change in history.of(person)[0].changes] == ["mentions"]


def test_row_handed_to_another_person_leaves_the_first_with_its_release(client, places):
    here, _ = places
    network = releasable(Network, regions=[here])
    old, new = contact_in(here), contact_in(here)
    make(Responsibility, person=old, network=network, task="Büro")
    client.force_login(editor(regions=[here]))

    assert save(client, network, **{"responsibilities-0-person": new.pk}).status_code == 302

    assert "removed" in history.open_change(old).changes[0]
    assert history.open_change(new).changes[0]["added"]["fields"]["task"] == "Büro"
    assert set(network.responsibilities.values_list("person", flat=True)) == {old.pk}


def test_row_taken_away_at_one_end_stays_public_until_its_carrier_is_released(client, places):
    here, _ = places
    network = releasable(Network, regions=[here], name="Trägernetz")
    office = releasable(Organisation, region=here)
    make(Participation, network=network, organisation=office)
    client.force_login(editor(regions=[here]))

    assert save(client, office, **{"participations-0-DELETE": "on"}).status_code == 302

    assert "Trägernetz" in read(client.get(office.get_absolute_url()))
    assert "removed" in history.open_change(network).changes[0]


def test_row_with_a_waiting_change_is_not_overwritten(client, places):
    here, _ = places
    by = editor(regions=[here])
    person, network = contact_in(here), releasable(Network, regions=[here])
    row = make(Responsibility, person=person, network=network, task="Früher")
    snapshot = take(person)
    snapshot["parts"]["responsibilities"][str(row.pk)]["fields"]["task"] = "Vorgeschlagen"
    actions.propose(record=person, snapshot=snapshot, by=by)
    client.force_login(by)

    refused = save(client, network, **{"responsibilities-0-task": "Anders"})

    assert "wartet bei" in errors(refused)
    assert [change["new"] for change in history.open_change(person).changes] == ["Vorgeschlagen"]


def test_row_changed_by_others_since_the_form_was_opened_is_not_set_back(client, places):
    here, _ = places
    person, network = make(Person, state="entwurf"), releasable(Network, regions=[here])
    row = make(Responsibility, person=person, network=network, task="Früher", regions=[here])
    client.force_login(editor())
    opened = client.get(admin_url(network, "change")).content.decode()
    Responsibility.objects.filter(pk=row.pk).update(task="Von anderen")
    data = form_data(opened, "network_form") | {"responsibilities-0-priority": "7"}
    refused = client.post(admin_url(network, "change"), data)

    assert "geändert, seit Sie die Seite geöffnet haben" in errors(refused)
    row.refresh_from_db()
    assert (row.task, row.priority) == ("Von anderen", 0)


def test_public_programme_of_all_is_cited_without_a_right_to_it(client, places):
    """A local editor names a nationwide programme, a member without a seat and a source of her own; her team
    releases all of it."""
    here, _ = places
    by, second = editor(regions=[here]), reviewer(regions=[here])
    network, grw = releasable(Network, regions=[here]), releasable(Programme, name="GRW")
    client.force_login(by)
    save(client, SourceDocument, title="Amtsblatt", short_title="Amtsblatt", kind="artikel", dated="2024")
    source = SourceDocument.objects.get(title="Amtsblatt")
    save(client, Organisation, name="Bundesverband", kind="verband", **cited(source))
    member = Organisation.objects.get(name="Bundesverband")
    saved = save(
        client,
        network,
        **new_row("fundings", programme=grw.pk, source=source.pk),
        **new_row("participations", organisation=member.pk, role="mitglied"),
    )
    assert saved.status_code == 302, errors(saved)

    for record in (source, member, network):
        actions.submit(record=record, by=by)
        actions.release(revision=history.open_change(record), by=second)

    page = read(client.get(network.get_absolute_url()))
    assert all(word in page for word in ("GRW", "Bundesverband", "Amtsblatt"))
    assert can_edit(by, source) and not can_edit(by, grw)


def cited(source) -> dict:
    return new_row("publishing-citation-content_type-object_id", field="", source=source.pk)


def test_nobody_gets_a_record_by_a_row_or_a_region_of_a_draft(places):
    here, there = places
    stranger = editor(regions=[there])
    person = contact_in(here)
    draft = make(Network, state="entwurf", regions=[there])
    office = make(Organisation, state="entwurf", region=there)
    make(Responsibility, person=person, network=draft)
    person.organisation = office
    person.save()

    assert not can_edit(stranger, person)
    assert can_edit(editor(regions=[here]), person)


def test_draft_belongs_to_the_team_of_who_began_it(client, places):
    here, there = places
    by = editor(regions=[here])
    client.force_login(by)
    save(client, Person, given_name="Neu", family_name="Neumann")
    person = Person.objects.get()

    assert can_edit(editor(regions=[here]), person)
    assert not can_edit(editor(regions=[there]), person)


def test_funding_from_the_form_of_a_programme_waits_with_the_network(client, places):
    here, there = places
    network, programme = releasable(Network, regions=[here]), releasable(Programme, regions=[there])
    client.force_login(editor(regions=[here, there]))

    saved = save(client, programme, **new_row("fundings", network=network.pk))

    assert saved.status_code == 302, errors(saved)
    assert not Funding.objects.exists()
    assert history.open_change(network) and history.open_change(programme) is None


def test_row_that_cannot_reach_another_person_does_not_leave_the_first(client, places, monkeypatch):
    here, _ = places
    network, old, new = releasable(Network, regions=[here]), make(Person, state="entwurf"), contact_in(here)
    make(Responsibility, person=old, network=network, task="Büro", regions=[here])
    client.force_login(editor())
    join = actions.join

    def busy(*, carrier, **named):
        if carrier == new:
            raise Busy
        return join(carrier=carrier, **named)

    monkeypatch.setattr(actions, "join", busy)
    page = client.get(save(client, network, **{"responsibilities-0-person": new.pk}).url)

    assert network.responsibilities.get().person == old
    assert "nichts eingetragen: An einem Eintrag" in page.content.decode()
