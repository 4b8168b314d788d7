"""Who decides about what tables say of entries of others, in words."""

from collections import Counter
from collections.abc import Iterable

from cases.teams import Deciders, Teams, named
from tables.columns import KINDS
from tables.places import places_of
from transfer.enums import RowResult
from transfer.models import ImportBatch


def asked(tables: Iterable[ImportBatch], deciders: Deciders) -> list[tuple[int, str]]:
    """How much of it waits for which team."""
    counts = Counter[tuple[int, ...]]()
    for table in tables:
        model, told = KINDS[table.kind].model, table.rows.filter(result=RowResult.SUGGESTED)
        places = places_of(model, [row.record_id for row in told if row.record_id])
        teams = Teams(model) if places else None
        counts.update(teams.of(where) for where in places.values() if teams)
    return [(number, named(team) if team else deciders.of_team(team)) for team, number in counts.most_common()]
