"""What a firm may say of itself, and what only somebody else may: the one rule, told in docs/redaktion.md.

A source of the kind „Selbstauskunft eines Unternehmens“ is a firm's own word: a form, a questionnaire, a list that
firms fill in themselves. It may say what the firm is called, does and has, where it sits and how to reach it; pages
mark that as „Angabe des Unternehmens“. What it belongs to and which brand it carries says who is above it and whose
brand it is; whatever is said of a network, as who its members are, says the network or a third.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet

from core.filters import any_of
from core.words import _lazy
from memory.kept import remembered
from networks.models import Network, Organisation
from publishing.criteria import criterion
from publishing.enums import SourceKind
from publishing.models import Citation, SourceDocument, Statement
from publishing.snapshots import Part, parts_of

ONLY_OTHERS = ("parent", "brands")  # of an organisation; all else it may say itself
_OF_NETWORK = _lazy("Andere Belege als die Selbstauskunft eines Unternehmens, auch für Mitglieder")
_OF_FIRM = _lazy("Für „gehört zu“ und Dachmarken ein anderer Beleg als die Selbstauskunft")


def _there_are_own_words() -> bool:
    return remembered("firms' own words", _find_own_words)


def _find_own_words() -> bool:
    return SourceDocument._default_manager.filter(kind=SourceKind.OWN).exists()


def _networks_said_by_others(model: type[Any], pks: list[int]) -> set[int]:
    """One query, whatever it is that a network has rows of; none while there is no such source."""
    if not _there_are_own_words():
        return set(pks)
    parts = [part for part in parts_of(Network).values() if issubclass(part.model, Statement)]
    own = any_of(Q(Exists(_rows(part).filter(source__kind=SourceKind.OWN))) for part in parts)
    found = Network._base_manager.filter(own, pk__in=pks).order_by()
    return set(pks) - set(found.values_list("pk", flat=True))


def _rows(part: Part) -> QuerySet:
    owner = {part.owner: OuterRef("pk")} if part.owner else {"object_id": OuterRef("pk")}
    kind = {} if part.owner else {"content_type": ContentType.objects.get_for_model(Network)}
    return part.model._base_manager.filter(**owner, **kind)


@criterion(Network, _OF_NETWORK, field="participations", many=_networks_said_by_others)
def network_is_said_by_others(network: Network) -> bool:
    return network.pk is None or bool(_networks_said_by_others(Network, [network.pk]))


def _firms_said_by_others(model: type[Any], pks: list[int]) -> set[int]:
    if not _there_are_own_words():
        return set(pks)
    own = any_of(_rests_on_own_word(name) for name in ONLY_OTHERS)
    found = Organisation._base_manager.filter(own, pk__in=pks).order_by()
    return set(pks) - set(found.values_list("pk", flat=True))


def _rests_on_own_word(name: str) -> Q:
    """Something stands there, and nobody but the firm says so."""
    cited = _cited(name)
    says, others = cited.filter(source__kind=SourceKind.OWN), cited.exclude(source__kind=SourceKind.OWN)
    return Q(**{f"{name}__isnull": False}) & Q(Exists(says)) & ~Q(Exists(others))


def _cited(name: str) -> QuerySet:
    """What is cited for a column, or for the whole entry."""
    about = {"content_type": ContentType.objects.get_for_model(Organisation), "object_id": OuterRef("pk")}
    return Citation._base_manager.filter(**about, field__in=("", name), source__isnull=False)


@criterion(Organisation, _OF_FIRM, field="citations", many=_firms_said_by_others)
def firm_is_said_by_others(organisation: Organisation) -> bool:
    return organisation.pk is None or bool(_firms_said_by_others(Organisation, [organisation.pk]))
