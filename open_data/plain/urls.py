from django.urls import path

from open_data.plain import views

app_name = "plain"

urlpatterns = [
    path("<slug:name>/liste.html", views.whole, name="whole"),
    path("einbetten/<slug:name>/", views.embed, name="embed"),
    path("einbetten/<slug:name>/rahmen/", views.frame, name="frame"),
]
