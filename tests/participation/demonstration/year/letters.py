"""Pages that only a letter leads to, opened as whoever got it."""

from django.urls import reverse
from django.utils import timezone

from config.core.privacy import links
from participation.contributions.reactions import Reaction
from participation.invitations import services as invitations
from participation.invitations.models import Invitation
from participation.meetings import calendars
from participation.models import Assignment, OwnerLink, Poll
from participation.promises.models import PURPOSE
from participation.support.models import PURPOSE as DECIDES
from participation.support.models import AskLink
from tests.participation.demonstration.year.conftest import Laid


def days_in_an_answer(laid: Laid) -> str:
    """Which day suits, for somebody who has said yes to an invitation of the project."""
    asked = Poll.objects.open().filter(answer_by__gte=timezone.localdate(laid.at)).order_by("pk")
    for poll in asked:
        yes = Invitation.objects.filter(request__project=poll.project_id, answer="yes").order_by("pk").first()
        if yes is not None:
            return reverse("answer_days", args=[invitations.token_of(yes), poll.public_id])
    raise AssertionError("no open poll in a project with a yes")


def an_owed_answer(laid: Laid) -> str:
    """The text and the five answers, as the one who owes the answer opens them."""
    owed = OwnerLink.objects.filter(contribution__responses=None).order_by("pk")[0]
    return reverse("promise_open", args=[links.make(PURPOSE, owed)])


def what_came_of_it(laid: Laid) -> str:
    """Whether it is what was meant, as the contributor opens it."""
    return reverse("reaction_open", args=[Reaction.objects.filter(word="meant").order_by("pk")[0].token])


def a_project_of_ones_own(laid: Laid) -> str:
    """You said, we did, or why not."""
    seats = Assignment.objects.running().filter(contributions__isnull=False).order_by("pk")
    seat = seats.select_related("request__project", "representative")[0]
    token = calendars.of_person(seat.representative).token
    return reverse("project_open", args=[token, seat.request.project.public_id])


def a_report_that_asks(laid: Laid) -> str:
    """Its front page, for the one who decides."""
    asked = AskLink.objects.filter(ask__state="asked", ask__reports__state="frozen").order_by("pk")[0]
    return reverse("brief_open", args=[links.make(DECIDES, asked)])


def a_decision(laid: Laid) -> str:
    """What is asked of the senior management, as its letter links to it."""
    waiting = AskLink.objects.filter(ask__state="asked", ask__unit=None).order_by("pk")[0]
    return reverse("ask_open", args=[links.make(DECIDES, waiting)])
