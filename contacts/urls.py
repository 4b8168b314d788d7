from django.urls import path

from contacts import views
from contacts.finder.views import call_sheet, finder

app_name = "contacts"

urlpatterns = [
    path("foerderkontakt/", finder, name="finder"),
    path("foerderkontakt/anrufzettel/", call_sheet, name="call_sheet"),
    path("ansprechpersonen/", views.contact_list, name="list"),
    path("ansprechpersonen/<slug:slug>/", views.contact_detail, name="detail"),
    path("ansprechpersonen/<slug:slug>/kontakt.vcf", views.contact_vcard, name="vcard"),
]
