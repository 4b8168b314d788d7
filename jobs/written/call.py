"""A call opens or closes: from when until when applications are possible."""

from django import forms

from jobs.forms import JobForm
from jobs.sheet import Sheet
from programmes.enums import Application
from programmes.models import Programme
from publishing.enums import LinkKind
from sourcing.fields import DateField

OPENED, CLOSED = "offen", "geschlossen"


class CallForm(JobForm):
    layout = [
        ("Was gilt", ["what"]),
        ("Ab wann", ["opens"]),
        ("Bis wann", ["deadline"]),
        ("Wo steht es", ["link"]),
    ]

    what = forms.ChoiceField(
        label="Der Aufruf ist …", choices=[(OPENED, "geöffnet (auch: öffnet bald)"), (CLOSED, "geschlossen")]
    )
    opens = DateField(
        required=False,
        label="Anträge möglich ab",
        help_text="Leer: ab sofort. Vorher sagt die Seite, ab wann es geht, danach von selbst „ja“.",
    )
    deadline = DateField(
        required=False,
        label="Anträge möglich bis",
        help_text="Leer: ohne Frist. Danach sagt die Seite von selbst, dass die Frist abgelaufen ist.",
    )
    link = forms.URLField(required=False, max_length=500, label="Adresse des Aufrufs", assume_scheme="https")

    def clean(self):
        sent = super().clean()
        first, last = sent.get("opens"), sent.get("deadline")
        if first and last and last.edtf < first.edtf:
            self.add_error("deadline", "Die Frist liegt vor der Öffnung.")
        return sent


def write(sheet: Sheet, form: CallForm) -> None:
    record, sent = form.record, form.cleaned_data
    assert isinstance(record, Programme)
    is_open = sent["what"] == OPENED
    sheet.set(record, application=(Application.YES if is_open else Application.NO).value)
    for name in ("opens", "deadline"):
        if sent[name]:
            sheet.set(record, **{name: sent[name]})
        elif is_open and getattr(record, name):  # of the call before
            sheet.state(record)["fields"] |= {name: "", f"{name}_wording": ""}
            sheet.uncite(record, name)
    known = {row["fields"]["url"] for row in sheet.state(record)["parts"]["links"].values()}
    if sent["link"] and sent["link"] not in known:
        sheet.add(record, "links", kind=LinkKind.INFORMATION.value, url=sent["link"], label="Aufruf")
