from django.urls import path

from editing.views import (
    drafting,
    duplicates,
    export,
    feedback,
    links,
    merge_proposals,
    transfer,
    transfer_preview,
    worklist,
)

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
    path("dubletten/", duplicates.duplicate_list, name="duplicate_list"),
    path("dubletten/aehnlich/", duplicates.namesake_list, name="namesake_list"),
    path("dubletten/aufheben/<int:pk>/", duplicates.merge_undo, name="merge_undo"),
    path("dubletten/vorschlaege/", merge_proposals.proposal_list, name="merge_proposal_list"),
    path("dubletten/vorschlaege/<int:pk>/", merge_proposals.proposal, name="merge_proposal"),
    path("dubletten/<str:label>/<int:first>/<int:second>/kein-doppel/", duplicates.no_duplicate, name="no_duplicate"),
    path("dubletten/<str:label>/<int:keep>/<int:drop>/", duplicates.duplicate_merge, name="duplicate_merge"),
    path("links/", links.link_list, name="link_list"),
    path("links/<int:pk>/https/", links.link_secure, name="link_secure"),
]
