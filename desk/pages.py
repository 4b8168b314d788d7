"""What the pages of the editors' desk share; they look like the admin and need the same sign-in."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.fields import GenericRelation
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.requests import EditorRequest
from core.kinds import kind_of, record_models
from publishing.criteria import Answer
from publishing.models import Record, Revision
from publishing.permissions import check_enter, check_see


def desk_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For accounts with a role, behind the admin's sign-in, never kept by a cache."""

    @wraps(view)
    def entered(request: EditorRequest, *args, **kwargs) -> HttpResponse:
        check_enter(request.user)
        return view(request, *args, **kwargs)

    return signed_in(entered)


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For every account of the area: where all of them arrive."""

    @wraps(view)
    def wrapped(request: EditorRequest, *args, **kwargs) -> HttpResponse:
        return admin.site.admin_view(never_cache(view))(request, *args, **kwargs)

    return wrapped


def still_to_do(change: Revision | None, is_in: bool = False) -> str:
    """What a saved change needs before visitors see it; empty where nothing waits. `is_in`: it is handed in."""
    if change is None or not change.is_open:
        return ""
    if is_in:
        return "Öffentlich bleibt der bisherige Stand bis zur Freigabe."
    return "Öffentlich bleibt der bisherige Stand: Geben Sie die Änderung noch zur Freigabe."


def find_revision(request: EditorRequest, pk: int) -> Revision:
    revisions = Revision.objects.select_related("created_by", "changed_by", "decided_by")
    revision = get_object_or_404(revisions, pk=pk)
    check_see(request.user, revision.model)
    return revision


def find_record(request: EditorRequest, label: str, pk: int) -> Record:
    """The record at an address like `eintrag/networks.network/3/`."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError) as error:
        raise Http404("Diese Art von Eintrag gibt es nicht.") from error
    if model not in record_models():
        raise Http404("Diese Art von Eintrag gibt es nicht.")
    check_see(request.user, model)
    return get_object_or_404(model, pk=pk)


def entry_url(record: Record) -> str:
    """Where an entry is read: all that is known of it, each part with its pencil."""
    return reverse("desk:entry", args=[record._meta.label_lower, record.pk])


def form_url(record: Record) -> str:
    """Where all of it is written at once."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def field_url(record: Record, field: str) -> str:
    """The form of a record, at the column or the rows where something is entered."""
    return f"{form_url(record)}#{anchor(type(record), field)}" if field else form_url(record)


def anchor(model: type[Record], name: str) -> str:
    """What the form of a kind calls the place of a column, or of rows with their heading."""
    relations: dict[str, Any] = {field.name: field for field in model._meta.get_fields()}
    relation = relations.get(name)
    if isinstance(relation, GenericRelation):
        rows: Any = relation.related_model
        prefix = f"{rows._meta.app_label}-{rows._meta.model_name}-{relation.content_type_field_name}"
        return f"{prefix}-{relation.object_id_field_name}-group"
    if relation is None and name == "name":  # as a person and a source have another
        name = kind_of(model).names[0]
    return f"{name}-group" if relation is not None and relation.one_to_many else f"id_{name}"


def linked(record: Record, answers: Iterable[Answer], form: str) -> list[tuple[Answer, str]]:
    """Each answer of a checklist with the address where what it asks for is entered; `form`: that of the form, empty on
    the form itself."""
    model = type(record)
    return [(one, f"{form}#{anchor(model, one.field)}" if one.field and not one.met else "") for one in answers]


def show(request: EditorRequest, template: str, title: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, template, {**admin.site.each_context(request), "title": title, **context}, status=status)


def seen_token(request: EditorRequest) -> str:
    """The token of the page on which somebody decided; empty, and then refused, where a page sent none."""
    return request.POST.get("gesehen", "")
