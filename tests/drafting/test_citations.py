"""Every draft from a text says for its name and for its kind where they stand."""

import pytest

from contacts.models import Person
from networks.models import Network, Organisation
from publishing.models import Citation, SourceDocument
from tests.drafting.pages import create, ids, review

pytestmark = pytest.mark.django_db
ALL = ("Netzwerk TexNet Erzgebirge e. V.", "IHK Chemnitz", "Dr. Yusuf Brandt")


def cited(record) -> dict[str, Citation]:
    """Field → its citation; there is only one of each."""
    rows = list(record.citations.all())
    assert len({row.field for row in rows}) == len(rows)
    return {row.field: row for row in rows}


def test_name_and_kind_are_cited_once_each_with_their_place(admin_client):
    assert create(admin_client, review(admin_client), *ALL).status_code == 302

    source = SourceDocument.objects.get()
    for record in (Network.objects.get(), Organisation.objects.get()):
        found = cited(record)
        assert {field: row.certainty for field, row in found.items()} == {"name": "genannt", "kind": "angedeutet"}
        assert found["name"].locator == found["kind"].locator != ""
    assert list(cited(Person.objects.get())) == ["family_name"]
    assert {row.source for row in Citation.objects.all()} == {source}


def test_changed_name_is_noted_with_the_name_and_not_with_the_kind(admin_client):
    page = review(admin_client)

    create(admin_client, page, "IHK Chemnitz", **{f"wert-{ids(page)['IHK Chemnitz']}": "Kammer Chemnitz"})

    found = cited(Organisation.objects.get())
    assert (found["name"].certainty, found["kind"].certainty) == ("erschlossen", "angedeutet")
    assert "IHK Chemnitz" in found["name"].note and found["kind"].note == ""


def test_one_name_chosen_twice_is_refused_and_nothing_made(admin_client):
    page = review(admin_client)
    labels = ("IHK Chemnitz", "Hochschule Mittweida")
    changed = {
        f"wert-{ids(page)[label]}": name for label, name in zip(labels, ("Haus Eins", "Haus  Eins"), strict=True)
    }

    response = create(admin_client, page, *labels, **changed)

    assert response.status_code == 200
    assert "Dieser Name ist zweimal ausgewählt" in response.content.decode()
    assert not Organisation.objects.exists() and not Citation.objects.exists()
