"""Makes pictures anew from what somebody sent: nothing of the file is kept but what it shows.

What is sent is read in a process of its own (`python -m pictures.making FILE FOLDER`), with bounds on memory and time
and without the portal's secrets: whatever a hostile file does to a decoder, it does it there. Looked at is what the
file says, never its name; what it says of its size is believed only as far as it forbids more.
"""

import hashlib
import io
import json
import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageOps

from pictures.stored import TYPES, WIDTHS, Stored, widths_of

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = {"JPEG": 50_000_000, "MPO": 50_000_000}  # what cameras and telephones make; read small at once
MOST_OTHERWISE = 25_000_000  # takes 0.4 GB
LONGEST_SIDE = 16_000
LEAST = 100  # pixels on either side
MEMORY = 1536 * 1024 * 1024
SECONDS = 40
HIGHEST = 3200  # pixels of what is kept
# Bytes that a file of a width may have, and how well it is kept: the first that fits, else the last.
_ROOM = {"avif": {500: 40_000, 1000: 58_000, 2000: 160_000}, "jpg": {500: 55_000, 1000: 120_000, 2000: 320_000}}
_QUALITIES = {"avif": (60, 42, 26, 12), "jpg": (80, 64, 48, 32)}
_FULL_RANGE = 257  # of a sample of 16 bits to one of 8
_OURS = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF")
# What is not taken, by how it begins.
_OTHERS = (
    (b"GIF8", "gif"),
    (b"%PDF", "pdf"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"8BPS", "psd"),
    (b"PK", "archive"),
)
_BOXES = {b"avif": "avif", b"avis": "avif", **dict.fromkeys((b"heic", b"heix", b"mif1", b"msf1", b"hevc"), "heic")}


class Refused(Exception):
    """`why`: a word that `pictures.refusals` has the sentence for."""

    def __init__(self, why: str):
        self.why = why
        super().__init__(why)


def make(source: Path, folder: Path) -> str:
    """Writes the files of the picture into the folder and returns its name (`pictures.stored`). Raises Refused."""
    picture = _opened(source)
    digest = hashlib.sha256()
    for width, ending, content in _files(picture):
        digest.update(content)
        (folder / f"{width}.{ending}").write_bytes(content)
    return str(Stored(digest.hexdigest()[:32], *picture.size))


def _opened(source: Path) -> Image.Image:
    """As it is looked at: upright, in sRGB, on white, no larger than the largest that is kept."""
    with source.open("rb") as file:
        start = file.read(512)
    if why := _known_by(start):
        raise Refused(why)
    try:
        with Image.open(source, formats=FORMATS) as sent:
            _check(sent)
            sent.draft(sent.mode, (2 * WIDTHS[-1], 2 * WIDTHS[-1]))  # does nothing to what is no JPEG
            sent.load()
            return _plain(sent)
    except Refused:
        raise
    except Image.UnidentifiedImageError:
        raise Refused("broken" if start.startswith(_OURS) else "no-picture") from None
    except (Image.DecompressionBombError, MemoryError):
        raise Refused("too-many-pixels") from None
    except Exception:  # decoders say so in many ways
        raise Refused("broken") from None


def _known_by(start: bytes) -> str:
    if start[4:8] == b"ftyp" and (found := _BOXES.get(start[8:12])):
        return found
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith(b"<"):
        return "svg" if b"<svg" in text or text.startswith(b"<?xml") else "no-picture"
    return next((why for begins, why in _OTHERS if start.startswith(begins)), "")


def _check(sent: Any) -> None:
    width, height = sent.size
    if width * height > MOST_PIXELS.get(sent.format, MOST_OTHERWISE) or max(width, height) > LONGEST_SIDE:
        raise Refused("too-many-pixels")
    if min(width, height) < LEAST:
        raise Refused("too-small")
    if sent.format in ("PNG", "WEBP") and getattr(sent, "n_frames", 1) > 1:  # telephones add others to their JPEG
        raise Refused("animated")


def _plain(sent: Image.Image) -> Image.Image:
    """Small first, as each step takes memory. What can be seen through stands on white: fallbacks have no other."""
    picture, profile = _in_full(sent), sent.info.get("icc_profile")
    is_turned = sent.getexif().get(ExifTags.Base.Orientation, 1) > 4
    width, height = picture.size[::-1] if is_turned else picture.size
    part = min(1, WIDTHS[-1] / width, HIGHEST / height)
    picture = ImageOps.exif_transpose(_scaled(picture, round(picture.width * part)))
    if picture.mode == "RGBA":
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")
    return (_in_srgb(picture, profile) if profile else picture).convert("RGB")


def _in_full(sent: Image.Image) -> Image.Image:
    """With a value of its own for each pixel: grey, RGB, CMYK, or RGBA."""
    if sent.mode.startswith(("I", "F")):
        return sent.convert("I").point(lambda sample: sample / _FULL_RANGE).convert("L")
    if sent.has_transparency_data:
        return sent.convert("RGBA")
    return sent if sent.mode in ("L", "RGB", "CMYK") else sent.convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """A profile that is no use changes nothing."""
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"), outputMode="RGB") or picture
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    if width == picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _files(picture: Image.Image) -> Iterator[tuple[int, str, bytes]]:
    for width in widths_of(picture.width):
        # From pixels alone: whatever else was known of the picture is not said again.
        scaled = Image.frombytes("RGB", (small := _scaled(picture, width)).size, small.tobytes())
        for ending in TYPES:
            yield width, ending, _encoded(scaled, ending)


def _encoded(picture: Image.Image, ending: str) -> bytes:
    room = next(room for width, room in _ROOM[ending].items() if picture.width <= width)
    content = b""
    for quality in _QUALITIES[ending]:
        content = _written(picture, ending, quality)
        if len(content) <= room:
            break
    return content


def _written(picture: Image.Image, ending: str, quality: int) -> bytes:
    file = io.BytesIO()
    if ending == "avif":
        picture.save(file, "AVIF", quality=quality, speed=7, max_threads=1)
    else:
        picture.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
    return file.getvalue()


def main(source: str, folder: str) -> int:
    try:
        said = {"name": make(Path(source), Path(folder))}
    except Refused as refused:
        said = {"refused": refused.why}
    print(json.dumps(said))
    return 0


def _bound() -> None:
    os.nice(10)  # visitors first
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    _bound()
    sys.exit(main(*sys.argv[1:]))
