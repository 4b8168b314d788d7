from django.urls import path

from desk import entry, previews, views

app_name = "desk"

urlpatterns = [
    path("freigabe/", views.queue, name="queue"),
    path("aenderung/<int:pk>/", views.change, name="change"),
    path("vorschau/<int:pk>/", previews.revision_preview, name="preview"),
    path("eintrag/<str:label>/<int:pk>/", entry.entry, name="entry"),
    path("eintrag/<str:label>/<int:pk>/vorschau/", previews.record_preview, name="record_preview"),
    path("eintrag/<str:label>/<int:pk>/<slug:verb>/", views.move, name="move"),
]
