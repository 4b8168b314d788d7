from django.db import models
from django.db.models import Q

from contacts.cards import ContactCard, contact_cards
from contacts.enums import Concern
from contacts.models.person import Channel, Person
from core.prepared import ask_many
from networks.models import Field, Network, Organisation
from networks.models.relation import Dated
from programmes.models import Programme
from publishing.enums import Risk
from regions.models import Region


class Responsibility(Dated):
    """Who is responsible for what: for a network, a programme, an organisation's task, a region."""

    risk = Risk.PERSON

    person = models.ForeignKey(Person, models.CASCADE, related_name="responsibilities", verbose_name="Person")
    task = models.CharField("Zuständig für", max_length=160)
    concern = models.CharField("Anliegen", max_length=20, choices=Concern, blank=True)
    network = models.ForeignKey(
        Network,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name="Netzwerk",
    )
    programme = models.ForeignKey(
        Programme,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name="Programm",
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name="für",
    )
    regions = models.ManyToManyField(Region, blank=True, related_name="responsibilities", verbose_name="Regionen")
    fields = models.ManyToManyField(Field, blank=True, related_name="responsibilities", verbose_name="Felder")
    priority = models.PositiveSmallIntegerField("Rang", default=0, help_text="Kleinere Zahl zuerst.")

    class Meta:
        verbose_name = "Zuständigkeit"
        verbose_name_plural = "Zuständigkeiten"
        ordering = ["priority", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(task=""),
                name="responsibility_names_task",
                violation_error_message="Bitte sagen, wofür die Person zuständig ist.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.task}"

    @staticmethod
    def cards(tasks: list["Responsibility"], page) -> list[ContactCard]:
        """Contact cards for tasks whose person and organisation are loaded; one query.

        Pages of lower packages, which know tasks only as `network.responsibilities`, reach the cards here.
        """
        people = sorted({task.person_id for task in tasks})
        offices = sorted({office.pk for task in tasks if (office := task.person.organisation) and office.is_published})
        if not people:
            return []

        def build(pks: list[int]):
            own, office = pks[: len(people)], pks[len(people) :]
            return Channel.objects.filter(Q(person__in=own) | Q(organisation__in=office))

        return contact_cards(tasks, ask_many(("channels", len(people)), people + offices, build), page)
