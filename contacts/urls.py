from django.urls import path

from contacts import views

app_name = "contacts"

urlpatterns = [
    path("ansprechpersonen/", views.contact_list, name="list"),
    path("ansprechpersonen/<slug:slug>/", views.contact_detail, name="detail"),
]
