from django.urls import path

from pictures import views

urlpatterns = [path("bilder/<str:name>/<int:width>.<str:ending>", views.desk_file, name="picture_file")]
