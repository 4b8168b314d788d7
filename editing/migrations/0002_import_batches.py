import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editing", "0001_draft_runs"),
        ("publishing", "0004_stamp_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="Art der Einträge")),
                ("file_name", models.CharField(max_length=200, verbose_name="Datei")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("zuordnung", "Spalten zuordnen"),
                            ("pruefung", "wird verglichen"),
                            ("vorschau", "Vorschau"),
                            ("uebernommen", "übernommen"),
                            ("zurueck", "rückgängig gemacht"),
                        ],
                        default="zuordnung",
                        max_length=12,
                        verbose_name="Stand",
                    ),
                ),
                ("headers", models.JSONField(default=list, verbose_name="Überschriften")),
                ("notes", models.JSONField(default=list, verbose_name="Hinweise zur Datei")),
                ("mapping", models.JSONField(default=dict, verbose_name="Zuordnung")),
                ("constants", models.JSONField(default=dict, verbose_name="Für alle Zeilen")),
                ("clears", models.BooleanField(default=False, verbose_name="Leere Zellen leeren")),
                ("as_of", models.DateField(blank=True, null=True, verbose_name="Stand der Datei")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="Hochgeladen am"
                    ),
                ),
                ("applied_at", models.DateTimeField(editable=False, null=True, verbose_name="Übernommen am")),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="von",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="publishing.sourcedocument",
                        verbose_name="Quelle",
                    ),
                ),
            ],
            options={
                "verbose_name": "Import",
                "verbose_name_plural": "Importe",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("signature", models.CharField(max_length=64)),
                ("columns", models.JSONField(default=dict)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "Gemerkte Zuordnung",
                "verbose_name_plural": "Gemerkte Zuordnungen",
                "constraints": [
                    models.UniqueConstraint(fields=("account", "kind", "signature"), name="import_mapping_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="Zeile")),
                ("cells", models.JSONField(default=list)),
                ("cell_notes", models.JSONField(default=dict)),
                ("cell_errors", models.JSONField(default=dict)),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("neu", "Neu"),
                            ("geaendert", "Geändert"),
                            ("unveraendert", "Unverändert"),
                            ("konflikt", "Konflikt"),
                            ("fehler", "Fehler"),
                        ],
                        max_length=14,
                        verbose_name="Ergebnis",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=250, verbose_name="Name")),
                ("key", models.CharField(blank=True, max_length=300)),
                ("record_id", models.PositiveBigIntegerField(null=True)),
                ("candidates", models.JSONField(default=list)),
                ("choice", models.CharField(blank=True, max_length=20)),
                ("changes", models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("errors", models.JSONField(default=list)),
                ("notes", models.JSONField(default=list)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="Warum Konflikt")),
                ("may_apply", models.BooleanField(default=False)),
                ("selected", models.BooleanField(default=False, verbose_name="Ausgewählt")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "nicht übernommen"),
                            ("angelegt", "als Entwurf angelegt"),
                            ("geaendert", "Entwurf geändert"),
                            ("vorgeschlagen", "als Änderung vorgeschlagen"),
                            ("zurueck", "rückgängig gemacht"),
                            ("geblieben", "nicht rückgängig gemacht"),
                        ],
                        max_length=14,
                        verbose_name="Was daraus wurde",
                    ),
                ),
                ("result_note", models.CharField(blank=True, max_length=400)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="editing.importbatch"
                    ),
                ),
            ],
            options={
                "verbose_name": "Zeile eines Imports",
                "verbose_name_plural": "Zeilen von Importen",
                "ordering": ["number"],
                "indexes": [models.Index(fields=["batch", "status"], name="import_row_status")],
                "constraints": [models.UniqueConstraint(fields=("batch", "number"), name="import_row_once")],
            },
        ),
    ]
