"""What is past its keeping time goes, what is not stays, and one rule that fails holds up no other."""

from datetime import timedelta

import pytest

from config.core.accounts.models import TOKEN_LIFE, ApiToken
from config.core.jobs import services as jobs
from config.core.jobs.models import Job
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from config.core.privacy import keeping
from tests.cast import AT

MOMENT = timedelta(seconds=1)


def test_a_settled_message_goes_after_two_years_and_a_waiting_one_stays(alice, municipality):
    for key, state in (("settled", Message.State.CANCELLED), ("waiting", Message.State.QUEUED)):
        common = {"municipality": municipality, "recipient": alice, "about": alice}
        message = outbox.queue(kind="account.notice", dedupe_key=key, at=AT, **common)
        Message.objects.filter(pk=message.pk).update(state=state)

    assert keeping.keep(at=AT + outbox.KEPT)["messages"] == 0
    assert keeping.keep(at=AT + outbox.KEPT + MOMENT)["messages"] == 1
    assert Message.objects.get().dedupe_key == "waiting"


def test_a_job_goes_ninety_days_after_it_ended_and_one_under_way_stays(alice, municipality):
    common = {"kind": "count", "municipality": municipality, "payload": {}, "by": alice, "at": AT}
    ended, waiting = jobs.enqueue(key="ended", **common), jobs.enqueue(key="waiting", **common)
    Job.objects.filter(pk=ended.pk).update(state=Job.State.DONE, ended_at=AT)

    assert keeping.keep(at=AT + jobs.KEPT)["jobs"] == 0
    assert keeping.keep(at=AT + jobs.KEPT + MOMENT)["jobs"] == 1
    assert Job.objects.get() == waiting


def test_a_token_goes_when_it_has_expired(alice):
    ApiToken.issue(user=alice, at=AT)
    later, _key = ApiToken.issue(user=alice, at=AT + MOMENT * 2)

    assert keeping.keep(at=AT + TOKEN_LIFE + MOMENT)["tokens"] == 1
    assert ApiToken.objects.get() == later


@pytest.mark.django_db
def test_a_rule_that_fails_holds_up_no_other(monkeypatch):
    def fail(at):
        raise ValueError("a name")

    monkeypatch.setattr(keeping, "_RULES", {"first": (fail, None), "second": (lambda at: 3, None)})

    assert keeping.keep(at=AT) == {"second": 3}
