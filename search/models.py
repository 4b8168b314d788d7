"""The search index in plain tables, the same on every database, and what editors teach it."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models

from core.addresses import Addressed
from core.words import _, _lazy


class IndexState(models.Model):
    """One row. Whoever writes the index changes it first: that orders the writers and tells the readers.

    `version` is drawn at random, so that one a rolled-back transaction saw never names other content;
    `checksum` runs over all word forms in the order of their numbers; `generation` names the code that made the whole;
    `day`: up to which it follows what begins and ends.
    """

    SINGLE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=SINGLE)
    version = models.BigIntegerField(default=0)
    checksum = models.BigIntegerField(default=0)
    generation = models.PositiveIntegerField(default=0)
    day = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.version)


class Term(models.Model):
    """A word form that occurs; numbers count up from 1 without gaps, so that processes can keep the list."""

    id = models.PositiveIntegerField(primary_key=True)
    form = models.CharField(max_length=80, unique=True)
    stem = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.form


class Posting(models.Model):
    """In which entries a word stands: of one weight, for one stretch of entry numbers, packed."""

    term = models.ForeignKey(Term, models.CASCADE, db_index=False)
    tier = models.PositiveSmallIntegerField()
    chunk = models.PositiveIntegerField()
    packed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "tier", "chunk"], name="posting_once")]

    def __str__(self) -> str:
        return f"{self.term_id}/{self.tier}/{self.chunk}"


class Entry(models.Model):
    """One findable record: what a result shows, and the words it is found by (packed, for taking them back)."""

    position = models.PositiveIntegerField(primary_key=True)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=250)
    meta = models.CharField(max_length=250, blank=True)
    summary = models.TextField(blank=True)
    url = models.CharField(max_length=200)
    names = models.TextField(blank=True)
    checked_on = models.DateField(null=True)
    words = models.BinaryField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="entry_once_per_record")]

    def __str__(self) -> str:
        return self.title


class SynonymGroup(Addressed):
    """Words and phrases that mean the same to people who search; editors maintain them."""

    slug = models.SlugField(_lazy("Kurzname"), max_length=80, unique=True, blank=True, editable=False)
    words = models.TextField(
        _lazy("Gleichbedeutende Wörter"),
        help_text=_lazy(
            "Eine Zeile je Wort oder Wendung. Wer eines davon sucht, findet auch die anderen. "
            "Eine Zeile, die mit ~ beginnt, ist nur verwandt: Sie wird weiter hinten gefunden."
        ),
    )
    note = models.CharField(_lazy("Notiz"), max_length=200, blank=True)

    class Meta:
        verbose_name = _lazy("Synonymgruppe")
        verbose_name_plural = _lazy("Synonyme")
        ordering = ["words"]

    def __str__(self) -> str:
        return " = ".join(self.phrases)

    @property
    def addressed_by(self) -> str:
        return self.phrases[0] if self.phrases else "synonym"

    @property
    def phrases(self) -> list[str]:
        """All words and phrases of the group, each once."""
        return list(dict.fromkeys(phrase for phrase, _ in self.lines))

    @property
    def lines(self) -> list[tuple[str, bool]]:
        """(phrase, whether it is only related to the others)."""
        rows = (" ".join(line.split()) for line in self.words.splitlines())
        return [(phrase, row.startswith("~")) for row in rows if (phrase := row.lstrip("~ "))]

    def clean(self):
        if len(self.phrases) < 2:
            raise ValidationError({"words": _("Bitte mindestens zwei Wörter angeben, jedes in einer eigenen Zeile.")})


class MissedQuery(models.Model):
    """A search that found nothing: its words and the day, nothing about who asked. Kept for 90 days."""

    text = models.CharField(_lazy("Gesucht"), max_length=100)
    day = models.DateField(_lazy("Tag"), db_index=True)
    count = models.PositiveIntegerField(_lazy("Wie oft"), default=1)

    class Meta:
        verbose_name = _lazy("Suche ohne Treffer")
        verbose_name_plural = _lazy("Gesucht, nicht gefunden")
        ordering = ["-day", "-count", "text"]
        constraints = [models.UniqueConstraint(fields=["text", "day"], name="missed_once_a_day")]

    def __str__(self) -> str:
        return self.text
