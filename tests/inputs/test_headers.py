"""What the columns of a city's table mean, and what only a further reading of it takes up."""

from collections import defaultdict

from tables.columns import KINDS, WHOLE_NAME, guess, named_by_others
from tests.inputs.corpus import cases

OTHERS = [KINDS[label] for label in ("networks.network", "contacts.person")]
NAMED = {"organisation": ["Firma"], "network": ["Netzwerkname"], "person": ["Vorname", "Nachname"],
         "event": ["Veranstaltung"], "programme": ["Förderprogramm"]}  # fmt: skip


def said(kind, header: str) -> str:
    """The column of that kind, else the kind that it names entries of."""
    head = [*NAMED[kind.label.split(".")[1]], header]
    if found := guess(kind, head).get(len(head) - 1):
        return found
    further = [one for one in OTHERS if one is not kind]
    named = (one.label for one in further if {*guess(one, ["", header]).values()} & {*one.names, WHOLE_NAME})
    return next(named, "")


def test_headers_of_cities_are_understood_in_everyday_words():
    kinds = {kind.label.split(".")[1]: kind for kind in KINDS.values()}
    found = defaultdict(list)
    for kind, header, meant in cases("headers"):
        if (got := said(kinds[kind], header)) != meant:
            found[kind].append((header, meant, got))

    assert found == {}


def test_name_of_the_entry_is_not_taken_by_what_others_call_theirs():
    """Wherever the columns stand."""
    firms, networks, events = (KINDS[f"networks.{name}"] for name in ("organisation", "network", "event"))

    assert guess(firms, ["Netzwerke", "Mitgliedschaft", "Firma"]) == {2: "name"}
    assert guess(networks, ["Unternehmen", "Netzwerk"]) == {0: "mitglieder", 1: "name"}
    assert guess(networks, ["Firma", "Mitgliedschaft"])[1] == "name"
    assert guess(networks, ["Netzwerk", "Mitgliedschaft"])[1] == "join_who"
    assert guess(events, ["Netzwerk", "Veranstaltung"]) == {0: "networks", 1: "name"}


def test_memberships_in_several_columns_are_all_of_them():
    networks = KINDS["networks.network"]

    assert named_by_others(networks, ["Firma", "Netzwerk 1", "Netzwerk 2", "Ort", "Cluster"]) == [1, 2, 4]
