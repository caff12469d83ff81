"""The fictional year: how much there is of it, that every state is somewhere, and that it is the same each time."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from config.core.organisations import services as organisations
from config.core.organisations.models import Unit
from config.core.outbox.models import Message
from participation.demonstration import loading
from participation.invitations.models import REMINDER, SEAT_LETTER
from participation.models import (
    Answer,
    Ask,
    Assignment,
    Attendance,
    Change,
    Claim,
    Contribution,
    Decision,
    Effect,
    Fact,
    Invitation,
    Meeting,
    Offer,
    ParticipationPlan,
    PlanLine,
    Professional,
    Rate,
    Reflection,
    Report,
    Response,
    Told,
    UnitStep,
)
from participation.plans.judging import Stage
from projects.candidates import queries as candidates
from projects.models import CandidateNote, Choice, PlannedRole, Project, Request, RequestTerm, Showing
from representatives.conflicts.models import Conflict
from representatives.consent.models import Consent
from representatives.registry.models import NoGo, Representative
from representatives.turns.models import Turn
from tests.participation.demonstration.year.conftest import Laid

pytestmark = pytest.mark.django_db

# The states that the year does not end in: messages that a worker is busy with, will try again within minutes or died
# over, and those that somebody holds back for a while.
PASSING = {
    Message.State.SENDING,
    Message.State.RETRYING,
    Message.State.UNCERTAIN,
}


def _kinds(model: type[models.Model], field: str) -> set[Any]:
    return set(model._default_manager.order_by().values_list(field, flat=True).distinct())


def test_it_is_as_large_as_it_says(laid: Laid) -> None:
    counts = {
        model: model._default_manager.count()
        for model in (Representative, Professional, Unit, Project, Contribution, Reflection, Ask)
    }

    assert counts == {
        # Four profiles of two who were written down twice, and fourteen people who came by a card or a paper form.
        Representative: 138,
        Professional: 30,
        Unit: 12,
        # Fourteen of the year, one that nobody is part of, and two that were proposed on its last day.
        Project: 17,
        Contribution: 150,
        # Twelve written alone, one together, one that waits for a part and one that is not kept yet.
        Reflection: 15,
        Ask: 7,
    }
    assert Meeting.objects.held().count() >= 60


@pytest.mark.parametrize(
    ("model", "field", "choices"),
    [
        (Representative, "state", Representative.State),
        (Project, "state", Project.State),
        (Project, "phase", Project._meta.get_field("phase").choices),
        (Request, "state", Request.State),
        (Invitation, "state", Invitation.State),
        (Answer, "answer", Invitation.Reply),
        (Answer, "by", Answer.By),
        (Assignment, "state", Assignment.State),
        (Meeting, "state", Meeting.State),
        (Claim, "kind", Claim.Kind),
        (Claim, "state", Claim.State),
        (Response, "answer", Response.Answer),
        (Change, "outcome", Change.Outcome),
        (Change, "attribution", Change.Attribution),
        (Change, "evidence_level", Change._meta.get_field("evidence_level").choices),
        (Choice, "decision", Choice.Decision),
        (Ask, "state", Ask.State),
        (ParticipationPlan, "state", ParticipationPlan.State),
        (PlanLine, "stage", Stage),
        (Message, "state", Message.State),
        (Turn, "kind", Turn.Kind),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_every_state_is_somewhere(laid: Laid, model: Any, field: str, choices: Any) -> None:
    wanted = {value for value, _label in getattr(choices, "choices", choices)} - PASSING

    assert wanted <= _kinds(model, field)


def test_changes_are_of_many_kinds_and_each_story_has_its_own(laid: Laid) -> None:
    kinds = dict(Change.objects.order_by().values_list("kind", "outcome").distinct())

    assert len(kinds) >= 12
    assert {outcome: list(kinds.values()).count(outcome) >= 2 for outcome in Change.Outcome.values} == (
        dict.fromkeys(Change.Outcome.values, True)
    )
    assert set(Change.objects.filter(text__contains="lommebok").values_list("kind", flat=True)) == {
        "decision_aid"
    }


@pytest.mark.parametrize(
    "model",
    [
        Attendance,
        Conflict,
        Decision,
        Effect,
        NoGo,
        PlannedRole,
        Rate,
        RequestTerm,
        Showing,
        Told,
        UnitStep,
        Report,
    ],
)
def test_no_table_of_the_chain_is_empty(laid: Laid, model: Any) -> None:
    assert model.objects.exists()


def test_why_not_tells_of_a_no_to_a_leader_and_of_a_conflict(laid: Laid) -> None:
    refusing, close = NoGo.objects.get(person__isnull=False), Conflict.objects.get()
    held_back: dict[tuple[int, str], str] = {}
    for request in Request.objects.open().filter(project__leader=refusing.person):
        people = Representative.objects.filter(pk__in=(refusing.representative_id, close.representative_id))
        for told in candidates.explain(request=request, people=people, at=laid.at):
            held_back |= {(told.representative.pk, one.gate): one.text for one in told.answers}

    assert refusing.wanted in held_back[refusing.representative_id, "no_go_person"]
    assert close.about in held_back[close.representative_id, "conflict"]
    assert "arbeid, nå eller før" in held_back[close.representative_id, "conflict"]


def test_the_facilitator_is_weighing_people_up(laid: Laid) -> None:
    today = timezone.localdate(laid.at)
    later = Choice.objects.filter(decision="later")

    assert CandidateNote.objects.count() == Choice.objects.filter(decision="shortlisted").count() >= 2
    assert later.filter(ask_again_on__lte=today).exists()
    assert later.filter(ask_again_on__gt=today).exists()


def test_a_seat_is_held_for_one_on_the_reserve_and_the_silent_were_reminded(laid: Laid) -> None:
    assert Offer.objects.open().filter(invitation__request__in=Request.objects.of(laid.municipality)).exists()
    kinds = (
        Message.objects.of(laid.municipality).filter(state=Message.State.SENT).values_list("kind", flat=True)
    )
    assert {REMINDER, SEAT_LETTER} <= set(kinds)


def test_some_promises_are_overdue_and_some_still_have_time(laid: Laid) -> None:
    waiting = Contribution.objects.unanswered()
    today = timezone.localdate(laid.at)

    assert waiting.filter(due_on__lt=today).count() >= 4
    assert waiting.filter(due_on__gte=today).exists()


def test_the_facilitator_has_somebody_to_invite_and_a_meeting_to_close(laid: Laid) -> None:
    asked = Invitation.objects.filter(request=OuterRef("request"), representative=OuterRef("representative"))
    chosen = Choice.objects.filter(~Exists(asked), decision="chosen", request__state="open")

    assert chosen.exists()
    assert Meeting.objects.filter(
        state=Meeting.State.PLANNED, held_on__lt=timezone.localdate(laid.at)
    ).exists()


def test_some_profiles_are_stale_and_some_consents_are_withdrawn(laid: Laid) -> None:
    active = Representative.objects.filter(state=Representative.State.ACTIVE)
    year_ago = timezone.localdate(laid.at).replace(year=laid.at.year - 1)

    assert active.filter(confirmed_on__lt=year_ago).count() >= 2
    assert Consent.objects.filter(withdrawn_at__isnull=False).exists()


def test_nobody_is_ahead_of_the_day_of_loading(laid: Laid) -> None:
    end = laid.at.replace(hour=0, minute=0)

    for model in (Turn, Answer, Response, Change, Fact, Report, Message):
        moment = {Report: "made_at", Message: "queued_at"}.get(model, "at")
        assert not model.objects.filter(**{f"{moment}__gt": end}).exists(), model


def test_turns_are_written_in_the_order_they_happened(laid: Laid) -> None:
    for model in (Turn, Response, Message):
        moment = "queued_at" if model is Message else "at"
        moments = list(model.objects.order_by("pk").values_list(moment, flat=True))

        assert moments == sorted(moments), model


def test_seats_are_never_more_than_asked_for(laid: Laid) -> None:
    seated = Counter(Assignment.objects.running().order_by("pk").values_list("request", flat=True))

    for request in Request.objects.order_by("pk"):
        assert seated[request.pk] <= request.seats


def test_a_changed_mind_keeps_both_answers(laid: Laid) -> None:
    changed = Invitation.objects.filter(answer="no", answers__answer="yes")

    assert changed.exists()
    assert not Assignment.objects.running().filter(invitation__in=changed).exists()


def test_the_same_day_gives_the_same_database(laid: Laid) -> None:
    assert laid.first.keys() == laid.second.keys()
    for table, rows in laid.first.items():
        assert rows == laid.second[table], table


def test_a_second_start_lays_nothing_twice(laid: Laid, settings: Any, tmp_path: Path) -> None:
    settings.IS_DEMO, settings.VAR_DIR = True, tmp_path
    before = Contribution.objects.count()

    with transaction.atomic():
        call_command("demo", load_only=True)
        transaction.set_rollback(True)

    assert loading.is_loaded()
    assert Contribution.objects.count() == before
    assert (tmp_path / "demo.json").exists()


def test_real_people_are_kept_away_from(laid: Laid) -> None:
    with transaction.atomic():
        organisations.create_municipality(slug="ekte", name="Ekte kommune", at=laid.at)
        with pytest.raises(loading.RealPeople):
            loading.is_loaded()
        transaction.set_rollback(True)
