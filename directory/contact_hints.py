"""Who can be called about a network, in a line: for lists, which show no contact cards."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from contacts.enums import REACHABLE
from contacts.models import Responsibility
from core.words import Words

WAYS: dict[str, Words] = {kind.value: kind.label for kind in REACHABLE}


def contact_hints(pks: list[int]) -> dict[int, list[tuple[str, str, list[Words]]]]:
    """For each network its contact persons: name, address of their page, kinds of channels. One query."""
    if not pks:
        return {}
    tasks = Responsibility.objects.public()
    person = ("slug", "given_name", "family_name", "channels__kind", "channels__is_faulty")
    rows = (
        tasks.filter(_still_responsible(), network__in=pks, person__isnull=False)
        .order_by("priority", "pk")
        .values_list("network_id", *(f"person__{name}" for name in person))
    )
    ways: dict[int, dict[tuple[str, str], list[Words]]] = defaultdict(dict)
    for pk, slug, given, family, kind, is_faulty in rows:
        found = ways[pk].setdefault((f"{given} {family}", f"/ansprechpersonen/{slug}/"), [])
        if kind in WAYS and not is_faulty and WAYS[kind] not in found:
            found.append(WAYS[kind])
    return {pk: [(*person, kinds) for person, kinds in people.items()] for pk, people in ways.items()}


def _still_responsible() -> Q:
    return Q(end_latest=None) | Q(end_latest__gte=date.today())
