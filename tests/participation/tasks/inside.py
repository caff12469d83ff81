"""What makes the feeds of the rooms inside the organisation wait."""

from datetime import timedelta

from django.utils import timezone

from config.core.accounts.models import User
from participation.models import Ask, AskFollowed
from participation.reflections import services as reflections
from participation.reports import services as reports
from participation.reports.period import year

DAY = timedelta(days=1)


def unfollowed(town):
    AskFollowed.objects.all().delete()
    Ask.objects.filter(pk=town.rows["ask"].pk).update(state="granted", answered_at=timezone.now() - 31 * DAY)


def together(town):
    reflections.begin(
        project=town.rows["project"],
        held_on=timezone.localdate(),
        is_together=True,
        invited=[User.objects.get(name="Pia")],
        by=User.objects.get(name="Alice"),
        at=timezone.now(),
    )


def report_draft(town):
    reports.draft(
        municipality=town.municipality,
        kind="senior",
        period=year(timezone.localdate().year),
        by=User.objects.get(name="Alice"),
        at=timezone.now(),
    )
