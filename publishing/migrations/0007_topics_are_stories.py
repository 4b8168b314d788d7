from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0006_unsure_links"),
        ("stories", "0001_stories"),
    ]

    operations = [
        migrations.DeleteModel(name="Topic"),
    ]
