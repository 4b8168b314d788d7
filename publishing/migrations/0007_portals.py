from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0006_unsure_links"),
    ]

    operations = [
        migrations.AlterField(
            model_name="link",
            name="kind",
            field=models.CharField(
                choices=[
                    ("website", "Website"),
                    ("information", "Weitere Informationen"),
                    ("datenbank", "Datenbank"),
                    ("dokument", "Dokument"),
                    ("anmeldung", "Anmeldung"),
                    ("rechtsgrundlage", "Rechtsgrundlage"),
                    ("stellen", "Stellenbörse"),
                    ("fachkraefte", "Fachkräfteportal"),
                    ("mitglieder", "Mitgliedersuche"),
                    ("kalender", "Veranstaltungskalender"),
                    ("broschuere", "Broschüre"),
                ],
                default="website",
                max_length=16,
                verbose_name="Art",
            ),
        ),
    ]
