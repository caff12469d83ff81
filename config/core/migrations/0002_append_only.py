"""The audit trail refuses every change, on both databases."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER auditevent_no_update BEFORE UPDATE ON core_auditevent
       BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    """CREATE TRIGGER auditevent_no_delete BEFORE DELETE ON core_auditevent
       BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
]
SQLITE_BACK = ["DROP TRIGGER auditevent_no_update", "DROP TRIGGER auditevent_no_delete"]
POSTGRESQL = [
    """CREATE FUNCTION auditevent_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$""",
    """CREATE TRIGGER auditevent_append_only BEFORE UPDATE OR DELETE ON core_auditevent
       FOR EACH ROW EXECUTE FUNCTION auditevent_refuse()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER auditevent_append_only ON core_auditevent",
    "DROP FUNCTION auditevent_refuse()",
]


def _run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement)


def forwards(apps, schema_editor):
    _run(schema_editor, SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def backwards(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
