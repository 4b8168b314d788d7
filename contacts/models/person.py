import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q

from contacts import channel_values
from contacts.enums import Basis, ChannelKind, NamedAs
from core.fields import DerivedText
from core.words import _, _lazy
from inputs.full_names import validate_part
from networks.models import Event, Network, Organisation, Place
from publishing.enums import Certainty, Risk, State
from publishing.models import Noted, RecordQuerySet, SourceDocument, Statement

_CHANNEL_KINDS = dict(ChannelKind.choices)


class PersonQuerySet(RecordQuerySet):
    def contacts(self):
        """People who are responsible for something. Named is not responsible: only these have a page."""
        tasks = self.model.responsibilities.rel.related_model  # declared below, where it names the person
        return self.filter(Exists(tasks.objects.public().filter(person=OuterRef("pk"))))

    def with_page(self):
        return self.published().contacts()


class Person(Noted):
    """A person a source names. Only a responsibility makes a contact person."""

    default_check_interval = 6
    first_check_weeks = 8
    url_prefix = "ansprechpersonen"
    region_paths = ("responsibilities__regions", "responsibilities__network__regions", "organisation__region")
    risk = Risk.PERSON
    # Takes effect at once and is no content that forms, imports or earlier states could write (contacts.objections).
    bookkeeping = Noted.bookkeeping | {"objected_on"}

    title = models.CharField(_lazy("Titel"), max_length=40, blank=True)
    given_name = models.CharField(_lazy("Vorname"), max_length=80, validators=[validate_part])
    family_name = models.CharField(_lazy("Nachname"), max_length=80, validators=[validate_part])
    function = models.CharField(_lazy("Funktion laut Quelle"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_lazy("Organisation"),
    )

    basis = models.CharField(
        _lazy("Grundlage der Veröffentlichung"),
        max_length=16,
        choices=Basis,
        blank=True,
        help_text=_lazy("Warum die Person im Verzeichnis stehen darf. Nur für die Redaktion sichtbar."),
    )
    basis_on = models.DateField(_lazy("Grundlage vom"), null=True, blank=True)
    informed_on = models.DateField(
        _lazy("Person informiert am"),
        null=True,
        blank=True,
        help_text=_lazy("Wann wir ihr gesagt haben, dass sie hier steht."),
    )
    open_data_on = models.DateField(
        _lazy("Für offene Daten freigegeben am"),
        null=True,
        blank=True,
        help_text=_lazy("Leer: Ihre Angaben gehören nicht in offene Daten."),
    )
    objected_on = models.DateField(_lazy("Widerspruch gegen die Veröffentlichung am"), null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta(Noted.Meta):
        verbose_name = _lazy("Person")
        verbose_name_plural = _lazy("Personen")
        ordering = ["family_name", "given_name"]
        constraints = [
            *Noted.Meta.constraints,
            models.CheckConstraint(
                condition=Q(objected_on=None) | ~Q(state=State.PUBLISHED),
                name="person_objected_is_not_public",
                violation_error_message=_lazy("Die Person hat der Veröffentlichung widersprochen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def listed_by(self) -> str:
        return f"{self.family_name} {self.given_name}"

    @property
    def has_page(self) -> bool:
        return self.responsibilities.public("person").exists()

    @property
    def full_name(self) -> str:
        return f"{self.title} {self}".strip()


class Channel(Statement):
    """A way to reach a person or an organisation, exactly as a source prints it."""

    note_is_content = False
    risk = Risk.CONTACT
    carriers = ("person", "organisation")

    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="channels", verbose_name=_lazy("Person")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="channels",
        verbose_name=_lazy("Organisation"),
    )
    kind = models.CharField(_lazy("Art"), max_length=8, choices=ChannelKind)
    value = models.CharField(_lazy("Wie angegeben"), max_length=250)
    digits = DerivedText(of="digits_of_value", verbose_name=_lazy("Ziffern"), max_length=30, db_index=True)
    dial = DerivedText(of="dialled_value", verbose_name=_lazy("Wählbar als"), max_length=16)
    is_faulty = models.BooleanField(_lazy("Angabe der Quelle ist fehlerhaft"), default=False)
    fault = models.CharField(_lazy("Was daran nicht stimmt"), max_length=250, blank=True)
    position = models.PositiveSmallIntegerField(_lazy("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _lazy("Kontaktweg")
        verbose_name_plural = _lazy("Kontaktwege")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, organisation__isnull=False) | Q(person__isnull=False, organisation=None),
                name="channel_has_one_owner",
                violation_error_message=_lazy("Ein Kontaktweg gehört zu einer Person oder zu einer Organisation."),
            ),
            models.CheckConstraint(
                condition=Q(is_faulty=False) | ~Q(fault=""),
                name="channel_fault_explained",
                violation_error_message=_lazy("Bitte sagen, was an der Angabe nicht stimmt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"

    def clean(self):
        """What a source prints wrongly is kept as it is, once somebody says what is wrong with it."""
        super().clean()
        if not self.is_faulty:
            try:
                channel_values.validate(self.kind, self.value)
            except ValidationError as error:
                words = _(" Steht es so in der Quelle, kreuzen Sie „Angabe der Quelle ist fehlerhaft“ an.")
                raise ValidationError({"value": f"{error.message}{words}"}, code=error.code) from error

    def save(self, *args, update_fields=None, **kwargs):
        """What follows from the value is saved with it."""
        if update_fields is not None:
            update_fields = {*update_fields, "digits", "dial"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def digits_of_value(self) -> str:
        """The digits that a number is found by; nothing for an address."""
        return re.sub(r"\D", "", self.value)[:30] if self.is_number else ""

    def dialled_value(self) -> str:
        """The number for a ``tel:`` address: international. Empty where the value is no number, or several."""
        return channel_values.dialled(self.kind, self.value)

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        """As of links: Django's own makes a dictionary of all kinds for each word."""
        return str(_CHANNEL_KINDS.get(self.kind, self.kind))

    @property
    def is_number(self) -> bool:
        return self.kind in channel_values.NUMBERS

    @property
    def href(self) -> str:
        """Where the value leads when it is followed; nothing where it is faulty, or leads nowhere. A number that no
        source states outright is not dialled."""
        if self.is_faulty or self.is_number and self.certainty != Certainty.STATED:
            return ""
        return channel_values.link(self.kind, self.value, self.dial)

    @property
    def icon(self) -> str:
        """The mark of this kind of channel in static/img/icons.svg."""
        icons = {
            ChannelKind.EMAIL: "mail",
            ChannelKind.POST: "pin",
            ChannelKind.FAX: "document",
            ChannelKind.WEB: "globe",
        }
        return icons.get(self.kind, "phone")


class Mention(Statement):
    """A person who is quoted, pictured or mentioned: shown as that, never as a contact."""

    risk = Risk.PERSON
    carriers = ("person",)
    needed_by = ("network", "organisation", "event", "place")

    person = models.ForeignKey(Person, models.CASCADE, related_name="mentions", verbose_name=_lazy("Person"))
    named_as = models.CharField(_lazy("Wie genannt"), max_length=12, choices=NamedAs)
    role = models.CharField(_lazy("Funktion laut Quelle"), max_length=200, blank=True)
    network = models.ForeignKey(
        Network, models.CASCADE, null=True, blank=True, related_name="mentions", verbose_name=_lazy("bei Netzwerk")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="mentions",
        verbose_name=_lazy("bei Organisation"),
    )
    event = models.ForeignKey(
        Event,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="mentions",
        verbose_name=_lazy("bei Veranstaltung"),
    )
    place = models.ForeignKey(
        Place, models.CASCADE, null=True, blank=True, related_name="mentions", verbose_name=_lazy("bei Ort")
    )
    document = models.ForeignKey(
        SourceDocument,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="mentions",
        verbose_name=_lazy("im Dokument"),
    )

    class Meta:
        verbose_name = _lazy("Nennung")
        verbose_name_plural = _lazy("Nennungen")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(network__isnull=False)
                    | Q(organisation__isnull=False)
                    | Q(event__isnull=False)
                    | Q(place__isnull=False)
                    | Q(document__isnull=False)
                ),
                name="mention_has_place",
                violation_error_message=_lazy("Bitte sagen, wo die Person genannt ist."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role} ({self.get_named_as_display()})"
