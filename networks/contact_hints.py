"""Who can be called about a network, in a line: for lists and the download, which show no contact cards."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from networks.models import Network
from publishing.enums import State

WAYS = {"telefon": "Telefon", "mobil": "Mobil", "e-mail": "E-Mail", "post": "Anschrift", "web": "Web"}


def contact_hints(pks: list[int]) -> dict[int, list[tuple[str, str, list[str]]]]:
    """For each network its contact persons: name, address of their page, kinds of channels. One query."""
    if not pks:
        return {}
    rows = (
        Network.objects.filter(_still_responsible(), pk__in=pks, responsibilities__person__state=State.PUBLISHED)
        .order_by("responsibilities__priority", "responsibilities__pk")
        .values_list(
            "pk",
            "responsibilities__person__slug",
            "responsibilities__person__given_name",
            "responsibilities__person__family_name",
            "responsibilities__person__channels__kind",
            "responsibilities__person__channels__is_faulty",
        )
    )
    ways: dict[int, dict[tuple[str, str], list[str]]] = defaultdict(dict)
    for pk, slug, given, family, kind, is_faulty in rows:
        found = ways[pk].setdefault((f"{given} {family}", f"/ansprechpersonen/{slug}/"), [])
        if kind in WAYS and not is_faulty and WAYS[kind] not in found:
            found.append(WAYS[kind])
    return {pk: [(*person, kinds) for person, kinds in people.items()] for pk, people in ways.items()}


def _still_responsible() -> Q:
    return Q(responsibilities__end_latest=None) | Q(responsibilities__end_latest__gte=date.today())
