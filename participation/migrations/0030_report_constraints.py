"""What a report may be, now that those from before are brought up to it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participation", "0029_reports_frozen")]

    operations = [
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("frozen_at", None), ("state", "draft")),
                    models.Q(
                        ("frozen_at__isnull", False),
                        ("state", "frozen"),
                        models.Q(("snapshot_hash", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="report_frozen_has_a_time_and_a_mark",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "project"), ("project__isnull", False)),
                    models.Q(models.Q(("kind", "project"), _negated=True), ("project", None)),
                    _connector="OR",
                ),
                name="report_close_out_is_of_a_project",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrects", None), ("number", 1)),
                    models.Q(
                        ("corrects__isnull", False),
                        ("number__gt", 1),
                        models.Q(("correction", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="report_version_says_what_is_corrected",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("shared_at", None), ("state", "frozen"), _connector="OR"),
                name="report_shared_is_frozen",
            ),
        ),
    ]
