"""What the tools must know of programmes and support offers, and of fundings at networks."""

from core.kinds import CellRows, Document, Found, Kind, Table, extend, register
from core.words import _lazy
from networks.models import Network, Organisation
from pages.kinds import (
    ATTACHED,
    CHOICE,
    DATE,
    FEW,
    FIELDS,
    NOT_FOUND,
    NOT_IN_TABLE,
    NOT_SAID,
    NOT_SHOWN,
    PORTALS,
    ROWS,
    STATED,
    WEBSITE,
)
from programmes.models import Programme, SupportOffer

register(
    Kind(
        model=Programme,
        key="programm",
        plural=_lazy("Programme"),
        icon="euro",
        position=2,
        section="programmes",
        is_compared=True,
        found=Found(
            names=("abbreviation",),
            keys=FIELDS,
            texts=("kind", "summary", "what", "who", "how", "advice", "note", *STATED),
            place="regions",
            called="Förderprogramm Förderung Programm Zuschuss Fördermittel",
            has_initials=True,
            points=160,
            is_meant=True,
            asked=(
                "zuschuss zuschusse fordermittel fordergeld fordergelder forderung programm programme forderprogramm "
                "forderprogramme fordert fordern funding grant geld gelder kredit kredite darlehen stipendium "
                "finanzhilfe finanzspritze beihilfe beihilfen startkapital finanzierung finanzieren finanziert "
                "burgschaft burgschaften subvention subventionen zuwendung zuwendungen grants subsidy subsidies "
                "antrag antrage antragsfrist antragsfristen frist fristen stichtag ausschreibung ausschreibungen "
                "forderaufruf forderaufrufe laufzeit forderquote forderhohe forderkontakt"
            ),
            endings=(
                "forderung", "forderprogramm", "forderprogramme", "programme", "hilfe", "hilfen", "zuschuss",
                "zuschusse", "geld", "gelder", "kredit", "kredite", "darlehen", "stipendium", "stipendien", "gutschein",
                "gutscheine", "pramie", "pramien", "kapital",
            ),
            left_out=NOT_FOUND
            | {"how_much": "amounts are no words that tell programmes apart", "application": CHOICE}
            | {"opens": DATE, "deadline": DATE}
            | {"parent": "what lies above it is found by its own name"}
            | {"financings": "who pays is found by its own name"},
        ),
        table=Table(
            fields=(
                "name", "abbreviation", "kind", "parent", "summary", "what", "who", "how_much", "how", "application",
                "opens", "deadline", "regions", "fields", "advice", "note",
            ),
            place="regions",
            rows=(WEBSITE,),
            left_out=NOT_IN_TABLE | dict.fromkeys(("names", "financings", "figures"), ROWS),
            today={"application": Programme.application_today},
        ),
        document=Document(
            says=(
                "abbreviation", "kind", "parent", "lines", "summary", "what", "who", "how_much", "how", "application",
                "opens", "deadline", "regions", "fields", "advice", "note", "financings", "fundings", *ATTACHED,
            ),
            keys={"kind": "programmart"},
            left_out=NOT_SAID,
        ),
        not_shown=NOT_SHOWN,
    )
)  # fmt: skip
register(
    Kind(
        model=SupportOffer,
        key="angebot",
        label=_lazy("Angebot"),
        plural=_lazy("Angebote"),
        position=4,
        section="support_offers",
        found=Found(
            keys=(*FIELDS, PORTALS, "providers__name"),
            texts=("kind", "summary", "audience", "advice", "note", *STATED),
            place="regions",
            called="Angebot Unterstützung",
            points=120,
            is_meant=True,
            asked="beratung beratungsangebot datenbank verzeichnis broschure",
            endings=("beratung", "datenbank", "verzeichnis"),
            left_out=NOT_FOUND
            | {"cost": "amounts are no words that tell offers apart", "start": DATE}
            | {"networks": "are found by their own names", "listed": CHOICE},
        ),
        document=Document(
            says=(
                "kind",
                "listed",
                "summary",
                "audience",
                "cost",
                "start",
                "providers",
                "networks",
                "regions",
                "fields",
                "advice",
                "note",
                *ATTACHED,
            ),
            keys={"kind": "angebotsart", "listed": "verzeichnet"},
            left_out=NOT_SAID,
        ),
        not_shown=NOT_SHOWN,
        without=FEW,
    )
)
extend(
    Network,
    keys=("fundings__programme__name", "fundings__programme__abbreviation"),
    rows=(
        CellRows(
            part="fundings",
            column="programme",
            key="gefoerdert-durch",
            label="Gefördert durch",
            words=(
                "Förderprogramm",
                "Förderung",
                "gefördert von",
                "Förderung durch",
                "gefördert aus",
                "gefördert mit",
                "Fördermittel",
                "Fördergeber",
                "Förderquelle",
                "funding",
            ),
            is_added=True,
        ),
    ),
    says=("fundings", "support_offers"),
)
extend(Organisation, says=("financings", "support_offers"))
