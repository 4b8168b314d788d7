from django.urls import path

from publishing import views

app_name = "publishing"

urlpatterns = [
    path("themen/", views.topic_list, name="topic_list"),
    path("themen/<slug:slug>/", views.topic_detail, name="topic_detail"),
    path("quellen/", views.source_list, name="source_list"),
    path("quellen/<slug:slug>/", views.source_detail, name="source_detail"),
]
