"""An entry is called otherwise now. The old name stays findable, the old address leads to the new one."""

from django import forms
from django.core.exceptions import ValidationError

from core.addresses import free_address
from jobs.forms import JobForm
from jobs.sheet import Sheet
from publishing.enums import MilestoneKind, NameKind
from publishing.models import Record
from publishing.snapshots import content_fields
from sourcing.fields import DateField


class RenamedForm(JobForm):
    layout = [
        ("Neuer Name", ["name"]),
        ("Seit wann", ["since"]),
    ]

    name = forms.CharField(max_length=200, label="Wie heißt es jetzt?")
    since = DateField(label="Seit wann?")

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if self.record and name == str(self.record):
            raise ValidationError("So heißt der Eintrag schon.")
        return name


def write(sheet: Sheet, form: RenamedForm) -> None:
    record, sent = form.record, form.cleaned_data
    assert record
    old, new = str(record), sent["name"]
    sheet.set(record, name=new)
    renamed = type(record)(pk=record.pk, name=new)
    sheet.state(record)["fields"]["slug"] = free_address(renamed)
    names = sheet.state(record)["parts"]["names"]
    for key in [key for key, row in names.items() if row["fields"]["name"] == new]:
        del names[key]  # it is the name now, no other one
    sheet.add(record, "names", kind=NameKind.FORMER.value, name=old)
    sheet.add(
        record,
        "milestones",
        kind=MilestoneKind.RENAMED.value,
        date=sent["since"],
        text=f"Umbenannt in „{new}“, vorher „{old}“"[:300],
    )
    sheet.notes += _still_said(record, old)


def _still_said(record: Record, old: str) -> list[str]:
    labels = [
        str(field.verbose_name)
        for field in content_fields(type(record))
        if field.name != "name" and old in str(getattr(record, field.attname) or "")
    ]
    return [f"Der alte Name steht noch in: {', '.join(labels)}."] if labels else []
