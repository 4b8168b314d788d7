from django.urls import path

from lists import views

app_name = "lists"

urlpatterns = [
    path("listen/", views.overview, name="overview"),
    path("listen/ansichten/<int:pk>/entfernen/", views.remove, name="remove"),
    path("listen/<str:label>/", views.table, name="table"),
]
