from django.urls import path

from linked import views

urlpatterns = [
    path("katalog.<slug:ending>", views.catalogue_document, name="catalogue_document"),
    path("offene-daten/katalog/", views.catalogue_page, name="catalogue"),
    path("offene-daten/leistungen/", views.service_list, name="services"),
    path("offene-daten/leistungen/<slug:form>/", views.service_document, name="service_document"),
    path("offene-daten/vokabulare/<slug:name>/", views.vocabulary, name="vocabulary"),
    path("offene-daten/vokabulare/<slug:name>/<slug:form>/", views.vocabulary_document, name="vocabulary_document"),
]
