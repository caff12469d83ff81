"""Each feed brings a task when its thing waits, and none before; the page behind it opens for whoever has it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.core.outbox.models import Message
from participation.models import (
    Answer,
    Ask,
    Assignment,
    Claim,
    Contribution,
    Invitation,
    Meeting,
    PaperLetter,
    PhaseRole,
    Poll,
    Professional,
    PulseVoice,
    Reaction,
    ReadinessStep,
    Relation,
    Response,
    Sending,
    SendingLine,
    Told,
)
from participation.tasks import feeds, queries
from participation.tasks.models import Task
from projects.models import Call, Choice, Project, Proposal, Request
from representatives.models import Application, Checkup, Conversation, PaperCopy
from tests.make.invitations import make_invitation
from tests.make.people import make_representative
from tests.participation.tasks import inside

DAY = timedelta(days=1)


def _invite(town, **fields):
    """One more invitation, which no letter reaches."""
    person = make_representative(
        town.municipality, f"{town.mark}une Ny", email="", phone="+4740612377", channel="phone"
    )
    day = timezone.localdate()
    made = make_invitation(
        town.rows["request"],
        person,
        at=timezone.now(),
        reply_by=day + 9 * DAY,
        is_sent=fields.pop("is_sent", True),
    )
    Invitation.objects.filter(pk=made.pk).update(**fields)
    return made


def _wish(town):
    now = timezone.now()
    made = _invite(town, answer="other", answered_at=now)
    Answer.objects.create(
        municipality=town.municipality,
        invitation=made,
        answer="other",
        by="link",
        message="Heller en annen dag.",
        at=now,
    )


def _reserve(town):
    _invite(town, answer="yes", answered_at=timezone.now(), on_reserve_since=timezone.now())


def _sending(town, state, **line):
    made = Sending.objects.create(
        municipality=town.municipality,
        request=town.rows["request"],
        state=state,
        reply_by=timezone.localdate() + 9 * DAY,
        made_at=timezone.now(),
        ended_at=timezone.now() if state == "sent" else None,
        leaves_at=timezone.now() if state == "sent" else None,
        sent_by=None if state == "draft" else _user("Alice"),
    )
    if line:
        SendingLine.objects.create(
            municipality=town.municipality, sending=made, representative=town.rows["candidate"], **line
        )


def _differ(town):
    PhaseRole.objects.create(
        municipality=town.municipality,
        assignment=town.rows["assignment"],
        phase="evaluation",
        person_wants="partner",
        project_wants="listener",
        changed_at=timezone.now(),
    )


def _unanswered(**fields):
    def make(town):
        Response.objects.all().delete()
        Contribution.objects.update(**fields)

    return make


def _without_address(town):
    Response.objects.all().delete()
    owner = Professional.objects.get(pk=town.rows["professional"].pk)
    owner.email, owner.user = "", None
    owner.save()


def _not_meant(town):
    Reaction.objects.create(
        municipality=town.municipality,
        contribution=town.rows["contribution"],
        assignment=town.rows["assignment"],
        word="not_meant",
        at=timezone.now(),
        via="phone",
        key_id="k",
        token_hash="h",
    )


TODAY = timezone.localdate
# What makes each wait, by feed: whose list it is on, and how the row gets there.
WAITS = {
    "call": ("alice", _invite),
    "wish": ("alice", _wish),
    "seat": ("alice", _reserve),
    "sending": ("alice", lambda town: _invite(town, is_sent=False)),
    "unasked": ("alice", None),
    "questions": ("alice", None),
    "letters": ("alice", None),
    "proposals": ("alice", None),
    "sharpening": (
        "alice",
        lambda town: Request.objects.filter(pk=town.rows["request"].pk).update(
            state="draft", pen="facilitator", filed_by=town.rows["project"].leader
        ),
    ),
    "writing": (
        "pia",
        lambda town: Request.objects.filter(pk=town.rows["request"].pk).update(
            state="draft", pen="filer", filed_by=town.rows["project"].leader
        ),
    ),
    "nobody_in": (
        "alice",
        lambda town: Project.objects.create(
            municipality=town.municipality,
            unit=town.unit,
            title=town.text("forberedes", 140),
            state="running",
            phase="preparation",
            created_at=timezone.now(),
        ),
    ),
    "promised": ("pia", _unanswered()),
    "overdue": ("alice", _unanswered(due_on=TODAY() - 3 * DAY)),
    "unreached": ("alice", _without_address),
    "untold": ("alice", lambda town: Told.objects.all().delete()),
    "feedback": ("alice", None),
    "not_meant": ("alice", _not_meant),
    "own_feedback": ("pia", None),
    "unclosed": (
        "alice",
        lambda town: Meeting.objects.filter(state="planned").update(held_on=TODAY() - 2 * DAY),
    ),
    "unprepared": ("alice", None),
    "days": ("alice", lambda town: Poll.objects.update(answer_by=TODAY() - DAY)),
    "left": (
        "alice",
        lambda town: Assignment.objects.update(has_left=True, state="ended", ended_on=TODAY()),
    ),
    "differing": ("alice", _differ),
    "fees": ("alice", None),
    "drafts": ("alice", lambda town: _sending(town, "draft")),
    "approvals": ("alice", lambda town: _sending(town, "approval")),
    "tell": ("alice", lambda town: _sending(town, "sent", does="thank", outcome="by_hand")),
    "undeliverable": ("alice", lambda town: _message(town, "undeliverable")),
    "uncertain": ("alice", lambda town: _message(town, "uncertain")),
    "calls": ("alice", lambda town: Call.objects.update(open_until=TODAY() - DAY)),
    "checkups": ("alice", None),
    "applicants": ("alice", None),
    "steps": ("alice", None),
    "relations": ("alice", None),
    "later": (
        "alice",
        lambda town: Choice.objects.filter(representative=town.rows["candidate"]).update(
            decision="later", ask_again_on=TODAY() - DAY
        ),
    ),
    "copies": ("alice", None),
    "decisions": ("uma", None),
    "unfollowed": ("alice", inside.unfollowed),
    "report_drafts": ("alice", inside.report_draft),
    "readiness_steps": ("uma", None),
    "reflecting": ("pia", inside.together),
    "settling": ("alice", inside.together),
    "own": (
        "alice",
        lambda town: Task.objects.create(
            municipality=town.municipality,
            title=town.text("ring", 200),
            holder=_user("Alice"),
            created_at=timezone.now(),
        ),
    ),
    "my_days": ("rita", None),
    "my_profile": ("rita", lambda town: Checkup.objects.update(reply="", replied_at=None)),
    "my_money": (
        "rita",
        lambda town: Claim.objects.filter(pk=town.rows["claim"].pk).update(state="returned"),
    ),
}
# Already waiting in a town as it is made; done away with here, so that the feed is seen empty too.
SETTLED = {
    "unasked": lambda town: Choice.objects.update(decision="passed"),
    "questions": lambda town: Invitation.objects.update(state="withdrawn"),
    "letters": lambda town: PaperLetter.objects.update(posted_at=timezone.now()),
    "proposals": lambda town: Proposal.objects.update(
        answer="taken_up", answered_at=timezone.now(), reason="Takk."
    ),
    "feedback": lambda town: PulseVoice.objects.filter(needs_look=True).update(seen_at=timezone.now()),
    "own_feedback": lambda town: PulseVoice.objects.update(answered_at=timezone.now()),
    "unprepared": lambda town: Meeting.objects.filter(state="planned").update(state="cancelled"),
    "fees": lambda town: Claim.objects.filter(state="draft").update(state="declined"),
    "checkups": lambda town: Checkup.objects.update(closed_at=timezone.now()),
    "applicants": lambda town: Application.objects.update(outcome="welcomed", closed_at=timezone.now()),
    "copies": lambda town: PaperCopy.objects.update(sent_at=timezone.now()),
    "relations": lambda town: Relation.objects.update(next_on=TODAY() + 9 * DAY),
    "steps": lambda town: Conversation.objects.update(is_step_done=True),
    "decisions": lambda town: Ask.objects.update(state="granted", answered_at=timezone.now()),
    "readiness_steps": lambda town: ReadinessStep.objects.update(done_at=timezone.now()),
    "my_days": lambda town: Poll.objects.update(state="closed"),
}


def _message(town, state):
    Message.objects.filter(pk=town.rows["message"].pk).update(state=state, sent_at=None)


def _user(name):
    from config.core.accounts.models import User

    return User.objects.get(name=name)


def test_every_feed_that_brings_tasks_is_tried():
    assert set(WAITS) == {feed.key for feed in feeds.FEEDS if feed.is_task}


@pytest.mark.parametrize("key", sorted(WAITS))
def test_a_feed_brings_what_waits_and_its_page_opens(key, town, alice, pia, uma, rita, as_reader, client_of):
    who, make = WAITS[key]
    of = as_reader({"alice": alice, "pia": pia, "uma": uma, "rita": rita}[who])
    if key in SETTLED:
        (line, *_more) = queries.find(of, key=key)[:25]
    else:
        before = {line.subject for line in queries.find(of, key=key)[:25]}
        make(town)
        (line, *_more) = [one for one in queries.find(of, key=key)[:25] if one.subject not in before]

    page = client_of(of.user).get(line.address)

    assert page.status_code == 200, line.address
    assert line.feed.key == key
    assert all(str(word) for word in (line.feed.what, line.feed.why or "–", line.feed.press))
    assert queries.one(of, line.key).within == line.within
    if key in SETTLED:
        SETTLED[key](town)
        assert line.subject not in {one.subject for one in queries.find(of, key=key)[:25]}


def test_nobody_sees_another_municipality(town, charlie, other_municipality):
    from participation.tasks.feeds.feed import reader

    assert queries.find(reader(charlie, other_municipality)).count() == 0
    assert queries.find(reader(charlie, town.municipality)).count() == 0


def test_a_person_of_the_network_sees_own_things_alone(town, rita, as_reader):
    keys = {line.feed.key for line in queries.find(as_reader(rita))[:50]}

    assert keys and all(key.startswith("my_") for key in keys)


def test_a_manager_has_no_name_of_the_network_on_the_list(town, uma, bob, as_reader):
    for manager in (uma, bob):
        lines = queries.find(as_reader(manager))[:50]
        assert not any(line.feed.names_people for line in lines)
