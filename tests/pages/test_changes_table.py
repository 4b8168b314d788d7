"""A change in words: which kind of row it is about, what stood there and what stands now."""

import pytest

from networks.models import Network
from pages.changes_table import ChangesTable, Row
from publishing import changes, snapshots
from publishing.models import Figure, Name
from tests.factories import make

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_rows_of_a_record_are_called_by_their_kind():
    network = make(Network)
    start = snapshots.take(network)
    name = make(Name, subject=network, name="Lichtbund")
    added = snapshots.take(network)
    name.name = "Lichtkreis"
    name.save()
    edited = snapshots.take(network)

    added_row, edited_row, removed_row = (
        row
        for before, after in ((start, added), (added, edited), (edited, start))
        for row in rows(changes.diff(before, after))
    )

    assert (added_row.label, added_row.word, added_row.before) == ("Weiterer Name", "hinzugefügt", "")
    assert "Lichtbund" in added_row.after
    assert edited_row.label == "Weiterer Name „Lichtkreis“: Name"
    assert (edited_row.word, edited_row.before, edited_row.after) == ("geändert", "Lichtbund", "Lichtkreis")
    assert (removed_row.label, removed_row.word, removed_row.after) == ("Weiterer Name", "entfernt", "")
    assert "Lichtkreis" in removed_row.before


def rows(some: changes.Changes) -> list[Row]:
    return ChangesTable(Network, some).rows(some)


def test_what_nobody_chose_is_not_told_of_a_new_entry():
    network = make(Network)
    start = snapshots.take(network)
    make(Figure, subject=network, counted="Mitglieder", number=12, is_membership=False)
    make(Figure, subject=network, counted="Betriebe", number=7, is_membership=True)

    first, second = rows(changes.diff(start, snapshots.take(network)))
    assert "nein" not in first.after and "Mitglieder" in first.after
    assert "ja" in second.after


def test_label_that_says_no_more_than_the_kind_is_not_said_again():
    network = make(Network)
    start = snapshots.take(network)
    network.links.create(kind="website", url="https://eins.example/", label="Website")
    network.links.create(kind="website", url="https://zwei.example/", label="Das Netz in Bildern")

    one, two = sorted(row.after for row in rows(changes.diff(start, snapshots.take(network))))
    assert one.count("Website") + two.count("Website") == 2
    assert "Das Netz in Bildern" in one + two
