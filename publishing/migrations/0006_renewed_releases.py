from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0005_editor_manager"),
    ]

    operations = [
        migrations.AlterField(
            model_name="transition",
            name="verb",
            field=models.CharField(
                choices=[
                    ("anlegen", "Angelegt"),
                    ("aendern", "Änderung begonnen"),
                    ("einreichen", "Zur Freigabe gegeben"),
                    ("zurueckholen", "Zurückgeholt"),
                    ("zurueckgeben", "Zurückgegeben"),
                    ("freigeben", "Freigegeben"),
                    ("verwerfen", "Änderung verworfen"),
                    ("zurueckziehen", "Zurückgezogen"),
                    ("archivieren", "Archiviert"),
                    ("aufnehmen", "Wieder aufgenommen"),
                    ("erneuern", "Freigabe erneuert"),
                    ("pruefen", "Geprüft, unverändert"),
                    ("loeschen", "Gelöscht"),
                ],
                max_length=16,
                verbose_name="Schritt",
            ),
        ),
    ]
