"""The history of every record: its changes, its moves through the workflow, its releases."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.words import _, _lazy
from publishing.enums import OPEN, RevisionKind, RevisionState, Risk, Stage, Verb


class AboutRecord(models.Model):
    """A row about a record of any kind. It outlives the record, so there is no relation that could cascade."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()

    class Meta:
        abstract = True

    @property
    def model(self):
        return ContentType.objects.get_for_id(self.content_type_id).model_class()

    @property
    def record(self):
        """The record as it is now; None when it has been deleted."""
        if "_record" not in self.__dict__:
            self._record = self.model._base_manager.filter(pk=self.object_id).first()
        return self._record


class RevisionQuerySet(models.QuerySet):
    def of(self, record):
        return self.filter(content_type=ContentType.objects.get_for_model(record), object_id=record.pk)

    def open(self):
        """Not decided yet."""
        return self.filter(state__in=OPEN)

    def in_effect(self):
        """Changes that the record has, or once had."""
        return self.filter(state__in=(RevisionState.APPLIED, RevisionState.RELEASED))


class Revision(AboutRecord):
    """One change of a record with all its parts: in the making, waiting for release, in effect or dropped.

    `changes` lists what differs from the state it started from, field by field (see publishing.snapshots);
    `snapshot` is the whole record afterwards, to go back to.
    """

    number = models.PositiveIntegerField(_lazy("Nummer"))
    label = models.CharField(_lazy("Eintrag"), max_length=250)
    kind = models.CharField(_lazy("Anlass"), max_length=16, choices=RevisionKind, default=RevisionKind.EDIT)
    state = models.CharField(_lazy("Stand"), max_length=12, choices=RevisionState)
    snapshot = models.JSONField(_lazy("Stand danach"), default=dict, encoder=DjangoJSONEncoder)
    changes = models.JSONField(_lazy("Änderungen"), default=list, encoder=DjangoJSONEncoder)
    risk = models.PositiveSmallIntegerField(_lazy("Gewicht"), choices=Risk, default=Risk.TEXT)
    why = models.CharField(_lazy("Grund"), max_length=300, blank=True)
    comment = models.CharField(_lazy("Kommentar der Freigabe"), max_length=500, blank=True)
    batch = models.CharField(_lazy("Vorgang"), max_length=40, blank=True, db_index=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_lazy("von")
    )
    created_at = models.DateTimeField(_lazy("angelegt am"), default=timezone.now)
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_lazy("geschrieben von"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_lazy("zuletzt von"),
        related_name="+",
    )
    changed_at = models.DateTimeField(_lazy("zuletzt geändert am"), default=timezone.now)
    saves = models.PositiveIntegerField(_lazy("Wie oft gesichert"), default=1)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_lazy("entschieden von"),
    )
    decided_at = models.DateTimeField(_lazy("entschieden am"), null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("Änderung")
        verbose_name_plural = _lazy("Änderungen")
        ordering = ["-number"]
        permissions = [("release_revision", _lazy("Einträge und Änderungen freigeben"))]
        indexes = [models.Index(fields=["state", "-risk", "changed_at"], name="revision_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "number"],
                name="revision_number_once",
                violation_error_message=_lazy("Jemand hat diesen Eintrag gerade gesichert. Bitte noch einmal."),
            ),
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=Q(state__in=OPEN),
                name="revision_one_open",
                violation_error_message=_lazy("Zu diesem Eintrag gibt es schon eine offene Änderung."),
            ),
        ]

    def __str__(self) -> str:
        return _("{label}: Änderung {number}").format(label=self.label, number=self.number)

    @property
    def kind_of_record(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def token(self) -> str:
        """Tells one state of the change from the next; see `history.token` for that of a record."""
        return f"{self.pk}.{self.saves}.{self.state}"


class Transition(AboutRecord):
    """A move of a record through the workflow, or a check: who, when, from where, to where, why."""

    verb = models.CharField(_lazy("Schritt"), max_length=16, choices=Verb)
    from_stage = models.CharField(_lazy("von"), max_length=20, choices=Stage)
    to_stage = models.CharField(_lazy("nach"), max_length=20, choices=Stage)
    why = models.CharField(_lazy("Grund"), max_length=500, blank=True)
    revision = models.ForeignKey(
        Revision, models.SET_NULL, null=True, blank=True, related_name="transitions", verbose_name=_lazy("Änderung")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_lazy("von")
    )
    at = models.DateTimeField(_lazy("am"), default=timezone.now)

    class Meta:
        verbose_name = _lazy("Arbeitsschritt")
        verbose_name_plural = _lazy("Arbeitsschritte")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id", "-at"], name="transition_record")]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.get_from_stage_display()} → {self.get_to_stage_display()}"


class Release(AboutRecord):
    """The editors' own Freigabevermerk: which office released what, when, and until when that holds."""

    revision = models.OneToOneField(
        Revision, models.SET_NULL, null=True, blank=True, related_name="release", verbose_name=_lazy("Änderung")
    )
    office = models.CharField(_lazy("Stelle"), max_length=200)
    name = models.CharField(_lazy("Name"), max_length=160, blank=True)
    day = models.DateField(_lazy("freigegeben am"), default=timezone.localdate)
    valid_until = models.DateField(_lazy("gültig bis"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_lazy("Konto")
    )

    class Meta:
        verbose_name = _lazy("Freigabevermerk")
        verbose_name_plural = _lazy("Freigabevermerke")
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="release_record")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=models.F("day")),
                name="release_valid_after_day",
                violation_error_message=_lazy(
                    "Eine Freigabe gilt nicht rückwärts: „gültig bis“ liegt vor der Freigabe."
                ),
            )
        ]

    @property
    def is_over(self) -> bool:
        return self.valid_until is not None and self.valid_until < timezone.localdate()

    def __str__(self) -> str:
        until = _(", gültig bis {day:%d.%m.%Y}").format(day=self.valid_until) if self.valid_until else ""
        by = ", ".join(filter(None, (self.office, self.name)))
        return _("Freigabe: {by}, {day:%d.%m.%Y}{until}").format(by=by, day=self.day, until=until)
