from django.urls import path

from editing.views import drafting, feedback, worklist

urlpatterns = [
    path("", worklist.home, name="work_list"),
    path("pruefung/", worklist.checks, name="check_list"),
    path("aufgaben/", worklist.own_tasks, name="own_tasks"),
    path("erinnerungen/", worklist.reminders, name="reminders"),
    path("rueckmeldung/<str:token>/", feedback.feedback, name="feedback"),
    path("text-zu-entwurf/", drafting.text_to_draft, name="text_to_draft"),
    path("text-zu-entwurf/ergebnis/<int:pk>/", drafting.draft_run, name="draft_run"),
]
