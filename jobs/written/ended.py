"""A network has ended: its status, the day, who goes on, and until when its contacts were responsible."""

from typing import Any

from django import forms

from contacts.models import Responsibility
from jobs.forms import JobForm, living
from jobs.sheet import Sheet, lies_ahead
from networks.enums import RelationKind, StatedStatus
from networks.models import Network
from publishing.enums import MilestoneKind
from publishing.permissions import can_edit
from sourcing.fields import DateField, NamedRecord


class EndedForm(JobForm):
    layout = [
        ("Was ist geschehen", ["status"]),
        ("Wann", ["on"]),
        ("Wer führt es fort", ["successor"]),
        ("Hinweis für Besucherinnen und Besucher", ["note"]),
    ]

    status = forms.ChoiceField(
        label="Das Netzwerk ist …",
        choices=[(StatedStatus.ENDED.value, "beendet"), (StatedStatus.CONVERTED.value, "in etwas anderem aufgegangen")],
    )
    on = DateField(label="Bis wann gab es das Netzwerk?")
    successor = NamedRecord(
        lambda: living(Network), required=False, label="Nachfolge", help_text="Leer, wenn niemand es fortführt."
    )
    note = forms.CharField(
        required=False, max_length=250, label="Hinweis zum Status", help_text="Steht oben auf der Seite; meist leer."
    )

    def clean_successor(self):
        found = self.cleaned_data["successor"]
        if found and found == self.record:
            raise forms.ValidationError("Ein Netzwerk folgt nicht auf sich selbst.")
        return found


def write(sheet: Sheet, form: EndedForm) -> None:
    record, sent = form.record, form.cleaned_data
    assert isinstance(record, Network)
    ahead = lies_ahead(sent["on"])
    if ahead:
        sheet.notes.append("Das Ende liegt noch vor uns: Es steht als Plan auf der Seite, der Status bleibt bis dahin.")
    else:
        sheet.set(record, stated_status=sent["status"])
    text = "Ende des Netzwerks"
    if successor := sent["successor"]:
        text = f"{text}; fortgeführt von „{successor}“"
    kind = MilestoneKind.PLANNED if ahead else MilestoneKind.ENDED
    sheet.add(record, "milestones", kind=kind.value, date=sent["on"], text=text[:300])
    note = sent["note"]
    if successor:
        note = _succeed(sheet, record, successor, sent, note)
    if note:
        sheet.set(record, status_note=note[:250])
    _end_contacts(sheet, record, sent["on"])


def _succeed(sheet: Sheet, record: Network, successor: Network, sent: dict[str, Any], note: str) -> str:
    """The row belongs to the successor; who may not write that says it in the note."""
    if not can_edit(sheet.by, successor):
        sheet.notes.append(f"„{successor}“ gehört anderen; die Nachfolge steht deshalb im Hinweis zum Status.")
        return f"Nachfolge: {successor}. {note}".strip()
    known = sheet.state(successor)["parts"]["relations_out"].values()
    if not any(
        row["fields"]["to_network_id"] == record.pk and row["fields"]["kind"] == RelationKind.SUCCESSOR_OF
        for row in known
    ):
        sheet.add(successor, "relations_out", to_network=record, kind=RelationKind.SUCCESSOR_OF.value, start=sent["on"])
    return note


def _end_contacts(sheet: Sheet, record: Network, on) -> None:
    for task in Responsibility.objects.filter(network=record, end="").select_related("person", "office"):
        holder, part = (task.person, "responsibilities") if task.person else (task.office, "duties")
        if not can_edit(sheet.by, holder):
            sheet.notes.append(f"Die Zuständigkeit von „{holder}“ endet nicht von selbst: Der Eintrag gehört anderen.")
        elif str(task.pk) in sheet.state(holder)["parts"][part]:
            sheet.end_row(holder, part, str(task.pk), on, task.task)
