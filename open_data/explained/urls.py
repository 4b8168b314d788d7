from django.urls import path

from open_data.explained import views

app_name = "open_data"

urlpatterns = [
    path("offene-daten/", views.overview, name="overview"),
    path("offene-daten/api/", views.api, name="api"),
    path("offene-daten/abzug/", views.dumps, name="dumps"),
]
