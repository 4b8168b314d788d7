from datetime import timedelta

from django import forms
from django.utils import timezone

from editing.models import Report
from editing.reports.pages import known_path, record_at
from publishing.history import type_of

MOST_PER_HOUR = 60  # from everybody together: nobody's address is kept to count by


class ReportForm(forms.ModelForm):
    """`adresse` is a trap: invisible, so only programs fill it in."""

    seite = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    adresse = forms.CharField(required=False)

    class Meta:
        model = Report
        fields = ["kind", "text", "evidence", "email"]
        error_messages = {
            "kind": {"required": "Bitte wählen Sie, was nicht stimmt."},
            "text": {"required": "Bitte beschreiben Sie kurz, was nicht stimmt."},
            "email": {"invalid": "Bitte eine vollständige E-Mail-Adresse, zum Beispiel name@firma.de."},
        }

    def clean_seite(self) -> str:
        return known_path(self.cleaned_data["seite"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("adresse"):
            raise forms.ValidationError("Bitte lassen Sie das Feld „Adresse“ leer.", code="trap")
        recent = Report.objects.filter(created_at__gt=timezone.now() - timedelta(hours=1))
        if not self.errors and recent.count() >= MOST_PER_HOUR:
            raise forms.ValidationError(
                "Gerade kommen zu viele Meldungen an. Bitte versuchen Sie es in einer Stunde noch einmal.", code="many"
            )
        return cleaned

    def save(self, commit=True) -> Report:
        """The same words about the same page twice are one report: buttons are pressed twice."""
        report = super().save(commit=False)
        report.path = self.cleaned_data["seite"]
        again = Report.objects.filter(kind=report.kind, path=report.path, text=report.text, state="offen").first()
        if again:
            return again
        if record := record_at(report.path):
            report.content_type, report.object_id = type_of(record), record.pk
        report.save()
        return report
