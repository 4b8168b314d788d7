from django.urls import path

from worklist.views import feedback, mails, pages

urlpatterns = [
    path("", pages.home, name="work_list"),
    path("pruefung/", pages.checks, name="check_list"),
    path("aufgaben/", pages.own_tasks, name="own_tasks"),
    path("mails-und-vertretung/", mails.mails, name="account_mails"),
    path("rueckmeldung/<str:token>/", feedback.feedback, name="feedback"),
]
