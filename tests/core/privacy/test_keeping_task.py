"""The hourly sweep: every keeping time that a room promises has a rule, and running it twice is running it once."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from config.core.accounts.services import forget_expired_sessions
from config.core.privacy import keeping
from config.core.privacy.tasks import keep
from representatives.spreadsheets.models import ImportDraft
from tests.cast import AT


def _session(key: str, ends) -> Session:
    return Session.objects.create(session_key=key, session_data="", expire_date=ends)


def test_a_session_that_ran_out_goes_with_what_was_noted_of_its_browser(alice):
    for key, ends in (("over", AT - timedelta(seconds=1)), ("open", AT + timedelta(hours=1))):
        _session(key, ends)
        UserSession.objects.create(user=alice, session_key=key, ip="127.0.0.1", user_agent="x")

    assert forget_expired_sessions(AT) == 1
    assert forget_expired_sessions(AT) == 0
    assert Session.objects.get().session_key == "open"
    assert UserSession.objects.get().session_key == "open"


def test_a_draft_goes_when_its_day_is_over(alice, municipality):
    ImportDraft.objects.create(
        municipality=municipality, file_name="liste.csv", created_at=AT, expires_at=AT, created_by=alice
    )

    assert keeping.keep(at=AT)["import drafts"] == 0
    assert keeping.keep(at=AT + timedelta(seconds=1))["import drafts"] == 1
    assert keeping.keep(at=AT + timedelta(seconds=1))["import drafts"] == 0


def test_the_task_runs_every_rule_and_says_how_many(db):
    assert {"import drafts", "jobs", "messages", "sessions", "tokens"} <= keep().keys()
    assert set(keep().values()) == {0}
