"""What each kind of record is found by: names, then fields, regions and tasks, then texts."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models

from contacts.duties import Duties, duties
from contacts.enums import Concern
from contacts.models import Person
from core.kinds import Kind, kinds, side_by_side
from core.prepared import ask_many
from core.text import sort_key
from language.audience import takes_every_firm
from language.stopwords import MONTHS
from language.text import forms, initials, squash
from networks.enums import OrganisationKind, StatedStatus
from networks.models import Field, Organisation
from pages.kinds import PORTALS
from pages.portals import called
from programmes.models import Programme
from publishing.enums import State
from publishing.models import Name, Record, Statement
from regions.enums import RegionKind
from regions.models import Region
from regions.tree import RegionTree
from search.engine.vocabulary import DIGITS, FLAG, NAME
from search.engine.write import KEY_TIER, NAME_TIER, TEXT_TIER, Document

BATCH = 500
ENDED = "beendet"
FOUNDING = "netzwerkgruendung"  # helps whoever wants to found a network
PARTNERS = "partnersuche"  # helps to find a partner
MONEY = "geld"  # is asked for it
IN_REGION = "in:"  # begins the flag of a region that an entry works in
OF_FIELD = "of:"  # begins the flag of a field that an entry works in, or is
AT_FIELD = "at:"  # the same, without what works only in a field below it
GOVERNS = "regiert"  # a place or a Land
FOR_ALL = "alle"  # is for every firm where it works
MAX_SUMMARY = 600
_GOVERNING = (OrganisationKind.MUNICIPALITY, OrganisationKind.MINISTRY)
_CLAUSES = re.compile("[,:;?–]")  # of a title
ROLES = "mentions__role"
IN_WORDS = {PORTALS: called}  # of choices at the end of a path
_ASIDE = re.compile(r"\([^()]*\)")
_LINK_TARGET = re.compile(r"\]\([^)\]\s]*\)")  # in Markdown

# What is findable, in the order in which kinds are offered.
KINDS: dict[str, Kind] = {kind.key: kind for kind in side_by_side(kinds()) if kind.key}
KIND_OF = {kind.model: kind for kind in KINDS.values()}


def findable(model: type[models.Model]) -> models.QuerySet:
    """The records of a model that visitors may find: published, and of people only the contacts."""
    return KIND_OF[model].visible()


def count_findable() -> int:
    return sum(findable(model).count() for model in KIND_OF)


def all_documents(progress=None) -> Iterator[Document]:
    """Of everything findable, kind by kind, by name. `progress` is called with the number done so far.

    Sorted here, not by the database, whose order depends on its locale: equally good hits come in this order.
    """
    tree, done = RegionTree.current(), 0
    for model, kind in KIND_OF.items():
        rows = findable(model).order_by("pk").values_list(*kind.names[-1:], "pk")
        pks = [pk for _, pk in sorted((sort_key(text), pk) for text, pk in rows.iterator(BATCH))]
        for start in range(0, len(pks), BATCH):
            batch = pks[start : start + BATCH]
            records = findable(model).in_bulk(batch)
            yield from documents(model, [records[pk] for pk in batch if pk in records], tree)
            done += len(batch)
            if progress:
                progress(done)


def documents(model: type[models.Model], records: list[models.Model], tree: RegionTree) -> list[Document]:
    """The documents of some records of one model; a fixed number of queries, however many records."""
    if not records:
        return []
    kind, found_by = KIND_OF[model], KIND_OF[model].found
    pks = [record.pk for record in records]
    content_type = ContentType.objects.get_for_model(model)
    names = _grouped(asked_once("names", model, pks, partial(_names, content_type.pk)))
    keys, texts = related_words(model, pks, found_by.keys), related_words(model, pks, found_by.texts)
    regions, fields = _regions(model, pks), _fields(model, records)
    asked = duties(model, pks, tree)
    numbers = _grouped(_related(model, pks, found_by.numbers)) if found_by.numbers else {}
    found = []
    for record in records:
        document = _document(content_type, kind, record, names.get(record.pk, ()))
        for text in (*keys.get(record.pk, ()), *_asked(asked[record.pk])):
            document.add(forms(text), KEY_TIER)
        for text in texts.get(record.pk, ()):
            document.add(forms(text), TEXT_TIER)
        own = {*regions.get(record.pk, ()), *asked[record.pk].regions}
        document.add((FLAG + IN_REGION + tree.regions[pk].slug for pk in own if pk in tree.regions), TEXT_TIER)
        document.add((FLAG + flag for flag in fields.get(record.pk, ())), TEXT_TIER)
        if takes_every_firm(getattr(record, "audience", ""), _names_of(own, tree)):
            document.add([FLAG + FOR_ALL], TEXT_TIER)
        for text in {word for pk in own for word in region_words(tree, pk)}:
            document.add(forms(text), KEY_TIER)
        for number in numbers.get(record.pk, ()):
            document.add((DIGITS + digits for digits in _spellings(number)), KEY_TIER)
        document.meta = _meta(record, model, [tree.regions[pk].name for pk in own if pk in tree.regions])
        for concern, flag in ((Concern.FOUND, FOUNDING), (Concern.PARTNERS, PARTNERS)):
            if str(concern.label) in asked[record.pk].concerns:
                document.add([FLAG + flag], TEXT_TIER)
        document.add(_when(record), KEY_TIER)
        if asked[record.pk].asks_money:
            document.add([FLAG + MONEY], TEXT_TIER)
        found.append(document)
    return found


def _document(content_type: ContentType, kind: Kind, record: Any, names: Iterable[str]) -> Document:
    found_by = kind.found
    title = getattr(record, "full_name", None) or getattr(record, "title", None) or str(record)
    summary = next((text for field in ("summary", "definition", "note") if (text := getattr(record, field, ""))), "")
    document = Document(
        content_type.pk, record.pk, kind.key, title, record.get_absolute_url(), summary=summary[:MAX_SUMMARY]
    )
    document.checked_on = getattr(record, "checked_on", None)
    document.add([FLAG + kind.key], TEXT_TIER)
    if getattr(record, "stated_status", "") in (StatedStatus.ENDED, StatedStatus.CONVERTED):
        document.add([FLAG + ENDED], TEXT_TIER)
    if kind.model is Organisation and record.kind in _GOVERNING:
        document.add([FLAG + GOVERNS], TEXT_TIER)
    own = [title, str(record), *names, *_values(record, found_by.names)]
    if kind.model is Person:
        document.add(forms("Ansprechperson Ansprechpartner Ansprechpartnerin Kontakt Kontaktperson"), KEY_TIER)
    document.names = "\n".join(dict.fromkeys(own))
    # The title of a text is about something; it is not the name that people look for.
    tier = KEY_TIER if found_by.is_about else NAME_TIER
    for name in own:
        document.add(forms(name), tier)
        document.add([NAME + squash(name)], NAME_TIER)
    if found_by.is_about and not found_by.is_last:  # whoever asks „Was ist ein Cluster?“ asks for that text
        clauses = (clause for clause in _CLAUSES.split(title) if len(clause.split()) > 1)
        document.add((NAME + squash(clause) for clause in clauses), NAME_TIER)
    for name in (line for text in _values(record, found_by.other_names) for line in text.splitlines()):
        document.add([*forms(name), NAME + squash(name)], KEY_TIER)
    if found_by.has_initials:
        document.add((short for name in own for short in initials(name)), KEY_TIER)
    for text in _values(record, found_by.keys):
        document.add(forms(text), KEY_TIER)
    for text in (*_values(record, found_by.texts), found_by.called):
        document.add(forms(_LINK_TARGET.sub("]", text)), TEXT_TIER)
    document.words.pop(NAME, None)
    return document


def region_words(tree: RegionTree, pk: int) -> set[str]:
    """The names of a region and of every region that its networks are a match for: what contains it, and what a
    functional region reaches into."""
    if pk not in tree.regions:
        return set()
    found = set(tree.around(pk))
    if tree.regions[pk].kind == RegionKind.FUNCTIONAL:
        for part in tree.parts[pk] | tree.touches[pk]:
            found |= tree.around(part)
    words: set[str] = set()
    for region in (tree.regions[other] for other in found):
        if region.pk == pk or region.kind != RegionKind.COUNTRY:
            words.update((region.name, *region.also_called.splitlines()))
    return words


def related_words(model: type[models.Model], pks: list[int], paths: Iterable[str]) -> dict[int, list[str]]:
    """What stands at the end of those paths that lead to something else."""
    words: dict[int, list[str]] = defaultdict(list)
    for path in paths:
        if "__" in path:
            for pk, text in _related(model, pks, path):
                # When somebody held an office says nothing about when the entry was.
                words[pk].append(_ASIDE.sub("", text) if path == ROLES else text)
    return words


def target(model: type[models.Model], relation: str) -> type[models.Model]:
    """The model at the end of a path of relations."""
    for name in relation.split("__"):
        model = model._meta.get_field(name).related_model
    return model


def _related(model: type[models.Model], pks: list[int], path: str) -> list[tuple[int, str]]:
    """Pairs of a key and a text at the end of a path; `pks`: records that visitors may find."""
    rows = asked_once(path, model, pks, partial(_pairs, model, path))
    if said := IN_WORDS.get(path):
        rows = [(pk, said(text)) for pk, text in rows]
    return [(pk, text) for pk, text in rows if text]


def asked_once(
    what: str, model: type[models.Model], pks: list[int], build: Callable[[list[int]], models.QuerySet]
) -> Iterable[Any]:
    """Whoever saves one record asks the same twenty questions as for the last of its kind: 1 to 3 ms, where building
    them anew took 8 to 17. Of many records each number would be another question.
    """
    return ask_many(("documents", what, model), pks, build) if len(pks) == 1 else build(pks)


def _names(content_type: int, pks: list[int]) -> models.QuerySet:
    rows = Name.objects.filter(content_type=content_type, object_id__in=pks)
    return rows.order_by("pk").values_list("object_id", "name")


def _pairs(model: type[models.Model], path: str, pks: list[int]) -> models.QuerySet:
    first, _, rest = path.partition("__")
    relation = model._meta.get_field(first)
    rows, owner, condition = model.objects.all(), "pk", {}
    if relation.is_relation and issubclass(relation.related_model, Statement):
        if isinstance(relation, GenericRelation):
            condition = {"content_type": ContentType.objects.get_for_model(model)}
            known, owner = "subject", relation.object_id_field_name
        else:
            known = owner = relation.field.name
        rows, model, path = relation.related_model.objects.public(known), relation.related_model, rest
    shown = rows.filter(**{f"{owner}__in": pks}, **condition, **_public_only(model, path)).order_by()
    return shown.values_list(owner, path).distinct()


def _public_only(model: type[models.Model], path: str) -> dict[str, str]:
    """The condition that keeps the words of hidden records out of what others are found by."""
    steps = path.split("__")[:-1]
    relations = ["__".join(steps[: place + 1]) for place in range(len(steps))]
    hidden = [relation for relation in relations if issubclass(target(model, relation), Record)]
    return {f"{relation}__state": State.PUBLISHED for relation in hidden}


def _asked(asked: Duties) -> Iterable[str]:
    """What people ask somebody about, and what they call the money that they ask for."""
    return [*asked.concerns, *([KIND_OF[Programme].found.called] if asked.asks_money else ())]


def _regions(model: type[models.Model], pks: list[int]) -> dict[int, list[int]]:
    place = KIND_OF[model].found.place
    if place == "pk":
        return {pk: [pk] for pk in pks}
    return _grouped(_related(model, pks, place)) if place else {}


def field_paths(model: type[models.Model]) -> tuple[str, ...]:
    """Where the addresses of the fields of a record stand, and of those above them; nowhere for what has none."""
    has_fields = any(column.related_model is Field for column in model._meta.many_to_many)
    return ("fields__slug", "fields__parent__slug") if has_fields else ()


def _fields(model: type[models.Model], records: list[Any]) -> dict[int, list[str]]:
    """The flags of the fields of some records and of those above them; a field is of itself."""
    if model is Field:
        return {record.pk: [OF_FIELD + record.slug, AT_FIELD + record.slug] for record in records}
    if not field_paths(model):
        return {}
    rows = asked_once("fields", model, [one.pk for one in records], partial(_field_rows, model))
    found: dict[int, list[str]] = defaultdict(list)
    for pk, slug, above, state in rows:
        found[pk] += [OF_FIELD + slug, AT_FIELD + slug, *([OF_FIELD + above] if state == State.PUBLISHED else [])]
    return found


def _field_rows(model: type[models.Model], pks: list[int]) -> models.QuerySet:
    rows = model._default_manager.filter(pk__in=pks, fields__state=State.PUBLISHED).order_by()
    return rows.values_list("pk", *field_paths(model), "fields__parent__state")


def _when(record: Any) -> list[str]:
    """The years and months in which something began or ended, if its dates say so."""
    found: set[str] = set()
    for name in ("start", "end"):
        earliest, latest = (getattr(record, f"{name}_{which}", None) for which in ("earliest", "latest"))
        found |= {str(day.year) for day in (earliest if name == "start" else latest,) if day}
        if earliest and latest and (earliest.year, earliest.month) == (latest.year, latest.month):
            found.add(MONTHS[earliest.month - 1])
    return sorted(found)


def _names_of(pks: Iterable[int], tree: RegionTree) -> set[str]:
    regions = (tree.regions[pk] for pk in pks if pk in tree.regions)
    return {form for region in regions for form in forms(f"{region.name} {region.also_called}")}


def _grouped(rows: Iterable[tuple]) -> defaultdict[int, list]:
    found: dict[int, list] = defaultdict(list)
    for pk, value in rows:
        found[pk].append(value)
    return found


def _values(record: models.Model, columns: Iterable[str]) -> list[str]:
    """What the record's own columns among these say, a choice in words."""
    own = (name for name in columns if "__" not in name)
    return [str(value) for name in own if (value := _said(record, name))]


def _said(record: models.Model, name: str) -> str:
    in_words = getattr(record, f"get_{name}_display", None)
    return in_words() if in_words else getattr(record, name)


def _meta(record: Any, model, regions: list[str]) -> str:
    """The second line of a result: kind, office, region."""
    if model is Person:
        return record.function
    sort = _values(record, ["kind"]) if hasattr(record, "kind") else []
    return " · ".join([*sort, *([] if model is Region else sorted(regions)[:3])])


def _spellings(number: str) -> set[str]:
    """A number with the country's code and without, as far as it can be told."""
    number = re.sub(r"\D", "", number).removeprefix("00")
    found = {number}
    if number.startswith("49"):
        found.add("0" + number[2:].removeprefix("0"))
    elif number.startswith("0"):
        found.add("49" + number[1:])
    return {one for one in found if one}
