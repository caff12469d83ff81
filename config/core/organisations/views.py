"""Who works in the municipality with which role, and its units: the administrator's pages."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.accounts import services as accounts
from config.core.organisations import looks, services
from config.core.organisations.forms import LookForm, MemberForm, UnitForm
from config.core.organisations.models import Membership, MunicipalLook, Role, Unit
from config.core.ui.responses import done, form_page


@require(Permission.MEMBERS_MANAGE)
def member_list(request: Any) -> HttpResponse:
    """Everyone with a role, by name."""
    members = Membership.objects.visible_to(request.user).of(request.municipality).current()
    members = members.of_staff().select_related("user", "unit").order_by("user__name", "id")
    return render(request, "core/organisations/members.html", {"members": members})


@require(Permission.MEMBERS_MANAGE)
def member_create(request: Any) -> HttpResponse:
    """Gives someone a role."""
    form = MemberForm(request.POST or None, municipality=request.municipality)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        accounts.give_role(municipality=request.municipality, by=request.user, at=timezone.now(), **given)
        return done(request, _("The role is given."), "member_list", request.municipality.slug)
    return form_page(request, "core/organisations/member_form.html", form)


@require(Permission.MEMBERS_MANAGE)
@require_POST
def member_end(request: Any, member_id: str) -> HttpResponse:
    """Ends a role at once. An administrator cannot end their own last role by accident: the service refuses."""
    members = Membership.objects.visible_to(request.user).of(request.municipality).current().of_staff()
    membership = get_object_or_404(members, public_id=member_id)
    try:
        accounts.end_role(membership=membership, by=request.user, at=timezone.now())
    except accounts.CannotEndRole as refusal:
        return done(request, str(refusal), "member_list", request.municipality.slug)
    return done(request, _("The role has ended."), "member_list", request.municipality.slug)


@require(Permission.SETTINGS_MANAGE)
def unit_list(request: Any) -> HttpResponse:
    """The units as a tree, and a form for one more."""
    form = UnitForm(request.POST or None, municipality=request.municipality)
    if request.method == "POST" and form.is_valid():
        try:
            services.create_unit(
                municipality=request.municipality, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except services.CannotCreate as refusal:
            form.add_error("name", str(refusal))
        else:
            return done(request, _("The unit is made."), "unit_list", request.municipality.slug)
    units = list(Unit.objects.visible_to(request.user).of(request.municipality).select_related("parent"))
    tops = [
        (unit, [below for below in units if below.parent_id == unit.pk])
        for unit in units
        if not unit.parent_id
    ]
    return form_page(request, "core/organisations/units.html", form, {"tops": tops})


@require(Permission.SETTINGS_MANAGE)
def look_edit(request: Any) -> HttpResponse:
    """What stands on reports and papers: the name, one colour, the coat of arms."""
    row = MunicipalLook.objects.visible_to(request.user).of(request.municipality).first()
    initial = {"name": row.name if row else "", "accent": row.accent if row else looks.PLAIN.accent}
    form = LookForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            looks.set_look(
                municipality=request.municipality, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except looks.CannotShow as refusal:
            form.add_error("arms" if form.cleaned_data["arms"] else "accent", str(refusal))
        else:
            return done(
                request,
                _("Saved. The next document looks like this."),
                "look_edit",
                request.municipality.slug,
            )
    return form_page(
        request, "core/organisations/look.html", form, {"look": looks.look_of(request.municipality)}
    )


@require(Permission.HOME_OPEN)
def arms_open(request: Any) -> HttpResponse:
    """The coat of arms as a picture, for everyone who has a part in the municipality."""
    row = MunicipalLook.objects.of(request.municipality).first()
    if row is None or not row.arms:
        raise Http404
    return HttpResponse(bytes(row.arms), content_type="image/png")
