from django.urls import path

from stories import views

app_name = "stories"

urlpatterns = [
    path("themen/", views.story_list, name="story_list"),
    path("themen/<slug:slug>/", views.story_detail, name="story_detail"),
    path("beitraege/", views.only_stories, name="only_stories"),
    path("serien/", views.series_list, name="series_list"),
    path("serien/<slug:slug>/", views.series_detail, name="series_detail"),
]
