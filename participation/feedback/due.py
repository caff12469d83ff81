"""What the clock does with feedback: letters, one reminder, and the question that is asked some months later."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from participation.assignments.models import Assignment
from participation.feedback import services
from participation.feedback.models import Pulse, PulseVoice
from participation.feedback.questions import PulseKind
from participation.feedback.reaching import way_of
from projects.planning.models import Project
from representatives.proxies.queries import reached_all

KINDS = ASKED, REMINDED, LATER = "feedback.asked", "feedback.reminded", "feedback.later"
# Whoever is silent is reminded once, so long after the letter.
REMIND_AFTER = timedelta(days=6)
# Between these, after the end or the last meeting, people are asked what came of it.
SOONEST, LATEST = timedelta(days=91), timedelta(days=182)
# Letters are looked for so long after the last day.
STALE = timedelta(days=7)
BATCH = 50


def queue_due(*, at: datetime) -> int:
    """Queues the letters of pulses that nobody has been told of; returns how many. A second run queues none."""
    waiting = Pulse.objects.filter(told_at=None, answer_by__gte=timezone.localdate(at)).order_by("id")
    return sum(_tell(pulse, at) for pulse in waiting[:BATCH])


def remind_due(*, at: datetime) -> int:
    """Reminds those who are silent, once for each pulse; returns how many letters."""
    due = Pulse.objects.filter(reminded_at=None, told_at__lte=at - REMIND_AFTER)
    due = due.filter(answer_by__gt=timezone.localdate(at)).order_by("id")
    return sum(_remind(pulse, at) for pulse in due[:BATCH])


def take_back_due(*, at: datetime) -> int:
    """Takes back letters that have not left when the last day to answer has passed; returns how many."""
    today = timezone.localdate(at)
    over = PulseVoice.objects.filter(pulse__answer_by__range=(today - STALE, today - timedelta(days=1)))
    letters = Message.objects.filter(kind__in=KINDS, about_id__in=over.values("public_id"))
    return outbox.cancel(letters.waiting())


def ask_later_due(*, at: datetime) -> int:
    """Asks those whose seat ended, or whose last meeting was, three to six months ago; once for each seat.

    Those of one project are asked together. Returns how many are asked. Who leads the project is asked the first time.
    """
    by_project: dict[int, list[Assignment]] = defaultdict(list)
    for seat in _seats_due(timezone.localdate(at)):
        by_project[seat.request.project_id].append(seat)
    return sum(_ask_later(seats, at) for seats in by_project.values())


def key_of(kind: str, voice: PulseVoice) -> str:
    """One letter of each kind to each who is asked."""
    return f"{kind}:{voice.public_id}"


@transaction.atomic
def _tell(pulse: Pulse, at: datetime) -> int:
    if not Pulse.objects.filter(pk=pulse.pk, told_at=None).update(told_at=at):
        return 0
    return _write(LATER if pulse.kind == PulseKind.DELAYED else ASKED, pulse, at)


@transaction.atomic
def _remind(pulse: Pulse, at: datetime) -> int:
    if not Pulse.objects.filter(pk=pulse.pk, reminded_at=None).update(reminded_at=at):
        return 0
    return _write(REMINDED, pulse, at)


def _write(kind: str, pulse: Pulse, at: datetime) -> int:
    rows = pulse.voices.silent().select_related("representative__municipality", "professional__municipality")
    voices = list(rows.order_by("id"))
    known = set(
        Message.objects.filter(dedupe_key__in=[key_of(kind, voice) for voice in voices]).values_list(
            "dedupe_key", flat=True
        )
    )
    reach = reached_all(voice.representative for voice in voices if voice.representative is not None)
    queued = 0
    for voice in voices:
        way = way_of(voice, reach)
        if way.is_sent and key_of(kind, voice) not in known:
            outbox.queue(
                kind=kind,
                channel=way.value,
                municipality=voice.person.municipality,
                recipient=voice.person,
                about=voice,
                dedupe_key=key_of(kind, voice),
                at=at,
            )
            queued += 1
    return queued


def _seats_due(today: date) -> list[Assignment]:
    """Seats that nobody was asked about some months later, of people who came to a meeting and are still with us."""
    came = Q(attendances__was_present=True)
    last = Max("attendances__meeting__held_on", filter=came)
    rows = Assignment.objects.filter(delayed_voice=None, representative__erased_at=None)
    rows = rows.exclude(request__project__state=Project.State.CANCELLED).annotate(last=last)
    between = (today - LATEST, today - SOONEST)
    ended = Q(state=Assignment.State.ENDED, ended_on__range=between, last__isnull=False)
    quiet = Q(state=Assignment.State.RUNNING, last__range=between)
    rows = rows.filter(ended | quiet).select_related("request__project", "representative")
    return [seat for seat in rows.order_by("request__project", F("id")) if not seat.representative.has_left]


@transaction.atomic
def _ask_later(seats: list[Assignment], at: datetime) -> int:
    project = Project.objects.select_for_update(of=("self",), no_key=True).get(pk=seats[0].request.project_id)
    asked = set(PulseVoice.objects.filter(delayed_for__in=seats).values_list("delayed_for", flat=True))
    # Somebody with two seats in a project is asked once, of the first; the other falls due and out of it unasked.
    lately = PulseVoice.objects.filter(pulse__project=project, pulse__kind=PulseKind.DELAYED)
    lately = lately.filter(pulse__asked_at__gt=at - LATEST, representative__isnull=False)
    heard = set(lately.values_list("representative", flat=True))
    left = [seat for seat in seats if seat.pk not in asked and seat.representative_id not in heard]
    first = {seat.representative_id: seat for seat in reversed(left)}
    if not first:
        return 0
    is_first_time = not Pulse.objects.filter(project=project, kind=PulseKind.DELAYED).exists()
    pulse = services.make(project=project, kind=PulseKind.DELAYED, at=at)
    voices = [
        services.voice(pulse, representative_id=pk, delayed_for=seat) for pk, seat in sorted(first.items())
    ]
    if is_first_time:
        voices += [services.voice(pulse, professional=one) for one in services.leaders(project)]
    PulseVoice.objects.bulk_create(voices)
    return len(voices)
