from django.urls import path

from desk import entry, log, previews, restoring, views
from desk.past import Aim

app_name = "desk"

urlpatterns = [
    path("verlauf/", log.log, name="log"),
    path("freigabe/", views.queue, name="queue"),
    path("aenderung/<int:pk>/", views.change, name="change"),
    path("aenderung/<int:pk>/wiederherstellen/", restoring.restore, {"aim": Aim.AFTER}, name="restore"),
    path("aenderung/<int:pk>/stand-davor/", restoring.restore, {"aim": Aim.BEFORE}, name="restore_before"),
    path("aenderung/<int:pk>/zuruecknehmen/", restoring.restore, {"aim": Aim.WITHOUT}, name="take_back"),
    path("vorschau/<int:pk>/", previews.revision_preview, name="preview"),
    path("eintrag/<str:label>/<int:pk>/", entry.entry, name="entry"),
    path("eintrag/<str:label>/<int:pk>/vorschau/", previews.record_preview, name="record_preview"),
    path("eintrag/<str:label>/<int:pk>/<slug:verb>/", views.move, name="move"),
]
