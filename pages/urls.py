from django.urls import path

from pages import views
from pages.history import record_history

app_name = "pages"

urlpatterns = [
    path("quellen/", views.source_list, name="source_list"),
    path("quellen/<slug:slug>/", views.source_detail, name="source_detail"),
    # Below the page of every kind of record, also of the packages above.
    path("<slug:prefix>/<slug:slug>/verlauf/", record_history, name="record_history"),
]
