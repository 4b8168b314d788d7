"""The history has one line for one save, whatever it did, and calls people by their names."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contacts.models import Person
from desk.pages import form_url
from networks.models import Network
from publishing import actions
from publishing.models import Revision
from tests.admin_pages import admin_url, shown
from tests.factories import make
from tests.roles import change, editor, releasable, signed_in
from worklist.own import last_changes

pytestmark = pytest.mark.django_db


def lines(client, record) -> list:
    return client.get(admin_url(record, "history")).context["events"]


@pytest.mark.parametrize("button", ["_save", "_submit"])
def test_change_of_a_public_entry_is_one_line(button):
    person = releasable(Person, given_name="Katharina", family_name="Fox", state="freigegeben")
    client = signed_in(editor())
    url = f"{form_url(person)}?block=einordnung"

    client.post(url, shown(client, url) | {"function": "Leitung", button: "1"})

    (line,) = lines(client, person)
    assert line.rows[0].after == "Leitung"
    assert [one.label for one in last_changes()] == ["Katharina Fox"]


def test_new_entry_is_one_line():
    by = editor()
    client = signed_in(by)
    url = admin_url(Person, "add")

    client.post(url, shown(client, url) | {"given_name": "Katharina", "family_name": "Fox", "_save": "1"})

    (line,) = lines(client, Person.objects.get())
    assert line.revision
    assert [one.label for one in last_changes()] == ["Katharina Fox"]


def test_what_is_handed_in_later_is_a_line_of_its_own():
    by = editor()
    person = releasable(Person, state="freigegeben")
    waiting = change(person, by, submit=False, function="Leitung")
    Revision.objects.filter(pk=waiting.pk).update(changed_at=timezone.now() - timedelta(hours=1))

    actions.submit(record=person, by=by)

    assert len(lines(signed_in(by), person)) == 2


def test_what_nobody_has_written_about_has_its_name_too():
    network = make(Network, name="Alpha", state="entwurf")
    actions.mark_checked(records=[network], by=editor())

    assert [one.label for one in last_changes()] == ["Alpha"]
    network.delete()
    assert [one.label for one in last_changes()] == ["Netzwerk (gelöscht)"]
