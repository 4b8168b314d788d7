from django.urls import path

from desk.earlier import Aim
from past import log, restoring

app_name = "past"

urlpatterns = [
    path("verlauf/", log.log, name="log"),
    path("aenderung/<int:pk>/wiederherstellen/", restoring.restore, {"aim": Aim.AFTER}, name="restore"),
    path("aenderung/<int:pk>/stand-davor/", restoring.restore, {"aim": Aim.BEFORE}, name="restore_before"),
    path("aenderung/<int:pk>/zuruecknehmen/", restoring.restore, {"aim": Aim.WITHOUT}, name="take_back"),
]
