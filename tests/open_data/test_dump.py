"""The dump: all that is public, checked by its sums, kept by date, withdrawn when somebody in it may not be given."""

import csv
import gzip
import hashlib
import io
import json
import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from contacts.models import Channel, Person, Responsibility
from networks.models import Event, Network
from open_data.downloads import dump
from open_data.selection import LISTS
from tests.factories import make

pytestmark = pytest.mark.django_db


def today() -> str:
    return date.today().isoformat()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.OPEN_DATA_DIR = tmp_path / "abzuege"
    return settings.OPEN_DATA_DIR


def run(**options) -> None:
    call_command("dump_open_data", stdout=io.StringIO(), **options)


def status(client, path: str) -> int:
    response = client.get(f"/offene-daten/abzug/{path}")
    b"".join(response)
    return response.status_code


def content(client, file: str) -> bytes:
    response = client.get(f"/offene-daten/abzug/{today()}/{file}")
    assert response.status_code == 200, file
    return response.content if not response.streaming else b"".join(response.streaming_content)


@pytest.fixture
def released():
    person = make(Person, family_name="Offen", open_data_on="2024-01-01")
    make(Responsibility, person=person, network=make(Network, name="Netz der Offenen"))
    make(Channel, person=person, kind="telefon", value="030 23125022")
    return person


def test_holds_all_that_is_public_and_nothing_else(client):
    make(Network, name="Läuft")
    make(Network, name="Zu Ende", stated_status="beendet")  # which the list hides unless asked
    make(Network, name="Entwurf", state="entwurf")
    make(Event, name="Lange her", start="2001-05-04", end="2001-05-04")

    run()

    for name, names in {"netzwerke": {"Läuft", "Zu Ende"}, "veranstaltungen": {"Lange her"}}.items():
        docs = [json.loads(line) for line in gzip.decompress(content(client, f"{name}.jsonl.gz")).splitlines()]
        table = gzip.decompress(content(client, f"{name}.csv.gz")).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(table, newline=""), delimiter=";"))
        assert {doc["name"] for doc in docs} == {row["name"] for row in rows} == names
    (made,) = dump.kept()
    assert {(one.name, one.records) for one in made.files if one.records} == {("netzwerke", 2), ("veranstaltungen", 1)}
    assert {one.name for one in made.files} == LISTS.keys()


def test_sums_are_those_of_the_files(client):
    make(Network)
    run()
    first = dump.kept()[0].sums

    lines = content(client, "SHA256SUMS").decode().splitlines()

    assert len(lines) == 2 * len(LISTS)
    for digest, file in (re.fullmatch(r"([0-9a-f]{64})  (\S+)", line).groups() for line in lines):
        assert hashlib.sha256(content(client, file)).hexdigest() == digest
        assert next(one.bytes for one in dump.kept()[0].files if one.file == file) == len(content(client, file))
    run()  # of the same content the same bytes
    assert dump.kept()[0].sums == first


def test_is_kept_by_date_and_the_latest_has_an_address(client, folder):
    run()
    for day in ("2024-01-01", "2024-01-02", "2024-01-03"):
        (folder / today()).rename(folder / day)
        run(keep=3)

    assert [str(one.day) for one in dump.kept()] == [today(), "2024-01-03", "2024-01-02"]
    assert (
        client.get("/offene-daten/abzug/aktuell/orte.csv.gz")["Location"]
        == f"/offene-daten/abzug/{today()}/orte.csv.gz"
    )
    assert status(client, "2024-01-02/orte.csv.gz") == 200
    for path in (
        "2024-01-01/orte.csv.gz",
        "2024-13-01/orte.csv.gz",
        f"{today()}/manifest.json",
        f"{today()}/..",
        "aktuell/x",
    ):
        assert status(client, path) == 404, path


def test_sums_are_never_those_of_the_dump_before(client, settings, folder):
    settings.PORTAL_CACHE = True
    run()
    before = content(client, "SHA256SUMS")
    sums = json.loads((folder / today() / "manifest.json").read_text())
    sums["files"][0]["sha256"] = "0" * 64
    (folder / today() / "manifest.json").write_text(json.dumps(sums))

    assert content(client, "SHA256SUMS") != before


def test_is_asked_again_for_nothing_that_is_there(client):
    run()
    first = client.get(f"/offene-daten/abzug/{today()}/orte.csv.gz")

    again = client.get(f"/offene-daten/abzug/{today()}/orte.csv.gz", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert int(first["Content-Length"]) == len(b"".join(first.streaming_content))


@pytest.mark.parametrize("change", [{"open_data_on": None}, {"state": "archiviert", "archive_reason": "Weg."}, None])
def test_is_withdrawn_with_the_first_person_that_may_not_be_given(client, folder, released, change):
    run()
    assert b"Offen" in gzip.decompress(content(client, "ansprechpersonen.jsonl.gz"))
    (folder / today()).rename(folder / "2024-01-01")

    if change:
        Person.objects.filter(pk=released.pk).update(**change)
    else:
        Responsibility.objects.all().delete()
        Channel.objects.all().delete()
        released.delete()

    assert dump.kept() == []
    assert status(client, "2024-01-01/ansprechpersonen.jsonl.gz") == 404
    assert status(client, "aktuell/ansprechpersonen.jsonl.gz") == 404
    run()
    assert not (folder / "2024-01-01").exists()
    assert b"Offen" not in gzip.decompress(content(client, "ansprechpersonen.jsonl.gz"))


def test_nobody_is_left_with_half_a_dump(folder, monkeypatch):
    run()
    before = dump.kept()

    def fail(*args):
        raise OSError("Kein Platz")

    monkeypatch.setattr(dump, "_pack", fail)
    with pytest.raises(OSError):
        run()

    assert dump.kept() == before
    assert [one.name for one in folder.iterdir()] == [today()]


def test_one_stays():
    with pytest.raises(CommandError):
        run(keep=0)
