"""The numbers of the gap view, each with its reason. They say where to look; none of them decides anything.

`docs/gaps.md` tells the same to those who read the page, and a test holds the two together.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from representatives.consent.renewal import months_after

# What can be chosen, and what is shown first: a year has every season of a municipality's work in it.
PERIODS = (6, 12, 24)
USUAL_PERIOD = 12

# An open request is given two rounds of asking (fourteen days to answer each) before its empty seats are counted.
DAYS_TO_FILL = 30

# Who said yes to the network should hear something before the first season is over: lists that nobody uses go stale
# (EUPATI's gap analysis of 2024 found just that in the registers of others).
MONTHS_UNASKED = 3

# As long as the half-year in which limits are counted: a rest of that length is a talk worth having.
MONTHS_RESTING = 6

# Matching takes two months of rest off for each time somebody was asked in six months (docs/matching.md, step 4): four
# asks use up eight months, so that whoever is asked this often no longer rests between.
ASKS_OFTEN = 4

# Three times is no longer chance: the profile, the kind of request or the way of asking does not fit.
TIMES_IN_VAIN = 3

# As long as a profile holds before it must be confirmed again.
MONTHS_SINCE_ASKED = 12

# "The same four people did 70 %" is how facilitators tell each other of it: how many the spread of use looks at.
MOST_USED = 4


def months_before(today: date, months: int) -> datetime:
    """The first moment of the day so many months before, in the municipality's own time."""
    return moment(months_after(today, -months))


def days_before(today: date, days: int) -> datetime:
    """The first moment of the day so many days before."""
    return moment(today - timedelta(days=days))


def moment(day: date) -> datetime:
    """The first moment of a day."""
    return timezone.make_aware(datetime.combine(day, time.min))
