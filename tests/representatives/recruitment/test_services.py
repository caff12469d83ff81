"""Channels: opened, changed, closed and counted, with the audit line, the refusals and the yield."""

from datetime import timedelta

import pytest

from config.core.audit.models import AuditEvent
from representatives.recruitment import applications, queries, services
from representatives.recruitment.models import RecruitmentChannel
from representatives.registry import services as registry
from tests.cast import AT
from tests.make.people import make_term
from tests.make.recruitment import make_application, make_channel


def test_a_channel_has_a_code_that_is_typed_from_a_card(municipality, alice):
    channel = make_channel(municipality, by=alice)

    assert len(channel.code) == 8
    assert not set(channel.code) & set("01ilo")
    line = AuditEvent.objects.about(channel).get()
    assert (line.kind, line.actor_id) == ("channel.opened", alice.public_id)


def test_a_name_in_use_is_refused_in_one_municipality_and_not_in_another(municipality, other_municipality):
    make_channel(municipality)
    make_channel(other_municipality)

    with pytest.raises(services.CannotOpen):
        make_channel(municipality)
    assert RecruitmentChannel.objects.count() == 2


def test_a_term_of_another_municipality_is_not_looked_for(municipality, other_municipality):
    term = make_term(key="only-theirs")
    term.municipality = other_municipality
    term.save()

    with pytest.raises(services.CannotOpen):
        make_channel(municipality, wanted=term)


def test_an_update_says_what_really_changed_and_keeps_the_code(municipality, alice):
    channel = make_channel(municipality)
    same = {"name": channel.name, "greeting": "Bli med!"}

    assert services.update(channel=channel, changes=same, by=alice, at=AT) == ["greeting"]
    fresh = RecruitmentChannel.objects.get()
    assert (fresh.greeting, fresh.code) == ("Bli med!", channel.code)


def test_an_update_to_a_name_in_use_leaves_nothing_behind(municipality, alice):
    make_channel(municipality)
    other = make_channel(municipality, "Biblioteket")

    with pytest.raises(services.CannotOpen):
        services.update(channel=other, changes={"name": "Frisklivssentralen"}, by=alice, at=AT)
    assert RecruitmentChannel.objects.get(pk=other.pk).name == "Biblioteket"


def test_closed_and_opened_again_without_the_date_that_ended_it(municipality, alice):
    channel = make_channel(municipality, open_until=AT.date() - timedelta(days=1))
    services.close(channel=channel, by=alice, at=AT)
    assert not RecruitmentChannel.objects.open(AT.date()).exists()

    services.reopen(channel=channel, by=alice, at=AT)
    assert RecruitmentChannel.objects.open(AT.date()).get() == channel


def test_what_is_passed_on_is_a_number_that_adds_up(municipality, pia):
    channel = make_channel(municipality)
    for count in (3, 4):
        services.pass_on(channel=channel, count=count, by=pia, at=AT)

    assert RecruitmentChannel.objects.get().passed_on == 7


@pytest.mark.parametrize("count", [0, -1, 1001])
def test_a_number_beyond_belief_is_refused(municipality, pia, count):
    with pytest.raises(services.CannotPassOn):
        services.pass_on(channel=make_channel(municipality), count=count, by=pia, at=AT)


def test_nothing_is_passed_on_for_a_closed_channel(municipality, pia, alice):
    channel = make_channel(municipality)
    services.close(channel=channel, by=alice, at=AT)

    with pytest.raises(services.CannotPassOn):
        services.pass_on(channel=channel, count=1, by=pia, at=AT)


def test_professionals_see_open_channels_only_and_strangers_none(municipality, alice, pia, bob, charlie):
    open_one, closed = make_channel(municipality), make_channel(municipality, "Gammel")
    services.close(channel=closed, by=alice, at=AT)

    assert set(RecruitmentChannel.objects.visible_to(alice)) == {open_one, closed}
    assert set(RecruitmentChannel.objects.visible_to(pia)) == {open_one}
    for other in (bob, charlie):
        assert not RecruitmentChannel.objects.visible_to(other).exists()


def test_the_yield_counts_applied_welcomed_and_still_there_after_six_months(municipality, alice):
    channel, empty = make_channel(municipality), make_channel(municipality, "Biblioteket")
    stays, leaves, waits = (make_application(channel, name) for name in ("Sara S", "Leo L", "Vera V"))
    for application in (stays, leaves):
        applications.welcome(application=application, by=alice, at=AT)
    left_at = AT + timedelta(days=100)
    registry.move(representative=leaves.representative, to="left", by=alice, at=left_at)

    early, late = (queries.yields([channel, empty], at=AT + timedelta(days=days)) for days in (30, 200))

    assert (early[0].applied, early[0].welcomed, early[0].lasting, early[0].still_active) == (3, 2, 0, 0)
    assert (late[0].applied, late[0].welcomed, late[0].lasting, late[0].still_active) == (3, 2, 2, 1)
    assert (late[1].applied, late[1].welcomed) == (0, 0)
    assert waits.outcome == ""
