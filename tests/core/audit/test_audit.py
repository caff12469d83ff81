"""The audit trail tells who did what to what, never a value, and refuses every change."""

import pytest
from django.db import DatabaseError, transaction

from config.core.audit import services as audit
from config.core.audit.models import AuditEvent
from config.core.organisations.models import Unit
from tests.cast import AT


def test_a_line_names_actor_object_and_fields_and_no_value(alice, unit):
    line = audit.record("unit.renamed", obj=unit, by=alice, at=AT, fields=["name"])

    assert (line.kind, line.actor_id, line.object_id) == ("unit.renamed", alice.public_id, unit.public_id)
    assert (line.municipality_id, line.fields, line.at) == (unit.municipality_id, ["name"], AT)
    stored = str(AuditEvent.objects.filter(pk=line.pk).values().get())
    assert unit.name not in stored
    assert alice.name not in stored
    assert alice.email not in stored


def test_a_look_is_written_with_its_purpose(alice, unit):
    line = audit.record_read(unit, by=alice, at=AT, purpose="registry", fields=["phone", "email"])

    assert (line.kind, line.purpose, line.subject_id) == ("unit.read", "registry", unit.public_id)
    assert line.fields == ["email", "phone"]


@pytest.mark.parametrize("change", ["update", "delete", "save", "raw"])
def test_a_line_cannot_be_changed_or_taken_away(alice, unit, change):
    line = audit.record("unit.renamed", obj=unit, by=alice, at=AT)
    rows = AuditEvent.objects.filter(pk=line.pk)
    changes = {
        "update": lambda: rows.update(kind="nothing.happened"),
        "delete": rows.delete,
        "save": lambda: AuditEvent(pk=line.pk, kind="x", at=AT, object_type="x", object_id="x").save(),
        "raw": lambda: rows._raw_delete(rows.db),
    }

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        changes[change]()
    assert rows.get().kind == "unit.renamed"


def test_the_trail_of_a_is_read_by_its_administrator_and_by_nobody_in_b(alice, adam, charlie, unit):
    line = audit.record("unit.renamed", obj=unit, by=alice, at=AT)

    assert line in AuditEvent.objects.visible_to(adam)
    assert line not in AuditEvent.objects.visible_to(alice)
    assert line not in AuditEvent.objects.visible_to(charlie)


def test_a_list_that_was_looked_at_is_among_the_looks(alice, adam, municipality, client_of):
    audit.record_listing(Unit, municipality=municipality, by=alice, at=AT, purpose="registry")
    client = client_of(adam)

    read = client.get(f"/{municipality.slug}/access-log/?kind=read").content.decode()
    changed = client.get(f"/{municipality.slug}/access-log/?kind=change").content.decode()

    assert "unit.listed" in read
    assert "unit.listed" not in changed
