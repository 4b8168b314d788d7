"""From when what a table says is: each row where it says so, else the file; never the day on which it was read in."""

from datetime import date

import pytest
from django.utils import timezone

from networks.models import Network, Organisation
from publishing.models import SourceDocument
from tests.factories import make
from tests.roles import editor, signed_in
from tests.transfer.files import csv_file
from tests.transfer.pages import apply, mapped, rows, tick

pytestmark = pytest.mark.django_db

HEAD = ("Firma", "Art", "Sitz", "Telefon", "aktualisiert am")


def said(name: str) -> set[tuple[str, str]]:
    """Of the entry and its phone number."""
    firm = Organisation.objects.get(name=name)
    return {(one.as_of, one.as_of_wording) for one in (firm.citations.get(), firm.channels.get())}


def test_each_row_has_its_own_stand(region):
    lines = [
        ("Alpha", "Unternehmen", "Harz", "05321 10", "03.02.2025"),
        ("Beta", "Unternehmen", "Harz", "05321 20", "Mai 2024"),
        ("Gamma", "Unternehmen", "Harz", "05321 30", ""),
        ("Delta", "Unternehmen", "Harz", "05321 40", "31.02.2021"),
        ("Epsilon", "Unternehmen", "Harz", "05321 50", f"01.01.{timezone.localdate().year + 2}"),
    ]
    client = signed_in(editor())
    one = mapped(client, csv_file(HEAD, *lines), "networks.organisation", stand="01.02.2024")
    found = rows(one)
    assert {name: [fault["key"] for fault in row.faults] for name, row in found.items() if row.faults} == {
        "Delta": ["stand"],
        "Epsilon": ["stand"],
    }
    apply(client, one)

    assert {name: said(name) for name in ("Alpha", "Beta", "Gamma", "Delta", "Epsilon")} == {
        "Alpha": {("2025-02-03", "")},
        "Beta": {("2024-05", "")},
        "Gamma": {("2024-02-01", "")},
        "Delta": {("2024-02-01", "")},
        "Epsilon": {("2024-02-01", "")},
    }


def test_stand_of_the_source_is_not_said_twice(region):
    source = make(SourceDocument, as_of="2024-02", state="entwurf")
    client = signed_in(editor())
    one = mapped(client, csv_file(HEAD[:4], ("Alpha", "Unternehmen", "Harz", "05321 10")), "networks.organisation",
                 source=source, stand="01.02.2024")  # fmt: skip
    apply(client, one)
    assert said("Alpha") == {("", "")}


def test_what_a_row_does_not_change_keeps_its_stand(region):
    network = make(Network, name="Altes Netz", regions=[region], state="entwurf")
    old = make(SourceDocument)
    link = network.links.create(kind="website", url="https://alt.example/", source=old, as_of="2019")
    client = signed_in(editor())
    head = ("Name", "Kurztext", "Website", "Stand")
    one = mapped(client, csv_file(head, ("Altes Netz", "Neu.", "https://alt.example/", "2025")))
    tick(client, one, "Altes Netz")
    apply(client, one)

    link.refresh_from_db()
    assert (link.source, link.as_of) == (old, "2019")
    assert network.citations.get(field="summary").as_of == "2025"
    assert Network.objects.get(pk=network.pk).checked_on in (None, date(2024, 1, 1))
