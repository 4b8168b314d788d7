"""The editors' side of the search: words that mean the same."""

from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from core.admin_html import link
from core.asks_again import AsksAgain
from core.change_log import LogsValuesMixin
from search.engine.synonyms import MAX_PHRASE, content, key
from search.models import SynonymGroup
from search.query import search


def search_url(text: str) -> str:
    """The public result page for a text."""
    return f"{reverse('search:search')}?{urlencode({'q': text})}"


class SynonymForm(forms.ModelForm):
    """Refuses phrases that no search could match."""

    class Meta:
        model = SynonymGroup
        fields = ["words", "note"]
        widgets = {"words": forms.Textarea(attrs={"rows": 8, "cols": 60})}

    def clean_words(self) -> str:
        lines = [" ".join(line.split()) for line in self.cleaned_data["words"].splitlines()]
        lines = list(dict.fromkeys(line for line in lines if line))
        errors = []
        for line in lines:
            words = content(line)
            if not words:
                errors.append(f"„{line}“ enthält kein Wort, nach dem gesucht wird.")
            elif len(words) > MAX_PHRASE:
                errors.append(f"„{line}“ ist zu lang: höchstens {MAX_PHRASE} Wörter je Zeile.")
        if errors:
            raise forms.ValidationError(errors)
        if len(lines) > 1 and len({key(content(line)) for line in lines}) < 2:
            raise forms.ValidationError("Diese Wörter sind für die Suche schon dasselbe; die Gruppe bewirkt nichts.")
        return "\n".join(lines)


@admin.register(SynonymGroup)
class SynonymGroupAdmin(LogsValuesMixin, AsksAgain, admin.ModelAdmin):
    form = SynonymForm
    list_display = ["phrases_column", "note", "try_column"]
    list_per_page = 50
    search_fields = ["words", "note"]
    search_help_text = "Sucht in Wörtern und Notizen."
    fields = ["words", "note", "try_all"]
    readonly_fields = ["try_all"]

    def get_changeform_initial_data(self, request):
        """„Synonym anlegen“ hands over what was searched; the words to go with it start on the next line."""
        initial = super().get_changeform_initial_data(request)
        words = str(initial.get("words", "")).strip()[:100]
        return initial | ({"words": f"{words}\n"} if words else {})

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        for phrase, other in also_elsewhere(obj):
            url = reverse("admin:search_synonymgroup_change", args=[other.pk])
            text = format_html(
                "Hinweis: „{}“ steht auch in der Gruppe {}. Gesucht wird dann nach beiden.", phrase, link(url, other)
            )
            messages.warning(request, text)

    @admin.display(description="Gleichbedeutend", ordering="words")
    def phrases_column(self, group):
        return str(group)

    @admin.display(description="Probesuche")
    def try_column(self, group):
        return _try_link(group.phrases[0]) if group.phrases else "–"

    @admin.display(description="Probesuche")
    def try_all(self, group):
        if not group.pk:
            return "nach dem Sichern"
        rows = [(_try_link(phrase), search(phrase).total) for phrase in group.phrases]
        return render_to_string("search/synonym_trials.html", {"rows": rows})


def _try_link(phrase: str) -> str:
    return link(search_url(phrase), f"„{phrase}“ suchen")


def also_elsewhere(group: SynonymGroup) -> list[tuple[str, SynonymGroup]]:
    """The phrases of a group that another one has, too."""
    own = {key(content(phrase)): phrase for phrase in group.phrases}
    return [
        (own[key(content(phrase))], other)
        for other in SynonymGroup.objects.exclude(pk=group.pk)
        for phrase in other.phrases
        if key(content(phrase)) in own
    ]
