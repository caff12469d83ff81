from django.db import migrations, models


def number_people(apps, schema_editor):
    """Numbers as the record has counted them until now, and the draw of each panel kept with them."""
    quotas_of = apps.get_model("projects", "PanelQuota").objects
    members_of = apps.get_model("projects", "PanelMember").objects
    for panel in apps.get_model("projects", "Panel").objects.exclude(state="draft").order_by("pk").iterator():
        rows = list(members_of.filter(panel=panel).order_by("representative__public_id"))
        for number, row in enumerate(rows, start=1):
            row.number = number
        members_of.bulk_update(rows, ["number"], batch_size=500)
        if panel.state == "drawn":
            quotas = list(quotas_of.filter(panel=panel).order_by("pk").values_list("category", "value"))
            _keep_draw(panel, quotas, rows)


def _keep_draw(panel, quotas, rows):
    kinds = [tuple(kind) for kind in panel.lottery.get("types", [])]
    people = {kind: [] for kind in kinds}
    for row in rows:
        traits = {tuple(trait) for trait in row.traits}
        kind = tuple(place for place, trait in enumerate(quotas) if trait in traits)
        people.setdefault(kind, []).append(row.number)
    panel.lottery = {"panels": [], "tickets": []} | panel.lottery
    # Somebody of a type that the draw did not know: counted, and without a ticket.
    panel.lottery["types"] = [list(kind) for kind in people]
    panel.lottery["people"] = list(people.values())
    panel.lottery["drawn"] = [row.number for row in rows if row.standing != "in_draw"]
    panel.save(update_fields=["lottery"])


class Migration(migrations.Migration):
    dependencies = [("projects", "0006_panels")]

    operations = [
        migrations.AddField(
            model_name="panelmember",
            name="number",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.RunPython(number_people, migrations.RunPython.noop),
    ]
