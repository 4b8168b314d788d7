"""What the tools must know of pictures."""

from core.kinds import Document, Found, Kind, register
from pages.kinds import (
    ATTACHED,
    CHOICE,
    NOT_FOUND,
    NOT_SAID,
    NOT_SHOWN,
    OF_THE_EDITORS,
    SOURCES,
    STATED,
    UNSTATED,
    WRITTEN_IN_FORMS,
)
from pictures.models import Picture

FILE = "shown, not said"

register(
    Kind(
        model=Picture,
        key="bild",
        icon="picture",
        position=14,
        names=("title",),
        is_cited=False,
        found=Found(
            called="Bild Foto",
            texts=("description", "credit", *STATED),
            is_about=True,
            points=0,
            is_last=True,
            left_out=NOT_FOUND
            | {"file": FILE, "is_decorative": OF_THE_EDITORS, "licence": CHOICE}
            | dict.fromkeys(("licence_url", "origin"), SOURCES),
        ),
        document=Document(
            says=("file", "description", "is_decorative", "credit", "licence", "licence_url", "origin", *ATTACHED),
            keys={
                "file": "datei",
                "description": "beschreibung",
                "is_decorative": "schmuck",
                "credit": "bildnachweis",
                "licence_url": "lizenz_adresse",
                "origin": "fundort",
            },
            left_out=NOT_SAID,
        ),
        not_written=dict.fromkeys(("figures", "milestones"), "a picture says them, not its record"),
        not_shown=NOT_SHOWN | UNSTATED | {"file": FILE},
        without={
            "table": WRITTEN_IN_FORMS,
            "duplicates": "the same picture is kept once, whatever it is called",
            "citations": "says itself who made it, under which licence",
            "alive": "a picture has nobody to reach",
        },
    )
)
