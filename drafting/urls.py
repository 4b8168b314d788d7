from django.urls import path

from drafting import views

urlpatterns = [
    path("text-zu-entwurf/", views.text_to_draft, name="text_to_draft"),
    path("text-zu-entwurf/ergebnis/<int:pk>/", views.draft_run, name="draft_run"),
]
