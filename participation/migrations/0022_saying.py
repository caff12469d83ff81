from typing import Any

from django.db import migrations, models
from django.db.models import Case, Value, When


def give_each_change_the_rest_of_its_class(apps: Any, schema_editor: Any) -> None:
    """Nobody has said yet which kind a change from before was: it is another of its class."""
    changes = apps.get_model("participation", "Change").objects.filter(kind="")
    rest = [
        When(outcome=outcome, then=Value(f"other_{outcome}")) for outcome in ("product", "service", "system")
    ]
    changes.update(kind=Case(*rest, default=Value("")))


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0008_letters"),
        ("participation", "0021_tasks"),
    ]

    operations = [
        migrations.AddField(
            model_name="contribution",
            name="from_experience",
            field=models.CharField(
                blank=True, default="", max_length=140, verbose_name="from which experience"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="pulsevoice",
            name="called_off_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="pulsevoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("answered_at", None), ("called_off_at", None), _connector="OR"),
                name="pulse_voice_called_off_is_silent",
            ),
        ),
        migrations.AddField(
            model_name="change",
            name="kind",
            field=models.CharField(
                choices=[
                    ("information", "Information material"),
                    ("decision_aid", "Decision aid"),
                    ("indicator", "Indicator or framework"),
                    ("e_health", "Digital service or equipment"),
                    ("e_learning", "E-learning for staff"),
                    ("other_product", "Another product"),
                    ("programme", "New programme or service"),
                    ("experience", "Better experience for those who use the service"),
                    ("records", "Records or letters"),
                    ("process", "Process, such as pathway or appointments"),
                    ("feedback", "A way to give feedback"),
                    ("redesign", "Redesign or expansion"),
                    ("posts", "New posts"),
                    ("staffing", "Recruitment, induction or training"),
                    ("other_service", "Another improvement of a service"),
                    ("policy", "Policy or guideline"),
                    ("other_system", "Another change of system"),
                ],
                default="",
                max_length=20,
                verbose_name="kind of change",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(give_each_change_the_rest_of_its_class, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="change",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("product", "A product, such as information or a form"),
                    ("service", "An improvement of a service"),
                    ("system", "A change of system or policy"),
                ],
                max_length=20,
                verbose_name="class of change",
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "kind__in",
                            [
                                "information",
                                "decision_aid",
                                "indicator",
                                "e_health",
                                "e_learning",
                                "other_product",
                            ],
                        ),
                        ("outcome", "product"),
                    ),
                    models.Q(
                        (
                            "kind__in",
                            [
                                "programme",
                                "experience",
                                "records",
                                "process",
                                "feedback",
                                "redesign",
                                "posts",
                                "staffing",
                                "other_service",
                            ],
                        ),
                        ("outcome", "service"),
                    ),
                    models.Q(("kind__in", ["policy", "other_system"]), ("outcome", "system")),
                    _connector="OR",
                ),
                name="change_kind_is_of_its_class",
            ),
        ),
    ]
