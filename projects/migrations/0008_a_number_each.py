from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0007_numbers_of_a_draw")]

    operations = [
        migrations.AlterField(
            model_name="panelmember",
            name="number",
            field=models.PositiveIntegerField(verbose_name="number in the draw"),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.UniqueConstraint(fields=("panel", "number"), name="panel_member_has_a_number"),
        ),
    ]
