import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0001_create_people_and_responsibilities"),
        ("networks", "0001_create_networks_organisations_activities"),
        ("programmes", "0001_create_programmes_and_offers"),
        ("publishing", "0001_create_sources_statements_editors"),
        ("regions", "0001_create_regions"),
    ]

    operations = [
        migrations.AddField(
            model_name="responsibility",
            name="is_fallback",
            field=models.BooleanField(
                default=False,
                help_text="Antwortet in ihrer Region auf jedes Anliegen, für das niemand sonst zuständig oder erreichbar ist.",
                verbose_name="Auffangstelle",
            ),
        ),
        migrations.AddField(
            model_name="responsibility",
            name="office",
            field=models.ForeignKey(
                blank=True,
                help_text="Wenn keine Person, sondern die Organisation selbst zuständig ist.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="duties",
                to="networks.organisation",
                verbose_name="oder Stelle",
            ),
        ),
        migrations.AddField(
            model_name="responsibility",
            name="role",
            field=models.CharField(
                blank=True,
                choices=[
                    ("kmu", "Kleiner oder mittlerer Betrieb (KMU)"),
                    ("netzwerkmanagement", "Netzwerkmanagement"),
                    ("kommune", "Kommune"),
                    ("hochschule", "Hochschule oder Forschungseinrichtung"),
                    ("privatperson", "Privatperson"),
                ],
                help_text="Leer: für alle.",
                max_length=20,
                verbose_name="Nur für",
            ),
        ),
        migrations.AlterField(
            model_name="responsibility",
            name="concern",
            field=models.CharField(
                blank=True,
                choices=[
                    ("netzwerk-gruenden", "Netzwerk gründen oder ausbauen"),
                    ("ausland", "Mit dem Netzwerk ins Ausland"),
                    ("beitreten", "Einem Netzwerk beitreten"),
                    ("partner-finden", "Kooperationspartner finden"),
                    ("unternehmen-gruenden", "Unternehmen gründen"),
                    ("sonstiges", "Etwas anderes"),
                ],
                help_text="Erst damit findet der Förderkontakt diese Zuständigkeit.",
                max_length=20,
                verbose_name="Anliegen",
            ),
        ),
        migrations.AlterField(
            model_name="responsibility",
            name="fields",
            field=models.ManyToManyField(
                blank=True,
                help_text="Leer: in jedem Feld.",
                related_name="responsibilities",
                to="networks.field",
                verbose_name="Felder",
            ),
        ),
        migrations.AlterField(
            model_name="responsibility",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="responsibilities",
                to="contacts.person",
                verbose_name="Person",
            ),
        ),
        migrations.AlterField(
            model_name="responsibility",
            name="regions",
            field=models.ManyToManyField(
                blank=True,
                help_text="Leer: in den Regionen des Netzwerks; ohne Netzwerk bundesweit.",
                related_name="responsibilities",
                to="regions.region",
                verbose_name="Regionen",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("office__isnull", False), ("person", None)),
                    models.Q(("office", None), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="responsibility_has_one_holder",
                violation_error_message="Zuständig ist eine Person oder eine Stelle: bitte genau eines wählen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_fallback", False), models.Q(("concern", ""), ("office__isnull", False)), _connector="OR"
                ),
                name="responsibility_fallback_is_office",
                violation_error_message="Eine Auffangstelle ist eine Stelle und hat kein einzelnes Anliegen.",
            ),
        ),
    ]
