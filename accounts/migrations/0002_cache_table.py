from django.core.management import call_command
from django.db import migrations


def create_cache_table(apps, schema_editor):
    """Counts attempts to sign in; here by name, because the settings may name another cache at this moment."""
    call_command("createcachetable", "portal_cache", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS portal_cache")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_editors")]

    operations = [migrations.RunPython(create_cache_table, drop_cache_table)]
