from django.urls import path

from editing.views import drafting, export, feedback, transfer, transfer_preview, worklist

urlpatterns = [
    path("", worklist.home, name="work_list"),
    path("pruefung/", worklist.checks, name="check_list"),
    path("aufgaben/", worklist.own_tasks, name="own_tasks"),
    path("erinnerungen/", worklist.reminders, name="reminders"),
    path("rueckmeldung/<str:token>/", feedback.feedback, name="feedback"),
    path("text-zu-entwurf/", drafting.text_to_draft, name="text_to_draft"),
    path("text-zu-entwurf/ergebnis/<int:pk>/", drafting.draft_run, name="draft_run"),
    path("import/", transfer.import_start, name="import_start"),
    path("import/<int:pk>/", transfer_preview.import_preview, name="import_preview"),
    path("import/<int:pk>/spalten/", transfer.import_mapping, name="import_mapping"),
    path("import/<int:pk>/vergleich/", transfer.import_progress, name="import_progress"),
    path("import/<int:pk>/uebernehmen/", transfer_preview.import_apply, name="import_apply"),
    path("import/<int:pk>/ergebnis/", transfer_preview.import_result, name="import_result"),
    path("export/<str:label>/", export.export, name="export"),
]
