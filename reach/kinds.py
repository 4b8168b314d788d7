"""Whether a network works, as pages say it: no column says that, as it depends on the day and on its fundings."""

from typing import Any

from core.kinds import extend
from networks.models import Network
from reach.listed import LISTING, states


def _status(pks: list[int]) -> dict[int, Any]:
    position, known = LISTING.position(), states()
    return {pk: _said(known[position[pk]]) for pk in pks if pk in position}


def _said(alive) -> dict[str, str]:
    found = {"wert": alive.state, "text": alive.words}
    return found | ({"tag": alive.date.isoformat()} if alive.date else {})


extend(Network, reads={"status": _status})
