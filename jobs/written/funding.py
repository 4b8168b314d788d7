"""A funding goes on: what was stated of the first period stays, the next one stands beside it."""

from django import forms

from jobs.forms import JobForm
from jobs.sheet import Sheet, begins_after
from networks.enums import StatedStatus
from networks.models import Network
from programmes.models import Funding
from sourcing.fields import DateField


class FundingForm(JobForm):
    layout = [
        ("Welche Förderung", ["funding"]),
        ("Bis wann", ["end", "is_provisional"]),
        ("Ab wann", ["start"]),
    ]

    funding = forms.ModelChoiceField(Funding.objects.none(), label="Welche Förderung geht weiter?")
    end = DateField(label="Neues Ende")
    is_provisional = forms.BooleanField(required=False, label="Das Ende ist vorläufig")
    start = DateField(
        required=False, label="Beginn der Verlängerung", help_text="Leer: im Anschluss an das bisherige Ende."
    )

    def prepare(self) -> None:
        rows = Funding.objects.filter(network=self.record).select_related("programme").order_by("-end_latest", "-pk")
        field = self.fields["funding"]
        field.queryset = rows
        field.label_from_instance = lambda row: " ".join(filter(None, (str(row.programme), row.period_display)))
        if len(rows) == 1:
            field.initial = rows[0].pk

    def clean(self):
        sent = super().clean()
        funding, end = sent.get("funding"), sent.get("end")
        if funding and end:
            start = sent["start"] = sent.get("start") or begins_after(funding.end)
            if start and end.edtf < start.edtf:
                self.add_error("end", "Das neue Ende liegt vor dem Beginn der Verlängerung.")
        return sent


def write(sheet: Sheet, form: FundingForm) -> None:
    record, sent = form.record, form.cleaned_data
    assert isinstance(record, Network)
    period = {"start": sent["start"]} if sent["start"] else {}
    sheet.add(
        record,
        "fundings",
        programme=sent["funding"].programme,
        end=sent["end"],
        end_is_provisional=sent["is_provisional"],
        **period,
    )
    if record.stated_status == StatedStatus.FUNDING_ENDED:
        sheet.set(record, stated_status=StatedStatus.ACTIVE.value)
