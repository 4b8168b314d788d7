"""Which characters the bytes of a text file stand for: as programs on Windows, on a Mac and of old times save them."""

import codecs
import re

from sheets.sheet import Choice, UploadError

UNREADABLE = (
    "Die Zeichen dieser Datei sind nicht lesbar. Bitte als „CSV UTF-8“ oder als XLSX speichern und noch einmal "
    "hochladen."
)
TWICE = "utf-8-twice"  # „fÃ¼r“: UTF-8 that was taken for Windows and saved as UTF-8 once more
NAMES = {
    "utf-8": "UTF-8",
    "cp1252": "Windows (Westeuropa)",
    "mac_roman": "Mac (Roman)",
    "cp850": "DOS (Codepage 850)",
    TWICE: "UTF-8, zweimal umgewandelt",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16 (Big Endian)",
}
_SINGLE = ("cp1252", "mac_roman", "cp850")  # any byte is some character: only what it then says tells which
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WEIGHED = 5_000  # characters that are not ASCII, with their neighbours
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_GERMAN = frozenset("äöüßÄÖÜẞ")
_NEIGHBOURS = frozenset("éèêëáàâãåæçíìîïñóòôõøúùûýÿÉÈÁÀÂÅÆÇÍÎÑÓÔØÚÛ")
_MARKS_OF_TEXT = frozenset("„“”‚‘’–—…€§°·•«»›‹²³½¼®©™×´`\u00a0")
_SAMPLE = 120
# „ü“ saved as UTF-8 and read as Windows-1252 on its way here.
GARBLED = re.compile(r"Ã[¤¶¼Ÿ„–œ]")
_BYTES = {ord(char): byte for byte in range(128, 160) if (char := bytes([byte]).decode("cp1252", "ignore"))}


def decoded(content: bytes, chosen: str = "") -> tuple[str, str]:
    """The text and the encoding it was read in, the one that was `chosen` if any. Raises UploadError."""
    mark, own = next(((mark, name) for mark, name in _MARKS if content.startswith(mark)), (b"", ""))
    if chosen not in NAMES:
        chosen = ""
    if chosen or own:
        encoding = chosen or own
        return _read(content.removeprefix(mark) if encoding == own else content, encoding), encoding
    for name in (*_utf_16(content), "utf-8"):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        once = _once(text) if GARBLED.search(text) else ""
        return (once, TWICE) if once else (text, name)
    return _likeliest(content)


def _once(text: str) -> str:
    """What was converted twice; nothing where it was not, or not all of it."""
    try:
        return text.translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""


def _read(content: bytes, encoding: str) -> str:
    try:
        text = content.decode("utf-8" if encoding == TWICE else encoding, "replace")
        text = (_once(text) or text) if encoding == TWICE else text
    except (UnicodeDecodeError, LookupError) as error:
        raise UploadError(UNREADABLE) from error
    if text.count("\ufffd") > len(text) // 20:
        raise UploadError(UNREADABLE)
    return text


def _utf_16(content: bytes) -> tuple[str, ...]:
    """Without a mark: every other byte of UTF-16 is zero where the text is Latin."""
    start = content[:2_000]
    if len(start) > 3 and start[1::2].count(0) > len(start) // 4:
        return ("utf-16-le",)
    if len(start) > 3 and start[0::2].count(0) > len(start) // 4:
        return ("utf-16-be",)
    return ()


def _likeliest(content: bytes) -> tuple[str, str]:
    """UTF-8 with some broken characters, or the encoding of single bytes in which German looks like German."""
    found = []
    for name in ("utf-8", *_SINGLE):
        text = content.decode(name, "replace")
        found.append((plausibility(text), text, name))
    score, text, name = max(found, key=lambda one: one[0])
    if score < 0:  # nothing German, so the usual one, where all bytes mean something in it
        score, text, name = found[1]
        if "\ufffd" in text:
            raise UploadError(UNREADABLE)
    return text, name


def plausibility(text: str) -> int:
    """How much its letters and marks look like those of a German text; below zero: they do not."""
    score = 0
    for count, match in enumerate(_FOREIGN.finditer(text)):
        if count == _WEIGHED:
            break
        at = match.start()
        score += _worth(text[at - 1 : at], text[at], text[at + 1 : at + 2])
    return score


def _worth(before: str, char: str, after: str) -> int:
    if char.isupper() and before.islower():
        return -2  # „fŸr“
    if char in _GERMAN:
        return 2 if before.isalpha() or after.isalpha() else 0
    if char in _NEIGHBOURS:
        return 1 if before.isalpha() or after.isalpha() else -1
    if char in _MARKS_OF_TEXT:
        inside = before.isalpha() and after.isalpha() and char not in "’´·"
        return -2 if inside else 1
    return -2


def alternatives(content: bytes) -> tuple[Choice, ...]:
    """What else it may be, with the first line that differs; nothing where all characters are ASCII."""
    names: tuple[str, ...] = ("utf-8", *_SINGLE)
    if _utf_16(content) or content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        names = ("utf-16-le", "utf-16-be", *names)
        line = content[:_SAMPLE]
    elif match := re.search(rb"[\x80-\xff]", content.removeprefix(codecs.BOM_UTF8)):
        body = content.removeprefix(codecs.BOM_UTF8)
        start = max(body.rfind(b"\n", 0, match.start()), body.rfind(b"\r", 0, match.start())) + 1
        start = max(start, match.start() - _SAMPLE // 2)
        line = re.split(rb"[\r\n]", body[start : start + 2 * _SAMPLE], maxsplit=1)[0]
    else:
        return ()
    if b"\xc3\x83" in content:
        names = (TWICE, *names)
    return tuple(Choice(name, NAMES[name], _shown(line, name)) for name in names)


def _shown(line: bytes, encoding: str) -> str:
    text = line.decode("utf-8" if encoding == TWICE else encoding, "replace")
    return ((_once(text) or text) if encoding == TWICE else text)[:_SAMPLE].strip()
