"""Proposing a project, and answering whoever did: taken up, to be made clearer, or a kind no with the reason."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from projects.planning import queries as projects
from projects.planning import services as planning
from projects.planning.models import Project
from projects.proposals import queries
from projects.proposals.models import Proposal
from representatives.proxies.queries import reached_by
from representatives.registry.models import Representative

Answer, Source = Proposal.Answer, Proposal.Source
WORDS = ("title", "trouble", "for_whom", "better")
KIND = "proposal.answered"
# So long an answer that was a mistake can be taken back.
TAKEN_BACK_WITHIN = timedelta(days=30)


class CannotPropose(Exception):
    """The proposal cannot be kept like this; the text says why and can be shown."""


class CannotAnswer(Exception):
    """The answer is not possible; the text says why and can be shown."""


@transaction.atomic
def propose(
    *,
    municipality: Any,
    by: Any,
    at: datetime,
    unit: Any = None,
    representative: Representative | None = None,
    told_by: str = "",
    **words: str,
) -> Proposal:
    """Keeps a proposal and starts its project, in the state “proposed”. `words` are WORDS, all needed.

    A professional who proposes leads the project. What a representative wrote stays with the facilitator: until it is
    taken up the project has a general name. Refuses empty words, somebody who has left, and a municipality without
    units.
    """
    said = _whole(words)
    if representative is not None and representative.has_left:
        raise CannotPropose(
            _("You have left the network. Call the facilitator, who writes it down with you.")
        )
    leads = by is not None and projects.leaders(municipality).filter(pk=by.pk).exists()
    source = _source(representative, leads=leads)
    title = said["title"] if source == Source.PROFESSIONAL else _general(municipality)
    proposal = Proposal.objects.create(
        municipality=municipality,
        project=_project(municipality, unit, title, by if source == Source.PROFESSIONAL else None, by, at),
        source=source,
        representative=representative,
        proposed_by=None if representative else by,
        told_by=told_by.strip(),
        knows_unit=unit is not None,
        proposed_at=at,
        **said,
    )
    audit.record("proposal.made", obj=proposal, by=by, at=at, subject=representative, purpose=source)
    return proposal


@transaction.atomic
def rewrite(*, proposal: Proposal, words: Mapping[str, str], by: Any, at: datetime) -> Proposal:
    """Says it anew; it waits for an answer again. Refuses empty words, and one that is taken up or declined."""
    held = _lock(proposal)
    if not held.is_open:
        raise CannotPropose(_("The proposal has its answer, and stays as it was. You can make a new one."))
    said = _whole(words)
    for name, text in said.items():
        setattr(held, name, text)
    held.answer = Answer.WAITING
    held.save(update_fields=[*said, "answer"])
    audit.record("proposal.rewritten", obj=held, by=by, at=at, fields=list(said), subject=held.representative)
    if held.source == Source.PROFESSIONAL:
        planning.update_project(project=held.project, changes={"title": said["title"]}, by=by, at=at)
    return held


@transaction.atomic
def take_up(
    *, proposal: Proposal, changes: Mapping[str, Any], by: Any, at: datetime, reason: str = ""
) -> Proposal:
    """Makes the project a planned one, with its own words (`changes`, fields of a project), and tells the proposer."""
    held = _answerable(proposal)
    planning.update_project(project=held.project, changes=changes, by=by, at=at)
    planning.move_project(project=held.project, to=Project.State.PLANNED, by=by, at=at)
    return _answer(held, Answer.TAKEN_UP, reason, by, at)


@transaction.atomic
def sharpen(*, proposal: Proposal, reason: str, by: Any, at: datetime) -> Proposal:
    """Asks the proposer to say more; `reason` is the question. Refuses an empty one."""
    held = _answerable(proposal)
    if not reason.strip():
        raise CannotAnswer(_("Write what you would like to know."))
    return _answer(held, Answer.SHARPEN, reason, by, at)


@transaction.atomic
def decline(*, proposal: Proposal, reason: str, by: Any, at: datetime) -> Proposal:
    """Says no, kindly, with the reason; the project is cancelled and the proposal kept. Refuses without a reason."""
    held = _answerable(proposal)
    if not reason.strip():
        raise CannotAnswer(_("Nobody likes a no without a reason. Write it in a sentence or two."))
    short = _("The proposal was answered with a no.")
    planning.move_project(project=held.project, to=Project.State.CANCELLED, by=by, at=at, reason=short)
    return _answer(held, Answer.DECLINED, reason, by, at)


@transaction.atomic
def take_back(*, proposal: Proposal, reason: str, by: Any, at: datetime) -> Proposal:
    """Takes an answer back that was a mistake: the proposal waits again, and its project is proposed again.

    A letter that has not left does not leave. Refuses without a reason, one that waits, later than thirty days after,
    and a project that has gone on since.
    """
    held = _lock(proposal)
    if held.answer == Answer.WAITING or held.answered_at is None:
        raise CannotAnswer(_("The proposal has no answer to take back."))
    if at > held.answered_at + TAKEN_BACK_WITHIN:
        raise CannotAnswer(_("It was answered more than 30 days ago, and the answer stands."))
    if held.project.state != Project.State.PROPOSED:
        planning.propose_again(project=held.project, by=by, at=at, reason=reason)
    elif not reason.strip():
        raise CannotAnswer(_("Say in a few words why the answer is taken back."))
    taken, held.answer, held.reason = held.answer, Answer.WAITING, ""
    held.save(update_fields=["answer", "reason"])
    outbox.cancel(Message.objects.filter(kind=KIND, about_id=held.public_id))
    audit.record(
        "proposal.answer_taken_back", obj=held, by=by, at=at, subject=held.representative, purpose=taken
    )
    return held


def is_told_by_mail(proposal: Proposal) -> bool:
    """Whether the answer reaches the proposer by mail; else somebody calls."""
    if proposal.representative is not None:
        return bool(reached_by(proposal.representative).email)
    return proposal.source == Source.PROFESSIONAL and proposal.proposed_by is not None


def _answer(held: Proposal, answer: str, reason: str, by: Any, at: datetime) -> Proposal:
    held.answer, held.reason, held.answered_by, held.answered_at = answer, reason.strip(), by, at
    held.save(update_fields=["answer", "reason", "answered_by", "answered_at"])
    audit.record(
        "proposal.answered",
        obj=held,
        by=by,
        at=at,
        fields=["answer", "reason"],
        subject=held.representative,
        purpose=answer,
    )
    if is_told_by_mail(held):
        outbox.queue(
            kind=KIND,
            municipality=held.municipality,
            recipient=held.representative or held.proposed_by,
            about=held,
            dedupe_key=f"{KIND}:{held.public_id}:{answer}:{at.isoformat()}",
            at=at,
        )
    return held


def _answerable(proposal: Proposal) -> Proposal:
    held = _lock(proposal)
    if not held.is_open:
        raise CannotAnswer(
            _("The proposal is answered already: %(answer)s.") % {"answer": held.get_answer_display()}
        )
    if held.project.state != Project.State.PROPOSED:
        raise CannotAnswer(_("The project has moved on, and is not a proposal any more."))
    return held


def _lock(proposal: Proposal) -> Proposal:
    """The row, locked until the transaction ends, so that two presses cannot cross."""
    rows = Proposal.objects.select_for_update(of=("self",))
    ties = ("municipality", "project__unit", "representative__municipality", "proposed_by")
    return rows.select_related(*ties).get(pk=proposal.pk)


def _whole(words: Mapping[str, str]) -> dict[str, str]:
    unknown = set(words) - set(WORDS)
    if unknown:
        raise ValueError(f"Not a word of a proposal: {', '.join(sorted(unknown))}")
    said = {name: words.get(name, "").strip() for name in WORDS}
    if not all(said.values()):
        raise CannotPropose(_("Answer all the questions, each in a few words."))
    return said


def _project(municipality: Any, unit: Any, title: str, leader: Any, by: Any, at: datetime) -> Project:
    """The project that a proposal is about, in the state “proposed”."""
    place = unit or queries.somewhere(municipality)
    if place is None:
        raise CannotPropose(_("The municipality has no units yet. Tell the facilitator."))
    fields = {"title": title, "unit": place, "leader": leader}
    state = Project.State.PROPOSED
    return planning.create_project(municipality=municipality, state=state, by=by, at=at, **fields)


def _source(representative: Representative | None, *, leads: bool) -> str:
    if representative is not None:
        return Source.REPRESENTATIVE
    return Source.PROFESSIONAL if leads else Source.BY_WORD


def _general(municipality: Any) -> str:
    with translation.override(municipality.language):
        return _("A proposal that waits for an answer")
