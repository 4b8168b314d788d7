from django.urls import path

from links import views

urlpatterns = [
    path("links/", views.link_list, name="link_list"),
    path("links/<int:pk>/https/", views.link_secure, name="link_secure"),
]
