"""A project's time in words."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from projects.models import Project
from projects.planning import timeline

TODAY = date(2026, 3, 2)


def said(starts=None, ends=None, state="running"):
    days = {
        "starts_on": TODAY + timedelta(days=starts) if starts is not None else None,
        "ends_on": TODAY + timedelta(days=ends) if ends is not None else None,
    }
    with translation.override("en"):
        return timeline.words(Project(state=state, **days), today=TODAY)


def test_nothing_is_said_when_nothing_is_known():
    assert said() == ""


@pytest.mark.parametrize(
    ("starts", "ends", "state", "parts"),
    [
        (21, 21 + 152, "planned", ["Starts in 3 weeks", "It lasts 5 months."]),
        (0, 30, "running", ["Starts today.", "Ends on"]),
        (-92, 30, "running", ["Started 3 months ago", "Ends on"]),
        (-61, -1, "running", ["Should have ended 1 day ago"]),
        (-61, 30, "closed", ["Started on", "Was planned to end on"]),
        (None, 30, "running", ["Ends on"]),
    ],
)
def test_what_is_said(starts, ends, state, parts):
    text = said(starts, ends, state)

    assert [part for part in parts if part not in text] == []


def test_a_project_that_is_over_is_not_chased():
    assert "Should" not in said(-61, -30, "closed")
    assert "Should" not in said(-61, -30, "cancelled")
