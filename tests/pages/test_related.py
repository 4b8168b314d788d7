from contacts.models import Responsibility
from networks.models import Network, Participation
from pages.related import unread


def test_names_of_related_records_are_read_and_their_own_texts_are_not():
    found = unread(Responsibility, ("person__organisation", "office"))

    assert {"person__internal_note", "person__organisation__created_at", "office__archive_reason"} <= set(found)
    assert not {"person__last_name", "person__advice", "person__organisation__name", "office__slug"} & set(found)
    assert unread(Participation, ()) == () and unread(Network, ("seat",)) == ()
