"""A new network with what belongs to it: members, funding, events, a contact, its source."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from contacts import channel_values
from contacts.enums import ChannelKind
from contacts.models import Person
from core.fields import MailFormField
from core.text import fold
from jobs.forms import JobForm, Rows, living
from jobs.sheet import Sheet
from jobs.written import contact, event
from jobs.written.contact import basis_field
from networks.enums import EventKind, NetworkKind, OrganisationKind, ParticipationRole
from networks.models import Field, Network, Organisation
from programmes.models import Programme
from publishing.enums import LinkKind
from publishing.territory import is_unbounded
from regions.models import Region
from sourcing.fields import DateField, NamedRecord

_BEGINS_AS_A_DAY = re.compile(r"\d{1,2}[./]\s*\d")  # and so is no „alle zwei Monate“


class NetworkForm(JobForm):
    layout = [
        ("Name", ["name", "kind"]),
        ("Wo", ["region"]),
        ("In einem Satz", ["summary"]),
        ("Felder", ["field"]),
        ("Mitglieder", ["member"]),
        ("Förderung", ["funding"]),
        ("Veranstaltungen", ["event"]),
        ("Kontakt", ["contact", "task", "phone", "mail", "basis", "website"]),
    ]
    rows = {
        "field": Rows(
            "Felder",
            lambda: {
                "field": NamedRecord(
                    lambda: living(Field), required=False, label="Feld", widget=forms.TextInput({"class": "vTextField"})
                )
            },
            start=2,
        ),
        "member": Rows(
            "Mitglieder",
            lambda: {
                "organisation": NamedRecord(
                    lambda: living(Organisation), new=True, required=False, label="Organisation"
                ),
                "kind": forms.ChoiceField(
                    choices=[("", "–"), *OrganisationKind.choices], required=False, label="Art, wenn sie neu ist"
                ),
            },
        ),
        "funding": Rows(
            "Förderungen",
            lambda: {
                "programme": NamedRecord(lambda: living(Programme), required=False, label="Programm"),
                "end": DateField(required=False, label="bis", help_text=""),
            },
            start=1,
        ),
        "event": Rows(
            "Veranstaltungen",
            lambda: {
                "name": forms.CharField(required=False, max_length=200, label="Termin oder Reihe"),
                "when": forms.CharField(required=False, max_length=120, label="wann oder wie oft"),
            },
            start=1,
        ),
    }

    name = forms.CharField(max_length=200, label="Name des Netzwerks")
    kind = forms.ChoiceField(label="Typ", choices=NetworkKind.choices)
    region = NamedRecord(lambda: Region.objects.order_by("pk"), label="Region")
    summary = forms.CharField(max_length=160, label="Kurztext", help_text="Höchstens 160 Zeichen.")
    contact = NamedRecord(lambda: living(Person), new=True, namesakes=True, required=False, label="Ansprechperson")
    task = forms.CharField(required=False, max_length=160, label="Rolle")
    phone = forms.CharField(required=False, max_length=250, label="Telefon", widget=forms.TextInput({"type": "tel"}))
    mail = MailFormField(required=False, max_length=250, label="E-Mail")
    basis = basis_field(is_brief=True)
    website = forms.URLField(required=False, max_length=500, label="Website", assume_scheme="https")

    def prepare(self) -> None:
        own = list(self.by.regions.all()[:2]) if not is_unbounded(self.by) else []
        if len(own) == 1:
            self.fields["region"].initial = f"{own[0]} ({own[0].pk})"

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        meant = name.removesuffix("(neu)").strip()
        same = [one for one in living(Network).filter(name__iexact=meant) if fold(str(one)) == fold(meant)]
        if same and meant == name:
            raise ValidationError(f"„{same[0]}“ gibt es schon. Ist es ein anderes, schreiben Sie „{name} (neu)“.")
        return meant

    def clean_phone(self) -> str:
        if value := self.cleaned_data["phone"].strip():
            channel_values.validate(ChannelKind.PHONE, value)
        return value

    def clean_contact(self):
        found = self.cleaned_data["contact"]
        if isinstance(found, str) and len(found.split()) < 2:
            raise ValidationError("Bitte Vorname und Nachname angeben.")
        return found

    def clean(self):
        sent = super().clean()
        if not sent.get("contact") and not sent.get("website") and not {"contact", "website"} & self.errors.keys():
            self.add_error("contact", "Bitte sagen Sie, wen man fragt: eine Person, oder wenigstens eine Website.")
        for number in range(self.counts["member"]):
            self._need(f"member-{number}-organisation", f"member-{number}-kind", "Bitte die Organisation nennen.")
            if isinstance(new := sent.get(f"member-{number}-organisation"), str):
                words = f"„{new}“ ist neu: Bitte sagen Sie, was das ist."
                self._need(f"member-{number}-kind", f"member-{number}-organisation", words)
        for number in range(self.counts["funding"]):
            self._need(f"funding-{number}-programme", f"funding-{number}-end", "Bitte das Programm nennen.")
        for number in range(self.counts["event"]):
            self._need(f"event-{number}-name", f"event-{number}-when", "Bitte die Veranstaltung nennen.")
            self._need(f"event-{number}-when", f"event-{number}-name", "Bitte sagen Sie, wann oder wie oft.")
            if _BEGINS_AS_A_DAY.match(sent.get(f"event-{number}-when", "")):
                try:
                    DateField().clean(sent[f"event-{number}-when"])
                except ValidationError as refused:
                    self.add_error(f"event-{number}-when", refused)
        return sent

    def _need(self, name: str, given: str, words: str) -> None:
        """What is `given` needs the other too; what was refused already is not asked for a second time."""
        if self.cleaned_data.get(given) and not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)


def write(sheet: Sheet, form: NetworkForm) -> None:
    sent = form.cleaned_data
    members = [_organisation(sheet, **row) for row in form.filled("member")]
    network = _network(sheet, form, sent, list(dict.fromkeys(members)))
    for row in form.filled("event"):
        event.create(sheet, network, _dated(row), sent["region"])
    if sent["contact"]:
        _contact(sheet, network, sent)


def _organisation(sheet: Sheet, organisation: Organisation | str, kind: str) -> Organisation:
    if isinstance(organisation, Organisation):
        return organisation
    sheet.notes.append(f"„{organisation}“ ist neu angelegt; bitte den Sitz am Eintrag ergänzen.")
    made = sheet.create(Organisation, name=organisation, kind=kind)
    assert isinstance(made, Organisation)
    return made


def _network(sheet: Sheet, form: NetworkForm, sent: dict[str, Any], members: list[Organisation]) -> Network:
    role = ParticipationRole.MEMBER.value
    fundings = {row["programme"]: row for row in form.filled("funding")}
    rows = {
        "participations": [
            sheet.row(Network, "participations", organisation=one, role=role, position=place)
            for place, one in enumerate(members)
        ],
        "fundings": [
            sheet.row(Network, "fundings", programme=programme, **({"end": row["end"]} if row["end"] else {}))
            for programme, row in fundings.items()
        ],
    }
    if sent["website"]:
        kind, label = LinkKind.WEBSITE.value, f"Website von {sent['name']}"
        rows["links"] = [sheet.row(Network, "links", kind=kind, url=sent["website"], label=label[:200])]
    many = {"regions": [sent["region"].pk], "fields": sorted({row["field"].pk for row in form.filled("field")})}
    values = {name: sent[name] for name in ("name", "kind", "summary")}
    made = sheet.create(Network, many, rows, **values)
    assert isinstance(made, Network)
    return made


def _dated(row: dict[str, str]) -> dict[str, Any]:
    """One day or period where it reads as one, else how often."""
    try:
        return {"name": row["name"], "kind": EventKind.SINGLE.value, "start": DateField().clean(row["when"])}
    except ValidationError:
        return {"name": row["name"], "kind": EventKind.SERIES.value, "frequency": row["when"]}


def _contact(sheet: Sheet, network: Network, sent: dict[str, Any]) -> None:
    values, many = contact.task_of(network, None, sent)
    if isinstance(sent["contact"], Person):
        sheet.add(sent["contact"], "responsibilities", many, **values)
        contact.add_channels(sheet, sent["contact"], sent)
    else:
        contact.create_person(sheet, sent["contact"], None, [(values, many)], sent)
