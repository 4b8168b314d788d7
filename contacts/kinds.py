"""What the tools must know of people, and of tasks and channels at the kinds below."""

from contacts.models import Person
from core.kinds import CellRows, Document, Found, Kind, Table, extend, register
from core.words import _lazy
from networks.models import Event, Network, Organisation, Place
from pages.kinds import ATTACHED, FIELDS, NOT_FOUND, NOT_IN_TABLE, NOT_SAID, NOT_SHOWN, OF_THE_EDITORS, ORDER, ROWS
from programmes.models import Programme

_CHANNELS = tuple(
    CellRows(part="channels", column="value", key=key, label=label, words=words, fixed={"kind": key})
    for key, label, words in (
        (
            "telefon",
            "Telefon",
            (
                "Tel",
                "Tel.",
                "Telefonnummer",
                "Telefonnr.",
                "Telefon-Nr.",
                "Tel.-Nr.",
                "Fon",
                "phone",
                "Rufnummer",
                "Festnetz",
                "Durchwahl",
                "Direktwahl",
                "Direktdurchwahl",
            ),
        ),
        ("mobil", "Mobil", ("Handy", "Mobiltelefon", "mobile", "Mobilnummer", "Mobilfunk")),
        ("e-mail", "E-Mail", ("Mail", "E-Mail-Adresse", "email address", "email")),
        ("fax", "Fax", ("Telefax", "Faxnummer")),
        (
            "post",
            "Anschrift",
            ("Adresse", "Postanschrift", "Postadresse", "Straße, PLZ, Ort", "Straße, PLZ und Ort", "address"),
        ),
        ("web", "Web", ("Kontaktseite", "Kontaktformular")),
    )
)
_TASK = tuple(
    CellRows(part="responsibilities", column=column, key=key, label=label, words=words, is_single=True)
    for column, key, label, words in (
        (
            "task", "aufgabe", "Zuständig für",
            ("Zuständigkeit", "Aufgabe", "Aufgabenbereich", "Aufgabengebiet", "Zuständigkeitsbereich", "task",
             "responsibility"),
        ),
        (
            "regions", "aufgabe-regionen", "Zuständig in",
            ("Region", "Regionen", "Gebiet", "Zuständigkeitsgebiet"),
        ),
        ("network", "aufgabe-netzwerk", "Zuständig für Netzwerk", ("Netzwerk", "Cluster", "network")),
    )
)  # fmt: skip

_ITS_OWN = "the rows belong to this entry"
_INTERNAL = dict.fromkeys(("basis", "basis_on", "informed_on", "open_data_on"), OF_THE_EDITORS)

register(
    Kind(
        model=Person,
        key="ansprechperson",
        label=_lazy("Ansprechperson"),
        plural=_lazy("Ansprechpersonen"),
        icon="person",
        position=3,
        names=("given_name", "family_name"),
        section="persons",
        is_compared=True,
        in_sitemap=False,
        without={
            "sitemap": "nobody should find people by their names from outside",
            "alive": "how often somebody answers is nothing to keep about a person; what they are there for is asked",
        },
        found=Found(
            keys=(
                "function", "organisation__name", "responsibilities__task", "responsibilities__network__name",
                "responsibilities__programme__name", "responsibilities__programme__abbreviation",
                "responsibilities__organisation__name", *(f"responsibilities__{path}" for path in FIELDS),
            ),
            texts=("advice", "note", "links__label", "channels__value"),
            numbers="channels__digits",
            place="responsibilities__regions",
            called="Telefon Beratung",
            points=120,
            is_meant=True,
            asked=(
                "ansprechpartner ansprechpartnerin ansprechpartnerinnen ansprechperson ansprechpersonen kontakt "
                "kontakte kontaktperson kontaktdaten telefon telefonnummer durchwahl rufnummer mail email mailadresse "
                "anrufen rufe zustandig zustandige zustandiger zustandigkeit wer wen wem contact phone"
            ),
            endings=("managerin", "manager"),
            left_out=NOT_FOUND
            | _INTERNAL
            | {"title": "stands before the name, which is found as a whole"}
            | {"milestones": "people are found by their tasks", "mentions": "named is not responsible"},
        ),
        table=Table(
            fields=(
                "title", "given_name", "family_name", "function", "organisation", "advice", "note", *_INTERNAL,
            ),
            place="organisation",
            rows=(*_CHANNELS, *_TASK),
            once=("basis", "basis_on", "informed_on"),
            left_out=NOT_IN_TABLE | dict.fromkeys(("names", "links", "mentions", "figures"), ROWS),
        ),
        document=Document(
            says=(
                "title", "given_name", "family_name", "function", "organisation", "advice", "note", "channels",
                "responsibilities", "mentions", *ATTACHED,
            ),
            left_out=NOT_SAID
            | _INTERNAL
            | {"channels.position": ORDER, "responsibilities.priority": ORDER}
            | dict.fromkeys(("channels.organisation", "responsibilities.office"), _ITS_OWN),
        ),
        not_written=dict.fromkeys(("figures", "milestones"), "no statements about people as people"),
        not_shown=NOT_SHOWN | _INTERNAL | {"mentions": "who is a contact is not shown as quoted"},
    )
)  # fmt: skip
extend(
    Network,
    keys=("responsibilities__person__family_name",),
    says=("responsibilities", "mentions"),
    not_said={"responsibilities.priority": ORDER},
)
extend(
    Programme,
    keys=(
        "responsibilities__person__given_name", "responsibilities__person__family_name", "responsibilities__task",
    ),
    says=("responsibilities",),
    not_said={"responsibilities.priority": ORDER},
)  # fmt: skip
for _model in (Event, Place):
    extend(_model, texts=("mentions__role",), says=("mentions",))
extend(
    Organisation,
    keys=("duties__task",),
    texts=("channels__value", "duties__regions__name"),
    numbers="channels__digits",
    rows=_CHANNELS,
    not_in_table={"duties": ROWS},
    not_shown={"duties": "the finder answers with them"},
    says=("channels", "duties", "responsibilities", "mentions"),
    not_said={
        "channels.position": ORDER,
        "channels.person": _ITS_OWN,
        "duties.person": _ITS_OWN,
        "duties.priority": ORDER,
        "responsibilities.priority": ORDER,
    },
)
