"""Rows that an import may not take over, and rows about which the directory may know better: each says why."""

from datetime import date

import pytest

from networks.models import Network
from publishing.enums import State
from regions.models import Region
from tests.factories import hide, make
from tests.roles import account, change, editor, signed_in
from tests.transfer.files import csv_file
from tests.transfer.pages import mapped, rows

pytestmark = pytest.mark.django_db
HEAD = ("Kurzadresse", "Name", "Art", "Region", "Kurztext", "Zuletzt geprüft am")


def compared(by, *lines, **values):
    return rows(mapped(signed_in(by), csv_file(HEAD, *lines), **values))


@pytest.mark.parametrize("slug", ["Groß", "mit leer", "a" * 121, "a/b", "ü"])
def test_address_that_is_none_is_refused_for_a_new_entry(slug, region):
    found = compared(editor(), (slug, "Neu", "Cluster", "Harz", "Kurz.", ""))["Neu"]

    assert found.status == "fehler"
    assert any("Kleinbuchstaben" in message or "Kurzadresse" in where for where, message in found.errors)


def test_account_that_may_only_add_or_only_change_is_told(region):
    make(Network, name="Alt", regions=[region])
    lines = (("", "Alt", "", "", "Neu.", ""), ("", "Frisch", "Cluster", "Harz", "Kurz.", ""))
    adds, changes = (account("Redaktion") for _ in range(2))
    for one, word in ((adds, "add"), (changes, "change")):
        group = one.groups.get()
        one.groups.clear()
        one.user_permissions.set(
            group.permissions.exclude(codename__in={"add_network", "change_network"} - {f"{word}_network"})
        )

    assert compared(adds, *lines)["Alt"].errors == [["Rechte", "Ihr Konto darf Netzwerke nicht ändern."]]
    assert compared(changes, *lines)["Frisch"].errors == [["Rechte", "Ihr Konto darf Netzwerke nicht anlegen."]]


def test_archived_entry_is_not_changed_by_a_row(region):
    hide(make(Network, name="Alt", regions=[region]), State.ARCHIVED)

    found = compared(editor(), ("", "Alt", "", "", "Neu.", ""))["Alt"]

    assert (found.status, found.errors[0][0]) == ("fehler", "Stand")
    assert "archiviert" in found.errors[0][1]


def test_row_that_would_take_an_entry_out_of_the_regions_of_the_account_is_refused(region):
    make(Region, name="Rhön")
    mine = make(Network, name="Meins", regions=[region])

    found = compared(editor(regions=[region]), (mine.slug, "Meins", "", "Rhön", "", ""))["Meins"]

    assert found.errors == [["Rechte", "Danach gehörte der Eintrag nicht mehr zu Ihren Regionen."]]


@pytest.mark.parametrize(
    ("checked", "stated", "status"),
    [
        (date(2024, 3, 1), "01.02.2024", "konflikt"),
        (date(2024, 3, 1), "01.03.2024", "geaendert"),
        (date(2024, 3, 1), "März 2024", "geaendert"),  # it may mean a day after the check
        (date(2024, 3, 1), "irgendwann", "konflikt"),  # then the day of the file counts
        (date(2024, 1, 1), "irgendwann", "geaendert"),
        (date(2024, 1, 1), "x" * 1_000, "geaendert"),
        (None, "01.02.2024", "geaendert"),
    ],
)
def test_later_check_is_a_conflict(checked, stated, status, region):
    make(Network, name="Alt", regions=[region], checked_on=checked)

    found = compared(editor(), ("", "Alt", "", "", "Neu.", stated))["Alt"]

    assert found.status == status, (found.reason, found.errors)
    assert ("später als der Stand der Datei" in found.reason) == (status == "konflikt")


def test_entry_with_a_waiting_change_is_a_conflict(region):
    change(make(Network, name="Alt", regions=[region]), editor(), summary="Wartet.")

    found = compared(editor(), ("", "Alt", "", "", "Neu.", ""))["Alt"]

    assert (found.status, "wartet schon eine Änderung" in found.reason) == ("konflikt", True)


def test_second_row_of_a_new_entry_is_refused(region):
    lines = [("", "Neu", "Cluster", "Harz", text, "") for text in ("Kurz.", "Anders.")]
    one = mapped(signed_in(editor()), csv_file(HEAD, *lines, ("", "Neu dort", "Cluster", "Harz", "Kurz.", "")))

    found = [(row.status, row.errors) for row in one.rows.all()]
    assert found == [("neu", []), ("fehler", [["Zeile", "Meint denselben Eintrag wie Zeile 2."]]), ("neu", [])]
