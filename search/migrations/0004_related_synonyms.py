from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0003_index_words")]

    operations = [
        migrations.AlterField(
            model_name="synonymgroup",
            name="words",
            field=models.TextField(
                help_text="Eine Zeile je Wort oder Wendung. Wer eines davon sucht, findet auch die anderen. "
                "Eine Zeile, die mit ~ beginnt, ist nur verwandt: Sie wird weiter hinten gefunden.",
                verbose_name="Gleichbedeutende Wörter",
            ),
        ),
    ]
