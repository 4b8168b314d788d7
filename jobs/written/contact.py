"""Somebody else answers now: until when the one, from when the other."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from contacts import channel_values
from contacts.enums import ChannelKind
from contacts.models import Person, Responsibility
from core.fields import MailFormField
from jobs.forms import JobForm, living
from jobs.sheet import Sheet, day_before
from networks.models import Network, Organisation
from programmes.models import Programme
from publishing.models import Record
from sourcing.fields import DateField, NamedRecord

TASK = "Ansprechperson"
TITLES = ("dr.", "prof.", "dipl.-ing.", "pd")
# What a new person takes over from the one before.
TAKEN_OVER = ("concern", "role", "priority", "programme_id", "network_id", "organisation_id")


def basis_field(*, is_brief: bool = False) -> forms.Field:
    """Why somebody new may stand in the directory, asked as the whole form asks it; `is_brief`: beside much else."""
    field: Any = forms.fields_for_model(Person, ["basis"])["basis"]
    if is_brief:
        field.label, field.help_text = "Grundlage (neue Person)", ""
        return field
    field.label = f"{field.label}, wenn die Person neu ist"
    field.widget.attrs["class"] = "vTextField np-job__wide"
    return field


class ContactForm(JobForm):
    layout = [
        ("Wer hört auf", ["old", "all_here", "until"]),
        ("Wer kommt", ["new", "task", "since", "phone", "mail", "basis"]),
    ]

    old = forms.ModelChoiceField(
        Responsibility.objects.none(),
        required=False,
        label="Bisher",
        empty_label="niemand – es kommt jemand dazu",
        widget=forms.Select({"class": "vTextField np-job__wide"}),  # tells two tasks of one person apart
    )
    all_here = forms.BooleanField(required=False, label="auch mit allen anderen Aufgaben hier")
    until = DateField(
        required=False, label="Zuständig bis", help_text="Leer: bis zum Tag, bevor die neue Person beginnt."
    )
    new = NamedRecord(
        lambda: living(Person),
        new=True,
        namesakes=True,
        required=False,
        label="Neu: Vorname und Nachname",
        help_text="Wer schon eingetragen ist, steht in der Liste. Leer, wenn niemand nachfolgt.",
    )
    task = forms.CharField(
        required=False, max_length=160, label="Rolle", help_text="Zum Beispiel „Geschäftsführung“. Leer: wie bisher."
    )
    phone = forms.CharField(required=False, max_length=250, label="Telefon", widget=forms.TextInput({"type": "tel"}))
    mail = MailFormField(required=False, max_length=250, label="E-Mail")
    basis = basis_field()
    since = DateField(required=False, label="Zuständig ab", help_text="Vorher erscheint die neue Person nirgends.")

    def prepare(self) -> None:
        column = column_of(self.record)
        rows = Responsibility.objects.filter(**{column: self.record}, end="").select_related("person", "office")
        field = self.fields["old"]
        field.queryset = rows
        field.label_from_instance = lambda row: f"{row.person or row.office} – {row.task}"
        if len(rows) == 1:
            field.initial = rows[0].pk
        holders = [row.person or row.office for row in rows]
        if len(set(holders)) == len(holders):
            del self.fields["all_here"]

    def clean_phone(self) -> str:
        if value := self.cleaned_data["phone"].strip():
            channel_values.validate(ChannelKind.PHONE, value)
        return value

    def clean_new(self):
        new = self.cleaned_data["new"]
        if isinstance(new, str) and len(new.split()) < 2:
            raise ValidationError("Bitte Vorname und Nachname angeben.")
        return new

    def clean(self):
        sent = super().clean()
        if "new" in self.errors or "old" in self.errors:
            return sent
        old, new, since, until = (sent.get(name) for name in ("old", "new", "since", "until"))
        if not old and not new:
            self.add_error("new", "Bitte sagen Sie, wer aufhört oder wer kommt.")
        if new and not since and "since" not in self.errors:
            self.add_error("since", "Bitte sagen Sie, ab wann die neue Person zuständig ist.")
        if old and not until and "until" not in self.errors:
            sent["until"] = day_before(since) if since else None
            if not sent["until"] and (since or not new):
                self.add_error("until", "Bitte sagen Sie, bis wann; es folgt nicht aus dem anderen Datum.")
        return sent


def column_of(record: Record | None) -> str:
    return {Network: "network", Programme: "programme", Organisation: "organisation"}[type(record)]


def write(sheet: Sheet, form: ContactForm) -> None:
    sent, record = form.cleaned_data, form.record
    old: Responsibility | None = sent["old"]
    ended, left = _ended_and_left(record, old, sent.get("all_here", False))
    for row in ended:
        sheet.end_row(
            _holder(row), "responsibilities" if row.person else "duties", str(row.pk), sent["until"], row.task
        )
    if kept := [row.task for row in left if old and _holder(row) == _holder(old)]:
        sheet.notes.append(f"{_holder(old)} bleibt hier eingetragen für: {', '.join(kept)}.")
    if not sent["new"]:
        if not left:
            sheet.notes.append("Danach ist hier niemand mehr eingetragen. Wissen Sie, wen man stattdessen fragt?")
        return
    tasks = [task_of(record, row, sent) for row in ended] or [task_of(record, None, sent)]
    if isinstance(sent["new"], Person):
        for values, many in tasks:
            sheet.add(sent["new"], "responsibilities", many, **values)
        add_channels(sheet, sent["new"], sent)
    else:
        organisation = old.person.organisation if old and old.person else (old.office if old else None)
        create_person(sheet, sent["new"], organisation, tasks, sent)


def _ended_and_left(
    record: Record | None, old: Responsibility | None, all_here: bool
) -> tuple[list[Responsibility], list[Responsibility]]:
    """What ends, the chosen task first, and who else is responsible here, and for what else."""
    rows = list(Responsibility.objects.filter(**{column_of(record): record}, end="").select_related("person", "office"))
    ended = [row for row in rows if old and (row == old or all_here and _holder(row) == _holder(old))]
    return sorted(ended, key=lambda row: row != old), [row for row in rows if row not in ended]


def _holder(row: Responsibility | None) -> Record:
    holder = row and (row.person or row.office)
    assert holder, "a rule of the database"
    return holder


def task_of(record: Record | None, old: Responsibility | None, sent: dict[str, Any]) -> tuple[dict, dict]:
    """The columns and lists of a responsibility, after the one before."""
    values: dict[str, Any] = {name: getattr(old, name) for name in TAKEN_OVER} if old else {}
    many: dict[str, list[int]] = {}
    if old:
        many = {name: sorted(getattr(old, name).values_list("pk", flat=True)) for name in ("regions", "fields")}
    if record:
        values[f"{column_of(record)}_id"] = record.pk
    values["task"] = sent["task"] or (old.task if old else TASK)
    return values | ({"start": sent["since"]} if sent.get("since") else {}), many


def create_person(
    sheet: Sheet, name: str, organisation: Organisation | None, tasks: list[tuple[dict, dict]], sent: dict[str, Any]
) -> Person:
    """A new person with what they are responsible for and how to reach them."""
    words = name.split()
    title = []
    while len(words) > 2 and words[0].casefold() in TITLES:
        title.append(words.pop(0))
    rows = {
        "responsibilities": [sheet.row(Person, "responsibilities", many, **values) for values, many in tasks],
        "channels": [sheet.row(Person, "channels", kind=kind, value=value) for kind, value in channels(sent)],
    }
    own = {"organisation": organisation} if organisation else {}
    if not sent["basis"]:
        sheet.notes.append(f"Warum {name} im Verzeichnis stehen darf, ist noch nicht gesagt: bitte bei der Person.")
    values = {
        "title": " ".join(title),
        "given_name": " ".join(words[:-1]),
        "family_name": words[-1],
        "basis": sent["basis"],
        **own,
    }
    person = sheet.create(Person, None, rows, **values)
    assert isinstance(person, Person)
    return person


def channels(sent: dict[str, Any]) -> list[tuple[str, str]]:
    found = ((ChannelKind.PHONE.value, sent.get("phone")), (ChannelKind.EMAIL.value, sent.get("mail")))
    return [way for kind, value in found if value for way in channel_values.each(kind, value)]


def add_channels(sheet: Sheet, person: Person, sent: dict[str, Any]) -> None:
    """Those that are not there yet."""
    known = {row["fields"]["value"] for row in sheet.state(person)["parts"]["channels"].values()}
    for kind, value in channels(sent):
        if value not in known:
            sheet.add(person, "channels", kind=kind, value=value)
