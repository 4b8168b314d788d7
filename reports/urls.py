from django.urls import path

from reports.views import attempts, report

urlpatterns = [
    path("fehler-melden/", report.report, name="report"),
    path("lebt-es-noch/", attempts.still_alive, name="still_alive"),
]
