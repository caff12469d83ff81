"""Each constraint of the ground floor refuses a bad row, on both databases."""

from config.core.accounts.models import User
from config.core.jobs.models import Job
from config.core.organisations.models import Membership, Municipality, Role, Unit
from config.core.outbox.models import Message
from tests.cast import AT
from tests.helpers.constraints import assert_refused


def test_user_email_is_lower(db):
    assert_refused(
        lambda: User.objects.create(email="Alice@example.org", created_at=AT), "user_email_is_lower"
    )


def test_municipality_slug_is_not_reserved(db):
    assert_refused(
        lambda: Municipality.objects.create(slug="api", name="Api", created_at=AT),
        "municipality_slug_is_not_reserved",
    )


def test_unit_name_is_unique_in_municipality(unit, other_municipality):
    Unit.objects.create(municipality=other_municipality, name=unit.name)

    assert_refused(
        lambda: Unit.objects.create(municipality=unit.municipality, name=unit.name),
        "unit_name_is_unique_in_municipality",
    )


def test_unit_is_not_its_own_parent(unit):
    assert_refused(
        lambda: Unit.objects.filter(pk=unit.pk).update(parent=unit.pk), "unit_is_not_its_own_parent"
    )


def _member(user, municipality, **fields) -> Membership:
    return Membership.objects.create(user=user, municipality=municipality, started_at=AT, **fields)


def test_membership_once_per_role(alice, municipality):
    ended = _member(alice, municipality, role=Role.FACILITATOR, ended_at=AT)

    assert_refused(lambda: _member(alice, municipality, role=Role.FACILITATOR), "membership_once_per_role")
    assert ended.pk


def test_membership_once_per_role_and_unit(uma, municipality, unit):
    assert_refused(
        lambda: _member(uma, municipality, role=Role.UNIT_MANAGER, unit=unit),
        "membership_once_per_role_and_unit",
    )


def test_membership_role_is_known(alice, municipality):
    assert_refused(lambda: _member(alice, municipality, role="owner"), "membership_role_is_known")


def test_message_sent_has_a_time(alice, municipality):
    def make():
        Message.objects.create(
            municipality=municipality,
            kind="account.notice",
            about_id=alice.public_id,
            recipient_id=alice.public_id,
            dedupe_key="x",
            state=Message.State.SENT,
            queued_at=AT,
            not_before=AT,
        )

    assert_refused(make, "message_sent_has_a_time")


def test_job_is_not_more_than_done(municipality):
    def make():
        Job.objects.create(
            municipality=municipality, kind="x", key="x", done=3, total=2, created_at=AT, not_before=AT
        )

    assert_refused(make, "job_is_not_more_than_done")
