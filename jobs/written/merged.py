"""Two entries are one: leads to the page that compares them, where one account proposes and a second confirms."""

from django import forms
from django.urls import reverse

from jobs.forms import JobForm, living
from publishing.models import Record
from sourcing.fields import NamedRecord


class MergedForm(JobForm):
    is_sourced = False  # the page that compares asks why
    layout = [("Womit", ["other"]), ("Was bleibt", ["keep"])]

    other = NamedRecord(lambda: Record.objects.none(), label="Mit welchem Eintrag zusammengelegt?")
    keep = forms.ChoiceField(label="Welcher bleibt?", choices=[("this", ""), ("other", "der andere Eintrag")])

    def prepare(self) -> None:
        assert self.record
        model = type(self.record)
        other, keep = self.fields["other"], self.fields["keep"]
        other.records = lambda: living(model).exclude(pk=self.record.pk)
        keep.choices = [("this", f"„{self.record}“"), ("other", "der andere Eintrag")]
        del self.fields["why"]


def address(form: MergedForm) -> str:
    """The page that compares both."""
    here, other = form.record, form.cleaned_data["other"]
    assert here
    keep, drop = (here, other) if form.cleaned_data["keep"] == "this" else (other, here)
    return reverse("duplicate_merge", args=[here._meta.label_lower, keep.pk, drop.pk])
