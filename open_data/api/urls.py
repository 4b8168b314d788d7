from django.urls import path, re_path

from open_data.api import description, finder, lists, nearest, search
from open_data.api.answers import ROOT, endpoint

_ROOT = ROOT.removeprefix("/api/")

urlpatterns = [
    path("openapi.json", endpoint(description.description), name="api_description"),
    path(_ROOT, endpoint(lists.start), name="api"),
    path(f"{_ROOT}/suche", endpoint(search.search)),
    path(f"{_ROOT}/foerderkontakt", endpoint(finder.finder)),
    path(f"{_ROOT}/facetten/<slug:name>", endpoint(lists.facets)),
    path(f"{_ROOT}/<slug:name>", endpoint(lists.records)),
    path(f"{_ROOT}/<slug:name>/<slug:slug>", endpoint(lists.record)),
    path(f"{_ROOT}/<slug:name>/<slug:slug>/kontakt", endpoint(nearest.nearest)),
    re_path(r"^[\s\S]*\Z", endpoint(lists.nothing)),
]
