"""Keeping times: a day past the limit nothing is left, a day before everything is, and twice is as once."""

from datetime import timedelta

import pytest

from config.core.privacy import keeping
from participation.models import Answer, Contribution, Invitation, Told
from projects.models import CandidateNote, Choice, Showing
from representatives.models import Application, Checkup, DayException, Proxy, Representative, Turn
from representatives.registry import services as registry
from tests.cast import AT
from tests.helpers.house import own_models
from tests.make.people import make_representative
from tests.make.town import make_town

DAY, YEAR = timedelta(days=1), timedelta(days=365)
# Personal data that no rule of its own deletes, and what does.
WITHOUT_RULE = {
    "core.User": "the account goes with the person, or by the administrator",
    "core.Membership": "goes with the account",
    "core.ApiToken": "core's rule for tokens",
    "core.Job": "core's rule for jobs",
    "core.Message": "core's rule for messages",
    "participation.SendingLine": "with the sending",
    "core.AuditEvent": "the database refuses every change: the owner of the database deletes after five years",
    "representatives.ImportDraft": "the rule for import drafts",
    "representatives.StateChange": "emptied when the person is erased",
    "representatives.ProfileTerm": "deleted when the consent is withdrawn, and when the person leaves",
    "representatives.NoGo": "deleted when the person leaves",
    "representatives.Consent": "emptied when the person is erased; the dates stay as proof",
    "representatives.Visibility": "deleted when the person is erased",
    "representatives.WeeklyTime": "deleted when the person is erased",
    "representatives.SupportNeed": "deleted when the person is erased",
    "representatives.NotSame": "deleted when the person is erased",
    "representatives.TurnSummary": "goes with the turns that it counts",
    "representatives.Training": "deleted when the person is erased",
    "representatives.Declaration": "emptied when the person is erased; the day stays as proof",
    "representatives.Conversation": "deleted when the person is erased",
    "representatives.MentorPair": "deleted when one of the two is erased",
    "representatives.TermChange": "the catalogue's own history: who changed a word is staff",
    "representatives.RecruitmentChannel": "as long as the network: who made it is staff",
    "representatives.ChosenTopic": "deleted when the person takes it away, leaves or withdraws the consent",
    "representatives.Hearing": "deleted when the person leaves",
    "projects.Call": "as long as the request: who made it is staff",
    "projects.ProjectMove": "goes with the project: who moved it is staff",
    "projects.Proposal": "emptied of the person's words when the person is erased; goes with the project",
    "projects.Request": "as long as the project: who filed it is staff",
    "projects.RequestMove": "goes with the request: who moved it is staff",
    "projects.RequestNote": "goes with the request: who wrote it is staff",
    "projects.Project": "as long as the municipality: who leads it is staff",
    "core.MunicipalLook": "as long as the municipality: who set it is staff",
    "participation.Sharing": "as long as the municipality: who agreed and who withdrew is staff",
    "core.LetterText": "as long as the municipality: who wrote it is staff",
    "participation.Offer": "goes with the invitation",
    "participation.PaperLetter": "goes with the invitation",
    "participation.Calendar": "as long as the profile or the account, and deleted with it",
    "participation.Quotation": "goes with the contribution, and is deleted when the person is erased",
    "participation.Reaction": "goes with the contribution, and is deleted when the person is erased",
    "participation.OwnerLink": "goes with the contribution: who owes the answer is staff",
    "participation.PollDate": "goes with the poll",
    "participation.PollVoice": "goes with the poll",
    "participation.PollAnswer": "goes with the poll",
    "participation.FeedbackQuestion": "tells of nobody",
    "participation.Questionnaire": "tells of nobody but who imported it",
    "participation.QuestionnaireUse": "goes with the project",
    "participation.PulseVoice": "goes with the pulse",
    "participation.PulseAnswer": "goes with the pulse",
    "participation.Spoken": "goes with the answer",
    "participation.Assignment": "emptied when the person is erased; the accounts rest on it",
    "participation.PhaseRole": "emptied when the person is erased; what the project wanted stays",
    "participation.Attendance": "points at nobody when the person is erased; the accounts rest on it",
    "participation.Claim": "the accounts: a routine of the municipality after five years",
    "participation.PayrollExport": "the accounts: who made the file is staff",
    "participation.Ask": "a routine of the municipality: who answered is staff",
    "participation.AskFollowed": "goes with the ask: who wrote it is staff",
    "participation.AskLink": "goes with the ask: who decides is staff",
    "participation.Meeting": "a routine of the municipality: minutes belong to the project's papers",
    "participation.Reflection": "a routine of the municipality: minutes belong to the project's papers",
    "participation.ReflectionPart": "goes with the reflection: who wrote it is staff",
    "participation.Readiness": "as long as the unit: who answered is staff",
    "participation.ReadinessStep": "as long as the unit: who wrote it or did it is staff",
    "participation.Professional": "as long as the person works there",
    "participation.Response": "goes with the contribution",
    "participation.Told": "goes with the contribution",
    "participation.ParticipationPlan": "as long as the unit: who agreed on it is staff",
    "participation.UnitStep": "as long as the unit: who set it is staff",
    "participation.Relation": "goes with the professional, who reads it",
    "participation.GladToHelp": "until the person takes it back, in one press",
    "participation.Tie": "goes with either of the two, who read it",
    "participation.RoleStep": "as long as the role: who set it is staff",
    "participation.Report": "frozen: lists ids of people, and none of their words",
    "participation.HandoverItem": "goes with its handover",
    "participation.Digest": "as long as the person wants it, and deleted with the account",
    "representatives.PaperCopy": "as long as the profile, and deleted with it",
}


def _personal() -> set[str]:
    return {
        model._meta.label for model in own_models() if getattr(getattr(model, "Privacy", None), "keep", "")
    }


def test_every_keeping_time_has_a_rule_or_a_reason():
    without = _personal() - keeping.rules()

    assert without == WITHOUT_RULE.keys()


@pytest.fixture
def town(municipality, unit, alice):
    return make_town(municipality, unit, "Byen", by=alice)


def _count(model, **narrow) -> int:
    return model._default_manager.filter(**narrow).count()


@pytest.mark.parametrize(
    ("model", "years"), [(Turn, 3), (Choice, 3), (Showing, 3), (CandidateNote, 3), (Answer, 3)]
)
def test_rows_of_a_moment_go_after_their_years(town, model, years):
    newest = max(model._default_manager.values_list("at", flat=True))
    before = _count(model)
    assert before

    keeping.keep(at=newest + years * YEAR - DAY)
    kept = _count(model)
    deleted = keeping.keep(at=newest + years * YEAR + DAY)
    again = keeping.keep(at=newest + years * YEAR + DAY)

    assert kept == before
    assert deleted[model._meta.label] == before
    assert again[model._meta.label] == _count(model) == 0


def test_an_invitation_goes_after_three_years_and_the_seat_stays(town):
    sent = Invitation.objects.get()

    keeping.keep(at=sent.created_at + 3 * YEAR + 30 * DAY)

    assert not Invitation.objects.exists()
    town.rows["assignment"].refresh_from_db()
    assert town.rows["assignment"].invitation is None


def test_after_five_years_a_contribution_has_no_name(town):
    said = town.rows["contribution"]

    keeping.keep(at=said.created_at + 5 * YEAR + 2 * DAY)

    kept = Contribution.objects.get()
    assert kept.assignment is None
    assert kept.text == said.text
    assert not Told.objects.exclude(assignment=None).exists()
    assert Told.objects.exists()


@pytest.fixture
def paula(municipality):
    return make_representative(municipality, "Paula Prøve", phone="+4790000001")


def test_days_away_go_a_month_after_the_last(paula, municipality):
    day = AT.date()
    DayException.objects.create(
        municipality=municipality,
        representative=paula,
        from_on=day,
        to_on=day,
        is_available=False,
        added_at=AT,
    )

    assert keeping.keep(at=AT + 30 * DAY)["representatives.DayException"] == 0
    assert keeping.keep(at=AT + 33 * DAY)["representatives.DayException"] == 1


def test_somebody_who_left_is_erased_when_the_municipality_s_time_is_over(paula):
    registry.move(representative=paula, to="left", by=None, at=AT)

    assert keeping.keep(at=AT + YEAR - DAY)["representatives.Representative"] == 0
    assert keeping.keep(at=AT + YEAR + DAY)["representatives.Representative"] == 1
    assert keeping.keep(at=AT + YEAR + DAY)["representatives.Representative"] == 0
    assert Representative.objects.get().erased_at == AT + YEAR + DAY


def test_a_declined_applicant_is_erased_after_ninety_days_and_a_welcomed_one_stays(municipality):
    for name, outcome, state in (("Nei Takk", "declined", "left"), ("Ja Takk", "welcomed", "active")):
        consents = ("network",) if state == "active" else ()
        person = make_representative(municipality, name, state=state, consents=consents)
        Application.objects.create(
            municipality=municipality, representative=person, applied_at=AT, outcome=outcome, closed_at=AT
        )

    assert keeping.keep(at=AT + 91 * DAY)["declined applications"] == 1
    assert [person.name for person in Representative.objects.filter(erased_at=None)] == ["Ja Takk"]


def test_a_rule_that_is_killed_half_way_goes_on_where_it_was(paula, municipality, monkeypatch):
    monkeypatch.setattr(keeping, "BATCH", 2)
    monkeypatch.setattr(keeping, "MOST_BATCHES", 1)
    common = {"municipality": municipality, "representative": paula, "kind": "asked", "at": AT}
    Turn.objects.bulk_create(Turn(**common) for _number in range(5))
    late = AT + 3 * YEAR + DAY

    assert keeping.keep(at=late)["representatives.Turn"] == 2
    monkeypatch.setattr(keeping, "MOST_BATCHES", 100)
    assert keeping.keep(at=late)["representatives.Turn"] == 3
    assert not Turn.objects.exists()


def test_nobody_answers_for_a_person_a_year_after_it_ended(paula, municipality):
    Proxy.objects.create(
        municipality=municipality, representative=paula, name="Per", started_at=AT, ended_at=AT + DAY
    )

    keeping.keep(at=AT + YEAR + 3 * DAY)

    assert not Proxy.objects.exists()
    assert not Checkup.objects.exists()
