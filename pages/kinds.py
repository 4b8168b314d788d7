"""What the tools must know of sources, and what every kind of record has in common for them."""

from core.kinds import CellRows, Document, Found, Kind, register
from publishing.models import SourceDocument

STATED = ("links__label", "links__target_title", "milestones__text")
FIELDS = ("fields__name", "fields__synonyms")
PORTALS = "links__kind"

# Why tools leave out what every record has.
ADDRESS = "the address, not a statement"
OF_THE_EDITORS = "for editors only"
ORDER = "an order, not a statement"
DATE = "a date is asked for with a filter"
CHOICE = "a choice is asked for with a filter"
NUMBER = "numbers mean something only beside what they count"
SOURCES = "says where something stands, not what"
ROWS = "rows with a source of their own are written in the form"
WRITTEN_IN_FORMS = "few, and with more text than a cell takes"
FEW = {"table": "few, and no list of others has them", "duplicates": "few"}
NOT_FOUND = {
    "slug": ADDRESS, "internal_note": OF_THE_EDITORS, "check_interval": OF_THE_EDITORS, "figures": NUMBER,
    "citations": SOURCES,
}  # fmt: skip
NOT_IN_TABLE = {"check_interval": OF_THE_EDITORS, "milestones": ROWS, "citations": ROWS}
# Of rows, by part and column.
UNSTATED = dict.fromkeys(("figures.note", "figures.reported_by", "milestones.note"), "nobody states such a thing of it")
NOT_SHOWN = {"slug": ADDRESS, "internal_note": OF_THE_EDITORS, "check_interval": OF_THE_EDITORS}
NOT_SAID = {
    "slug": ADDRESS, "internal_note": OF_THE_EDITORS, "check_interval": OF_THE_EDITORS,
    **dict.fromkeys(
        ("names.position", "figures.position", "milestones.position", "links.position"), ORDER
    ),
}  # fmt: skip
# Last in the document of every kind.
ATTACHED = ("names", "figures", "milestones", "links")

WEBSITE = CellRows(
    part="links", column="url", key="website", label="Website",
    words=("Webseite", "Homepage", "URL", "Internet", "Internetadresse", "Web", "Link", "web site",
           "Webadresse", "Web-Adresse", "Internetauftritt", "Webauftritt", "Internetseite", "www",
           "Link zur Veranstaltung", "Anmeldelink"),
    fixed={"kind": "website"}, filled={"label": "Website"},
)  # fmt: skip
PORTAL_ROWS = tuple(
    CellRows(
        part="links", column="url", key=key, label=label, words=words, fixed={"kind": kind}, filled={"label": label}
    )
    for kind, key, label, words in (
        ("stellen", "stellenboerse", "Stellenbörse",
         ("Stellenangebote", "Stellenmarkt", "Jobbörse", "Jobportal", "Jobs", "Karriereseite", "job board")),
        ("fachkraefte", "fachkraefteportal", "Fachkräfteportal", ("Fachkräfte-Portal",)),
        ("mitglieder", "mitgliedersuche", "Mitgliedersuche", ("Mitgliederverzeichnis", "Mitgliederdatenbank")),
        ("kalender", "veranstaltungskalender", "Veranstaltungskalender", ("Terminkalender", "Eventkalender")),
        ("broschuere", "broschuere", "Broschüre", ("Flyer", "Imagebroschüre", "brochure")),
    )
)  # fmt: skip
NAMES = (
    CellRows(
        part="names", column="name", key="abkuerzungen", label="Abkürzungen",
        words=("Abkürzung", "Kürzel", "Akronym", "acronym", "abbreviation"), fixed={"kind": "abkuerzung"},
    ),
    CellRows(
        part="names", column="name", key="auch-genannt", label="Auch genannt", words=("Alias", "also known as"),
        fixed={"kind": "auch"},
    ),
)  # fmt: skip
EMPLOYEES = CellRows(
    part="figures", column="number", key="beschaeftigte", label="Zahl der Beschäftigten",
    words=("MA", "Beschäftigte", "Mitarbeiter", "Mitarbeitende", "Mitarbeiterinnen", "Mitarbeiter:innen",
           "Mitarbeiterinnen und Mitarbeiter", "Anzahl Mitarbeiter", "Anzahl MA", "Anzahl Beschäftigte",
           "Anzahl der Mitarbeiter", "Anzahl der Beschäftigten", "Mitarbeiterzahl", "Mitarbeiteranzahl",
           "Mitarbeitendenzahl", "Anz. Mitarbeiter",
           "Beschäftigtenzahl", "Zahl der Mitarbeiter", "MA-Zahl", "employees", "headcount"),
    fixed={"counted": "Beschäftigte", "about": ""}, is_amount=True,
)  # fmt: skip

register(
    Kind(
        model=SourceDocument,
        key="quelle",
        position=13,
        names=("title",),
        section="sources",
        is_cited=False,
        found=Found(
            names=("short_title",),
            called="Quelle",
            keys=("series",),
            texts=("kind", "summary", "note", "author", "publisher", *STATED),
            is_about=True,
            points=0,
            is_last=True,
            asked="quelle quellen quellenangabe dokument dokumente",
            left_out=NOT_FOUND
            | dict.fromkeys(("dated", "as_of", "taken_over_on", "release_date"), DATE)
            | dict.fromkeys(("publisher_note", "as_of_reason", "release_office", "licence", "is_supplement"), SOURCES),
        ),
        document=Document(
            says=(
                "short_title",
                "kind",
                "publisher",
                "publisher_note",
                "author",
                "series",
                "dated",
                "as_of",
                "as_of_reason",
                "is_supplement",
                "taken_over_on",
                "release_office",
                "release_date",
                "licence",
                "summary",
                "note",
                *ATTACHED,
            ),
            keys={"kind": "quellenart", "summary": "worum"},
            left_out=NOT_SAID,
        ),
        without={
            "table": WRITTEN_IN_FORMS,
            "duplicates": "found by its title before it is made",
            "citations": "is a source itself",
            "alive": "a document works for nobody; links are looked at",
        },
        not_shown=NOT_SHOWN | UNSTATED,
    )
)
