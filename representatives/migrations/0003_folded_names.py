"""What is searched of the people who are there already."""

from django.db import migrations

from config.core.folding import fold

SEARCHED = ("given_name", "family_name", "organisation", "area")
BATCH = 1000


def fold_names(apps, schema_editor):
    """A thousand at a time, so that a region's registry does not fill the memory."""
    representative = apps.get_model("representatives", "Representative")
    waiting = []
    for person in representative.objects.only("id", *SEARCHED).order_by("id").iterator(chunk_size=BATCH):
        texts = [getattr(person, name) for name in SEARCHED]
        person.search_text = "\n".join(fold(text) for text in texts if text)
        waiting.append(person)
        if len(waiting) == BATCH:
            representative.objects.bulk_update(waiting, ["search_text"])
            waiting.clear()
    representative.objects.bulk_update(waiting, ["search_text"])


class Migration(migrations.Migration):
    dependencies = [("representatives", "0002_network")]
    operations = [migrations.RunPython(fold_names, migrations.RunPython.noop)]
