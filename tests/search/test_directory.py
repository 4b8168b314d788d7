"""Finding things in the real directory."""

import pytest
from django.core.management import call_command

from networks.models import Network
from search.models import Entry
from tests.factories import addresses, make, public_records, read

URL = "/suche/"


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


def test_every_record_of_the_directory_is_found_by_its_name():
    missing = [str(row) for row in public_records() if row.get_absolute_url() not in addresses(str(row))]

    assert missing == []


@pytest.mark.parametrize("text", ["it's.BB", "it´s.BB", "it`s.BB", "it‘s.BB", "it’s.BB", "itsbb", "its bb", "ITS BB"])
def test_every_spelling_finds_the_same_network_first(text):
    assert addresses(text)[0] == "/netzwerke/its-bb/"


@pytest.mark.parametrize(
    "text", ["+49 30 310078-355", "30310078355", "0623", "kai.pflanz@vdivde-it.de", "Pflanz Sachsen"]
)
def test_person_is_found_by_number_address_and_task(text):
    assert "/ansprechpersonen/kai-pflanz/" in addresses(text)


@pytest.mark.parametrize("text", ["Qqxyzzy", "Qqxyzzy Berlin", "§$%&/()=", "…"])
def test_nonsense_finds_nothing(text, client):
    assert addresses(text) == []
    assert "Nichts gefunden" in read(client.get(URL, {"q": text}))


def test_rebuilding_gives_what_the_signals_gave(capsys):
    make(Network, name="Glühwürmchen")
    before = set(Entry.objects.values_list("url", "names"))
    call_command("rebuild_index")

    assert set(Entry.objects.values_list("url", "names")) == before
    assert f"{len(before)} Einträge sind auffindbar." in capsys.readouterr().out
