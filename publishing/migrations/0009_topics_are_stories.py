from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0008_own_words"),
        ("stories", "0001_stories"),
    ]

    operations = [
        migrations.DeleteModel(name="Topic"),
    ]
