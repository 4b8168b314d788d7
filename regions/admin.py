from django.contrib import admin
from django.db.models import Q

from core.asks_again import AsksAgain
from core.autocomplete import AutocompleteAdminMixin, KnowsChosenFormMixin
from core.change_log import LogsValuesMixin
from core.forms import CheckedModelForm
from inputs.slugs import german_slug
from regions.enums import RegionKind
from regions.models import Region


class RegionForm(KnowsChosenFormMixin, CheckedModelForm):
    """The slug may stay empty; it then follows from the name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self):
        super().clean()
        values = self.cleaned_data
        if not values.get("slug") and "slug" not in self.errors:
            values["slug"] = german_slug(values.get("name", ""))
        if values.get("kind") != RegionKind.FUNCTIONAL and (values.get("covers") or values.get("touches")):
            self.add_error("kind", "Nur eine funktionale Region umfasst andere oder reicht in sie hinein.")


@admin.register(Region)
class RegionAdmin(LogsValuesMixin, AsksAgain, AutocompleteAdminMixin, admin.ModelAdmin):
    form = RegionForm
    list_display = ["name", "kind", "parent", "ags", "nuts"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    list_per_page = 50
    search_fields = ["name", "also_called", "ags", "nuts"]
    search_help_text = "Sucht in Namen, Suchwörtern und amtlichen Schlüsseln."
    ordering = ["name"]
    autocomplete_fields = ["parent", "covers", "touches"]
    save_on_top = True
    fieldsets = [
        ("Stammdaten", {"fields": ["name", "slug", "kind", "designation", "parent"]}),
        ("Funktionale Region", {"fields": ["covers", "touches"]}),
        (
            "Amtliche Schlüssel",
            {
                "fields": ["ags", ("nuts", "nuts_version")],
                "description": "Nur, wenn es die Region amtlich gibt; funktionale haben meist keine.",
            },
        ),
        ("Namen und Hinweise", {"fields": ["also_called", "note"]}),
    ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        help_texts = {
            "slug": "Teil der Internetadresse. Leer lassen, dann entsteht sie aus dem Namen; "
            "bei einer Änderung leitet die alte um.",
            "also_called": "Weitere Namen, eine Zeile je Name. Die Suche findet die Region auch darunter.",
        }
        return super().get_form(request, obj, change=change, help_texts=help_texts, **kwargs)

    def get_search_results(self, request, queryset, search_term):
        """SQLite compares umlauts exactly, so „öresund“ and „Öresund“ are both tried."""
        found = Q(pk__in=[])
        for term in {search_term, search_term.lower(), search_term.upper()}:
            found |= Q(pk__in=super().get_search_results(request, queryset, term)[0].values("pk"))
        return (queryset.filter(found), False) if search_term else (queryset, False)

    def view_on_site(self, obj):
        return obj.get_absolute_url()
