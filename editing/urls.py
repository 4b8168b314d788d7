from django.urls import path

from editing.views import drafting

urlpatterns = [
    path("text-zu-entwurf/", drafting.text_to_draft, name="text_to_draft"),
    path("text-zu-entwurf/ergebnis/<int:pk>/", drafting.draft_run, name="draft_run"),
]
