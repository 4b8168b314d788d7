"""Why a file is not taken as a picture, and what to do about it."""

from core.words import Words, _lazy

REFUSALS: dict[str, Words] = {
    "empty": _lazy("Die Datei ist leer. Bitte noch einmal wählen."),
    "too-large": _lazy(
        "Die Datei ist größer als 10 MB. Bitte in einer kleineren Größe speichern und noch einmal wählen."
    ),
    "too-many-pixels": _lazy(
        "Zu viele Bildpunkte: mehr als 50 Millionen (JPEG) oder 25 Millionen (PNG, WebP), oder eine Seite ist länger "
        "als 16.000. Bitte kleiner speichern; 1.600 in der Breite genügen."
    ),
    "too-small": _lazy("Das Bild ist schmaler oder niedriger als 100 Bildpunkte. Bitte eine größere Fassung nehmen."),
    "animated": _lazy("Das Bild bewegt sich. Bitte ein Standbild daraus als JPEG oder PNG speichern."),
    "broken": _lazy(
        "Die Datei ist beschädigt oder unvollständig. Bitte in einem Bildprogramm neu speichern und noch einmal wählen."
    ),
    "no-picture": _lazy("Das ist keine Bilddatei, gleich wie sie heißt. Das Portal nimmt JPEG, PNG und WebP."),
    "gif": _lazy("GIF nimmt das Portal nicht. Bitte das Bild als JPEG oder PNG speichern und noch einmal wählen."),
    "svg": _lazy(
        "SVG nimmt das Portal nicht: Darin können Programme stehen. Bitte als PNG ausgeben und noch einmal wählen."
    ),
    "heic": _lazy("Das ist ein Foto im Format HEIC. Bitte beim Teilen „Kompatibel“ wählen oder als JPEG speichern."),
    "avif": _lazy("AVIF nimmt das Portal nicht an. Bitte als JPEG oder PNG speichern und noch einmal wählen."),
    "tiff": _lazy("TIFF nimmt das Portal nicht. Bitte als JPEG oder PNG speichern und noch einmal wählen."),
    "bmp": _lazy("BMP nimmt das Portal nicht. Bitte als JPEG oder PNG speichern und noch einmal wählen."),
    "psd": _lazy("Das ist eine Arbeitsdatei. Bitte im Bildprogramm als JPEG oder PNG ausgeben und noch einmal wählen."),
    "pdf": _lazy("Das ist ein PDF, kein Bild. Bitte die Seite als JPEG oder PNG ausgeben und noch einmal wählen."),
    "archive": _lazy("Das ist kein Bild, sondern ein Archiv oder Dokument. Bitte das Bild selbst wählen."),
    "busy": _lazy("Gerade werden schon mehrere Bilder gelesen. Bitte gleich noch einmal wählen."),
    "too-long": _lazy("Dieses Bild zu lesen dauert zu lange. Bitte kleiner oder als JPEG speichern."),
}
