from datetime import timedelta
from typing import Any

import config.core.rows
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def give_later_a_day(apps: Any, schema_editor: Any) -> None:
    """What was put to later before there was a day for it comes back a quarter after it was answered."""
    for ask in apps.get_model("participation", "Ask").objects.filter(state="later", back_on=None):
        ask.back_on = ask.answered_at.date() + timedelta(days=90)
        ask.save(update_fields=["back_on"])


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0008_letters"),
        ("participation", "0023_engagement"),
        ("projects", "0010_phase_steps"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AskFollowed",
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
                ("text", models.CharField(max_length=300, verbose_name="what followed")),
                ("happened_on", models.DateField(verbose_name="day")),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ("happened_on", "id"),
            },
        ),
        migrations.CreateModel(
            name="AskLink",
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
                ("generation", models.PositiveSmallIntegerField(default=0)),
                ("key_id", models.CharField(max_length=20)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Readiness",
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
                ("held_on", models.DateField(verbose_name="day")),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ("-held_on", "-id"),
            },
        ),
        migrations.CreateModel(
            name="ReadinessAnswer",
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
                ("question", models.CharField(max_length=20)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("not_yet", "Not yet"),
                            ("partly", "Partly"),
                            ("yes", "Yes"),
                            ("unknown", "Do not know"),
                        ],
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="ReadinessStep",
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
                ("question", models.CharField(max_length=20)),
                ("text", models.CharField(max_length=200, verbose_name="what is done")),
                ("due_on", models.DateField(verbose_name="by when")),
                (
                    "owner",
                    models.CharField(
                        choices=[
                            ("facilitator", "Facilitator"),
                            ("unit_manager", "Unit manager"),
                            ("senior_manager", "Senior manager"),
                        ],
                        max_length=20,
                        verbose_name="whose it is",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("due_on", "id"),
            },
        ),
        migrations.CreateModel(
            name="ReflectionPart",
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
                (
                    "went_well",
                    models.TextField(blank=True, max_length=1000, verbose_name="what went well, and why"),
                ),
                (
                    "surprised",
                    models.TextField(blank=True, max_length=1000, verbose_name="what surprised us"),
                ),
                (
                    "for_others",
                    models.TextField(blank=True, max_length=1000, verbose_name="what it means for others"),
                ),
                (
                    "not_heard",
                    models.TextField(blank=True, max_length=1000, verbose_name="who was not heard"),
                ),
                (
                    "gap",
                    models.CharField(
                        blank=True,
                        choices=[("no", "No"), ("yes", "Yes"), ("unsure", "Not sure")],
                        max_length=10,
                        verbose_name="was somebody filling a staffing gap",
                    ),
                ),
                ("gap_words", models.CharField(blank=True, max_length=300, verbose_name="how")),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                ("invited_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.RemoveConstraint(
            model_name="reflection",
            name="reflection_says_what_went_well",
        ),
        migrations.AddField(
            model_name="ask",
            name="back_on",
            field=models.DateField(blank=True, null=True, verbose_name="comes back on"),
        ),
        migrations.AddField(
            model_name="ask",
            name="came_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="asks",
                to="participation.reflection",
            ),
        ),
        migrations.AddField(
            model_name="ask",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reflection",
            name="activities",
            field=models.JSONField(blank=True, default=list, verbose_name="what was done"),
        ),
        migrations.AddField(
            model_name="reflection",
            name="gap",
            field=models.CharField(
                blank=True,
                choices=[("no", "No"), ("yes", "Yes"), ("unsure", "Not sure")],
                max_length=10,
                verbose_name="was somebody filling a staffing gap",
            ),
        ),
        migrations.AddField(
            model_name="reflection",
            name="gap_words",
            field=models.CharField(blank=True, max_length=300, verbose_name="how"),
        ),
        migrations.AddField(
            model_name="reflection",
            name="is_together",
            field=models.BooleanField(default=False, verbose_name="together"),
        ),
        migrations.AddField(
            model_name="reflection",
            name="learning",
            field=models.JSONField(blank=True, default=list, verbose_name="how it was learnt"),
        ),
        migrations.AddField(
            model_name="reflection",
            name="not_heard",
            field=models.TextField(blank=True, max_length=1000, verbose_name="who was not heard"),
        ),
        migrations.AddField(
            model_name="reflection",
            name="purposes",
            field=models.JSONField(blank=True, default=list, verbose_name="what it was for"),
        ),
        migrations.AddField(
            model_name="reflection",
            name="state",
            field=models.CharField(
                choices=[("writing", "Being written"), ("opened", "Opened to the group"), ("kept", "Kept")],
                default="kept",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="came_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="tasks",
                to="participation.reflection",
            ),
        ),
        migrations.AlterField(
            model_name="reflection",
            name="for_managers",
            field=models.TextField(blank=True, max_length=1000, verbose_name="what leaders should hear"),
        ),
        migrations.AlterField(
            model_name="reflection",
            name="for_others",
            field=models.TextField(blank=True, max_length=1000, verbose_name="what it means for others"),
        ),
        migrations.AlterField(
            model_name="reflection",
            name="went_well",
            field=models.TextField(blank=True, max_length=1000, verbose_name="what went well, and why"),
        ),
        migrations.RunPython(give_later_a_day, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.CheckConstraint(
                condition=models.Q(("back_on", None), ("state", "later"), _connector="OR"),
                name="ask_comes_back_when_put_to_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="reflection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "kept"), _negated=True),
                    models.Q(("went_well", ""), _negated=True),
                    models.Q(("for_managers", ""), _negated=True),
                    _connector="OR",
                ),
                name="reflection_kept_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="reflection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "opened"), _negated=True), ("is_together", True), _connector="OR"
                ),
                name="reflection_opened_is_of_a_group",
            ),
        ),
        migrations.AddField(
            model_name="askfollowed",
            name="ask",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="followed", to="participation.ask"
            ),
        ),
        migrations.AddField(
            model_name="askfollowed",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="askfollowed",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.municipality"
            ),
        ),
        migrations.AddField(
            model_name="asklink",
            name="ask",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="links", to="participation.ask"
            ),
        ),
        migrations.AddField(
            model_name="asklink",
            name="decider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="asklink",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.municipality"
            ),
        ),
        migrations.AddField(
            model_name="readiness",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="readiness",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.municipality"
            ),
        ),
        migrations.AddField(
            model_name="readiness",
            name="project",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="readiness",
                to="projects.project",
            ),
        ),
        migrations.AddField(
            model_name="readiness",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="readiness", to="core.unit"
            ),
        ),
        migrations.AddField(
            model_name="readinessanswer",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.municipality"
            ),
        ),
        migrations.AddField(
            model_name="readinessanswer",
            name="readiness",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="participation.readiness",
            ),
        ),
        migrations.AddField(
            model_name="readinessstep",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="readinessstep",
            name="done_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="readinessstep",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.municipality"
            ),
        ),
        migrations.AddField(
            model_name="readinessstep",
            name="readiness",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="participation.readiness",
            ),
        ),
        migrations.AddField(
            model_name="reflectionpart",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.municipality"
            ),
        ),
        migrations.AddField(
            model_name="reflectionpart",
            name="reflection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parts",
                to="participation.reflection",
            ),
        ),
        migrations.AddField(
            model_name="reflectionpart",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="askfollowed",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="ask_followed_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="asklink",
            constraint=models.UniqueConstraint(
                fields=("ask", "decider"), name="ask_link_one_for_each_who_decides"
            ),
        ),
        migrations.AddConstraint(
            model_name="readinessanswer",
            constraint=models.UniqueConstraint(
                fields=("readiness", "question"), name="readiness_answers_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="readinessstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="readiness_step_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="readinessstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("owner__in", ["facilitator", "unit_manager", "senior_manager"])),
                name="readiness_step_is_of_a_leader",
            ),
        ),
        migrations.AddConstraint(
            model_name="reflectionpart",
            constraint=models.UniqueConstraint(
                fields=("reflection", "user"), name="reflection_part_is_one_for_each_person"
            ),
        ),
    ]
