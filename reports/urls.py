from django.urls import path

from reports.views import attempts, enquiry, report

urlpatterns = [
    path("fehler-melden/", report.report, name="report"),
    path("lebt-es-noch/", attempts.still_alive, name="still_alive"),
    path("rueckfrage/<str:token>/", enquiry.enquiry, name="enquiry"),
]
