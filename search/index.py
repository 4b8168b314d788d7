"""What can be found, and the index of it. Every writer of records reaches the index through here."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from contacts.models import Person
from core.text import fold
from networks.models import Event, Field, Market, Network, Organisation, Place, Project
from programmes.models import Programme, SupportOffer
from publishing.enums import State
from publishing.models import Name, Record, SourceDocument, Topic
from regions.models import Region
from search.models import Entry

BATCH = 500

# What is findable, with the label of its kind, in the order in which kinds are offered.
KINDS: dict[str, tuple[type[models.Model], str]] = {
    "netzwerk": (Network, "Netzwerk"),
    "programm": (Programme, "Förderprogramm"),
    "ansprechperson": (Person, "Ansprechperson"),
    "angebot": (SupportOffer, "Angebot"),
    "organisation": (Organisation, "Organisation"),
    "termin": (Event, "Veranstaltung"),
    "ort": (Place, "Ort"),
    "projekt": (Project, "Projekt"),
    "region": (Region, "Region"),
    "feld": (Field, "Feld"),
    "zielmarkt": (Market, "Zielmarkt"),
    "thema": (Topic, "Thema"),
    "quelle": (SourceDocument, "Quelle"),
}
KIND_OF = {model: kind for kind, (model, _) in KINDS.items()}
_TEXT_FIELDS = (
    "abbreviation", "summary", "description", "audience", "definition", "synonyms", "also_called", "what", "who",
    "how", "body", "note", "status_note", "address", "location", "organiser", "frequency", "author", "publisher",
    "function", "series",
)  # fmt: skip


def rebuild() -> int:
    """Index everything anew; returns how many records are findable."""
    with transaction.atomic():
        Entry.objects.all().delete()
        for model in KIND_OF:
            index_records(model, findable(model).order_by("pk").iterator(BATCH))
    return Entry.objects.count()


def findable(model: type[models.Model]) -> models.QuerySet:
    """The records of a model that visitors may find: published, and of people only the contacts."""
    rows = model.objects.published() if issubclass(model, Record) else model.objects.all()
    return rows.contacts() if model is Person else rows


def index_records(model: type[models.Model], records: Iterable[models.Model]) -> None:
    content_type = ContentType.objects.get_for_model(model)
    batch: list[models.Model] = []
    for record in records:
        batch.append(record)
        if len(batch) == BATCH:
            _write(content_type, model, batch)
            batch = []
    _write(content_type, model, batch)


def update(record: models.Model) -> None:
    """Bring one record's entry up to date, or remove it when visitors may not see the record."""
    model = type(record)
    if model not in KIND_OF:
        return
    content_type = ContentType.objects.get_for_model(model)
    Entry.objects.filter(content_type=content_type, object_id=record.pk).delete()
    _write(content_type, model, list(findable(model).filter(pk=record.pk)))


def dependents(record: models.Model) -> dict[type[models.Model], models.QuerySet]:
    """The findable records that take words from a record: networks from their fields, people from their office."""
    found = {}
    for model, paths in _RELATED.items():
        for path in paths:
            relation = path.rpartition("__")[0]
            if _target(model, relation) is type(record):
                rows = findable(model).filter(**{relation: record}).distinct()
                found[model] = found[model] | rows if model in found else rows
    return found


def dependent_keys(record: models.Model) -> dict[type[models.Model], list[int]]:
    """The primary keys of `dependents`, for when the record itself is about to go."""
    return {model: list(rows.order_by("pk").values_list("pk", flat=True)) for model, rows in dependents(record).items()}


def update_keys(keys: dict[type[models.Model], list[int]]) -> None:
    """Bring the entries of some records up to date, many at a time."""
    for model, pks in keys.items():
        content_type = ContentType.objects.get_for_model(model)
        for chunk in _chunks(pks):
            Entry.objects.filter(content_type=content_type, object_id__in=chunk).delete()
            _write(content_type, model, list(findable(model).filter(pk__in=chunk)))


def words_given(record: models.Model) -> tuple:
    """What others take from a record; its dependents are due when it changes."""
    names = ("name", "synonyms", "text", "family_name", "task", "value", "state")
    return tuple(getattr(record, name, None) for name in names)


def _chunks(pks: list[int]) -> Iterable[list[int]]:
    return (pks[start : start + BATCH] for start in range(0, len(pks), BATCH))


def _target(model: type[models.Model], relation: str) -> type[models.Model]:
    for name in relation.split("__"):
        model = model._meta.get_field(name).related_model
    return model


def remove(record: models.Model) -> None:
    Entry.objects.filter(content_type=ContentType.objects.get_for_model(record), object_id=record.pk).delete()


def _write(content_type: ContentType, model: type[models.Model], records: list[models.Model]) -> None:
    if not records:
        return
    pks = [record.pk for record in records]
    names: dict[int, list[str]] = {}
    for pk, name in Name.objects.filter(content_type=content_type, object_id__in=pks).values_list("object_id", "name"):
        names.setdefault(pk, []).append(name)
    more = _related_words(model, pks)
    entries = []
    for record in records:
        own = [str(record), *names.get(record.pk, ())]
        texts = [str(getattr(record, field, "") or "") for field in _TEXT_FIELDS]
        folded = " ".join(fold(text) for text in [*own, *texts, *more.get(record.pk, ())] if text)
        summary = getattr(record, "summary", "") or getattr(record, "definition", "") or getattr(record, "note", "")
        entries.append(
            Entry(
                content_type=content_type,
                object_id=record.pk,
                kind=KIND_OF[model],
                title=getattr(record, "full_name", None) or getattr(record, "title", None) or str(record),
                summary=summary[:400],
                url=record.get_absolute_url(),
                names=f" {' | '.join(fold(name) for name in own)} ",
                words=f" {folded} ",
            )
        )
    Entry.objects.bulk_create(entries)


# Relations whose words make a record findable: the path to the text, per model.
_RELATED = {
    Network: (
        "fields__name", "fields__synonyms", "regions__name", "markets__name", "offers__text",
        "responsibilities__person__family_name", "tags__name",
    ),
    Programme: ("fields__name", "regions__name"),
    SupportOffer: ("fields__name", "regions__name", "providers__name"),
    Person: (
        "organisation__name", "responsibilities__task", "responsibilities__network__name",
        "responsibilities__programme__name", "responsibilities__regions__name", "channels__value", "channels__digits",
    ),
    Organisation: ("region__name", "fields__name"),
    Event: ("networks__name", "fields__name", "region__name"),
    Place: ("networks__name", "region__name"),
    Project: ("networks__name", "region__name"),
}  # fmt: skip


def _related_words(model: type[models.Model], pks: list[int]) -> dict[int, list[str]]:
    words: dict[int, list[str]] = {}
    for path in _RELATED.get(model, ()):
        shown = model.objects.filter(pk__in=pks, **_public_only(model, path)).order_by()
        rows = shown.values_list("pk", path).distinct()
        for pk, text in rows:
            if text:
                words.setdefault(pk, []).append(text)
    return words


def _public_only(model: type[models.Model], path: str) -> dict[str, str]:
    """The condition that keeps the words of hidden records out of what others are found by."""
    relation = path.rpartition("__")[0]
    return {f"{relation}__state": State.PUBLISHED} if issubclass(_target(model, relation), Record) else {}
