from django import forms
from django.conf import settings

from accounts.secret_paths import masked
from core.words import _, _lazy
from publishing.history import type_of
from reports import limits
from reports.enums import URGENT
from reports.limits import Verdict
from reports.models import Report
from reports.pages import known_path, record_at


class ReportForm(forms.ModelForm):
    """`adresse` is a trap: invisible, so only programs fill it in. `question`: what is to be answered first."""

    seite = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    adresse = forms.CharField(required=False)
    frage = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    antwort = forms.CharField(required=False, max_length=20)

    class Meta:
        model = Report
        fields = ["kind", "text", "evidence", "email"]
        error_messages = {
            "kind": {"required": _lazy("Bitte wählen Sie, was nicht stimmt.")},
            "text": {"required": _lazy("Bitte beschreiben Sie kurz, was nicht stimmt.")},
            "email": {"invalid": _lazy("Bitte eine vollständige E-Mail-Adresse, zum Beispiel name@firma.de.")},
        }

    def __init__(self, *args, sender: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.sender, self.question = sender, None

    def clean_seite(self) -> str:
        return known_path(self.cleaned_data["seite"])

    def clean_text(self) -> str:
        return masked(self.cleaned_data["text"])

    def clean_evidence(self) -> str:
        return masked(self.cleaned_data["evidence"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("adresse"):
            raise forms.ValidationError(_("Bitte lassen Sie das Feld „Adresse“ leer."), code="trap")
        if not self.errors:
            self._check_limits(cleaned)
        return cleaned

    def _check_limits(self, cleaned: dict) -> None:
        verdict = limits.judge(self.sender, urgent=cleaned["kind"] in URGENT)
        if verdict is Verdict.REFUSED:
            other = (
                _(" Oder schreiben Sie an {operator_email}.").format(operator_email=settings.OPERATOR_EMAIL)
                if settings.OPERATOR_EMAIL
                else ""
            )
            words = _("Gerade kommen zu viele Meldungen an. Bitte versuchen Sie es in einer Stunde noch einmal.")
            raise forms.ValidationError(words + other, code="many")
        if verdict is Verdict.ASKED and not limits.is_answered(cleaned["frage"], cleaned["antwort"]):
            self.question = limits.new_question()
            words = _("Gerade kommen viele Meldungen an. Bitte beantworten Sie die Rechenfrage über der Schaltfläche.")
            raise forms.ValidationError(words, code="question")

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
        limits.count(self.sender)
        return report
