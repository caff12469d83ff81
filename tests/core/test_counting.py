"""Counts of many querysets in one statement are the counts of each."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.core.counting import counted
from participation.models import Invitation, Meeting
from projects.models import Choice
from tests.make.chain import make_meeting, make_project


def test_each_is_counted_and_nothing_is_nought(municipality, unit):
    project = make_project(unit)
    for _number in range(3):
        make_meeting(project)
    rows = {
        "meetings": Meeting.objects.all(),
        "some": Meeting.objects.filter(pk=Meeting.objects.order_by("pk")[0].pk),
        "nothing": Invitation.objects.all(),
        "choices": Choice.objects.order_by("-at"),
    }

    with CaptureQueriesContext(connection) as asked:
        found = counted(rows)

    assert found == {"meetings": 3, "some": 1, "nothing": 0, "choices": 0}
    assert len(asked) == 1
