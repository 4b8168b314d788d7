from django.db import migrations, models

import core.fields


class Migration(migrations.Migration):
    """A day stays the same day: written as ISO 8601, it is EDTF."""

    dependencies = [
        ("transfer", "0003_rows_of_others"),
    ]

    operations = [
        migrations.AlterField(
            model_name="importbatch",
            name="as_of",
            field=core.fields.FuzzyDateField(blank=True, default="", max_length=40, verbose_name="Stand der Datei"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="importbatch",
            name="as_of_wording",
            field=models.CharField(blank=True, max_length=120, default=""),
            preserve_default=False,
        ),
    ]
