from django.urls import path

from editing.views import drafting, duplicates, links

urlpatterns = [
    path("text-zu-entwurf/", drafting.text_to_draft, name="text_to_draft"),
    path("text-zu-entwurf/ergebnis/<int:pk>/", drafting.draft_run, name="draft_run"),
    path("dubletten/", duplicates.duplicate_list, name="duplicate_list"),
    path("dubletten/aehnlich/", duplicates.namesake_list, name="namesake_list"),
    path("dubletten/aufheben/<int:pk>/", duplicates.merge_undo, name="merge_undo"),
    path("dubletten/<str:label>/<int:first>/<int:second>/kein-doppel/", duplicates.no_duplicate, name="no_duplicate"),
    path("dubletten/<str:label>/<int:keep>/<int:drop>/", duplicates.duplicate_merge, name="duplicate_merge"),
    path("links/", links.link_list, name="link_list"),
    path("links/<int:pk>/https/", links.link_secure, name="link_secure"),
]
