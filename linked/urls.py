from django.urls import path

from linked import views

urlpatterns = [
    path("offene-daten/vokabulare/<slug:key>/", views.vocabulary, name="vocabulary"),
    path("offene-daten/vokabulare/<slug:key>/<slug:form>/", views.vocabulary_document, name="vocabulary_document"),
]
