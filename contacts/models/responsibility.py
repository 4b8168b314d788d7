from django.db import models
from django.db.models import Q

from contacts.cards import ContactCard, contact_cards
from contacts.enums import Concern, Role
from contacts.models.person import Channel, Person
from core.fields import protect_entries
from core.prepared import ask_many
from core.words import _lazy
from networks.models import Field, Network, Organisation
from networks.models.relation import Dated
from programmes.models import Programme
from publishing.enums import Certainty, Risk
from regions.models import Region


class Responsibility(Dated):
    """Who is responsible for what: a person or an office, for a network, a programme, an organisation's task,
    a region. Those with a concern, and the offices that catch what is left, are the rules of the finder.
    """

    risk = Risk.PERSON
    carriers = ("person", "office")
    needed_by = ("network", "programme", "organisation")

    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="responsibilities", verbose_name=_lazy("Person")
    )
    office = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="duties",
        verbose_name=_lazy("oder Stelle"),
        help_text=_lazy("Wenn keine Person, sondern die Organisation selbst zuständig ist."),
    )
    task = models.CharField(_lazy("Zuständig für"), max_length=160)
    concern = models.CharField(
        _lazy("Anliegen"),
        max_length=20,
        choices=Concern,
        blank=True,
        help_text=_lazy("Erst damit findet der Förderkontakt diese Zuständigkeit."),
    )
    role = models.CharField(
        _lazy("Nur für"), max_length=20, choices=Role, blank=True, help_text=_lazy("Leer: für alle.")
    )
    is_fallback = models.BooleanField(
        _lazy("Auffangstelle"),
        default=False,
        help_text=_lazy(
            "Antwortet in ihrer Region, wenn niemand sonst zuständig oder erreichbar ist: auf ihr Anliegen, ohne eines "
            "auf jedes."
        ),
    )
    network = models.ForeignKey(
        Network,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_lazy("Netzwerk"),
    )
    programme = models.ForeignKey(
        Programme,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_lazy("Programm"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_lazy("für"),
    )
    regions = models.ManyToManyField(
        Region,
        blank=True,
        related_name="responsibilities",
        verbose_name=_lazy("Regionen"),
        help_text=_lazy("Leer: in den Regionen des Netzwerks; ohne Netzwerk bundesweit."),
    )
    fields = models.ManyToManyField(
        Field,
        blank=True,
        related_name="responsibilities",
        verbose_name=_lazy("Felder"),
        help_text=_lazy("Leer: in jedem Feld."),
    )
    priority = models.PositiveSmallIntegerField(_lazy("Rang"), default=0, help_text=_lazy("Kleinere Zahl zuerst."))

    class Meta:
        verbose_name = _lazy("Zuständigkeit")
        verbose_name_plural = _lazy("Zuständigkeiten")
        ordering = ["priority", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(task=""),
                name="responsibility_names_task",
                violation_error_message=_lazy("Bitte sagen, wofür die Person zuständig ist."),
            ),
            models.CheckConstraint(
                condition=Q(person=None, office__isnull=False) | Q(person__isnull=False, office=None),
                name="responsibility_has_one_holder",
                violation_error_message=_lazy("Zuständig ist eine Person oder eine Stelle: bitte genau eines wählen."),
            ),
            models.CheckConstraint(
                condition=Q(is_fallback=False) | Q(office__isnull=False),
                name="responsibility_fallback_is_office",
                violation_error_message=_lazy("Eine Auffangstelle ist eine Stelle, keine Person."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.office}: {self.task}"

    @property
    def is_stated(self) -> bool:
        """A source says it itself. Else whoever holds it is only somebody who may help."""
        return not self.is_fallback and self.certainty == Certainty.STATED

    @staticmethod
    def cards(tasks: list["Responsibility"], page) -> list[ContactCard]:
        """Contact cards for tasks whose person and organisation are loaded; one query."""
        people = sorted({task.person_id for task in tasks})
        offices = sorted({office.pk for task in tasks if (office := task.person.organisation) and office.is_published})
        if not people:
            return []

        def build(pks: list[int]):
            own, office = pks[: len(people)], pks[len(people) :]
            return Channel.objects.public().filter(Q(person__in=own) | Q(organisation__in=office))

        return contact_cards(tasks, ask_many(("channels", len(people)), people + offices, build), page)


protect_entries(Responsibility.fields)
protect_entries(Responsibility.regions)
