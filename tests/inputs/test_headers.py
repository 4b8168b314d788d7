"""What the columns of a city's table mean, and what only a further reading of it takes up."""

from collections import defaultdict

from tables.columns import KINDS, WHOLE_NAME
from tables.guessing import guess, named_by_others, rivals
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


WAYS = [
    (("Firma", "Tel. Zentrale", "E-Mail Firma", "Ansprechpartner", "Funktion", "Durchwahl", "Mail AP"),
     "telefon 1 e-mail 2", "function 4 telefon 5 e-mail 6"),
    (("Firma", "Ansprechpartner", "Durchwahl", "Mail AP", "E-Mail allgemein", "Telefon Zentrale"),
     "e-mail 4 telefon 5", "telefon 2 e-mail 3"),
    (("Firma", "Telefon", "E-Mail", "Kontaktperson", "Telefon", "E-Mail"),
     "telefon 1 e-mail 2", "telefon 4 e-mail 5"),
    (("Ansprechpartner", "Telefon", "Mail", "Unternehmen", "Telefon", "Mail"),
     "telefon 4 e-mail 5", "telefon 1 e-mail 2"),
    (("Betrieb", "Info-Mail", "Vorname", "Nachname", "persönliche E-Mail", "Handy"),
     "e-mail 1", "mobil 5 e-mail 4"),
    (("Firma", "Telefon Ansprechpartner", "Ansprechpartner", "Mobil"), "", "telefon 1 mobil 3"),
    (("Firma", "Durchwahl", "Handy", "Mail"), "telefon 1 mobil 2 e-mail 3", None),
    (("Firma", "Ansprechpartner", "Telefon", "E-Mail"), "telefon 2 e-mail 3", ""),
    (("Firma", "Telefon privat", "Telefon", "GF", "Telefon GF"), "telefon 2", "telefon 4"),
]  # fmt: skip


def test_ways_to_reach_a_firm_are_those_of_all_and_those_of_somebody_are_that_persons():
    firms, people = KINDS["networks.organisation"], KINDS["contacts.person"]
    ways = ("telefon", "mobil", "e-mail", "function")

    def said(kind, headers) -> dict[str, int]:
        return {key: at for at, key in guess(kind, list(headers)).items() if key in ways}

    for headers, of_firm, of_person in WAYS:
        mine = said(firms, headers)
        left = ["" if at in mine.values() else header for at, header in enumerate(headers)]
        expected = [dict(zip(text.split()[::2], map(int, text.split()[1::2]), strict=True))
                    for text in (of_firm, of_person or "")]  # fmt: skip
        assert mine == expected[0], headers
        if of_person is not None:
            assert said(people, left) == expected[1], headers


def test_two_columns_for_one_and_that_of_a_person_are_said():
    firms = KINDS["networks.organisation"]

    def said(*headers: str, **mapping: int) -> dict[int, str]:
        return rivals(firms, ["Firma", *headers], {0: "name", **{at: key for key, at in mapping.items()}})

    assert said("Telefon", "Tel. Büro", telefon=1) == {2: "Telefon"}
    assert said("Ansprechpartner", "Tel. Zentrale", "Durchwahl", telefon=2) == {}
    assert said("Ansprechpartner", "Tel. Zentrale", "Durchwahl", telefon=3) == {2: "Telefon", 3: "Telefon"}
    assert said("Telefon", "Fax", telefon=1, fax=2) == {}
