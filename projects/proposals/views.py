"""Proposals for staff: the list, one proposal, making one, and the three answers."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page
from projects.planning.forms import EndForm
from projects.planning.services import CannotMove, CannotPlan
from projects.proposals import queries, services
from projects.proposals.forms import ProposalForm, ReasonForm, TakeUpForm, ToldForm
from projects.proposals.models import Proposal

PAGE_SIZE = 25
Answer = Proposal.Answer


@require(Permission.PROJECTS_PROPOSE)
def proposal_list(request: Any) -> HttpResponse:
    """For the facilitator every proposal, those that wait by themselves; for others their own."""
    rows = queries.detail(user=request.user, municipality=request.municipality)
    waits = request.GET.get("state") == "waiting"
    page = Paginator(rows.waiting() if waits else rows, PAGE_SIZE).get_page(request.GET.get("page"))
    counts = {"all": rows.count(), "waiting": rows.waiting().count()}
    if Permission.PROJECTS_WRITE in request.permissions:
        reading.listed(request, Proposal, "proposals", "name", "words")
    context = {"page": page, "waits": waits, "counts": counts}
    return render(request, "projects/proposals/list.html", context)


@require(Permission.PROJECTS_PROPOSE)
def proposal_detail(request: Any, proposal_id: str) -> HttpResponse:
    """What was said, by whom, and what came of it."""
    proposal = _proposal(request, proposal_id)
    if proposal.representative is not None:
        reading.looked(request, proposal.representative, "proposals", "name", "words")
    context = {"proposal": proposal, "is_own": proposal.proposed_by_id == request.user.pk}
    return render(request, "projects/proposals/detail.html", context)


@require(Permission.PROJECTS_PROPOSE)
def proposal_create(request: Any) -> HttpResponse:
    """A professional proposes; the facilitator writes down what somebody has told."""
    is_told = Permission.PROJECTS_WRITE in request.permissions
    shape = ToldForm if is_told else ProposalForm
    form = shape(request.POST or None, municipality=request.municipality)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.propose(
                municipality=request.municipality, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except services.CannotPropose as refusal:
            form.add_error(None, str(refusal))
        else:
            message = _("Thank you. The proposal is kept, and you hear what comes of it.")
            return done(request, message, "proposal_detail", request.municipality.slug, made.public_id)
    return form_page(request, "projects/proposals/form.html", form, {"proposal": None, "is_told": is_told})


@require(Permission.PROJECTS_PROPOSE)
def proposal_rewrite(request: Any, proposal_id: str) -> HttpResponse:
    """Says it anew, while it has no final answer. A representative's words are changed on My page alone."""
    rows = queries.detail(user=request.user, municipality=request.municipality)
    proposal = get_object_or_404(queries.rewritable(rows, request.user), public_id=proposal_id)
    form = ProposalForm(request.POST or None, instance=proposal, municipality=request.municipality)
    if request.method == "POST" and form.is_valid():
        try:
            services.rewrite(proposal=proposal, words=form.cleaned_data, by=request.user, at=timezone.now())
        except services.CannotPropose as refusal:
            form.add_error(None, str(refusal))
        else:
            message = _("Saved. The proposal waits for an answer again.")
            return done(request, message, "proposal_detail", request.municipality.slug, proposal.public_id)
    return form_page(request, "projects/proposals/form.html", form, {"proposal": proposal, "is_told": False})


@require(Permission.PROJECTS_WRITE)
def proposal_take_up(request: Any, proposal_id: str) -> HttpResponse:
    """Makes it a project, in words that everyone may read."""
    proposal = _looked_at(request, proposal_id)
    form = TakeUpForm(request.POST or None, proposal=proposal)
    if request.method == "POST" and form.is_valid():
        return _answered(
            request,
            proposal,
            form,
            Answer.TAKEN_UP,
            changes=form.changes(),
            reason=form.cleaned_data["reason"],
        )
    return _answer_page(request, proposal, form, Answer.TAKEN_UP)


@require(Permission.PROJECTS_WRITE)
def proposal_sharpen(request: Any, proposal_id: str) -> HttpResponse:
    """Asks the proposer to say more."""
    proposal = _looked_at(request, proposal_id)
    asked = {"label": _("What would you like to know?"), "help_text": _("One or two questions, warmly.")}
    form = ReasonForm(request.POST or None, **asked)
    if request.method == "POST" and form.is_valid():
        return _answered(request, proposal, form, Answer.SHARPEN, **form.cleaned_data)
    return _answer_page(request, proposal, form, Answer.SHARPEN)


@require(Permission.PROJECTS_WRITE)
def proposal_decline(request: Any, proposal_id: str) -> HttpResponse:
    """A kind no, with the reason."""
    proposal = _looked_at(request, proposal_id)
    why = {
        "label": _("Why not now?"),
        "help_text": _("The person reads exactly this. Thank them, and say what would have to be different."),
    }
    form = ReasonForm(request.POST or None, **why)
    if request.method == "POST" and form.is_valid():
        return _answered(request, proposal, form, Answer.DECLINED, **form.cleaned_data)
    return _answer_page(request, proposal, form, Answer.DECLINED)


@require(Permission.PROJECTS_WRITE)
def proposal_take_back(request: Any, proposal_id: str) -> HttpResponse:
    """Takes back an answer that was a mistake, with the reason."""
    proposal = _looked_at(request, proposal_id)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"by": request.user, "at": timezone.now(), **form.cleaned_data}
        try:
            services.take_back(proposal=proposal, **said)
        except (services.CannotAnswer, CannotMove) as refusal:
            form.add_error(None, str(refusal))
        else:
            message = _("The answer is taken back. Answer anew: the proposer may have read the first.")
            return done(request, message, "proposal_detail", request.municipality.slug, proposal.public_id)
    return form_page(request, "projects/proposals/take_back.html", form, {"proposal": proposal})


ANSWERS = {
    Answer.TAKEN_UP: services.take_up,
    Answer.SHARPEN: services.sharpen,
    Answer.DECLINED: services.decline,
}


def _answered(request: Any, proposal: Proposal, form: Any, answer: Answer, **said: Any) -> HttpResponse:
    """The answer is given, and the facilitator told how the proposer hears of it."""
    try:
        held = ANSWERS[answer](proposal=proposal, by=request.user, at=timezone.now(), **said)  # type: ignore[operator]  # the shapes differ
    except (services.CannotAnswer, CannotPlan) as refusal:
        form.add_error(None, str(refusal))
        return _answer_page(request, proposal, form, answer)
    message = _("Answered. The proposer is told by e-mail.")
    if not services.is_told_by_mail(held):
        message = _("Answered. Please call the proposer: there is no e-mail address.")
    slug = request.municipality.slug
    if answer == Answer.TAKEN_UP:
        return done(request, message, "project_detail", slug, held.project.public_id)
    return done(request, message, "proposal_detail", slug, held.public_id)


def _answer_page(request: Any, proposal: Proposal, form: Any, answer: Answer) -> HttpResponse:
    context = {"proposal": proposal, "answer": answer.value}
    return form_page(request, "projects/proposals/answer.html", form, context)


def _looked_at(request: Any, public_id: str) -> Proposal:
    proposal = _proposal(request, public_id)
    if proposal.representative is not None:
        reading.looked(request, proposal.representative, "proposals", "name", "words")
    return proposal


def _proposal(request: Any, public_id: str) -> Proposal:
    rows = queries.detail(user=request.user, municipality=request.municipality)
    return get_object_or_404(rows, public_id=public_id)
