"""Pictures as people send them, made here: good ones, odd ones, and hostile ones that look like pictures."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from pictures import making, taking

GPS = b"Gps-Geheim"
MARK = b"<script>alert(1)</script>"


def drawn(width: int = 640, height: int = 400, mode: str = "RGB") -> Image.Image:
    """Left red, right blue, so that it is seen which way up it is."""
    picture = Image.new("RGB", (width, height), (200, 20, 20))
    picture.paste((20, 20, 200), (width // 2, 0, width, height))
    return picture.convert(mode)


def photo(width: int, height: int) -> Image.Image:
    """With as much in it as a camera's."""
    random.seed(7)
    coarse = Image.effect_noise((width // 8, height // 8), 120).resize((width, height), Image.Resampling.BICUBIC)
    fine = Image.effect_noise((width, height), 30)
    return Image.merge("RGB", (coarse, Image.blend(coarse, fine, 0.3), fine))


def saved(picture: Image.Image, kind: str = "JPEG", **options) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010E] = "Beschreibung Gps-Geheim"
    places = found.get_ifd(0x8825)
    places[1], places[2] = "N", (51.0, 20.0, 0.0)
    return found


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, rows: bytes = b"", depth: int = 8, colour: int = 0) -> bytes:
    """What a PNG says of itself, whatever is in it."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("boese.html", MARK)
    return file.getvalue()


def noted_png() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>Gps-Geheim</x:xmpmeta>")
    notes.add_text("Comment", MARK.decode())
    return saved(drawn(), "PNG", pnginfo=notes)


def deep_png() -> bytes:
    """Grey of 16 bits: left dark, right light."""
    row = b"\0" + struct.pack(">200H", *([0x2000] * 100 + [0xE000] * 100))
    return png(200, 120, row * 120, depth=16)


def frames(kind: str) -> bytes:
    return saved(drawn(), kind, save_all=True, append_images=[drawn().transpose(Image.Transpose.ROTATE_180)])


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "text": (lambda: b"Das ist kein Bild.", "no-picture"),
    "page": (lambda: b"<!DOCTYPE html>" + MARK, "no-picture"),
    "GIF": (lambda: saved(drawn(), "GIF"), "gif"),
    "GIF that is a script": (lambda: b"GIF89a=1;alert(1)//" + saved(drawn(), "GIF")[19:], "gif"),
    "script and picture behind it": (lambda: MARK + saved(drawn()), "no-picture"),
    "SVG": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg">' + MARK + b"</svg>", "svg"),
    "SVG with a declaration": (lambda: b"\xef\xbb\xbf\n<?xml version='1.0'?><svg>" + MARK + b"</svg>", "svg"),
    "PDF": (lambda: b"%PDF-1.7\n" + saved(drawn()), "pdf"),
    "archive": (zipped, "archive"),
    "HEIC": (lambda: b"\0\0\0\x18ftypheic" + b"\0" * 40, "heic"),
    "TIFF": (lambda: saved(drawn(), "TIFF"), "tiff"),
    "BMP": (lambda: saved(drawn(), "BMP"), "bmp"),
    "half a JPEG": (lambda: saved(drawn())[:1500], "broken"),
    "half a PNG": (lambda: saved(photo(200, 200), "PNG")[:5000], "broken"),
    "half a WebP": (lambda: saved(photo(200, 200), "WEBP")[:900], "broken"),
    "PNG with false sums": (lambda: png(200, 200, b"\0" * 201 * 200).replace(b"IDAT", b"IDAX"), "broken"),
    "bomb that says so": (lambda: png(100_000, 100_000, b"\0" * 1000), "too-many-pixels"),
    "bomb of a long row": (lambda: png(40_000, 200, b"\0" * 1000), "too-many-pixels"),
    "bomb that does not": (lambda: png(200, 200, b"\0" * 5_000_000), ""),
    "one pixel": (lambda: saved(drawn(1, 1), "PNG"), "too-small"),
    "line": (lambda: saved(drawn(2000, 3), "PNG"), "too-small"),
    "moving PNG": (lambda: frames("PNG"), "animated"),
    "moving WebP": (lambda: frames("WEBP"), "animated"),
}  # fmt: skip
TAKEN: dict[str, Callable[[], bytes]] = {
    "JPEG": lambda: saved(drawn(), quality=90),
    "PNG": lambda: saved(drawn(), "PNG"),
    "WebP": lambda: saved(drawn(), "WEBP", lossless=True),
    "JPEG with a place": lambda: saved(drawn(), exif=exif(), comment=MARK, icc_profile=SRGB),
    "JPEG with an archive behind it": lambda: saved(drawn()) + zipped(),
    "PNG with notes": noted_png,
    "PNG with a script behind it": lambda: saved(drawn(), "PNG") + MARK,
    "JPEG with a broken profile": lambda: saved(drawn(), icc_profile=b"kein Profil" * 30),
    "CMYK": lambda: saved(drawn(mode="CMYK")),
    "grey": lambda: saved(drawn(mode="L")),
    "palette": lambda: saved(drawn(mode="P"), "PNG"),
    "a JPEG of two pictures": lambda: saved(drawn(), "MPO", save_all=True, append_images=[drawn(320, 200)]),
}
# What takes long to read, at the limits of what is taken.
LARGE: dict[str, Callable[[], bytes]] = {
    "25 Millionen Bildpunkte als PNG": lambda: saved(drawn(5000, 5000), "PNG"),
    "25 Millionen Bildpunkte als WebP": lambda: saved(drawn(5000, 5000), "WEBP"),
    "JPEG in vielen Durchgängen": lambda: saved(drawn(7000, 7000), progressive=True, optimize=True),
    "JPEG mit Rauschen": lambda: saved(photo(3500, 2500), quality=85),
    "CMYK": lambda: saved(drawn(7000, 7000, "CMYK")),
    "Bombe": lambda: png(100_000, 100_000, b"\0" * 1000),
}


def decoded_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Decoders work in the process of the test, to save the start of one; tests/pictures/test_making.py starts one."""

    def made(source: Path, target: Path) -> str:
        try:
            return making.make(source, target)
        except making.Refused as refused:
            raise taking.NotTaken(refused.why) from None

    monkeypatch.setattr(taking, "_made", made)
