"""The arithmetic never rounds against the person."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.claims.fees import half_days, kroner, paid_hours, share

hours = st.decimals(min_value=0, max_value=24, places=2)
money = st.decimals(min_value=0, max_value=99999, places=2)


@pytest.mark.parametrize(
    ("spent", "paid"),
    [("0", "1"), ("0.25", "1"), ("1", "1"), ("1.01", "1.5"), ("1.5", "1.5"), ("2.25", "2.5"), ("3.51", "4")],
)
def test_hours_go_up_to_the_half_hour_and_at_least_one(spent, paid):
    assert paid_hours(Decimal(spent)) == Decimal(paid)


@given(hours)
def test_paid_hours_are_never_fewer_and_never_half_an_hour_more_than_one_needs(spent):
    paid = paid_hours(spent)

    assert paid >= max(spent, Decimal(1))
    assert paid == 1 or paid - spent < Decimal("0.5")
    assert paid % Decimal("0.5") == 0


@given(hours, hours)
def test_more_hours_never_pay_less(one, other):
    less, more = sorted([one, other])

    assert paid_hours(less) <= paid_hours(more)


@given(hours, money)
def test_kroner_are_to_the_ore_and_never_rounded_down(spent, rate):
    amount = kroner(spent, rate)

    assert amount.as_tuple().exponent == -2
    assert 0 <= amount - spent * rate < Decimal("0.01")


@given(money, st.decimals(min_value=0, max_value=100, places=2))
def test_a_share_is_to_the_ore_and_at_most_the_whole(amount, percent):
    part = share(amount, percent)

    assert part.as_tuple().exponent == -2
    assert 0 <= part - amount * percent / 100 < Decimal("0.01")
    assert part <= amount


def test_nobody_is_present_for_fewer_than_no_hours():
    with pytest.raises(ValueError, match="fewer"):
        paid_hours(Decimal("-0.5"))


@given(hours, st.sampled_from([0, 15, 30, 60]), st.decimals(min_value=0, max_value=8, places=2))
def test_no_rule_of_rounding_shortens(spent, minutes, least):
    paid = paid_hours(spent, minutes=minutes, least=least)

    assert paid >= max(spent, least)
    assert paid == least or paid - spent < Decimal(minutes or 1) / 60


@given(hours)
def test_half_days_never_shorten(spent):
    halves = half_days(spent)

    assert halves >= 1
    assert spent <= halves * 4 < max(spent, Decimal(1)) + 4


@pytest.mark.parametrize(("hours", "minutes"), [("-0.25", 30), ("1", 20)])
def test_what_is_no_rounding_is_refused(hours, minutes):
    with pytest.raises(ValueError, match="hours"):
        paid_hours(Decimal(hours), minutes=minutes)
    with pytest.raises(ValueError, match="hours"):
        half_days(Decimal("-1"))
