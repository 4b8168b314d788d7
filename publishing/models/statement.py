"""Statements: what a source says about a record, with the place in the source and how sure it is."""

from datetime import date
from functools import cache

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from core import fuzzy_dates
from core.fields import AmountField, DayBound, FuzzyDateField, WebAddressField, wording_of
from core.kinds import record_models
from core.words import _, _lazy
from inputs.amounts import german
from inputs.local_addresses import visitors_href
from publishing.enums import Certainty, LinkCheck, LinkKind, MilestoneKind, NameKind, Qualifier, Risk, State
from publishing.models.record import Record

MAX_LOCATOR_WORDS = 8
_LINK_KINDS, _LINK_CHECKS = dict(LinkKind.choices), dict(LinkCheck.choices)


def validate_locator(text: str) -> None:
    """A locator points, it does not quote: at most eight words of the source."""
    if len(text.split()) > MAX_LOCATOR_WORDS:
        raise ValidationError(_("Die Fundstelle darf höchstens {most} Wörter haben.").format(most=MAX_LOCATOR_WORDS))


class StatementQuerySet(models.QuerySet):
    def public(self, *known: str):
        """What visitors may see: rows whose every record is public.

        A source is no such record: if it is not public, the row is shown without naming it. `known`: foreign keys
        to records that the caller knows to be public.
        """
        rows = self.filter(*(_is_public(field) for field in pointers(self.model) if field.name not in known))
        for field in record_lists(self.model):
            named = field.remote_field.through._base_manager.filter(**{field.m2m_field_name(): OuterRef("pk")})
            rows = rows.exclude(Exists(named.exclude(**{f"{field.m2m_reverse_field_name()}__state": State.PUBLISHED})))
        return rows


def _is_public(field: models.ForeignKey) -> Q:
    public = Q(**{f"{field.name}__state": State.PUBLISHED})
    return public | Q(**{field.name: None}) if field.null else public


@cache
def pointers(statement: type["Statement"]) -> tuple[models.ForeignKey, ...]:
    """The foreign keys to the records that a row of this kind is part of; its own source is none."""
    return tuple(
        field
        for field in statement._meta.concrete_fields
        if field.many_to_one and issubclass(field.related_model, Record) and field.name != "source"
    )


@cache
def record_lists(statement: type["Statement"]) -> tuple[models.ManyToManyField, ...]:
    """The lists of records that a row of this kind names."""
    return tuple(field for field in statement._meta.many_to_many if issubclass(field.related_model, Record))


class Statement(models.Model):
    """One statement and where it comes from. Without a source it is shown as „ohne Quelle“."""

    # As of records, see there.
    bookkeeping: frozenset[str] = frozenset()
    risk = Risk.TEXT
    # The foreign keys one of which names the record that a row belongs to: who may write that record may write the
    # row, and with its release the row becomes public. The other records it names are not asked.
    carriers: tuple[str, ...] = ()
    # The foreign keys to records whose pages lack something while the carrier of the row is not public.
    needed_by: tuple[str, ...] = ()
    # As of records, see there.
    needs_source = True
    # Does the note say what the statement means, so that pages show it beside it? Else how the source words it.
    note_is_content = True

    objects = StatementQuerySet.as_manager()

    source = models.ForeignKey(
        "publishing.SourceDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(app_label)s_%(class)s_set",
        verbose_name=_lazy("Quelle"),
    )
    locator = models.CharField(
        _lazy("Fundstelle"),
        max_length=120,
        blank=True,
        validators=[validate_locator],
        help_text=_lazy("Höchstens acht Wörter."),
    )
    certainty = models.CharField(_lazy("Sicherheit"), max_length=12, choices=Certainty, default=Certainty.STATED)
    as_of = FuzzyDateField(_lazy("Stand"), help_text=_lazy("Wenn er vom Stand der Quelle abweicht."))
    as_of_wording = wording_of(_lazy("Stand"))
    note = models.CharField(_lazy("Öffentlicher Hinweis"), max_length=400, blank=True)

    class Meta:
        abstract = True

    @property
    def as_of_display(self) -> str:
        return fuzzy_dates.display(self.as_of, self.as_of_wording)

    @property
    def carrier(self) -> Record | None:
        """The record that the row belongs to."""
        return next((record for name in self.carriers if (record := getattr(self, name))), None)


class AttachedQuerySet(StatementQuerySet):
    def public(self, *known: str):
        """Those about public records, whatever their kind; `known` with „subject“ where that is public."""
        if "subject" in known:
            return super().public(*known)
        about = Q(pk__in=[])
        for model in record_models():
            subject = model._base_manager.filter(pk=OuterRef("object_id"), state=State.PUBLISHED)
            about |= Q(Exists(subject), content_type=ContentType.objects.get_for_model(model))
        return super().public().filter(about)


class Attached(Statement):
    """A statement about any record, to which it belongs."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, editable=False, related_name="+")
    object_id = models.PositiveBigIntegerField(editable=False)
    subject = GenericForeignKey()
    position = models.PositiveSmallIntegerField(_lazy("Reihenfolge"), default=0)

    objects = AttachedQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["content_type", "object_id"], name="%(class)s_subject")]
        ordering = ["position", "pk"]

    @property
    def carrier(self) -> Record | None:
        return self.subject


class Name(Attached):
    """Another name of a record: abbreviation, former name, a spelling that a source uses, search only."""

    note_is_content = False
    kind = models.CharField(_lazy("Art"), max_length=12, choices=NameKind)
    name = models.CharField(_lazy("Name"), max_length=200)

    class Meta(Attached.Meta):
        verbose_name = _lazy("Weiterer Name")
        verbose_name_plural = _lazy("Weitere Namen")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "kind", "name", "source"],
                name="name_once_per_record_and_source",
                violation_error_message=_lazy("Dieser Name ist mit dieser Quelle schon eingetragen."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Figure(Attached):
    """A number as stated: how many of what, in which scope, as of when. Several a record, never overwritten.

    `about`: whose it is, where a source sets it beside the record to describe something else; such a number is never
    among the record's own.
    """

    qualifier = models.CharField(_lazy("Genauigkeit"), max_length=8, choices=Qualifier, default=Qualifier.EXACT)
    number = AmountField(_lazy("Zahl"), max_digits=14, decimal_places=2)
    number_to = AmountField(_lazy("bis"), max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(
        _lazy("Einheit"), max_length=30, blank=True, help_text=_lazy("Zum Beispiel % oder Mio. Euro.")
    )
    counted = models.CharField(_lazy("Was gezählt wird"), max_length=160)
    is_membership = models.BooleanField(
        _lazy("zählt Mitglieder oder Partner"),
        default=False,
        help_text=_lazy("Steht dann bei den Eckdaten des Netzwerks."),
    )
    about = models.CharField(
        _lazy("Wessen Zahl"),
        max_length=160,
        blank=True,
        help_text=_lazy("Leer, wenn sie den Eintrag selbst beschreibt; sonst wie nach „Zahlen zu“: „Berlin“."),
    )
    reported_by = models.CharField(_lazy("Nach Angaben von"), max_length=160, blank=True)

    class Meta(Attached.Meta):
        verbose_name = _lazy("Zahl")
        verbose_name_plural = _lazy("Zahlen")
        constraints = [
            models.CheckConstraint(
                condition=Q(qualifier=Qualifier.RANGE, number_to__isnull=False, number_to__gt=F("number"))
                | ~Q(qualifier=Qualifier.RANGE) & Q(number_to=None),
                name="figure_range_has_both_ends",
                violation_error_message=_lazy(
                    "„von … bis“ braucht zwei Zahlen, die zweite größer; sonst bleibt „bis“ leer."
                ),
            ),
            models.CheckConstraint(
                condition=Q(about="") | Q(is_membership=False),
                name="figure_of_another_counts_no_members",
                violation_error_message=_lazy("Eine Zahl zu etwas anderem zählt nicht die Mitglieder des Eintrags."),
            ),
        ]

    def __str__(self) -> str:
        own = f"{self.amount} {self.counted}"
        return f"{own} ({self.about})" if self.about else own

    @property
    def amount(self) -> str:
        """„rund 45“, „über 4.000“, „7,5 Mio. Euro“ with German separators."""
        text = german(self.number)
        if self.qualifier == Qualifier.RANGE:
            text = _("{number} bis {number_to}").format(number=text, number_to=german(self.number_to))
        elif self.qualifier != Qualifier.EXACT:
            text = f"{self.get_qualifier_display()} {text}"
        return f"{text}\N{NO-BREAK SPACE}{self.unit}" if self.unit else text


class Milestone(Attached):
    """A dated event in the life of a record."""

    risk = Risk.STATUS

    kind = models.CharField(_lazy("Art"), max_length=14, choices=MilestoneKind)
    date = FuzzyDateField(_lazy("Wann"), blank=False)
    date_wording = wording_of(_lazy("Wann"))
    date_earliest = DayBound(date_field="date", bound="earliest", db_index=True)
    date_latest = DayBound(date_field="date", bound="latest")
    text = models.CharField(_lazy("Was"), max_length=300)

    class Meta(Attached.Meta):
        verbose_name = _lazy("Meilenstein")
        verbose_name_plural = _lazy("Meilensteine")

    def __str__(self) -> str:
        return f"{self.date_display}: {self.text}"

    @property
    def date_display(self) -> str:
        return fuzzy_dates.display(self.date, self.date_wording)

    @property
    def is_passed_plan(self) -> bool:
        """Its day is over, and the source only says that it was meant to be."""
        return self.kind == MilestoneKind.PLANNED and bool(self.date_latest and self.date_latest < date.today())

    @property
    def machine_date(self) -> str:
        return fuzzy_dates.machine_readable(self.date)


class Link(Attached):
    """An address as the source prints it, with its label and, where given, the site its title names."""

    note_is_content = False
    bookkeeping = frozenset({"check_result", "checked_at"})

    kind = models.CharField(_lazy("Art"), max_length=16, choices=LinkKind, default=LinkKind.WEBSITE)
    url = WebAddressField(_lazy("Adresse wie angegeben"), max_length=500)
    label = models.CharField(_lazy("Beschriftung"), max_length=200)
    target_title = models.CharField(_lazy("Ziel laut Linktitel"), max_length=200, blank=True)
    check_result = models.CharField(
        _lazy("Prüfergebnis"), max_length=12, choices=LinkCheck, default=LinkCheck.UNCHECKED
    )
    checked_at = models.DateTimeField(_lazy("Geprüft am"), null=True, blank=True)

    class Meta(Attached.Meta):
        verbose_name = _lazy("Link")
        verbose_name_plural = _lazy("Links")

    def __str__(self) -> str:
        return self.label or self.url

    def save(self, *args, **kwargs):
        """What a check found belongs to the address that was asked, not to another one in its place."""
        if self.pk and self.checked_at and not Link.objects.filter(pk=self.pk, url=self.url).exists():
            self.check_result, self.checked_at = LinkCheck.UNCHECKED, None
        super().save(*args, **kwargs)

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        """Django's own makes a dictionary of all kinds for each word: a hundredth of a page."""
        return str(_LINK_KINDS.get(self.kind, self.kind))

    def get_check_result_display(self) -> str:  # type: ignore[no-redef]
        return str(_LINK_CHECKS.get(self.check_result, self.check_result))

    @property
    def is_for_visitors(self) -> bool:
        return bool(visitors_href(self.url))

    @property
    def href(self) -> str:
        """Where visitors may be sent; nothing where the address is none for them, or nobody could reach it."""
        return "" if self.check_result == LinkCheck.BROKEN else visitors_href(self.url)


class Citation(Attached):
    """The source of a value that has no row of its own: a field of the record, or the whole record."""

    note_is_content = False
    field = models.CharField(
        _lazy("Angabe"), max_length=40, blank=True, help_text=_lazy("Name des Feldes, leer für den Eintrag als Ganzes.")
    )
    value = models.CharField(
        _lazy("Andere Angabe"),
        max_length=250,
        blank=True,
        help_text=_lazy("Nur wenn diese Quelle etwas anderes sagt als der Eintrag; es steht dann daneben."),
    )

    class Meta(Attached.Meta):
        verbose_name = _lazy("Beleg")
        verbose_name_plural = _lazy("Belege")

    def __str__(self) -> str:
        return ": ".join((self.field or _("Eintrag"), str(self.source or _("ohne Quelle"))))
