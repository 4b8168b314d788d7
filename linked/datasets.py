"""What the catalogue offers: a dataset for each kind that has a public list."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from core.words import Words, _lazy
from open_data.selection import LISTS


@dataclass(frozen=True)
class Dataset:
    """`key`: the address of its list; `themes`: codes of the EU's list of data themes."""

    key: str
    about: Words
    keywords: tuple[Words, ...]
    themes: tuple[str, ...] = ("ECON",)

    @property
    def title(self) -> str:
        return LISTS[self.key].kind.titles

    @property
    def path(self) -> str:
        return LISTS[self.key].path

    @property
    def changed(self) -> datetime | None:
        """When one of its public entries was changed last; nobody notes it of regions."""
        kind = LISTS[self.key].kind
        return kind.visible().aggregate(last=Max("changed_at"))["last"] if kind.is_record else None


DATASETS = (
    Dataset(
        "netzwerke",
        _lazy(
            "Regionale Innovationsnetzwerke, Cluster, Hubs, Initiativen und Konsortien: was sie tun, für wen, wo, wer "
            "sie trägt, wer dabei ist und was sie fördert."
        ),
        (_lazy("Innovation"), _lazy("Netzwerk"), _lazy("Cluster"), _lazy("Wirtschaftsförderung")),
        ("ECON", "TECH", "REGI"),
    ),
    Dataset(
        "organisationen",
        _lazy(
            "Stellen, die in Netzwerken mitarbeiten, sie tragen, fördern oder beherbergen, mit Kontaktwegen der Stelle."
        ),
        (_lazy("Organisation"), _lazy("Wirtschaftsförderung"), _lazy("Kammer")),
        ("ECON", "GOVE"),
    ),
    Dataset(
        "foerderprogramme",
        _lazy("Programme, die Netzwerke und Betriebe fördern: was, wer, wie viel, wie, bis wann, und wer sie bezahlt."),
        (_lazy("Förderung"), _lazy("Förderprogramm"), "GRW", "EFRE"),
        ("ECON", "GOVE", "REGI"),
    ),
    Dataset(
        "angebote",
        _lazy("Unterstützung, die kein Geld ist: Beratung, Accelerator, Datenbank, Portal, Broschüre."),
        (_lazy("Beratung"), _lazy("Gründung")),
    ),
    Dataset(
        "veranstaltungen",
        _lazy(
            "Einzelne Termine, Reihen und Formate der Netzwerke, mit Zeitangaben so genau, wie die Quelle sie macht."
        ),
        (_lazy("Veranstaltung"), _lazy("Termin")),
        ("ECON", "TECH"),
    ),
    Dataset(
        "orte",
        _lazy("Campus, Gebäude, Zentren und Anlagen, in denen Netzwerke arbeiten oder die sie betreiben."),
        (_lazy("Technologiezentrum"), _lazy("Campus")),
        ("ECON", "REGI"),
    ),
    Dataset(
        "projekte",
        _lazy("Vorhaben der Netzwerke: Ideen, Pläne, Laufendes und Abgeschlossenes."),
        (_lazy("Projekt"), _lazy("Innovation")),
        ("TECH",),
    ),
    Dataset(
        "quellen",
        _lazy("Die Dokumente, auf denen die Angaben beruhen: Titel, Herausgeber, Datum, Stand und Freigabevermerk."),
        (_lazy("Quelle"), _lazy("Beleg")),
        ("GOVE",),
    ),
    Dataset(
        "felder",
        _lazy("Innovations- und Branchenfelder in zwei Ebenen, mit Synonymen und Branchen der WZ 2025."),
        (_lazy("Vokabular"), _lazy("Branche"), "WZ 2025"),
        ("TECH",),
    ),
    Dataset(
        "zielmaerkte",
        _lazy("Länder und Städte im Ausland, die Netzwerke erreichen wollen."),
        (_lazy("Vokabular"), _lazy("Export")),
    ),
    Dataset(
        "regionen",
        _lazy("Länder, Kreise und funktionale Regionen mit AGS und NUTS-Code und dem, was sie umfassen."),
        (_lazy("Region"), "AGS", "NUTS"),
        ("REGI",),
    ),
)
LEFT_OUT = {
    "ansprechpersonen": "people are no dataset; those released for open data stand with their tasks",
    "themen": "texts to be read, no data",
    "bilder": "each has a licence of its own",
    "serien": "texts to be read, no data",
    "branchen": "the classification of the Statistisches Bundesamt, which publishes it",
    "dachmarken": "few, and each stands with the organisations that bear it",
}
