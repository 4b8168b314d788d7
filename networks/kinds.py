"""What the tools must know of networks, organisations, what they do, and the vocabularies that sort them."""

from core.kinds import CellRows, Document, Found, Kind, Table, register
from core.words import _lazy
from networks.enums import ParticipationRole, RelationKind
from networks.models import Branch, Brand, Event, Field, Market, Network, Organisation, Place, Project
from pages.kinds import (
    ATTACHED,
    CHOICE,
    DATE,
    EMPLOYEES,
    FEW,
    FIELDS,
    NAMES,
    NOT_FOUND,
    NOT_IN_TABLE,
    NOT_SAID,
    NOT_SHOWN,
    ORDER,
    PORTAL_ROWS,
    PORTALS,
    ROWS,
    STATED,
    WEBSITE,
)

_PARTICIPATIONS = tuple(
    CellRows(part="participations", column="organisation", key=key, label=label, words=words, is_added=True,
             fixed={"role": roles})
    for key, label, words, roles in (
        ("mitglieder", "Mitglieder",
         ("Mitglied", "Mitgliedsunternehmen", "Mitgliedsfirmen", "Mitgliedsbetriebe", "beteiligte Unternehmen",
          "beteiligte Firmen", "beteiligte Betriebe", "teilnehmende Unternehmen", "Unternehmen", "Firmen", "Betriebe",
          "Akteure", "Beteiligte", "members"),
         (ParticipationRole.MEMBER.value, ParticipationRole.FOUNDER.value)),
        ("traeger", "Träger",
         ("Trägerin", "Trägerorganisation", "Trägerschaft", "Trägerverein", "getragen von", "operator"),
         (ParticipationRole.OPERATOR.value,)),
        ("partner", "Partner", ("Partnerorganisationen", "Partnerinnen und Partner", "Kooperationspartner", "partners"),
         (ParticipationRole.PARTNER.value,)),
    )
)  # fmt: skip
_MEMBERSHIP = CellRows(
    part="figures", column="number", key="mitgliederzahl", label="Zahl der Mitglieder",
    words=("Mitgliederzahl", "Anzahl Mitglieder", "Anzahl der Mitglieder", "Mitglieder (Anzahl)", "Mitgliederanzahl",
           "number of members"),
    fixed={"counted": "Mitglieder", "is_membership": True, "about": ""}, is_amount=True,
)  # fmt: skip
ABOVE = "what lies above it is found by its own name"
RELATED = "is found by its own name"
STATED_OF_TERMS = dict.fromkeys(
    ("names", "figures", "milestones", "links", "citations"),
    "its page leads to what belongs to it",
)
OWN_ORDER = {
    "table": "few", "duplicates": "few", "citations": "our own order of things", "alive": "there is nobody to reach",
}  # fmt: skip

register(
    Kind(
        model=Field,
        key="feld",
        position=10,
        section="fields",
        is_cited=False,
        found=Found(
            other_names=("synonyms",),
            keys=("parent__name",),
            texts=("definition", *STATED),
            points=90,
            left_out=NOT_FOUND | {"branches": "the search leads from the words of a trade to its fields"},
        ),
        document=Document(
            says=("parent", "children", "definition", "synonyms", "branches", *ATTACHED), left_out=NOT_SAID
        ),
        not_shown=NOT_SHOWN | STATED_OF_TERMS,
        without=OWN_ORDER,
    )
)
register(
    Kind(
        model=Market,
        key="zielmarkt",
        icon="globe",
        position=11,
        section="markets",
        is_cited=False,
        found=Found(
            other_names=("synonyms",),
            keys=("parent__name",),
            texts=("definition", *STATED),
            called="Zielmarkt",
            points=30,
            left_out=NOT_FOUND,
        ),
        document=Document(says=("parent", "children", "definition", "synonyms", *ATTACHED), left_out=NOT_SAID),
        not_shown=NOT_SHOWN | STATED_OF_TERMS,
        without=OWN_ORDER,
    )
)
register(
    Kind(
        model=Branch,
        names=("title",),
        document=Document(
            says=("edition", "code", "level", "parent", "synonyms"),
            brief=("edition", "code"),
            art="branche",
            path="branchen",
        ),
    )
)
register(
    Kind(
        model=Brand,
        section="brands",
        document=Document(says=("note",), keys={"note": "hinweis"}, art="dachmarke", path="dachmarken"),
    )
)
register(
    Kind(
        model=Organisation,
        key="organisation",
        icon="building",
        position=5,
        section="organisations",
        is_compared=True,
        found=Found(
            keys=(*FIELDS, "tags__name"),
            texts=("kind", "legal_form", "summary", "advice", "note", *STATED, "participations__network__name"),
            place="region",
            called="Organisation Einrichtung Institution",
            has_initials=True,
            left_out=NOT_FOUND
            | {"parent": ABOVE, "branches": "codes are asked for with a filter", "brands": CHOICE},
        ),
        table=Table(
            fields=(
                "name", "kind", "legal_form", "summary", "parent", "region", "fields", "branches", "brands", "tags",
                "advice", "note",
            ),
            place="region",
            rows=(*NAMES, WEBSITE, EMPLOYEES),
            left_out=NOT_IN_TABLE,
        ),
        document=Document(
            says=(
                "kind", "legal_form", "summary", "parent", "children", "region", "fields", "branches", "brands",
                "tags", "advice", "note", "participations", *ATTACHED,
            ),
            keys={"kind": "organisationsart"},
            left_out=NOT_SAID | {"participations.position": ORDER},
        ),
        not_shown=NOT_SHOWN,
    )
)  # fmt: skip
register(
    Kind(
        model=Network,
        key="netzwerk",
        icon="network",
        position=1,
        section="networks",
        section_keys={"markets": "market_goals", "relations": "relations_out"},
        is_compared=True,
        found=Found(
            keys=(*FIELDS, PORTALS, "markets__name", "markets__synonyms", "markets__parent__name", "tags__name"),
            texts=(
                "kind", "legal_form", "summary", "description", "audience", "join_who", "join_how", "join_cost",
                "advice", "note", "status_note", *STATED,
                "fields__parent__name", "touches__name", "offers__text", "participations__organisation__name",
                "projects__name", "places__name",
            ),
            place="regions",
            called="Netzwerk Verbund Zusammenschluss",
            has_initials=True,
            points=160,
            is_meant=True,
            asked="netzwerk netzwerke netzwerken cluster verbund network networks verein vereine verband verbande",
            endings=("netzwerk", "netzwerke", "cluster"),
            left_out=NOT_FOUND
            | {"seat": "lies in its regions", "stated_status": CHOICE, "relations_out": RELATED},
        ),
        table=Table(
            fields=(
                "name", "kind", "legal_form", "summary", "description", "audience", "join_who", "join_how", "join_cost",
                "seat", "regions", "fields", "touches", "tags", "stated_status", "status_note", "advice", "note",
            ),
            place="regions",
            rows=(
                CellRows(
                    part="market_goals", column="market", key="zielmaerkte", label="Zielmärkte",
                    words=("Zielmarkt", "Zielländer", "Zielland", "Auslandsmärkte", "target markets"),
                ),
                *NAMES,
                WEBSITE,
                *PORTAL_ROWS,
                *_PARTICIPATIONS,
                CellRows(
                    part="relations_out", column="to_network", key="teil-von", label="Teil von",
                    words=("ist Teil von", "gehört zu", "Dachverband", "Dachnetzwerk", "übergeordnetes Netzwerk",
                           "part of"),
                    is_added=True,
                    fixed={"kind": RelationKind.PART_OF.value},
                ),
                _MEMBERSHIP,
                EMPLOYEES,
            ),
            left_out=NOT_IN_TABLE | {"offers": ROWS},
        ),
        document=Document(
            says=(
                "kind", "legal_form", "summary", "description", "audience", "join_who", "join_how", "join_cost",
                "seat", "regions", "fields", "touches", "market_goals", "tags", "stated_status", "status_note",
                "advice", "note", "offers", "participations", "relations_out", "relations_in", "events", "places",
                "projects", *ATTACHED,
            ),
            keys={"kind": "typ"},
            left_out=NOT_SAID
            | dict.fromkeys(("offers.position", "participations.position"), ORDER)
            | dict.fromkeys(("relations_out.position", "relations_in.position"), ORDER),
        ),
        not_shown=NOT_SHOWN,
    )
)  # fmt: skip
register(
    Kind(
        model=Place,
        key="ort",
        icon="pin",
        position=7,
        section="places",
        found=Found(
            keys=("networks__name",),
            texts=("kind", "summary", "advice", "note", "address", *STATED),
            place="region",
            called="Ort Standort",
            asked="raume raumlichkeiten buroraume gewerberaume gewerbeflachen laborflachen gebaude",
            points=20,
            is_meant=True,
            left_out=NOT_FOUND
            | {"start": DATE, "end": DATE, "part_of": ABOVE, "is_planned": CHOICE}
            | {"organisations": RELATED, "fields": CHOICE},
        ),
        document=Document(
            says=(
                "kind",
                "summary",
                "address",
                "region",
                "part_of",
                "parts",
                "networks",
                "organisations",
                "fields",
                "start",
                "end",
                "is_planned",
                "advice",
                "note",
                "events",
                *ATTACHED,
            ),
            keys={"kind": "ortsart"},
            left_out=NOT_SAID,
        ),
        not_shown=NOT_SHOWN,
        without=FEW,
    )
)
register(
    Kind(
        model=Event,
        key="termin",
        label=_lazy("Termin"),
        plural=_lazy("Termine"),
        icon="calendar",
        position=6,
        section="events",
        is_compared=True,
        found=Found(
            keys=("networks__name", *FIELDS, "location"),
            texts=("kind", "summary", "advice", "note", "organiser", "frequency", *STATED),
            place="region",
            called="Veranstaltung Termin Event",
            is_meant=True,
            asked=(
                "veranstaltung veranstaltungen termin termine event events konferenz konferenzen messe messen kongress "
                "kongresse summit wann treffen netzwerktreffen stammtisch tagung tagungen hackathon vortrag vortrage"
            ),
            endings=("veranstaltung", "veranstaltungen", "konferenz"),
            left_out=NOT_FOUND
            | {"start": DATE, "end": DATE, "part_of": ABOVE, "attendance": CHOICE, "market": CHOICE}
            | {"is_planned": CHOICE}
            | {"organisations": RELATED, "place": RELATED},
        ),
        table=Table(
            fields=(
                "name", "kind", "summary", "networks", "organisations", "fields", "region", "start", "end", "frequency",
                "is_planned", "attendance", "place", "location", "organiser", "market", "part_of", "advice", "note",
            ),
            place="region",
            rows=(WEBSITE,),
            left_out=NOT_IN_TABLE | {"names": ROWS, "figures": ROWS},
        ),
        document=Document(
            says=(
                "kind", "summary", "start", "end", "frequency", "is_planned", "attendance", "place", "location",
                "region", "organiser", "networks", "organisations", "fields", "market", "part_of", "parts", "advice",
                "note", *ATTACHED,
            ),
            keys={"kind": "terminart"},
            left_out=NOT_SAID,
        ),
        not_shown=NOT_SHOWN,
    )
)  # fmt: skip
register(
    Kind(
        model=Project,
        key="projekt",
        position=8,
        section="projects",
        found=Found(
            keys=("networks__name",),
            texts=("summary", "advice", "note", *STATED),
            place="region",
            called="Projekt Vorhaben",
            points=20,
            left_out=NOT_FOUND
            | {"start": DATE, "end": DATE, "project_state": CHOICE, "organisations": RELATED, "fields": CHOICE},
        ),
        document=Document(
            says=(
                "summary",
                "project_state",
                "start",
                "end",
                "region",
                "networks",
                "organisations",
                "fields",
                "advice",
                "note",
                *ATTACHED,
            ),
            left_out=NOT_SAID,
        ),
        not_shown=NOT_SHOWN,
        without=FEW,
    )
)
