from django.db import migrations, models

from inputs.phones import only_number

CHUNK = 2000


def fill(apps, schema_editor):
    """What is dialled of the numbers that are there."""
    channels = apps.get_model("contacts", "Channel").objects.using(schema_editor.connection.alias)
    rows = []
    for channel in channels.filter(kind__in=("telefon", "mobil", "fax")).only("pk", "value").iterator(CHUNK):
        if dial := only_number(channel.value):
            channel.dial = dial
            rows.append(channel)
    channels.bulk_update(rows, ["dial"], batch_size=CHUNK)


class Migration(migrations.Migration):
    dependencies = [("contacts", "0005_standing")]

    operations = [
        migrations.AddField(
            model_name="channel",
            name="dial",
            field=models.CharField(blank=True, editable=False, max_length=16, verbose_name="Wählbar als"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
