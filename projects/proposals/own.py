"""Proposals on My page: what a representative has proposed, what came of it, and a new one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from projects.proposals import queries, services
from projects.proposals.forms import ProposalForm
from representatives.selfservice.own import form_or_done, own_person, said_by

FORM = "projects/proposals/own_form.html"


@require(Permission.MY_PAGE)
def my_proposal_list(request: Any) -> HttpResponse:
    """Everything the person has proposed, newest first, each with its answer."""
    proposals = queries.of_person(own_person(request))
    return render(request, "projects/proposals/own_list.html", {"proposals": proposals})


@require(Permission.MY_PAGE)
def my_proposal_add(request: Any) -> HttpResponse:
    """Three plain questions."""
    person = own_person(request)
    form = ProposalForm(request.POST or None, municipality=request.municipality)
    return form_or_done(
        request,
        form,
        lambda: services.propose(
            municipality=request.municipality, **said_by(request, person), **form.cleaned_data
        ),
        (services.CannotPropose,),
        message=_("Thank you. The facilitator reads it and answers you."),
        to="my_proposal_list",
        template=FORM,
        proposal=None,
    )


@require(Permission.MY_PAGE)
def my_proposal_rewrite(request: Any, proposal_id: str) -> HttpResponse:
    """Says it anew, for example because the facilitator has asked."""
    person = own_person(request)
    proposal = get_object_or_404(queries.of_person(person), public_id=proposal_id)
    form = ProposalForm(request.POST or None, instance=proposal, municipality=request.municipality)
    said = said_by(request, person)
    return form_or_done(
        request,
        form,
        lambda: services.rewrite(proposal=proposal, words=form.cleaned_data, by=said["by"], at=said["at"]),
        (services.CannotPropose,),
        message=_("Saved. The facilitator reads it and answers you."),
        to="my_proposal_list",
        template=FORM,
        proposal=proposal,
    )
