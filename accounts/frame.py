"""Account pages look like the admin, without its list of models."""

from functools import wraps

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse


def frame_context(request: HttpRequest) -> dict:
    """What the templates of the admin expect."""
    return admin.site.each_context(request) | {"is_nav_sidebar_enabled": False}


def in_admin_frame(view):
    """Give the templates of a view what those of the admin expect."""

    @wraps(view)
    def framed(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse) and not response.is_rendered:
            response.context_data = frame_context(request) | (response.context_data or {})
        return response

    return framed
