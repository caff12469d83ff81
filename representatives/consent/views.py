"""A person's consents: see, record, renew, withdraw."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.audit import services as audit
from config.core.ui.responses import form_page
from representatives.catalogue.learning import learn_from
from representatives.consent import queries, services
from representatives.consent.forms import ConsentForm, ExperienceForm
from representatives.consent.models import Consent
from representatives.consent.texts import current
from representatives.registry import services as registry
from representatives.registry.models import Representative


@require(Permission.CONSENT_WRITE)
def consent_list(request: Any, representative_id: str) -> HttpResponse:
    """Every purpose, what the person has said, and what can be done."""
    representative = _representative(request, representative_id)
    at = timezone.now()
    audit.record_read(representative, by=request.user, at=at, purpose="consent", fields=["consents"])
    standings = queries.standings(representative=representative, user=request.user)
    context = {"representative": representative, "standings": standings}
    return render(request, "representatives/consent/list.html", context)


@require(Permission.CONSENT_WRITE)
def consent_give(request: Any, representative_id: str, purpose: str) -> HttpResponse:
    """Records a yes that the person has given."""
    return _yes(request, representative_id, purpose, services.give, is_renewal=False)


@require(Permission.CONSENT_WRITE)
def consent_renew(request: Any, representative_id: str, purpose: str) -> HttpResponse:
    """Records that the person has said yes again, to the text as it is now."""
    return _yes(request, representative_id, purpose, services.renew, is_renewal=True)


def _yes(
    request: Any, representative_id: str, purpose: str, keep: Callable[..., Any], *, is_renewal: bool
) -> HttpResponse:
    representative = _representative(request, representative_id)
    _known(purpose)
    at = timezone.now()
    form = ConsentForm(request.POST or None, today=timezone.localdate(at))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            keep(representative=representative, purpose=purpose, by=request.user, at=at, **given)
        except (services.CannotGive, services.CannotRenew) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The consent is recorded."))
            return redirect("consent_list", request.municipality.slug, representative.public_id)
    reading.looked(request, representative, "consent", "name")
    context = {"representative": representative, "text": current(purpose), "is_renewal": is_renewal}
    return form_page(request, "representatives/consent/give.html", form, context)


@require(Permission.CONSENT_WRITE)
def consent_withdraw(request: Any, representative_id: str, purpose: str) -> HttpResponse:
    """Says what will happen, in numbers; a POST withdraws at once."""
    representative = _representative(request, representative_id)
    _known(purpose)
    if request.method != "POST":
        reading.looked(request, representative, "consent", "name", "terms")
        about: dict[str, Any] = {"representative": representative, "purpose": purpose}
        context = {
            "representative": representative,
            "text": current(purpose),
            "term_count": queries.terms_lost(**about),
            "others": queries.ending_with(**about),
        }
        return render(request, "representatives/consent/withdraw.html", context)
    try:
        services.withdraw(representative=representative, purpose=purpose, by=request.user, at=timezone.now())
    except services.CannotWithdraw as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The consent is withdrawn, and what rested on it is deleted."))
    return redirect("consent_list", request.municipality.slug, representative.public_id)


@require(Permission.REGISTRY_WRITE)
def experience_add(request: Any, representative_id: str) -> HttpResponse:
    """Puts an experience area on the profile, if the person has consented to that."""
    representative = _representative(request, representative_id)
    form = ExperienceForm(request.POST or None, municipality=request.municipality)
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_experience(
                representative=representative, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except (services.ConsentMissing, registry.CannotKeep) as refusal:
            form.add_error(None, str(refusal))
        else:
            learn_from(form, request)
            messages.success(request, _("Saved."))
            return redirect("representative_detail", request.municipality.slug, representative.public_id)
    reading.looked(request, representative, "registry", "name")
    context = {"representative": representative}
    return form_page(request, "representatives/consent/experience.html", form, context)


def _representative(request: Any, public_id: str) -> Representative:
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(people, public_id=public_id)


def _known(purpose: str) -> None:
    if purpose not in Consent.Purpose.values:
        raise Http404
