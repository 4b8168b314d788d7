from django.urls import path

from erasure import views

urlpatterns = [
    path("personen/<int:pk>/daten-loeschen/", views.erase_person, name="erase_person"),
]
