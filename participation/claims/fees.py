"""The arithmetic of fees and costs: pure, in Decimal, to the øre."""

from decimal import ROUND_UP, Decimal

HOUR, HALF_HOUR = Decimal(60), 30
LEAST = Decimal(1)
HALF_A_DAY = Decimal(4)
ORE = Decimal("0.01")


def paid_hours(hours: Decimal, *, minutes: int = HALF_HOUR, least: Decimal = LEAST) -> Decimal:
    """Hours that are paid to someone who spent `hours`: up to the started `minutes` (0: as they are), at least `least`.

    Rounding is always in the person's favour. Refuses fewer than no hours, and steps that no hour is made of.
    """
    if hours < 0:
        raise ValueError("a person cannot be present for fewer than no hours")
    if minutes == 0:
        return max(hours, least)
    if minutes not in (15, 30, 60):
        raise ValueError("hours are rounded to a quarter, a half or a whole one")
    step = minutes / HOUR
    return max((hours / step).to_integral_value(rounding=ROUND_UP) * step, least)


def half_days(hours: Decimal) -> Decimal:
    """Started half days of four hours, at least one."""
    if hours < 0:
        raise ValueError("a person cannot be present for fewer than no hours")
    return max((hours / HALF_A_DAY).to_integral_value(rounding=ROUND_UP), Decimal(1))


def kroner(quantity: Decimal, amount: Decimal) -> Decimal:
    """Quantity times an amount, in kroner, a started øre counted as a whole one."""
    return (quantity * amount).quantize(ORE, rounding=ROUND_UP)


def share(amount: Decimal, percent: Decimal) -> Decimal:
    """Per cent of an amount, in kroner, a started øre counted as a whole one."""
    return (amount * percent / 100).quantize(ORE, rounding=ROUND_UP)
