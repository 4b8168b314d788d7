from django.urls import path

from reports.views import desk

urlpatterns = [path("netzwerke/<int:pk>/nachfrage/", desk.enquiries, name="enquiries")]
