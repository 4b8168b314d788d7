"""Where words about a person may stand, table by table: what is struck out, what people decide about."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib import admin
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models
from django.urls import NoReverseMatch, reverse

from accounts.models import Editor
from contacts.models import Person
from core.kinds import kinds
from desk.pages import form_url
from erasure.words import Place, Words
from links.models import LinkResult
from publishing.models import Record, RemovedPage, Revision, SlugHistory, Statement
from publishing.models.revision import AboutRecord
from search.models import MissedQuery

# Keys, secrets, official lists, and the search index, which follows the entries. Sessions are written in code.
_WITHOUT_WORDS = {"contenttypes", "sessions", "auth", "account", "mfa"}
_OTHERS_WITHOUT = {
    "memory.tablestamp", "accounts.invitation", "accounts.signin",
    "regions.postcode", "networks.branch", "search.indexstate", "search.term", "search.posting", "search.entry",
    "taggit.taggeditem",
}  # fmt: skip
_DELETED = (MissedQuery, LinkResult)  # made anew when they are needed


@dataclass(frozen=True)
class Trace:
    """A place as people are shown it; `url` leads to where it stands, if there is a page."""

    kind: str
    label: str
    field: str
    url: str
    is_sure: bool


def decided_by_people() -> list[type[models.Model]]:
    """What visitors read, or what somebody works with: nothing of it changes by itself."""
    statements = [model for model in apps.get_models() if issubclass(model, Statement)]
    others = [apps.get_model("taggit.Tag"), Editor, RemovedPage, SlugHistory]
    return [*(kind.model for kind in kinds() if kind.section or kind.is_record), *statements, *others]


def bookkeeping() -> list[type[models.Model]]:
    """All other tables with words, those of later parts included: struck where it is sure."""
    kept = {*decided_by_people(), *_DELETED}
    return [
        model
        for model in apps.get_models()
        if model not in kept
        and model._meta.app_label not in _WITHOUT_WORDS
        and model._meta.label_lower not in _OTHERS_WITHOUT
    ]


def strike(words: Words) -> None:
    for model in _DELETED:
        model.objects.filter(pk__in=words.pks(model.objects.all())).delete()
    for model in bookkeeping():
        rows = model._base_manager.all()
        # An open change must still fit the entry as it is: whoever writes at it sees the name in `traces`.
        words.strike(rows.exclude(pk__in=Revision.objects.open().values("pk")) if model is Revision else rows)
    _strike_sessions(words)


def _strike_sessions(words: Words) -> None:
    """Messages that nobody has read yet, and forms that wait for somebody to sign in."""
    for session in Session.objects.all():
        data = session.get_decoded()
        if (without := words.without(data)) != data:
            session.session_data = SessionStore().encode(without)
            session.save(update_fields=["session_data"])


def traces(words: Words) -> Iterator[Trace]:
    """First what can only mean the person, table by table, then what may mean something else."""
    found = [_trace(place) for place in _places(words) if not _is_own_name(place)]
    yield from (trace for trace in found if trace.is_sure)
    yield from (trace for trace in found if not trace.is_sure)


def _places(words: Words) -> Iterator[Place]:
    for model in decided_by_people():
        yield from words.places(model._base_manager.all())
    yield from words.places(Revision.objects.open())
    for model in (*bookkeeping(), *_DELETED):
        rows = model._base_manager.all()
        rows = rows.exclude(pk__in=Revision.objects.open().values("pk")) if model is Revision else rows
        yield from words.places(rows, doubtful_only=True)


def _is_own_name(place: Place) -> bool:
    """Somebody else's name is nothing to decide about."""
    return isinstance(place.row, Person) and place.column.name in ("given_name", "family_name", "slug")


def _trace(place: Place) -> Trace:
    row = place.row
    if isinstance(row, Revision) and row.is_open:
        return Trace("Offene Änderung", row.label, "noch nicht entschieden", _url(row), place.is_sure)
    return Trace(str(row._meta.verbose_name), str(row), str(place.column.verbose_name), _url(row), place.is_sure)


def _url(row: models.Model) -> str:
    """Where it can be changed, or at least looked at."""
    if isinstance(row, Revision):
        return reverse("desk:change", args=[row.pk])
    if isinstance(row, AboutRecord):
        return form_url(row.record) if row.record else ""
    if owner := _owner(row):
        return form_url(owner)
    if not admin.site.is_registered(type(row)):
        return ""
    try:
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""


def _owner(row: models.Model) -> Record | None:
    """The entry in whose form it can be changed."""
    if isinstance(row, Record):
        return row
    if not isinstance(row, Statement):
        return None
    if subject := getattr(row, "subject", None):
        return subject if isinstance(subject, Record) else None
    for field in row._meta.concrete_fields:
        if field.many_to_one and field.name != "source" and issubclass(field.related_model, Record):
            if (record := getattr(row, field.name)) is not None:
                return record
    return None
