import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models
from django.db.models.functions import Lower

import publishing.models.account


def lower_addresses(apps, schema_editor):
    apps.get_model("publishing", "Editor").objects.update(email=Lower("email"))


def create_cache_table(apps, schema_editor):
    """Counts attempts to sign in; here by name, because the settings may name another cache at this moment."""
    call_command("createcachetable", "portal_cache", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS portal_cache")


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("publishing", "0001_create_sources_statements_editors"),
        ("regions", "0001_create_regions"),
    ]

    operations = [
        migrations.RunPython(create_cache_table, drop_cache_table),
        migrations.RunPython(lower_addresses, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nonce", models.CharField(default=publishing.models.account.new_nonce, editable=False, max_length=32)),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gesendet am")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="angenommen am")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="zurückgezogen am")),
            ],
            options={
                "verbose_name": "Einladung",
                "verbose_name_plural": "Einladungen",
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="am")),
                ("succeeded", models.BooleanField(verbose_name="gelungen")),
                ("browser", models.CharField(max_length=20, verbose_name="Browser")),
            ],
            options={
                "verbose_name": "Anmeldung",
                "verbose_name_plural": "Anmeldungen",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="editor",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="editor_email_once",
                violation_error_message="Mit dieser E-Mail-Adresse gibt es schon ein Konto.",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="editor",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitation",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Konto",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="invited_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="eingeladen von",
            ),
        ),
        migrations.AddField(
            model_name="signin",
            name="editor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sign_ins",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Konto",
            ),
        ),
        migrations.AddIndex(
            model_name="signin",
            index=models.Index(fields=["editor", "succeeded", "-at"], name="sign_in_of_editor"),
        ),
    ]
