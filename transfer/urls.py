from django.urls import path

from transfer.views import imports, preview, repair, result

urlpatterns = [
    path("import/", imports.import_start, name="import_start"),
    path("import/<int:pk>/", preview.import_preview, name="import_preview"),
    path("import/<int:pk>/spalten/", imports.import_mapping, name="import_mapping"),
    path("import/<int:pk>/vergleich/", imports.import_progress, name="import_progress"),
    path("import/<int:pk>/fehler/", repair.import_repair, name="import_repair"),
    path("import/<int:pk>/fehler.csv", repair.import_faulty, name="import_faulty"),
    path("import/<int:pk>/ergebnis/", result.import_result, name="import_result"),
]
