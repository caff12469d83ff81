"""Who in a round gets a letter on paper, and how far each letter has come."""

from dataclasses import dataclass
from typing import Any

from participation.invitations import rules
from participation.invitations.models import Invitation
from participation.paper.models import PaperLetter
from projects.models import Request
from representatives.proxies.queries import Reach, reached_all
from representatives.registry.models import Representative

State = Invitation.State


@dataclass(frozen=True)
class Line:
    """One invitation that goes by post: to whom, and the letter once it is made."""

    invitation: Invitation
    reach: Reach
    letter: PaperLetter | None


def lines(*, user: Any, wanted: Request) -> list[Line]:
    """Everyone in the round who is to have a letter and can still answer, by name."""
    rows = Invitation.objects.visible_to(user).filter(request=wanted, state__in=[State.READY, State.SENT])
    rows = rows.select_related(
        "representative__municipality", "request__project__unit", "request__role", "municipality"
    ).order_by("representative__family_name", "representative__given_name", "id")
    found = list(rows)
    reaches = reached_all([row.representative for row in found])
    letters = {
        letter.invitation_id: letter
        for letter in PaperLetter.objects.current().filter(invitation__in=found).select_related("posted_by")
    }
    return [
        Line(row, reaches[row.representative_id], letters.get(row.pk))
        for row in found
        if row.pk in letters or wants_paper(row.representative, reaches[row.representative_id])
    ]


def wants_paper(person: Representative, reach: Reach) -> bool:
    """Whether the person has chosen post, or can be reached in no other way."""
    return rules.way_to(person, reach) == rules.Way.POST
