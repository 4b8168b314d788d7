from django.urls import path
from django.views.generic import RedirectView

from directory.views import programmes as views

app_name = "programmes"

urlpatterns = [
    path("foerderprogramme/", views.programme_list, name="list"),
    path(
        "foerderprogramme/programm-fuer-internationalisierung/",
        RedirectView.as_view(url="/foerderprogramme/pfi/", permanent=True),
    ),
    path("foerderprogramme/<slug:slug>/", views.programme_detail, name="detail"),
    path("angebote/", views.offer_list, name="offer_list"),
    path("angebote/<slug:slug>/", views.offer_detail, name="offer_detail"),
]
