from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0007_portals"),
        ("stories", "0001_stories"),
    ]

    operations = [
        migrations.DeleteModel(name="Topic"),
    ]
