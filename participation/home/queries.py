"""What each role needs to see first. Every count opens the list it counts."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from config.core.access import scope
from config.core.access.permissions import Permission
from config.core.accounts.models import User
from config.core.audit.models import AuditEvent
from participation.assignments.models import Assignment
from participation.contributions import mine
from participation.contributions.models import Contribution, Response
from participation.contributions.words import plain
from participation.feedback.models import PulseVoice
from participation.feedback.queries import own_of_late
from participation.home import leading
from participation.home.needs import Need, needs_of_facilitator
from participation.invitations.models import Invitation
from participation.meetings.models import Meeting
from participation.plans.preparing import without_people
from participation.reports.brief import sentence_of
from participation.reports.models import Report
from participation.support.models import Ask
from participation.tasks import queries as tasks
from participation.tasks.feeds.feed import reader
from projects.calls.offering import Offered, offered_to
from projects.planning.models import Project
from projects.requests.models import Request
from projects.writing.queries import in_writing
from representatives.consent.models import Consent
from representatives.registry.models import ProfileTerm, Representative
from representatives.registry.queries import AtAGlance, at_a_glance

SHOWN = 6
# What came of the last words is read at once; the rest is folded away, so that a phone is not scrolled for ever.
NEWEST = 2
# So many looks are read back, to say of each day who looked.
READ_BACK = 60


@dataclass(frozen=True)
class FacilitatorHome:
    """`projects` are the first of those that run, `running` how many there are."""

    needs: list[Need]
    projects: list[Project]
    running: int
    meetings: list[Meeting]
    network: AtAGlance


def facilitator(*, user: Any, municipality: Any, today: date) -> FacilitatorHome:
    """What needs the facilitator today, the running projects, the next meetings, and the network at a glance."""

    def of(model: Any) -> Any:
        return model.objects.visible_to(user).of(municipality)

    network = at_a_glance(user=user, municipality=municipality, today=today)
    projects = _running(of(Project))
    return FacilitatorHome(
        needs=needs_of_facilitator(reader(user, municipality, today)),
        projects=list(projects[:SHOWN]),
        running=projects.count(),
        meetings=list(_next_meetings(of(Meeting), today)[:SHOWN]),
        network=network,
    )


@dataclass(frozen=True)
class ProfessionalHome:
    projects: list[Project]
    writing: list[Request]
    feedback: list[PulseVoice]
    owed: leading.Owed
    did: leading.Did
    settled: list[leading.Settled]
    meetings: list[Meeting]


def professional(*, user: Any, municipality: Any, today: date) -> ProfessionalHome:
    """What a professional owes, what came of their projects, the requests they are writing, and the next meetings."""
    return ProfessionalHome(
        projects=list(_running(Project.objects.visible_to(user).of(municipality))[:SHOWN]),
        writing=list(in_writing(user=user, municipality=municipality)[:SHOWN]),
        feedback=own_of_late(user=user, municipality=municipality, today=today),
        owed=leading.owed(user=user, municipality=municipality, today=today),
        did=leading.did(user=user, municipality=municipality, today=today),
        settled=leading.settled_in_projects(user=user, municipality=municipality),
        meetings=list(_next_meetings(Meeting.objects.visible_to(user).of(municipality), today)[:SHOWN]),
    )


@dataclass(frozen=True)
class ManagerHome:
    owed: leading.Owed
    did: leading.Did
    settled: list[leading.Settled]
    asks: list[Ask]
    asks_of_units: list[Ask]
    reports: list[tuple[Report, str]]
    projects: list[Project]
    open_promises: int
    overdue_promises: int
    # Projects in preparation that no representative is part of.
    nobody_in: int


def manager(*, user: Any, municipality: Any, today: date) -> ManagerHome:
    """What a manager owes and is asked to decide, what came of the last decisions, reports, projects and promises.

    A senior manager sees no single promise: the counts come from what `visible_to` gives, which is nothing. What is
    asked of a unit's manager waits for that manager; whoever manages the whole sees it apart.
    """
    asks = Ask.objects.visible_to(user).of(municipality).to_decide(today).select_related("unit")
    manages_all = municipality.pk in scope.of(user).whole(Permission.SUPPORT_ANSWER)
    reports = Report.objects.visible_to(user).of(municipality).select_related("unit")
    open_promises = Contribution.objects.visible_to(user).of(municipality).unanswered()
    counted = open_promises.aggregate(open=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=today)))
    return ManagerHome(
        owed=leading.owed(user=user, municipality=municipality, today=today),
        did=leading.did(user=user, municipality=municipality, today=today),
        settled=leading.settled_asks(user=user, municipality=municipality),
        asks=list((asks.filter(unit=None) if manages_all else asks)[: leading.MOST_ASKS]),
        asks_of_units=list(asks.exclude(unit=None)[: leading.MOST_ASKS]) if manages_all else [],
        reports=[(report, sentence_of(report)) for report in reports[:SHOWN]],
        projects=list(_running(Project.objects.visible_to(user).of(municipality))[:SHOWN]),
        open_promises=counted["open"],
        overdue_promises=counted["overdue"],
        nobody_in=without_people(Project.objects.visible_to(user).of(municipality), user).count(),
    )


@dataclass(frozen=True)
class Look:
    """That somebody opened the person's profile: the day, the name of who it was, and how often that day."""

    on: date
    name: str
    times: int


@dataclass(frozen=True)
class Said:
    """What was said, the answer that holds, if any, and what that answer means in a sentence."""

    contribution: Contribution
    response: Response | None
    plain: str


@dataclass(frozen=True)
class RepresentativeHome:
    person: Representative
    invitations: list[Invitation]
    meetings: list[Meeting]
    running: list[Assignment]
    ended: list[Assignment]
    newest: list[Said]
    older: list[Said]
    consents: list[Consent]
    looks: int
    last_looks: list[Look]
    # Those that fit what the person wants to hear about first; all are on a page of their own.
    calls: list[Offered]
    feedback: list[PulseVoice]
    # What else waits for the person: which day suits, whether the profile is right, what is missing for a payment.
    tasks: list[tasks.Line]


def representative(*, user: Any, municipality: Any, today: date) -> RepresentativeHome | None:
    """A representative's own page: what is asked, the seats, what came of what was said, and who has looked.

    Invitations are those that can still be answered, the unanswered first; meetings those of the running seats.

    None when the account belongs to nobody in the registry of the municipality.
    """
    people = Representative.objects.visible_to(user).of(municipality).filter(user=user)
    terms = Prefetch("terms", queryset=ProfileTerm.objects.select_related("term"))
    person = people.select_related("municipality").prefetch_related(terms).first()
    if person is None:
        return None
    own = {"representative": person}
    seats = Assignment.objects.filter(**own).select_related("request__project")
    running = list(seats.running())
    said = _said_by(person)
    projects = [seat.request.project_id for seat in running]
    asked = Invitation.objects.filter(**own).answerable(today).prefetch_related("offers")
    looks = AuditEvent.objects.filter(subject_id=person.public_id, kind="representative.read")
    read = list(looks.order_by("-at", "-id").values_list("at", "actor_id")[:READ_BACK])
    return RepresentativeHome(
        person=person,
        invitations=list(asked.select_related("request__project__unit").order_by("answer", "reply_by", "id")),
        meetings=list(_next_meetings(Meeting.objects.filter(project__in=projects), today)[:SHOWN]),
        running=running,
        ended=list(seats.exclude(state=Assignment.State.RUNNING)[:SHOWN]),
        newest=said[:NEWEST],
        older=said[NEWEST:],
        consents=list(person.consents.in_force()),
        looks=len(read) if len(read) < READ_BACK else looks.count(),
        last_looks=_last_looks(read),
        calls=offered_to(person, today)[:NEWEST],
        feedback=own_of_late(user=user, municipality=municipality, today=today),
        tasks=tasks.find(reader(user, municipality, today))[:SHOWN],
    )


def _said_by(person: Representative) -> list[Said]:
    """What the person said, and what a group said together while the person was there, newest first."""
    return [
        Said(row, answers[-1] if answers else None, plain(answers[-1]) if answers else "")
        for row in mine.said_by(person)
        for answers in [list(row.responses.all())]
    ]


def _last_looks(read: list[tuple[Any, str]]) -> list[Look]:
    """Who looked last, by name: a person may know who has read about them. An erased account has no name left.

    Several looks of one reader on one day are one line.
    """
    days = Counter[tuple[date, str]]()
    for at, actor in read:
        days[timezone.localdate(at), actor] += 1
    last = list(days.items())[:SHOWN]
    actors = {actor for (_day, actor), _times in last}
    names = dict(User.objects.filter(public_id__in=actors).values_list("public_id", "name"))
    return [Look(day, names.get(actor, ""), times) for (day, actor), times in last]


def _running(projects: Any) -> Any:
    rows = projects.filter(state=Project.State.RUNNING).select_related("unit")
    return rows.annotate(
        open_seats=Count("requests", filter=Q(requests__state=Request.State.OPEN), distinct=True)
    ).order_by("ends_on", "id")


def _next_meetings(meetings: Any, today: date) -> Any:
    rows = meetings.filter(state=Meeting.State.PLANNED, held_on__gte=today).select_related("project")
    return rows.order_by("held_on", "id")
