"""Topics and stories: what editors write themselves, in parts, about what the portal knows."""

from datetime import date
from math import ceil

from django.core.exceptions import ValidationError
from django.db import models

from contacts.models import Person
from core.words import _, _lazy
from networks.models import Field, Network, Organisation
from pictures.models import Picture
from programmes.models import Programme
from publishing.models import Record, Release, Statement
from regions.models import Region
from stories.enums import PartKind, StoryKind

WORDS_A_MINUTE = 200
BY_POSITION = models.F("position").asc(nulls_last=True)
# As editors put them; the parts of a series stand together in their order.
IN_ORDER = (
    BY_POSITION,
    models.F("series_id").asc(nulls_last=True),
    models.F("number").asc(nulls_last=True),
    "sort_name",
)


class Series(Record):
    """A series of stories („Deep Dive“), whose parts are numbered."""

    url_prefix = "serien"
    needs_source = False

    name = models.CharField(_lazy("Name"), max_length=120)
    summary = models.CharField(_lazy("Kurztext"), max_length=300)

    label = _lazy("Serie")

    class Meta(Record.Meta):
        verbose_name = _lazy("Serie")
        verbose_name_plural = _lazy("Serien")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return self.get_absolute_url()


class Story(Record):
    """A topic explains („Warum Netzwerke?“), a story tells; both in our own words, with their sources as citations.

    What it names by links and lists is its subject by itself (`stories.woven`); the lists of networks, programmes,
    organisations and people name what it deals with besides.
    """

    published_on: date | None = None  # in lists, as `first_released`
    url_prefix = "themen"
    region_paths = ("regions",)
    needs_source = False

    kind = models.CharField(_lazy("Art"), max_length=12, choices=StoryKind, default=StoryKind.STORY)
    title = models.CharField(_lazy("Titel"), max_length=160)
    summary = models.CharField(
        _lazy("Vorspann"), max_length=300, help_text=_lazy("Worum es geht, in ein, zwei Sätzen.")
    )
    body = models.TextField(
        _lazy("Einleitung"),
        blank=True,
        help_text=_lazy(
            "Steht vor den Teilen. Absätze und Listen, auch aus Word eingefügt, zeigt die Seite so, wie sie hier "
            "stehen. Aus der Adresse eines Eintrags in diesem Portal wird ein Link mit seinem heutigen Namen, aus "
            "[Worte](/netzwerke/…/) einer mit Ihren Worten."
        ),
    )
    position = models.PositiveSmallIntegerField(
        _lazy("Reihenfolge"),
        null=True,
        blank=True,
        help_text=_lazy("Unter Texten ohne Tag der Freigabe: kleinere zuerst, ohne Zahl nach dem Titel."),
    )
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="stories", verbose_name=_lazy("Serie")
    )
    number = models.PositiveSmallIntegerField(_lazy("Teil Nummer"), null=True, blank=True)
    office = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="written_stories",
        verbose_name=_lazy("Stelle, die das schreibt"),
    )
    fields = models.ManyToManyField(Field, blank=True, related_name="stories", verbose_name=_lazy("Felder"))
    regions = models.ManyToManyField(Region, blank=True, related_name="stories", verbose_name=_lazy("Regionen"))
    networks = models.ManyToManyField(Network, blank=True, related_name="stories", verbose_name=_lazy("Netzwerke"))
    programmes = models.ManyToManyField(
        Programme,
        blank=True,
        related_name="stories",
        verbose_name=_lazy("Förderprogramme"),
        help_text=_lazy("Wer dafür zuständig ist, steht am Ende des Beitrags."),
    )
    organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="stories", verbose_name=_lazy("Organisationen")
    )
    people = models.ManyToManyField(Person, blank=True, related_name="stories", verbose_name=_lazy("Ansprechpersonen"))
    read_also = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="read_before",
        verbose_name=_lazy("Lesen Sie auch"),
        help_text=_lazy("Leer: was dieselben Programme, Felder oder Regionen hat."),
    )

    class Meta(Record.Meta):
        verbose_name = _lazy("Beitrag")
        verbose_name_plural = _lazy("Themen und Beiträge")
        ordering = [BY_POSITION, "title"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(number=None) | models.Q(series__isnull=False),
                name="story_number_needs_series",
                violation_error_message=_lazy("Eine Nummer hat ein Beitrag nur in einer Serie."),
            ),
            models.UniqueConstraint(
                fields=["series", "number"],
                name="story_number_once_a_series",
                violation_error_message=_lazy("Diesen Teil hat die Serie schon."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    @property
    def label(self) -> str:
        """„Thema“, „Deep Dive, Teil 17“; a series that is not public is not named."""
        if self.series is None or not self.series.is_published:
            return str(self.get_kind_display())
        if self.number is None:
            return self.series.name
        return f"{self.series.name}, {self.part_label}"

    @property
    def part_label(self) -> str:
        """On the page of its series."""
        number = self.number
        return str(self.get_kind_display()) if number is None else _("Teil {number}").format(number=number)


class Part(Statement):
    """A part of a story. `entries`: what a list names, line by line (see `stories.chosen`)."""

    carriers = ("story",)
    needs_source = False
    note_is_content = False

    story = models.ForeignKey(Story, models.CASCADE, related_name="parts", verbose_name=_lazy("Beitrag"))
    kind = models.CharField(_lazy("Art"), max_length=12, choices=PartKind, default=PartKind.SECTION)
    position = models.PositiveSmallIntegerField(
        _lazy("Reihenfolge"),
        null=True,
        blank=True,
        help_text=_lazy("Kleinere Zahl zuerst; leer: am Ende, so wie eingegeben."),
    )
    heading = models.CharField(_lazy("Überschrift oder Frage"), max_length=160, blank=True)
    text = models.TextField(_lazy("Text oder Antwort"), blank=True)
    entries = models.TextField(
        _lazy("Einträge der Liste"),
        blank=True,
        help_text=_lazy(
            "Eine Adresse je Zeile: die einer gefilterten Liste zeigt alles darin, auch was später dazukommt; die "
            "eines Eintrags nur ihn. Dahinter dürfen Sie etwas zu ihm sagen."
        ),
    )
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="story_parts", verbose_name=_lazy("Bild")
    )

    class Meta:
        verbose_name = _lazy("Teil")
        verbose_name_plural = _lazy("Teile")
        ordering = [BY_POSITION, "pk"]

    def __str__(self) -> str:
        return self.heading or str(self.get_kind_display())

    def clean(self):
        super().clean()
        needed = {PartKind.QUESTION: "heading", PartKind.LIST: "entries", PartKind.PICTURE: "picture"}
        lacking = needed.get(PartKind(self.kind), "text")
        words = {
            "picture": _("Bitte ein Bild wählen."),
            "heading": _("Bitte die Frage eintragen."),
            "entries": _("Bitte mindestens eine Adresse eintragen."),
            "text": _("Bitte einen Text eintragen."),
        }
        value = getattr(self, lacking)
        if value is None or (isinstance(value, str) and not value.strip()):
            raise ValidationError({lacking: words[lacking]})
        if self.entries.strip() and self.kind != PartKind.LIST:
            raise ValidationError({"entries": _("Adressen zeigt nur eine Liste von Einträgen.")})


def first_released() -> models.Subquery:
    """The day of a story's first release by the editors here; what came with the directory has none."""
    releases = Release.objects.filter(
        content_type__app_label="stories", content_type__model="story", object_id=models.OuterRef("pk")
    )
    return models.Subquery(releases.order_by("day").values("day")[:1])


def reading_minutes(texts) -> int:
    """How long somebody reads, at least a minute."""
    return max(1, ceil(sum(len(text.split()) for text in texts) / WORDS_A_MINUTE))
