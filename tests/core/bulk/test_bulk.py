"""Many rows at once: the same rows as saving would make, parents found by public id, all in or none."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from config.core.audit import services as audit
from config.core.audit.models import AuditEvent
from config.core.bulk import Prepared
from config.core.privacy.fields import lookup
from representatives.registry.models import Representative, StateChange

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 10, tzinfo=UTC)


def person(municipality, **more):
    return Representative(
        municipality=municipality,
        given_name="Paula",
        email="paula@example.org",
        source="imported",
        state="applied",
        created_at=AT,
        **more,
    )


def test_rows_come_in_sealed_and_findable_with_children_that_point_to_them(municipality, alice):
    paula = person(municipality)
    step = StateChange(municipality=municipality, representative=paula, to_state="applied", at=AT, by=alice)
    line = audit.line(
        "representative.registered", obj=paula, by=alice, at=AT, fields=["email"], subject=paula
    )
    prepared = Prepared(by_public_id={"representative"})
    prepared.add([paula, step, line])
    prepared.write()
    kept = Representative.objects.get(public_id=paula.public_id)
    assert kept.email == "paula@example.org"
    assert (
        Representative.objects.filter(
            **lookup(Representative, "email_index", "paula@example.org", municipality.pk)
        ).get()
        == kept
    )
    sealed = Representative.objects.filter(pk=kept.pk).values_list("email", flat=True).get()
    assert "paula" not in sealed
    assert StateChange.objects.get().representative == kept
    assert AuditEvent.objects.get(kind="representative.registered").fields == ["email"]


def test_a_bad_row_takes_the_good_ones_with_it(municipality):
    prepared = Prepared()
    prepared.add([person(municipality), person(municipality, birth_year=3)])
    with pytest.raises(IntegrityError), transaction.atomic():
        prepared.write()
    assert not Representative.objects.exists()


def test_a_child_without_its_parent_is_refused(municipality, alice):
    lost = StateChange(
        municipality=municipality, representative=person(municipality), to_state="applied", at=AT, by=alice
    )
    prepared = Prepared(by_public_id={"representative"})
    prepared.add([lost])
    with pytest.raises(IntegrityError), transaction.atomic():
        prepared.write()
