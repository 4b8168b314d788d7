"""Two people save at the same moment: one is written whole, the other gets the form back with everything typed."""

from itertools import count

import pytest
from django.test import Client

from networks.models import Event, Network, Organisation
from publishing import actions, history
from publishing.enums import State
from publishing.models import Revision
from tests.admin_pages import admin_url, errors
from tests.factories import make
from tests.html_forms import form_data
from tests.roles import administrator, editor

pytestmark = pytest.mark.django_db

_numbers = count(1)


class Writer:
    """An editor with the form of an entry open."""

    def __init__(self, name: str, target):
        self.client = Client()
        self.name = f"{name}{next(_numbers)}"
        self.client.force_login(editor(username=self.name))
        self.url = admin_url(target, "change" if isinstance(target, Event) else "add")
        self.data = form_data(self.client.get(self.url).content.decode(), "event_form")

    def saves(self, **typed):
        return lambda: self.client.post(self.url, self.data | {"_continue": "1", **typed})


@pytest.mark.parametrize("popup", [{}, {"_popup": "1"}], ids=["page", "popup"])
@pytest.mark.parametrize("state", [State.DRAFT, State.PUBLISHED])
def test_neither_of_two_is_lost(two, state, popup):
    event = make(Event, state=state, summary="Alt.")
    ada, bert = Writer("ada", event), Writer("bert", event)

    first, second = two.one_after_the_other(
        ada.saves(summary="Von Ada.", **popup), bert.saves(summary="Von Bert.", _why="Neu gehört", **popup)
    )

    page = second.result.content.decode()
    assert first.result.status_code == 302 or popup and first.result.status_code == 200
    assert second.result.status_code == 200 and f"hat {ada.name} gesichert" in errors(second.result)
    assert "Von Bert." in page
    written = Revision.objects.of(event).get()
    assert [one["new"] for one in written.changes] == ["Von Ada."] and str(written.created_by) == ada.name
    if not popup:
        assert "<ins>Von Ada.</ins>" in page and 'value="Neu gehört"' in page
        bert.data = form_data(page, "event_form")
        assert bert.saves()().status_code == 302
        latest = history.open_change(event) or Revision.objects.of(event).latest("number")
        assert [one["new"] for one in latest.changes] == ["Von Bert."]


def test_what_somebody_else_decides_meanwhile_is_told_as_well(two):
    event, chief = make(Event, summary="Alt."), administrator()
    ada = Writer("ada", event)

    first, second = two.one_after_the_other(
        lambda: actions.withdraw(record=event, by=chief, why="Prüfung"), ada.saves(summary="Von Ada.")
    )

    assert not first.refused and second.result.status_code == 200
    assert f"Zurückgezogen ({chief}" in errors(second.result) and "Von Ada." in second.result.content.decode()
    event.refresh_from_db()
    assert (event.state, event.summary) == (State.DRAFT, "Alt.")


def test_entry_deleted_while_somebody_saves_is_said_to_be_gone(two):
    event, chief = make(Event, state=State.DRAFT), administrator()
    ada, pk = Writer("ada", event), event.pk

    _, second = two.one_after_the_other(lambda: actions.delete(record=event, by=chief), ada.saves(summary="Von Ada."))

    assert second.result.status_code == 302
    assert "existiert nicht" in ada.client.get(second.result["Location"]).content.decode()
    assert not Event.objects.filter(pk=pk).exists()


def test_two_entries_of_one_name_get_two_addresses(two):
    ada, bert = Writer("ada", Event), Writer("bert", Event)
    typed = {"name": "Sommerfest", "kind": "veranstaltung"}

    did = two.one_after_the_other(ada.saves(**typed), bert.saves(**typed))

    said = [errors(outcome.result) if outcome.result.status_code == 200 else "" for outcome in did]
    if said[1]:  # the second was begun late enough to be warned of its namesake
        assert "Das gibt es vielleicht schon" in said[1]
    else:
        assert sorted(Event.objects.filter(name="Sommerfest").values_list("slug", flat=True)) == [
            "sommerfest",
            "sommerfest-2",
        ]
    assert said[0] == "" and {outcome.result.status_code for outcome in did} <= {200, 302}


def test_what_a_form_names_and_somebody_deletes_is_told_in_words(two):
    event, chief = make(Event, state=State.DRAFT), administrator()
    organiser = make(Organisation, state=State.DRAFT)
    ada = Writer("ada", event)

    first, second = two.one_after_the_other(
        lambda: actions.delete(record=organiser, by=chief),
        ada.saves(organisations=[organiser.pk], summary="Von Ada."),
    )

    assert not first.refused and second.result.status_code == 200, second.result
    assert "Von Ada." in second.result.content.decode() and errors(second.result)
    assert not event.organisations.exists()


def test_deleting_what_somebody_names_at_that_moment_waits_for_nobody_in_a_circle(two):
    network, event = make(Network, state=State.DRAFT), make(Event, state=State.DRAFT)
    chief, ada, pk = administrator(), Writer("ada", event), network.pk

    first, second = two.one_after_the_other(
        ada.saves(networks=[network.pk]), lambda: actions.delete(record=network, by=chief)
    )

    assert first.result.status_code == 302
    assert not second.refused and not event.networks.exists()
    assert not Network.objects.filter(pk=pk).exists()
