"""Freshness for those who work here: whom to call, what the person said, and the municipality's numbers."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page, refused
from representatives.freshness import queries, services
from representatives.freshness.forms import PolicyForm, RecordForm
from representatives.freshness.models import Checkup

PAGE_SIZE = 25


@require(Permission.REGISTRY_READ)
def checkup_list(request: Any) -> HttpResponse:
    """Whom to call about the own profile; or, with `?show=all`, every question that is open."""
    today = timezone.localdate()
    rows = Checkup.objects.visible_to(request.user).of(request.municipality).open()
    waiting = queries.to_call(rows, today=today)
    shows_all = request.GET.get("show") == "all"
    shown = (rows if shows_all else waiting).order_by("due_on", "id")
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    reading.listed(request, Checkup, "freshness", "name", "phone", "reply")
    context = {
        "page": page,
        "lines": queries.lines(page.object_list, today=today),
        "shows_all": shows_all,
        "to_call": waiting.count(),
        "open": rows.count(),
    }
    return render(request, "representatives/freshness/list.html", context)


@require(Permission.REGISTRY_WRITE)
def checkup_answer(request: Any, checkup_id: str) -> HttpResponse:
    """Writes down what the person said on the phone or on paper."""
    checkup = _checkup(request, checkup_id)
    wanted = queries.wanted_of(checkup.representative, today=timezone.localdate())
    form = RecordForm(request.POST or None, wanted=wanted)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {name: form.cleaned_data[name] for name in ("reply", "channel", "until")}
        try:
            services.answer(
                checkup=checkup, renewals=form.renewals(), by=request.user, at=timezone.now(), **said
            )
        except services.CannotAnswer as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("The answer is written down."), "checkup_list", request.municipality.slug)
    reading.looked(request, checkup.representative, "freshness", "name", "consents")
    return form_page(request, "representatives/freshness/answer.html", form, {"checkup": checkup})


@require(Permission.REGISTRY_WRITE)
@require_POST
def checkup_try(request: Any, checkup_id: str) -> HttpResponse:
    """The facilitator has called or written, and reached nobody."""
    checkup = _checkup(request, checkup_id)
    try:
        services.record_try(checkup=checkup, by=request.user, at=timezone.now())
    except services.CannotAnswer as refusal:
        return refused(request, refusal, "checkup_list", request.municipality.slug)
    said = _("Written down. The person has at least two weeks to call back.")
    return done(request, said, "checkup_list", request.municipality.slug)


@require(Permission.NETWORK_POLICY_READ)
def policy_detail(request: Any) -> HttpResponse:
    """What the numbers of the municipality do, in sentences."""
    policy = queries.policy_of(request.municipality)
    return render(request, "representatives/freshness/policy.html", {"policy": policy})


@require(Permission.NETWORK_POLICY)
def policy_edit(request: Any) -> HttpResponse:
    """Changes the numbers."""
    form = PolicyForm(request.POST or None, instance=queries.policy_of(request.municipality))
    if request.method == "POST" and form.is_valid():
        try:
            services.set_policy(
                municipality=request.municipality, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except services.CannotSet as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "policy_detail", request.municipality.slug)
    return form_page(request, "representatives/freshness/policy_form.html", form)


def _checkup(request: Any, public_id: str) -> Checkup:
    rows = Checkup.objects.visible_to(request.user).of(request.municipality)
    found: Checkup = get_object_or_404(
        rows.select_related("representative__municipality"), public_id=public_id
    )
    return found
