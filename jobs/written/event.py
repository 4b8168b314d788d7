"""A network, an organisation or the house invites: one day, or a series."""

from django import forms

from jobs.forms import JobForm
from jobs.sheet import Sheet
from networks.enums import EventKind
from networks.models import Event, Network, Organisation
from publishing.enums import LinkKind
from regions.models import Region
from sourcing.fields import DateField


class EventForm(JobForm):
    layout = [
        ("Was", ["name", "kind"]),
        ("Worum es geht", ["summary"]),
        ("Wann", ["start", "end"]),
        ("Wie oft", ["frequency"]),
        ("Wo", ["location"]),
        ("Anmeldung oder Seite", ["link"]),
    ]

    name = forms.CharField(max_length=200, label="Name der Veranstaltung")
    kind = forms.ChoiceField(label="Einzeltermin oder Reihe?", choices=EventKind.choices)
    summary = forms.CharField(required=False, max_length=300, label="In einem Satz")
    start = DateField(required=False, label="Beginn")
    end = DateField(required=False, label="Ende")
    frequency = forms.CharField(
        required=False, max_length=120, label="Wie oft?", help_text="Bei einer Reihe, zum Beispiel „dreimal im Jahr“."
    )
    location = forms.CharField(required=False, max_length=160, label="Ort, wie angegeben")
    link = forms.URLField(required=False, max_length=500, label="Adresse im Netz", assume_scheme="https")

    def clean(self):
        sent = super().clean()
        if not sent.get("start") and not sent.get("frequency") and "start" not in self.errors:
            self.add_error("start", "Bitte sagen Sie, wann es ist, oder bei einer Reihe, wie oft.")
        if sent.get("start") and sent.get("end") and sent["end"].edtf < sent["start"].edtf:
            self.add_error("end", "Das Ende liegt vor dem Beginn.")
        return sent


def write(sheet: Sheet, form: EventForm) -> None:
    record, sent = form.record, form.cleaned_data
    create(sheet, record, sent)


def create(sheet: Sheet, record: Network | Organisation | None, sent: dict, region: Region | None = None) -> Event:
    """`region`: for an account whose own says where it belongs; else that of the network or organisation."""
    many: dict[str, list[int]] = {}
    if isinstance(record, Network):
        many = {"networks": [record.pk], "fields": sorted(record.fields.values_list("pk", flat=True))}
    elif record:
        many = {"organisations": [record.pk]}
        region = region or record.region
    rows = {}
    if sent.get("link"):
        kind, label = LinkKind.INFORMATION.value, f"Seite zu „{sent['name']}“"
        rows["links"] = [sheet.row(Event, "links", kind=kind, url=sent["link"], label=label[:200])]
    values = {name: sent[name] for name in ("name", "kind", "summary", "frequency", "location") if sent.get(name)}
    dates = {name: sent[name] for name in ("start", "end") if sent.get(name)}
    if region:
        dates["region"] = region
    made = sheet.create(Event, many, rows, **values, **dates)
    assert isinstance(made, Event)
    return made
