"""What the pages of the editors' desk share; they look like the admin and need the same sign-in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.requests import EditorRequest
from publishing.models import Record, Revision, record_models
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


def show(request: EditorRequest, template: str, title: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, template, {**admin.site.each_context(request), "title": title, **context}, status=status)
