"""Three pages: what there is, how programs ask for it, and everything at once."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import is_valid_path
from django.views.decorators.http import require_safe

from contacts.models import Person
from core.words import Words, _, _lazy
from documents.shape import ALWAYS, BESIDE, shape_of
from memory.anew import made_anew
from memory.kept import remembered
from networks.models import Event
from open_data.api.answers import ROOT, TITLES
from open_data.api.limits import MINUTE
from open_data.api.lists import OPEN
from open_data.api.parameters import MOST, ONLY, USUAL
from open_data.downloads import dump
from open_data.downloads.forms import FORMS, Form, forms_of
from open_data.explained.examples import for_people, for_programs
from open_data.feeds.atom import FEEDS
from open_data.selection import LISTS, PublicList

HOME, API, DUMPS = "/offene-daten/", "/offene-daten/api/", "/offene-daten/abzug/"
OWN_LICENCE = "http://dcat-ap.de/def/licenses/other-opensource"  # of what is shipped: that of the portal

# What is wrong (`open_data.api.answers.TITLES`) → what that means, and what to do.
MEANINGS: dict[str, Words] = {
    "unbekannter-parameter": _lazy("Diesen Namen kennt die Adresse nicht; bekannt nennt die, die sie kennt."),
    "unbekannter-wert": _lazy("Diesen Wert gibt es nicht, zum Beispiel eine Region oder ein Feld, das anders heißt."),
    "falscher-wert": _lazy("Der Wert hat nicht die Form, die verlangt ist, oder steht mehrmals oder leer da."),
    "nicht-gefunden": _lazy("Einen solchen Eintrag oder eine solche Adresse gibt es nicht."),
    "entfernt": _lazy("Der Eintrag war öffentlich und ist es nicht mehr; grund sagt, warum."),
    "nur-lesen": _lazy("Es gibt nur GET und HEAD: Geschrieben wird in der Redaktion."),
    "zu-viele-anfragen": _lazy("Warten, so viele Sekunden, wie Retry-After nennt, dann weiter."),
}


@dataclass(frozen=True)
class Row:
    """A list, in how many forms it can be had, and what can be asked of it."""

    of: PublicList

    @property
    def count(self) -> int:
        return remembered("open_data.counts", _counts)[self.of.name]

    @property
    def forms(self) -> list[Form]:
        return forms_of(self.of)

    @property
    def has_feed(self) -> bool:
        return self.of.name in FEEDS

    @property
    def has_calendar(self) -> bool:
        return self.of.model is Event

    @property
    def has_api(self) -> bool:
        return self.of.name in OPEN

    @property
    def api_url(self) -> str:
        return f"{ROOT}/{self.of.name}"

    @property
    def has_page(self) -> bool:
        return bool(is_valid_path(self.of.path))

    @property
    def is_of_people(self) -> bool:
        return self.of.model is Person

    @property
    def filters(self) -> list[tuple[str, str]]:
        """Parameter and what it asks for."""
        facets = self.of.filters.facets() if self.of.filters else {}
        usual = {"q": _("Suche nach Wörtern"), "ort": _("Ort oder Postleitzahl"), "sortierung": _("Reihenfolge")}
        return [(name, str(facets[name].label) if name in facets else usual[name]) for name in self.of.params]

    @property
    def keys(self) -> list[tuple[str, str]]:
        return [(entry.key, entry.label) for entry in shape_of(self.of.model).entries.values()]


def _counts() -> dict[str, int]:
    return {of.name: of.kind.visible().count() for of in LISTS.values()}


def _options() -> list[tuple[str, str, str]]:
    """What can be chosen of files: as it stands in addresses, in words, of which files."""
    found: dict[str, tuple[str, list[str]]] = {f"{ONLY}=name,regionen": (_("nur diese Spalten"), [])}
    for form in FORMS.values():
        for option in form.options:
            for value in option.values[1:]:
                found.setdefault(f"{option.param}={value}", (str(option.label), []))[1].append(str(form.label))
    return [(said, label, ", ".join(forms) or _("alle")) for said, (label, forms) in found.items()]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    context = {
        "breadcrumbs": [{"label": _("Offene Daten")}],
        "rows": [Row(of) for of in LISTS.values()],
        "options": _options(),
        "examples": for_people(),
        "is_own_licence": settings.DATA_LICENCE == OWN_LICENCE,
        "licence": settings.DATA_LICENCE,
        "attribution": settings.DATA_ATTRIBUTION or settings.OPERATOR_NAME or settings.SITE_NAME,
    }
    return render(request, "open_data/overview.html", context)


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    context = {
        "breadcrumbs": [{"label": _("Offene Daten"), "url": HOME}, {"label": _("Schnittstelle")}],
        "base": f"{settings.SITE_URL}{ROOT}",
        "rows": [Row(of) for of in OPEN.values()],
        "api": ROOT,
        "always": [*ALWAYS.items(), *BESIDE.items()],
        "problems": [(name, TITLES[name][0], means) for name, means in MEANINGS.items()],
        "examples": for_programs(),
        "rate": settings.API_RATE,
        "seconds": MINUTE,
        "usual": USUAL,
        "most": MOST,
    }
    return render(request, "open_data/api.html", context)


@require_safe
@made_anew
def dumps(request: HttpRequest) -> HttpResponse:
    context = {
        "breadcrumbs": [{"label": _("Offene Daten"), "url": HOME}, {"label": _("Alles auf einmal")}],
        "dumps": dump.kept(),
        "sums": dump.SUMS,
        "titles": {name: of.kind.titles for name, of in LISTS.items()},
    }
    return render(request, "open_data/dumps.html", context)
