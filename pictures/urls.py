from django.urls import path

from pictures import views

app_name = "pictures"

urlpatterns = [
    path("bilder/", views.picture_list, name="list"),
    path("bilder/dateien/<str:name>/<int:width>.<str:ending>", views.picture_file, name="file"),
    path("bilder/<slug:slug>/", views.picture_detail, name="detail"),
]
