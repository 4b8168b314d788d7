"""The base of every public record: permanent address, editorial state, freshness, attached statements."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.addresses import Addressed
from core.fields import SortKey
from core.words import _lazy
from publishing.enums import Risk, State


def check_period(months: int) -> timedelta:
    """How long a check holds."""
    return timedelta(days=round(months * 30.44))


def due_on(checked_on: date | None, months: int) -> date | None:
    """The last day on which a check still counts; None when nobody has checked."""
    return checked_on + check_period(months) if checked_on else None


def concrete_models(base: type[models.Model]) -> list[type]:
    """Every model derived from an abstract one that has a table of its own."""
    found = []
    for model in base.__subclasses__():
        found += concrete_models(model) if model._meta.abstract else [model]
    return found


class RecordQuerySet(models.QuerySet):
    def published(self):
        """What visitors may see. The default manager hides nothing, so every public page calls this."""
        return self.filter(state=State.PUBLISHED)

    def with_page(self):
        """Those that have a public page of their own."""
        return self.published()


class Record(Addressed):
    """A public record. Its slug is permanent: a change leaves a redirect, an archived record answers 410."""

    # Months after which a check is overdue. Subclasses set their own.
    default_check_interval = 12
    # Weeks over which what nobody has checked becomes due after it was made, so that not all of it is on one day.
    first_check_weeks = 26
    url_prefix = ""
    # Paths to the regions a record belongs to; editors in charge of one of them may edit it.
    region_paths: tuple[str, ...] = ()
    # Fields that say where a record stands in the workflow; no change of its content.
    bookkeeping = frozenset({"state", "archive_reason", "checked_on", "checked_by", "created_at", "changed_at"})
    # What a mistake would harm, for the order of the review queue.
    risk = Risk.TEXT
    field_risks: dict[str, Risk] = {}
    # Nothing of it is public without a release.
    is_reviewed = True
    # Some source states it; else it is one itself, may be our own words, or says where it is from.
    needs_source = True

    slug = models.SlugField(
        _lazy("Kurzadresse"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_lazy(
            "Teil der Internetadresse. Wird aus dem Namen gebildet; bei einer Änderung leitet die alte um."
        ),
    )
    state = models.CharField(_lazy("Bearbeitungsstand"), max_length=12, choices=State, default=State.DRAFT)
    checked_on = models.DateField(_lazy("Zuletzt geprüft am"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_lazy("geprüft von"),
    )
    check_interval = models.PositiveSmallIntegerField(
        _lazy("Prüfabstand in Monaten"),
        null=True,
        blank=True,
        help_text=_lazy("Leer: der übliche Abstand dieser Art von Eintrag."),
    )
    archive_reason = models.CharField(
        _lazy("Grund der Archivierung"),
        max_length=250,
        blank=True,
        help_text=_lazy("Steht auf der Seite, die statt des Eintrags kommt."),
    )
    internal_note = models.TextField(
        _lazy("Interne Notiz"), blank=True, help_text=_lazy("Nur für die Redaktion sichtbar.")
    )
    sort_name = SortKey(_lazy("Ordnungswort"))
    created_at = models.DateTimeField(_lazy("Angelegt am"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_lazy("Geändert am"), auto_now=True)

    names = GenericRelation("publishing.Name")
    figures = GenericRelation("publishing.Figure")
    milestones = GenericRelation("publishing.Milestone")
    links = GenericRelation("publishing.Link")
    citations = GenericRelation("publishing.Citation")

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.ARCHIVED) | ~Q(archive_reason=""),
                name="%(class)s_archived_has_reason",
                violation_error_message=_lazy("Ein archivierter Eintrag braucht einen Grund."),
            )
        ]

    @classmethod
    def address_of(cls, slug: str) -> str:
        return f"/{cls.url_prefix}/{slug}/"

    def get_absolute_url(self) -> str:
        return self.address_of(self.slug)

    def save(self, *args, update_fields=None, **kwargs):
        """With a part of the columns, too, the place in the dictionary follows the name."""
        if update_fields is not None and (update_fields := set(update_fields)):
            update_fields.add("sort_name")
        return super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def listed_by(self) -> str:
        """What lists sort it by."""
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @property
    def check_due_on(self) -> date | None:
        """The last day on which the latest check still counts, or before the first one; None of what was never
        stored. As a condition for the database: `releasing.due`."""
        if self.checked_on is None and self.pk:
            return timezone.localdate(self.created_at) + timedelta(weeks=self.pk % self.first_check_weeks)
        return due_on(self.checked_on, self.check_interval or self.default_check_interval)

    @property
    def is_overdue(self) -> bool:
        return self.check_due_on is not None and self.check_due_on < timezone.localdate()

    @property
    def is_over(self) -> bool:
        """Says it itself that it has ended?"""
        return False

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def has_page(self) -> bool:
        """Is there a page about it once it is published? Decides between 410 and 404 when it is not any more."""
        return True


class Noted(Record):
    """A record with public notes: what visitors must know before they get in touch, and what there is to say of its
    sources."""

    advice = models.TextField(
        _lazy("Hinweis vor dem Kontakt"),
        blank=True,
        help_text=_lazy("Was man wissen muss, bevor man anruft oder schreibt. Steht oben auf der Seite; meist leer."),
    )
    note = models.TextField(
        _lazy("Anmerkungen zur Quelle"),
        blank=True,
        help_text=_lazy("Was an den Angaben der Quellen auffällt. Steht bei den Belegen."),
    )

    class Meta(Record.Meta):
        abstract = True
