"""Pages that explain: what was shown, why somebody was or was not suggested, and what the municipality has chosen."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading as looks
from config.core.ui.responses import done, form_page
from projects.candidates import balance, showings, suggestions
from projects.candidates.finding import person_of, wanted_of
from projects.candidates.forms import BalanceForm
from projects.candidates.models import Showing
from projects.matching import keys
from representatives.registry.models import Representative
from representatives.selfservice.own import own_person


@require(Permission.CANDIDATES_READ)
def showing_list(request: Any, request_id: str) -> HttpResponse:
    """Every list that was shown for a request and is still kept."""
    wanted = wanted_of(request, request_id)
    rows = showings.showings(request=wanted, user=request.user)
    context = {"wanted": wanted, "rows": [(row, showings.people_in(row)) for row in rows]}
    return render(request, "projects/candidates/showings.html", context)


@require(Permission.CANDIDATES_READ)
def showing_detail(request: Any, request_id: str, showing_id: str) -> HttpResponse:
    """One list as it was shown: who, in which order, by which rule, and who was chosen and why."""
    wanted = wanted_of(request, request_id)
    rows = Showing.objects.visible_to(request.user).filter(request=wanted).select_related("by")
    showing = get_object_or_404(rows, public_id=showing_id)
    looks.listed(request, Representative, "candidates", "name")
    context = {"wanted": wanted, "kept": showings.kept(showing=showing, user=request.user)}
    return render(request, "projects/candidates/showing.html", context)


@require(Permission.CANDIDATES_READ)
def person_suggestion_list(request: Any, representative_id: str) -> HttpResponse:
    """Requests for which one may wonder about a person: those that are open, and those the person was part of."""
    person = person_of(request, representative_id)
    looks.looked(request, person, "candidates", "name")
    rows = suggestions.of_person(person, user=request.user)
    context = {"person": person, "requests": suggestions.newest(rows)}
    return render(request, "projects/candidates/of_person.html", context)


@require(Permission.CANDIDATES_READ)
def candidate_explain(request: Any, request_id: str, representative_id: str) -> HttpResponse:
    """Why one person was or was not suggested for one request."""
    wanted, person = wanted_of(request, request_id), person_of(request, representative_id)
    looks.looked(request, person, "candidates", "name", "terms")
    found = suggestions.suggestion(request=wanted, person=person, at=timezone.now())
    context = {"wanted": wanted, "person": person, "found": found}
    return render(request, "projects/candidates/explain.html", context)


@require(Permission.MY_PAGE)
def my_suggestion_list(request: Any) -> HttpResponse:
    """Requests that are over and that the person was part of: why was I suggested, or why not?"""
    person = own_person(request)
    context = {"requests": suggestions.newest(suggestions.told_to(person))}
    return render(request, "projects/candidates/my_list.html", context)


@require(Permission.MY_PAGE)
def my_suggestion_detail(request: Any, request_id: str) -> HttpResponse:
    """The person's own answer, in the words that the facilitator reads."""
    person = own_person(request)
    wanted = get_object_or_404(suggestions.told_to(person), public_id=request_id)
    found = suggestions.suggestion(request=wanted, person=person, at=timezone.now())
    return render(request, "projects/candidates/my_detail.html", {"wanted": wanted, "found": found})


@require(Permission.NETWORK_POLICY_READ)
def balance_detail(request: Any) -> HttpResponse:
    """What counts most in the order of candidates, and what the choice does."""
    context = {"balance": balance.balance_of(request.municipality), "rule_version": keys.RULE_VERSION}
    return render(request, "projects/candidates/balance.html", context)


@require(Permission.NETWORK_POLICY)
def balance_edit(request: Any) -> HttpResponse:
    """Chooses between fit and taking turns."""
    now = balance.balance_of(request.municipality)
    form = BalanceForm(request.POST or None, initial={"emphasis": now.emphasis})
    if request.method == "POST" and form.is_valid():
        balance.set_balance(
            municipality=request.municipality, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        message = _("Saved. Lists from now on follow it.")
        return done(request, message, "balance_detail", request.municipality.slug)
    return form_page(request, "projects/candidates/balance_form.html", form)
