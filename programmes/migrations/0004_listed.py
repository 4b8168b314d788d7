from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0003_guided_jobs"),
    ]

    operations = [
        migrations.AddField(
            model_name="supportoffer",
            name="listed",
            field=models.CharField(
                blank=True,
                choices=[
                    ("netzwerke", "Netzwerke"),
                    ("unternehmen", "Unternehmen"),
                    ("programme", "Förderprogramme"),
                    ("stellen", "Fachkräfte und Stellen"),
                ],
                help_text="Was man dort nachschlagen kann; darauf verweisen Listen und Suche, die hier nichts finden.",
                max_length=11,
                verbose_name="Verzeichnet",
            ),
        ),
    ]
