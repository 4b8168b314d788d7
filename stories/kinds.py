"""What the tools must know of topics, stories and series."""

from core.kinds import Document, Found, Kind, register
from core.words import _lazy
from pages.kinds import (
    ATTACHED,
    FIELDS,
    NOT_FOUND,
    NOT_SAID,
    NOT_SHOWN,
    NUMBER,
    ORDER,
    STATED,
    UNSTATED,
    WRITTEN_IN_FORMS,
)
from stories.models import Series, Story

NAMED = "is found by its own name"
TEXT_SAYS = "its text says them"

register(
    Kind(
        model=Series,
        key="serie",
        position=15,
        section="series",
        is_cited=False,
        found=Found(
            called="Beitragsreihe",
            texts=("summary", *STATED),
            is_about=True,
            points=0,
            left_out=NOT_FOUND,
        ),
        document=Document(says=("summary", "stories", *ATTACHED), keys={"stories": "beitraege"}, left_out=NOT_SAID),
        not_written=dict.fromkeys(("figures", "milestones"), TEXT_SAYS),
        without={
            "table": WRITTEN_IN_FORMS,
            "duplicates": "there are few",
            "citations": "may be our own words",
            "alive": "a text has nobody to reach",
        },
        not_shown=NOT_SHOWN | UNSTATED,
    )
)
register(
    Kind(
        model=Story,
        key="thema",
        label=_lazy("Thema oder Beitrag"),
        position=12,
        names=("title",),
        section="topics",
        is_cited=False,
        found=Found(
            called="Thema Beitrag",
            keys=FIELDS,
            texts=("kind", "summary", "body", "parts__heading", "parts__text", "series__name", *STATED),
            place="regions",
            is_about=True,
            points=30,
            left_out=NOT_FOUND
            | {"position": ORDER, "number": NUMBER}
            | dict.fromkeys(("office", "networks", "programmes", "organisations", "people", "read_also"), NAMED),
        ),
        document=Document(
            says=(
                "kind",
                "summary",
                "body",
                "parts",
                "series",
                "number",
                "office",
                "fields",
                "regions",
                "networks",
                "programmes",
                "organisations",
                "people",
                "read_also",
                *ATTACHED,
            ),
            keys={"kind": "themenart", "number": "teil_nummer"},
            left_out=NOT_SAID | {"position": ORDER, "parts.position": ORDER},
        ),
        not_written=dict.fromkeys(("figures", "milestones"), TEXT_SAYS),
        without={
            "table": WRITTEN_IN_FORMS,
            "duplicates": "there are few",
            "citations": "may be our own words",
            "alive": "a text has nobody to reach",
        },
        not_shown=NOT_SHOWN | UNSTATED | {"position": ORDER},
    )
)
