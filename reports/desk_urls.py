from django.urls import path

from reports.views import desk

urlpatterns = [path("nachfrage/<str:label>/<int:pk>/", desk.enquiries, name="enquiries")]
