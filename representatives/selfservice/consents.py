"""My page: what the person has said yes to, in the words that were shown, and saying no again."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, refused
from representatives.consent import queries, services
from representatives.consent.models import Consent
from representatives.registry.models import Representative
from representatives.selfservice.own import own_person, said_by


@require(Permission.MY_PAGE)
def my_consent_list(request: Any) -> HttpResponse:
    """Every purpose, its text, and what the person has said."""
    standings = queries.standings(representative=own_person(request), user=request.user)
    return render(request, "representatives/selfservice/consents.html", {"standings": standings})


@require(Permission.MY_PAGE)
def my_consent_give(request: Any, purpose: str) -> HttpResponse:
    """Shows the text; a POST says yes to it."""
    person = own_person(request)
    standing = _standing(request, person, purpose)
    if request.method != "POST":
        context = {"text": standing.text, "purpose": purpose}
        return render(request, "representatives/selfservice/consent_give.html", context)
    said = said_by(request, person)
    today = timezone.localdate(said["at"])
    try:
        services.give(purpose=purpose, channel=Consent.Channel.FORM, given_on=today, **said)
    except services.CannotGive as refusal:
        return refused(request, refusal, "my_consent_list", request.municipality.slug)
    text = _("Thank you. You can take it back whenever you like.")
    return done(request, text, "my_consent_list", request.municipality.slug)


@require(Permission.MY_PAGE)
def my_consent_withdraw(request: Any, purpose: str) -> HttpResponse:
    """Says what will happen, in numbers; a POST withdraws at once."""
    person = own_person(request)
    standing = _standing(request, person, purpose)
    if request.method != "POST":
        context = {
            "text": standing.text,
            "term_count": queries.terms_lost(representative=person, purpose=purpose),
        }
        return render(request, "representatives/selfservice/consent_withdraw.html", context)
    try:
        services.withdraw(purpose=purpose, **said_by(request, person))
    except services.CannotWithdraw as refusal:
        return refused(request, refusal, "my_consent_list", request.municipality.slug)
    text = _("You have taken it back, and it holds from now on.")
    return done(request, text, "my_consent_list", request.municipality.slug)


def _standing(request: Any, person: Representative, purpose: str) -> queries.Standing:
    """Where the person stands on a purpose; 404 for what is none."""
    standings = queries.standings(representative=person, user=request.user)
    found = next((one for one in standings if one.purpose == purpose), None)
    if found is None:
        raise Http404
    return found
