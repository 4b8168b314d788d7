"""A picture on its way: sent in the form, seen by editors, public when another account has released it."""

import os
import re
import subprocess
import threading
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from accounts.models import Editor
from core.kinds import kind_of
from core.tasks import tidying
from documents.build import documents_of
from pictures import admin, files, taking
from pictures import tidying as tidying_up
from pictures.models import Picture
from pictures.tidying import tidy
from publishing import actions
from publishing.models import Revision
from tests.admin_pages import admin_url, save
from tests.desk_pages import decide, move
from tests.factories import hide, make
from tests.html_forms import form_data
from tests.pictures.sent import GPS, decoded_here, drawn, exif, saved
from tests.roles import editor, reviewer, signed_in

pytestmark = pytest.mark.django_db

SAID = {"title": "Messestand", "description": "Ein Stand.", "credit": "E. Muster", "licence": "cc-by-4"}
FORM = "picture_form"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings, monkeypatch):
    decoded_here(monkeypatch)
    settings.PICTURE_DIR = tmp_path / "bilder"
    return settings.PICTURE_DIR


@pytest.fixture
def author() -> Client:
    return signed_in(editor())


def upload(content: bytes | None = None, name: str = "foto.jpg", sent_as: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, saved(drawn()) if content is None else content, sent_as)


def other() -> bytes:
    return saved(drawn(300, 300))


def addresses(picture: Picture) -> tuple[str, str]:
    """Of a file of it, for visitors and for editors."""
    at = f"{picture.file}/{picture.width}.avif"
    return f"/bilder/dateien/{at}", f"/redaktion/bilder/{at}"


def status(client: Client, url: str) -> int:
    answer = client.get(url)
    b"".join(answer)  # closes the file, too
    return answer.status_code


def sent(client: Client, **values) -> Picture:
    assert save(client, Picture, **SAID | {"file-neu": upload()} | values).status_code == 302
    return Picture.objects.latest("pk")


def released(picture: Picture) -> Picture:
    """By two accounts."""
    revision = actions.submit(record=picture, by=Editor.objects.first())
    actions.release(revision=revision, by=reviewer())
    picture.refresh_from_db()
    return picture


def test_a_draft_is_seen_by_editors_and_a_released_one_by_all(author, folder):
    hostile = upload(saved(drawn(), exif=exif()), "../../etc/Gps-Geheim/Föto\u202e.svg", "image/svg+xml")
    picture = sent(author, **{"file-neu": hostile})
    public, desk = addresses(picture)

    assert (picture.state, picture.width, picture.height) == ("entwurf", 640, 400)
    kept = [path for path in folder.rglob("*") if path.is_file()]
    assert {path.parent.name for path in kept} == {picture.file} and len(kept) == 4
    assert not any(GPS in path.read_bytes() for path in kept)
    assert (status(Client(), public), status(author, public)) == (404, 404)
    assert (status(Client(), desk), status(author, desk)) == (302, 200)
    preview = author.get(f"/redaktion/eintrag/pictures.picture/{picture.pk}/vorschau/").content.decode()
    assert desk in preview and "/bilder/dateien/" not in preview

    released(picture)
    answer = Client().get(public)
    assert b"".join(answer.streaming_content) == files.folder_of(picture.file).joinpath("640.avif").read_bytes()
    assert answer.headers["Content-Type"] == "image/avif"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and "default-src" in answer.headers[
        "Content-Security-Policy"
    ]  # fmt: skip
    assert status(Client(), public.replace("640", "641")) == status(Client(), public.replace("avif", "svg")) == 404
    assert public in Client().get(picture.get_absolute_url()).content.decode()
    (document,) = documents_of(kind_of(Picture), [picture.pk])
    assert document["datei"] == f"http://testserver/bilder/dateien/{picture.file}/640.jpg"
    assert (document["bildnachweis"], document["lizenz"]["text"]) == ("E. Muster", "CC BY 4.0")

    hide(picture, "archiviert")
    assert (status(Client(), public), status(author, desk)) == (404, 200)


def test_another_file_is_public_when_it_is_released_and_not_before(author):
    picture = released(sent(author))
    before = addresses(picture)[0]

    assert save(author, picture, **{"file-neu": upload(other())}).status_code == 302
    change = Revision.objects.open().get()
    proposed = Picture(file=change.snapshot["fields"]["file"])
    after, desk = addresses(proposed)
    assert (status(Client(), before), status(Client(), after), status(author, desk)) == (200, 404, 200)
    page = Client().get(picture.get_absolute_url()).content.decode()
    assert before in page and proposed.file not in page
    assert desk in author.get(f"/redaktion/vorschau/{change.pk}/").content.decode()
    move(author, picture, "einreichen")
    boss = signed_in(reviewer())
    compared = boss.get(f"/redaktion/aenderung/{change.pk}/").content.decode()
    assert f'src="/redaktion/bilder/{picture.file}/400.jpg"' in compared and proposed.file in compared
    assert decide(boss, change, "freigeben").status_code == 302

    assert (status(Client(), before), status(Client(), after)) == (404, 200)


def test_what_is_refused_says_what_to_do_and_what_was_written_stays(author, folder):
    answer = save(author, Picture, **SAID | {"file-neu": upload(saved(drawn(), "GIF"), "foto.jpg")})
    page = answer.content.decode()

    assert answer.status_code == 200 and "GIF nimmt das Portal nicht" in page and "Messestand" in page
    sender = re.search(r'<input type="file" name="file-neu"[^>]*>', page)[0]
    assert 'id="id_file"' in sender and 'aria-invalid="true"' in sender and 'aria-describedby="' in sender
    assert not list(folder.iterdir()) and not Picture.objects.exists()

    page = save(author, Picture, **SAID | {"credit": "", "file-neu": upload()}).content.decode()
    data = form_data(page, FORM)
    assert "640 × 400 Bildpunkte" in page and f'src="/redaktion/bilder/{data["file"][0]}/400.jpg"' in page
    assert author.post(admin_url(Picture, "add"), data | {"credit": "E. Muster"}).status_code == 302
    assert files.has(Picture.objects.get().file)

    picture = Picture.objects.get()
    page = save(author, picture, **{"file-neu": upload(b"kein Bild")}).content.decode()
    assert "Das ist keine Bilddatei" in page and form_data(page, FORM)["file"] == [picture.file]


def test_only_files_that_are_here_can_be_named(author):
    for name in ("../../secret_key", f"{'0' * 32}-640x400", "x"):
        answer = save(author, Picture, **SAID | {"file": name})
        assert answer.status_code == 200 and "Diese Datei gibt es hier nicht" in answer.content.decode()
    assert "Dieses Feld ist" in save(author, Picture, **SAID).content.decode()
    for url in ("/bilder/dateien/../../secret_key/400.jpg", "/bilder/dateien/x/400.jpg", "/redaktion/bilder/x/400.jpg"):
        assert status(author, url) == 404


def test_a_picture_is_read_before_anything_is_written_and_for_nobody_who_may_not_write(author, monkeypatch):
    depths = []
    monkeypatch.setattr(admin, "take_in", lambda sent: depths.append(len(connection.savepoint_ids)) or "x")
    save(author, Picture, **SAID | {"file-neu": upload()})
    roleless = signed_in(Editor.objects.create_user("neu", is_staff=True))
    assert roleless.post(admin_url(Picture, "add"), {"file-neu": upload()}).status_code == 403

    assert depths == [len(connection.savepoint_ids)]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (subprocess.TimeoutExpired("x", 1), "dauert zu lange"),
        (subprocess.CalledProcessError(-9, "x"), "dauert zu lange"),
        (subprocess.CalledProcessError(1, "x"), "beschädigt"),
    ],
)
def test_a_decoder_that_breaks_is_a_sentence_and_leaves_nothing(folder, monkeypatch, fault, words):
    def broken(*args, **kwargs):
        raise fault

    monkeypatch.undo()
    monkeypatch.setattr(subprocess, "run", broken)
    folder.mkdir(parents=True)
    with pytest.raises(taking.NotTaken, match=words):
        taking._made(folder, folder)
    for content, why in ((b"", "ist leer"), (b"x" * (taking.MAX_BYTES + 1), "größer als 10 MB")):
        with pytest.raises(taking.NotTaken, match=why):
            taking.take_in(upload(content))
    assert not list(folder.iterdir())


def test_many_pictures_at_once_keep_no_thread_from_others(monkeypatch):
    """What waits behind them would take all threads of a process."""
    is_over, asked = threading.Event(), []

    def slow(source: Path, target: Path) -> str:
        is_over.wait(10)
        raise taking.NotTaken("broken")

    def send() -> None:
        try:
            taking.take_in(upload())
        except taking.NotTaken as refused:
            asked.append(refused.code)

    monkeypatch.setattr(taking, "_made", slow)
    senders = [threading.Thread(target=send) for _ in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders[taking.AT_ONCE :]:
        sender.join(0.2)
    before = list(asked)
    is_over.set()
    for sender in senders:
        sender.join()

    assert before == ["busy"] * (4 - taking.AT_ONCE)
    assert sorted(asked) == ["broken"] * taking.AT_ONCE + ["busy"] * (4 - taking.AT_ONCE)


def test_a_picture_that_is_sent_again_while_files_go_stays(folder, monkeypatch):
    name = taking.take_in(upload())
    os.utime(files.folder_of(name), (time.time() - 100_000,) * 2)
    monkeypatch.setattr(tidying_up, "needed", lambda: {taking.take_in(upload())} & set())

    assert tidy() == [] and files.has(name)


def test_files_go_when_no_version_needs_them(author, folder):
    def age() -> None:
        for path in folder.glob("*/*"):
            os.utime(path, (time.time() - 100_000,) * 2)

    picture = released(sent(author))
    first = picture.file
    save(author, picture, **{"file-neu": upload(other())})
    save(author, Picture, **SAID | {"credit": "", "file-neu": upload(saved(drawn(500, 500)))})
    assert tidy() == []  # somebody may still be about to save
    kept = {name for name, _ in files.names()}
    assert len(kept) == 3

    age()
    tidying.send(sender=None)
    needed = {first, Revision.objects.open().get().snapshot["fields"]["file"]}
    assert {name for name, _ in files.names()} == needed

    actions.delete(record=picture, by=Editor.objects.create_superuser("amt"))
    assert set(tidy()) == needed and not list(files.names())


def test_a_backup_without_its_files_is_noticed(author, capsys):
    copy = sent(author)
    call_command("check_pictures")
    assert "Alle Dateien der Bilder sind da" in capsys.readouterr().out

    files.remove(copy.file)
    with pytest.raises(CommandError, match=copy.file):
        call_command("check_pictures")


def test_the_same_picture_is_kept_once_and_from_now_on(author, folder):
    first = sent(author)
    os.utime(files.folder_of(first.file), (1, 1))
    second = sent(author, title="Noch einmal")

    assert first.file == second.file and first.slug != second.slug
    assert files.folder_of(first.file).stat().st_mtime > time.time() - 100


def test_a_page_gives_a_picture_its_room_words_and_terms(client):
    picture = make(Picture, title="Stand", description="Ein Stand in Hannover.", licence="cc-by-sa-4")
    make(Picture, title="Strich", is_decorative=True, description="", licence="erlaubt")
    page = client.get(picture.get_absolute_url()).content.decode()
    listed = client.get("/bilder/").content.decode()

    assert 'width="1600"' in page and 'height="900"' in page and 'alt="Ein Stand in Hannover."' in page
    assert f'srcset="/bilder/dateien/{picture.file}/400.avif 400w, ' in page and "800.jpg" in page
    assert "Bild: E. Muster" in page and 'href="https://creativecommons.org/licenses/by-sa/4.0/deed.de"' in page
    assert 'fetchpriority="high"' in page and "loading=" not in page
    assert 'alt=""' in listed and "alle anderen Rechte vorbehalten" in listed
    assert listed.count("fetchpriority") == 2 and "seite=2" not in listed
    for number in range(19):
        make(Picture, title=f"Weiteres {number}")
    assert client.get("/bilder/").content.decode().count("<h2><a") == 20
    assert client.get("/bilder/?seite=2").content.decode().count("<h2><a") == 1
