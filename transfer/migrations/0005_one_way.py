from django.db import migrations, models

_RESULTS = [
    ("", "nicht übernommen"),
    ("angelegt", "als Entwurf angelegt"),
    ("geaendert", "Entwurf geändert"),
    ("vorgeschlagen", "als Änderung vorgeschlagen"),
    ("weitergegeben", "den Zuständigen vorgeschlagen"),
    ("zurueck", "rückgängig gemacht"),
    ("geblieben", "nicht rückgängig gemacht"),
]


def propose(apps, schema_editor):
    """What nobody had decided yet is what the preview proposes now; its rows stay as they were compared."""
    apps.get_model("transfer", "ImportBatch").objects.filter(outside="").update(outside="vorschlagen")


class Migration(migrations.Migration):
    dependencies = [
        ("transfer", "0004_stand_of_a_file"),
    ]

    operations = [
        migrations.AddField("importbatch", "covers", models.JSONField(default=list)),
        migrations.AddField("importbatch", "joins", models.PositiveBigIntegerField(editable=False, null=True)),
        migrations.AddField(
            "importbatch", "also", models.JSONField(default=dict, verbose_name="Auch aus dieser Tabelle")
        ),
        migrations.AddField(
            "importbatch", "hands_in", models.BooleanField(default=False, verbose_name="Danach zur Freigabe")
        ),
        migrations.AddField("importbatch", "left_open", models.JSONField(default=list)),
        migrations.AlterField(
            "importbatch",
            "outside",
            models.CharField(
                choices=[
                    ("vorschlagen", "als Vorschlag an die zuständigen Teams"),
                    ("weglassen", "weglassen"),
                ],
                default="vorschlagen",
                max_length=12,
                verbose_name="Außerhalb der eigenen Regionen",
            ),
        ),
        migrations.AlterField(
            "importrow",
            "result",
            models.CharField(blank=True, choices=_RESULTS, max_length=14, verbose_name="Was daraus wurde"),
        ),
        migrations.RunPython(propose, migrations.RunPython.noop),
    ]
