"""From the bytes of an upload to rows of text. Raises UploadError, in words."""

from transfer.reading_csv import read_csv
from transfer.sheet import MAX_BYTES, Sheet, UploadError

TOO_LARGE = "Die Datei ist größer als 10 MB. Bitte in mehrere Dateien teilen."
_STRANGERS = {
    b"\xd0\xcf\x11\xe0": "Das ist das alte Format XLS oder eine Datei mit Kennwort. Bitte als XLSX ohne Kennwort "
    "speichern.",
    b"%PDF": "Das ist ein PDF. Erwartet wird CSV oder XLSX.",
    b"\x89PNG": "Das ist ein Bild. Erwartet wird CSV oder XLSX.",
    b"\xff\xd8\xff": "Das ist ein Bild. Erwartet wird CSV oder XLSX.",
    b"{\\rtf": "Das ist ein Textdokument. Erwartet wird CSV oder XLSX.",
}


def read(name: str, content: bytes) -> Sheet:
    """What the file is, its content says; the name only tells macros early."""
    if len(content) > MAX_BYTES:
        raise UploadError(TOO_LARGE)
    if not content.strip(b"\x00 \r\n\t"):
        raise UploadError("Die Datei ist leer.")
    if name.lower().endswith((".xlsm", ".xltm", ".xlsb", ".xlam")):
        raise UploadError("Dateien mit Makros werden nicht geöffnet. Bitte als XLSX ohne Makros speichern.")
    for start, message in _STRANGERS.items():
        if content.startswith(start):
            raise UploadError(message)
    if not content.startswith(b"PK"):
        return read_csv(content)
    from transfer.reading_xlsx import read_xlsx  # 6 MB that pages do not need

    return read_xlsx(content)
