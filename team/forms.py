"""What an account says about its mails and about being away."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from accounts.models import Editor
from sourcing.fields import DAY_EXAMPLE, DayField
from team.models import MailWish, StandIn


class MailForm(forms.ModelForm):
    weekly = forms.BooleanField(
        label="Wochenmail: was zu prüfen ist, ausläuft oder wartet",
        required=False,
        help_text="Höchstens einmal in der Woche. Gibt es nichts, kommt keine.",
    )

    class Meta:
        model = MailWish
        fields = ["handed_in", "returned", "released"]


def colleagues(editor: Editor):
    """Accounts that may stand in for another."""
    others = Editor.objects.filter(is_active=True, is_staff=True).exclude(pk=editor.pk)
    return others.filter(Q(groups__isnull=False) | Q(is_superuser=True)).distinct().order_by("last_name", "username")


class ColleagueField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        name = str(obj)
        return f"{name}, {obj.office}" if obj.office else name


class AwayForm(forms.ModelForm):
    """From when until when, and who stands in."""

    deputy = ColleagueField(
        Editor.objects.none(), label="Vertretung", error_messages={"required": "Bitte wählen Sie, wer Sie vertritt."}
    )

    class Meta:
        model = StandIn
        fields = ["since", "until", "deputy"]
        field_classes = {"since": DayField, "until": DayField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = colleagues(self.instance.editor)
        for name in ("since", "until"):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = "Bitte ein Datum, zum Beispiel 24.12.2026."
            self.fields[name].help_text = DAY_EXAMPLE

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError("Dieser Tag ist schon vorbei.")
        return until


class SuccessorForm(forms.Form):
    """Who takes over from somebody who leaves."""

    nachfolge = ColleagueField(
        Editor.objects.none(), label="Nachfolge", error_messages={"required": "Bitte wählen Sie, wer übernimmt."}
    )

    def __init__(self, *args, leaving: Editor, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["nachfolge"]
        field.queryset = colleagues(leaving)
