from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("representatives", "0003_folded_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="termchange",
            name="word",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="termchange",
            name="kind",
            field=models.CharField(
                choices=[
                    ("added", "Added"),
                    ("renamed", "Given other names"),
                    ("moved", "Put under another term"),
                    ("retired", "Taken out of use"),
                    ("restored", "Taken into use again"),
                    ("merged", "Merged into another"),
                    ("synonym_added", "Given another word"),
                    ("synonym_removed", "A word taken away"),
                ],
                max_length=20,
            ),
        ),
    ]
