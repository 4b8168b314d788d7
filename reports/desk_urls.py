from django.urls import path

from reports.views import answer, desk

urlpatterns = [
    path("nachfrage/<str:label>/<int:pk>/", desk.enquiries, name="enquiries"),
    path("meldungen/<int:pk>/", answer.answer_report, name="answer_report"),
]
