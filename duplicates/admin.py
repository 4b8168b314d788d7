"""In the forms of entries: who is called like this already. In their lists: making one of two."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse

from desk.admin import extend
from duplicates.known import KINDS
from duplicates.models import NoDuplicate
from duplicates.names import plain
from duplicates.namesakes import namesakes
from publishing.permissions import is_reviewer

ANYWAY = "_trotzdem"


class NamesakeForm(forms.ModelForm):
    """Warns once of entries that are called alike; ticking „trotzdem sichern“ is enough for that name."""

    class Media:
        css = {"all": ["css/dubletten.css"]}
        js = ["js/namensgleich.js"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get(self._name_fields()[-1]):
            field.widget.attrs |= {
                "data-aehnlich": reverse("namesake_list"),
                "data-art": self._meta.model._meta.label_lower,
                "data-ausser": str(self.instance.pk or ""),
                "data-mit": " ".join(f"id_{name}" for name in self._name_fields()),
            }

    def _name_fields(self) -> list[str]:
        return ["given_name", "family_name"] if "family_name" in self.fields else ["name"]

    def clean(self):
        cleaned = super().clean()
        names = self._name_fields()
        name = " ".join(str(self.cleaned_data.get(field, "")) for field in names).strip()
        changed = not self.instance.pk or set(names) & set(self.changed_data)
        if name and changed and self.data.get(ANYWAY) != plain(name):
            self._warn(names[-1], name)
        return cleaned

    def _warn(self, field: str, name: str) -> None:
        model = self._meta.model
        found = namesakes(model, name, self.instance.pk)
        if not found:
            return
        address = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
        rows = [(reverse(address, args=[one.pk]), one) for one in found]
        words = {"rows": rows, "anyway": ANYWAY, "value": plain(name)}
        message = render_to_string("duplicates/namesakes.html", words)
        self.add_error(field, forms.ValidationError(message, code="namesake"))


@admin.action(description="Zwei Einträge zusammenführen", permissions=["change"])
def merge_two(modeladmin, request, queryset):
    """To the page where both stand side by side."""
    pks = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
    if len(pks) != 2:
        modeladmin.message_user(request, "Bitte genau zwei Einträge ankreuzen.", messages.WARNING)
        return None
    return HttpResponseRedirect(reverse("duplicate_merge", args=[queryset.model._meta.label_lower, *pks]))


extend(*KINDS, forms=[NamesakeForm], actions=[merge_two])


@admin.register(NoDuplicate)
class NoDuplicateAdmin(admin.ModelAdmin):
    """Pairs that somebody found different; deleting one proposes it again."""

    menu = "Redaktion"
    list_display = ["label", "content_type", "by", "at"]
    list_select_related = ["content_type", "by"]
    list_per_page = 50

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return is_reviewer(request.user)
