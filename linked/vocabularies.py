"""Fields, target markets and regions as concepts (SKOS): broader and narrower, other names, official codes.

A concept is named by its page. Codes are notations, each of a kind of its own (`notation`), because „11“ is a Land as
AGS and a division in the WZ.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from core.words import Words, _lazy
from documents.hidden import hidden_names
from linked.addresses import OPEN_DATA, VOCABULARY_PATH, ref, whole
from linked.graph import German, Node, Ref, Typed
from networks.models import Branch, Field, Market
from networks.models.vocabulary import Term
from regions.enums import RegionKind
from regions.models import Region

# Names that others have given to what an AGS of so many digits means, and to NUTS codes.
_AGS_ELSEWHERE = {
    2: "http://dcat-ap.de/def/politicalGeocoding/stateKey/",
    5: "http://dcat-ap.de/def/politicalGeocoding/districtKey/",
    8: "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/",
}
_NUTS_ELSEWHERE = "http://data.europa.eu/nuts/code/"


@dataclass(frozen=True)
class Vocabulary:
    """`key`: its name in addresses; `model`: whose rows are its concepts."""

    key: str
    model: type[Any]
    title: Words
    about: Words

    @property
    def path(self) -> str:
        return f"/{self.key}/"


VOCABULARIES = (
    Vocabulary(
        "felder",
        Field,
        _lazy("Innovations- und Branchenfelder"),
        _lazy("Zwei Ebenen, mit Synonymen und den Branchen der WZ 2025, denen ein Feld dient."),
    ),
    Vocabulary(
        "zielmaerkte",
        Market,
        _lazy("Zielmärkte"),
        _lazy("Länder und Städte im Ausland, die Netzwerke erreichen wollen."),
    ),
    Vocabulary(
        "regionen",
        Region,
        _lazy("Regionen"),
        _lazy("Länder, Kreise und funktionale Regionen mit Amtlichem Gemeindeschlüssel (AGS) und NUTS-Code."),
    ),
)


def concepts_of(vocabulary: Vocabulary) -> list[Node]:
    """The scheme, then its concepts."""
    rows = list(_regions() if vocabulary.model is Region else _terms(vocabulary.model))
    scheme = {
        "@id": whole(vocabulary.path),
        "@type": "skos:ConceptScheme",
        "dct:title": German(vocabulary.title),
        "dct:description": German(vocabulary.about),
        "skos:hasTopConcept": [Ref(row["@id"]) for row in rows if "skos:topConceptOf" in row],
    }
    return [scheme, *rows, *(_branches() if vocabulary.model is Field else ())]


def notation(code: str, kind: str) -> Typed:
    """`kind`: „ags“, „nuts-2024“, „wz-2025“."""
    return Typed(code, f"{whole(OPEN_DATA)}#{kind}")


def _tree(row: Term | Region, path: str, parents: list[str], children: Iterable[str]) -> dict:
    """What concepts of all kinds say: name, scheme and place in it. `parents`, `children`: addresses of pages."""
    place: dict = {"skos:broader": [ref(one) for one in parents]} if parents else {"skos:topConceptOf": ref(path)}
    return {
        "@id": whole(row.get_absolute_url()),
        "@type": "skos:Concept",
        "skos:prefLabel": German(row.name),
        "skos:inScheme": ref(path),
        **place,
        "skos:narrower": [ref(one) for one in children],
    }


def _terms(model: type[Any]) -> Iterator[Node]:
    rows = list(model.objects.published().order_by("sort_name", "pk"))
    public = {row.pk: row for row in rows}
    below = defaultdict(list)
    for row in rows:
        if row.parent_id in public:
            below[row.parent_id].append(row.get_absolute_url())
    served, names = (_served() if model is Field else {}), hidden_names()
    for row in rows:
        parents = [public[row.parent_id].get_absolute_url()] if row.parent_id in public else []
        yield _tree(row, f"/{model.url_prefix}/", parents, below[row.pk]) | {
            "skos:altLabel": [German(name) for name in row.synonym_list if name != row.name],
            "skos:definition": German(names.without(row.definition)) if row.definition else None,
            "skos:relatedMatch": [_branch_ref(*branch) for branch in served.get(row.pk, ())],
        }


def _served() -> dict[int, list[tuple[str, str]]]:
    """Edition and code of the branches that each field serves."""
    found = defaultdict(list)
    rows = Field.branches.through.objects.order_by("branch__edition", "branch__code")
    for field, edition, code in rows.values_list("field_id", "branch__edition", "branch__code"):
        found[field].append((edition, code))
    return found


def _branch_ref(edition: str, code: str) -> Ref:
    return ref(f"{VOCABULARY_PATH}felder/#{Branch.slug_of(edition, code)}")


def _branches() -> Iterator[Node]:
    """The official branches that fields name; they have no pages of their own."""
    for branch in Branch.objects.filter(fields__isnull=False).distinct().order_by("edition", "code"):
        yield {
            "@id": _branch_ref(branch.edition, branch.code),
            "@type": "skos:Concept",
            "skos:prefLabel": German(branch.title),
            "skos:notation": notation(branch.code, f"wz-{branch.edition}"),
        }


def _regions() -> Iterator[Node]:
    rows = {row.pk: row for row in Region.objects.order_by("ags", "name", "pk")}
    above, below, beside = defaultdict(list), defaultdict(list), defaultdict(list)
    pairs = [(row.parent_id, row.pk) for row in rows.values() if row.parent_id]
    pairs += Region.covers.through.objects.order_by("pk").values_list("from_region", "to_region")
    for upper, lower in pairs:
        above[lower].append(rows[upper].get_absolute_url())
        below[upper].append(rows[lower].get_absolute_url())
    for one, other in Region.touches.through.objects.order_by("pk").values_list("from_region", "to_region"):
        beside[one].append(rows[other].get_absolute_url())
    for pk, row in rows.items():
        yield _tree(row, "/regionen/", above[pk], below[pk]) | {
            "skos:hiddenLabel": [German(name) for name in row.also_called.splitlines() if name.strip()],
            "skos:note": German(hidden_names().without(row.note)) if row.note else None,
            "skos:related": [ref(one) for one in beside[pk]],
            "skos:notation": [
                notation(row.ags, "ags") if row.ags else None,
                notation(row.nuts, f"nuts-{row.nuts_version}") if row.nuts else None,
            ],
            "skos:exactMatch": elsewhere(row),
        }


def elsewhere(region: Region) -> list[Ref]:
    """The names that official lists have for a region. A functional one is in none."""
    if region.kind == RegionKind.FUNCTIONAL:
        return []
    found = [Ref(f"{_AGS_ELSEWHERE[len(region.ags)]}{region.ags}")] if len(region.ags) in _AGS_ELSEWHERE else []
    return [*found, Ref(f"{_NUTS_ELSEWHERE}{region.nuts}")] if region.nuts else found
