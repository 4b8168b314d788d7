from django.urls import path

from lookup import views

app_name = "lookup"

urlpatterns = [
    path("suche/", views.search, name="search"),
    path("hilfe/", views.help_page, name="help"),
]
