"""What the tools must know of regions; they are no records, so nothing of them waits for a release."""

from core.kinds import Document, Found, Kind, register
from regions.models import Region

register(
    Kind(
        model=Region,
        key="region",
        icon="pin",
        position=9,
        section="regions",
        found=Found(
            other_names=("also_called", "ags", "nuts"),
            texts=("kind", "note"),
            place="pk",
            points=90,
            left_out={
                "slug": "the address, not a name",
                "designation": "stands in the name where people say it",
                "parent": "gives the words of the regions around it",
                "covers": "gives the words of the regions around it",
                "touches": "gives the words of the regions around it",
                "nuts_version": "says nothing without the code",
            },
        ),
        document=Document(
            says=(
                "kind",
                "designation",
                "parent",
                "covers",
                "touches",
                "ags",
                "nuts",
                "nuts_version",
                "also_called",
                "note",
            ),
            keys={"kind": "regionsart", "parent": "liegt_in", "touches": "reicht_hinein_in", "note": "hinweis"},
            brief=("ags", "nuts"),
            path="regionen",
            left_out={"slug": "the address, not a statement"},
        ),
    )
)
