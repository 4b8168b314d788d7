"""What is kept of a file is what it shows; what is no picture, or would break a house, is refused."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from pictures import making
from pictures.making import Refused, make
from pictures.refusals import REFUSALS
from pictures.stored import Stored, widths_of
from tests.pictures import sent
from tests.pictures.sent import GPS, MARK, REFUSED, TAKEN, drawn, exif, photo, saved


@pytest.fixture
def made(tmp_path):
    """Makes a picture of what is sent; returns its name and its files."""

    def run(content: bytes) -> tuple[Stored, dict[str, Path]]:
        source, folder = tmp_path / "sent", tmp_path / "made"
        source.write_bytes(content)
        folder.mkdir(exist_ok=True)
        name = make(source, folder)
        return Stored.named(name), {path.name: path for path in folder.iterdir()}

    return run


def colours(path: Path) -> list[tuple[int, ...]]:
    """Of the middle of the left and of the right half."""
    with Image.open(path) as picture:
        assert picture.mode == "RGB"
        return [picture.getpixel((picture.width * part // 4, picture.height // 2)) for part in (1, 3)]


def is_near(colour: tuple[int, ...], other: tuple[int, ...], by: int = 40) -> bool:
    return all(abs(one - two) <= by for one, two in zip(colour, other, strict=True))


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken_shows_the_same_and_says_nothing_else(made, name):
    stored, files = made(TAKEN[name]())

    assert (stored.width, stored.height) == (640, 400)
    assert sorted(files) == ["400.avif", "400.jpg", "640.avif", "640.jpg"]
    for file, path in files.items():
        content = path.read_bytes()
        assert not any(word in content for word in (GPS, MARK, b"Exif", b"xmp", b"PK\3\4", b"ICC_PROFILE")), file
        with Image.open(path) as picture:
            assert (picture.format, picture.width) == (file.partition(".")[2].replace("jpg", "jpeg").upper(),
                                                       int(file.partition(".")[0]))  # fmt: skip
            assert not picture.getexif()
        left, right = colours(path)
        if name != "grey":
            assert is_near(left, (200, 20, 20)) and is_near(right, (20, 20, 200)), (file, left, right)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_refused_with_what_to_do(tmp_path, name):
    content, why = REFUSED[name]
    (tmp_path / "sent").write_bytes(content())
    if not why:  # more than it says is never read
        assert Stored.named(make(tmp_path / "sent", tmp_path)).width == 200
        return
    if why == "empty":  # said before anything is read
        return
    with pytest.raises(Refused) as refused:
        make(tmp_path / "sent", tmp_path)

    assert refused.value.why == why
    assert [path.name for path in tmp_path.iterdir()] == ["sent"]


def test_every_refusal_has_its_sentence():
    known = {why for _, why in REFUSED.values()} | set(making._BOXES.values()) | {why for _, why in making._OTHERS}

    assert known - {""} <= REFUSALS.keys()
    assert all("Bitte" in str(words) or "nimmt" in str(words) for words in REFUSALS.values())


def test_a_picture_lies_as_the_camera_was_held(made):
    stored, files = made(saved(drawn(), exif=exif(orientation=6)))

    assert (stored.width, stored.height) == (400, 640)
    with Image.open(files["400.jpg"]) as picture:
        assert is_near(picture.getpixel((200, 100)), (200, 20, 20)) and is_near(
            picture.getpixel((200, 500)), (20, 20, 200)
        )


def test_what_can_be_seen_through_stands_on_white_and_16_bits_become_8(made):
    clear = drawn(mode="RGBA")
    clear.paste((0, 0, 0, 0), (320, 0, 640, 400))
    _, files = made(saved(clear, "PNG"))
    assert is_near(colours(files["640.jpg"])[1], (255, 255, 255)) and is_near(
        colours(files["640.avif"])[0], (200, 20, 20)
    )

    _, files = made(sent.deep_png())
    dark, light = colours(files["200.jpg"])
    assert is_near(dark, (32, 32, 32), 8) and is_near(light, (224, 224, 224), 8)


def test_sizes_fit_a_telephone_and_none_is_larger_than_what_was_sent(made):
    stored, files = made(saved(photo(1700, 600), quality=88))
    weights = {name: path.stat().st_size for name, path in files.items()}

    assert str(stored).endswith("-1600x565") and stored.usual == 800
    assert sorted(files) == sorted(f"{width}.{ending}" for width in (400, 800, 1600) for ending in ("avif", "jpg"))
    # At 390 px a browser takes the one of 400, on a sharper screen the one of 800.
    assert weights["400.jpg"] <= 60_000 and weights["400.avif"] <= 60_000 and weights["800.avif"] <= 60_000
    assert weights["400.avif"] < weights["800.avif"] < weights["1600.avif"] < len(saved(photo(1700, 600)))
    assert [widths_of(width) for width in (320, 450, 640, 1000, 5000)] == [
        (320,), (450,), (400, 640), (400, 800, 1000), (400, 800, 1600)
    ]  # fmt: skip


def test_the_same_picture_has_the_same_name(made):
    assert made(saved(drawn(), exif=exif()))[0] == made(saved(drawn()) + b"anders")[0]


def test_a_decoder_works_in_a_process_of_its_own(tmp_path):
    """With bounds, and without what the portal knows."""
    (tmp_path / "sent").write_bytes(saved(drawn()))
    (tmp_path / "made").mkdir()
    run = [sys.executable, "-m", "pictures.making"]

    done = subprocess.run(
        [*run, tmp_path / "sent", tmp_path / "made"], cwd=settings.BASE_DIR, env={}, capture_output=True
    )
    again = subprocess.run([*run, __file__, tmp_path / "made"], cwd=settings.BASE_DIR, env={}, capture_output=True)

    assert Stored.named(json.loads(done.stdout)["name"])
    assert json.loads(again.stdout) == {"refused": "no-picture"}
