"""What the municipality has decided about reminders, as pages."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page
from participation.invitations import reminding
from participation.invitations.forms import PolicyForm
from participation.invitations.policies import policy_of


@require(Permission.NETWORK_POLICY_READ)
def asking_policy(request: Any) -> HttpResponse:
    """How people are reminded, in sentences."""
    context = {"policy": policy_of(request.municipality)}
    return render(request, "participation/invitations/policy.html", context)


@require(Permission.NETWORK_POLICY)
def asking_policy_edit(request: Any) -> HttpResponse:
    """Changes it."""
    form = PolicyForm(request.POST or None, instance=policy_of(request.municipality))
    if request.method == "POST" and form.is_valid():
        decided = form.cleaned_data
        try:
            reminding.set_policy(
                municipality=request.municipality, by=request.user, at=timezone.now(), **decided
            )
        except reminding.CannotSet as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "asking_policy", request.municipality.slug)
    return form_page(request, "participation/invitations/policy_form.html", form)
