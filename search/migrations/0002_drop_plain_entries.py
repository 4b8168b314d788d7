from django.db import migrations


class Migration(migrations.Migration):
    """The index is derived: it is made anew in the tables of the next migration."""

    dependencies = [("search", "0001_create_index")]

    operations = [migrations.DeleteModel(name="Entry")]
