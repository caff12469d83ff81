"""From the answers to five plain questions to a draft: of a request in a project, or else of a proposal."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from projects.planning.models import Project
from projects.proposals import services as proposals
from projects.proposals.models import Proposal
from projects.requests import services as requests
from projects.requests.models import Request
from projects.writing.needs import Said, SpeaksFor


@transaction.atomic
def begin(
    *, said: Said, municipality: Any, by: Any, at: datetime, project: Project | None = None, unit: Any = None
) -> Request | Proposal:
    """A draft request in the project that says what was answered; without a project, a proposal to make one.

    Refuses what `create_request` and `propose` refuse. What looks like a seat without a say is no reason to refuse.
    """
    if project is not None:
        fields: dict[str, Any] = {"title": said.decided, "seats": said.seats}
        fields |= {"task": _task(said), "influence": _influence(said)}
        return requests.create_request(project=project, by=by, at=at, **fields)
    words: dict[str, Any] = {
        "title": said.decided,
        "trouble": said.contribute,
        "for_whom": str(SpeaksFor(said.speaks_for).label),
        "better": _influence(said) or _("Nothing is said about what can be changed."),
    }
    return proposals.propose(municipality=municipality, unit=unit, by=by, at=at, **words)


def _task(said: Said) -> str:
    parts = [said.contribute]
    if said.afterwards.strip():
        parts.append(_("What happens afterwards: %(what)s") % {"what": said.afterwards})
    return "\n\n".join(parts)


def _influence(said: Said) -> str:
    parts = [said.can_change]
    if said.cannot_change.strip():
        parts.append(_("What cannot be changed: %(what)s") % {"what": said.cannot_change})
    if said.decide_on is not None:
        parts.append(_("It is decided on %(day)s.") % {"day": date_format(said.decide_on, "DATE_FORMAT")})
    return "\n\n".join(part for part in parts if part.strip())
