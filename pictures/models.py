"""The record of a picture: what it shows, who made it, under which terms; its files are told by their name."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.fields import WebAddressField
from core.words import _lazy
from memory.trial import is_trial
from pictures.enums import Licence
from pictures.stored import LONGEST, Stored
from publishing.models import Record

PUBLIC, DESK = "/bilder/dateien/", "/redaktion/bilder/"  # where files are: of what is public, and of all for editors
_TERMS: dict[str, str] = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/deed.de",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/deed.de",
    Licence.CC_ZERO: "https://creativecommons.org/publicdomain/zero/1.0/deed.de",
    Licence.DL_BY: "https://www.govdata.de/dl-de/by-2-0",
    Licence.DL_ZERO: "https://www.govdata.de/dl-de/zero-2-0",
}


def thumbnail(name: str | None) -> str:
    """Where editors see what is kept under a name."""
    stored = Stored.named(name or "")
    return f"{DESK}{stored}/{stored.widths[0]}.jpg" if stored else ""


class PictureFile(models.CharField):
    """The name of what is kept (`pictures.stored`). Nobody reads it: machines are told its address, editors see it."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def address_of(self, value: str) -> str | None:
        """The largest file that every program can read."""
        stored = Stored.named(value)
        return f"{settings.SITE_URL}{PUBLIC}{stored}/{stored.width}.jpg" if stored else None

    def seen_at(self, value: str | None) -> str:
        return thumbnail(value)


NOT_DESCRIBED = _lazy("Bitte beschreiben, was zu sehen ist, oder „Schmuck ohne eigene Aussage“ ankreuzen.")


class Picture(Record):
    url_prefix = "bilder"
    needs_source = False  # credit and licence say where it is from

    title = models.CharField(
        _lazy("Titel"), max_length=160, help_text=_lazy("Wie es in Listen heißt: „Messestand in Hannover, 2026“.")
    )
    file = PictureFile(
        _lazy("Bilddatei"),
        max_length=LONGEST,
        db_index=True,
        help_text=_lazy(
            "JPEG, PNG oder WebP, höchstens 10 MB. Das Portal macht kleinere Fassungen daraus und lässt weg, was die "
            "Datei sonst noch enthält, auch den Ort der Aufnahme."
        ),
    )
    description = models.CharField(
        _lazy("Beschreibung"),
        max_length=300,
        blank=True,
        help_text=_lazy("Was zu sehen ist, für alle, die es nicht sehen: „Drei Menschen vor einem Prüfstand“."),
    )
    is_decorative = models.BooleanField(
        _lazy("Schmuck ohne eigene Aussage"),
        default=False,
        help_text=_lazy("Dann liest kein Vorleseprogramm es vor, und es braucht keine Beschreibung."),
    )
    credit = models.CharField(
        _lazy("Bildnachweis"), max_length=200, help_text=_lazy("Wer es gemacht hat: „Erika Muster“, „Amt / E. Muster“.")
    )
    licence = models.CharField(_lazy("Lizenz"), max_length=10, choices=Licence)
    licence_url = WebAddressField(
        _lazy("Adresse der Lizenz"),
        max_length=300,
        blank=True,
        help_text=_lazy("Leer: wo die Lizenz sonst steht."),
    )
    origin = WebAddressField(
        _lazy("Fundort im Netz"), max_length=300, blank=True, help_text=_lazy("Die Seite, von der es stammt.")
    )

    class Meta(Record.Meta):
        verbose_name = _lazy("Bild")
        verbose_name_plural = _lazy("Bilder")
        ordering = ["title"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(is_decorative=True) | ~Q(description=""),
                name="picture_is_described",
                violation_error_message=NOT_DESCRIBED,
            ),
            models.CheckConstraint(
                condition=~Q(licence=Licence.OTHER) | ~Q(licence_url=""),
                name="picture_licence_is_known",
                violation_error_message=_lazy("Bei „andere Lizenz“ bitte die Adresse angeben, unter der sie steht."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def listed_by(self) -> str:
        return self.title

    @property
    def stored(self) -> Stored | None:
        return Stored.named(self.file)

    @property
    def width(self) -> int:
        return self.stored.width if self.stored else 0

    @property
    def height(self) -> int:
        return self.stored.height if self.stored else 0

    @property
    def alt(self) -> str:
        return "" if self.is_decorative else self.description

    @property
    def terms(self) -> str:
        """The address of the licence."""
        return self.licence_url or _TERMS.get(self.licence, "")

    @property
    def folder(self) -> str:
        """Where its files are. What is not public, or only tried out, is delivered to editors alone."""
        return f"{PUBLIC if self.is_published and not is_trial() else DESK}{self.file}/"

    @property
    def src(self) -> str:
        return f"{self.folder}{self.stored.usual}.jpg" if self.stored else ""

    def srcset(self, ending: str) -> str:
        """Its files of one type with their widths, as browsers read them."""
        widths = self.stored.widths if self.stored else ()
        return ", ".join(f"{self.folder}{width}.{ending} {width}w" for width in widths)
