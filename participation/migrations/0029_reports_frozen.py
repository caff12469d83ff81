"""Every report there is was frozen on the day it was made."""

from django.db import migrations, models


def freeze_those_there_are(apps, schema_editor):
    """Every report was frozen on the day it was made; those of a unit are briefs for it."""
    reports = apps.get_model("participation", "Report").objects
    reports.filter(frozen_at=None).update(frozen_at=models.F("made_at"))
    reports.exclude(unit=None).update(kind="unit")


class Migration(migrations.Migration):
    dependencies = [("participation", "0028_comparison")]

    operations = [migrations.RunPython(freeze_those_there_are, migrations.RunPython.noop)]
