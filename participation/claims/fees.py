"""The arithmetic of fees and costs: pure, in Decimal, to the øre."""

from decimal import ROUND_UP, Decimal

HALF_HOUR = Decimal("0.5")
LEAST = Decimal(1)
ORE = Decimal("0.01")


def paid_hours(hours: Decimal) -> Decimal:
    """Hours that are paid to someone who was present: rounded up to the half hour, at least one.

    Rounding is always in the person's favour. Refuses fewer than no hours.
    """
    if hours < 0:
        raise ValueError("a person cannot be present for fewer than no hours")
    halves = (hours / HALF_HOUR).to_integral_value(rounding=ROUND_UP)
    return max(halves * HALF_HOUR, LEAST)


def kroner(quantity: Decimal, amount: Decimal) -> Decimal:
    """Quantity times an amount, in kroner, a started øre counted as a whole one."""
    return (quantity * amount).quantize(ORE, rounding=ROUND_UP)


def share(amount: Decimal, percent: Decimal) -> Decimal:
    """Per cent of an amount, in kroner, a started øre counted as a whole one."""
    return (amount * percent / 100).quantize(ORE, rounding=ROUND_UP)
