from datetime import UTC, datetime

import django.db.models.deletion
from django.db import migrations, models

import config.core.rows

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def leave_to_be_counted(apps, schema_editor):
    """A row for everybody with turns that says of itself that it does not hold: the hourly round counts it."""
    turns = apps.get_model("representatives", "Turn").objects.order_by("representative")
    summaries = apps.get_model("representatives", "TurnSummary").objects
    people = turns.values_list("representative", "representative__municipality").distinct()
    none = dict.fromkeys(("running", "assigned_in_half_year", "asked_in_half_year", "passed_over_in_year"), 0)
    rows = (
        summaries.model(
            representative_id=person,
            municipality_id=municipality,
            holds_from=LONG_AGO,
            holds_until=LONG_AGO,
            **none,
        )
        for person, municipality in people.iterator()
    )
    summaries.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_network"),
        ("representatives", "0004_catalogue"),
    ]

    operations = [
        migrations.CreateModel(
            name="TurnSummary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    config.core.rows.PublicIdField(
                        default=config.core.rows.new_public_id, editable=False, max_length=22, unique=True
                    ),
                ),
                ("running", models.PositiveSmallIntegerField(verbose_name="assignments now")),
                (
                    "assigned_in_half_year",
                    models.PositiveSmallIntegerField(verbose_name="assignments in half a year"),
                ),
                (
                    "asked_in_half_year",
                    models.PositiveSmallIntegerField(verbose_name="times asked in half a year"),
                ),
                (
                    "passed_over_in_year",
                    models.PositiveSmallIntegerField(
                        verbose_name="times considered and not chosen in a year"
                    ),
                ),
                ("rests_since", models.BigIntegerField(null=True)),
                ("holds_from", models.DateTimeField()),
                ("holds_until", models.DateTimeField(null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                    ),
                ),
                (
                    "representative",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="turn_summary",
                        to="representatives.representative",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["municipality", "holds_until"], name="representat_municip_b13949_idx"
                    ),
                    models.Index(
                        fields=["municipality", "holds_from"], name="representat_municip_46ba48_idx"
                    ),
                ]
            },
        ),
        migrations.RemoveIndex(model_name="profileterm", name="representat_municip_da15e5_idx"),
        migrations.AddIndex(
            model_name="profileterm",
            index=models.Index(
                fields=["municipality", "term", "representative", "level", "relation"],
                name="representat_municip_4ea4d3_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="turn",
            index=models.Index(
                fields=["request_ref", "representative"], name="representat_request_cca4b3_idx"
            ),
        ),
        migrations.RunPython(leave_to_be_counted, migrations.RunPython.noop),
    ]
