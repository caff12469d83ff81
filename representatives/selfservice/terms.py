"""My page: experience and skills, and what the person does not want."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done
from representatives.catalogue.views import suggested
from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.registry import services as registry
from representatives.registry.forms import SKILL_KINDS
from representatives.registry.models import EXPERIENCE_KINDS, NoGo, ProfileTerm
from representatives.registry.no_gos import ABOUT
from representatives.selfservice import queries, services
from representatives.selfservice.forms import OwnNoGoForm, TermForm
from representatives.selfservice.own import form_or_done, own_person, said_by

REFUSALS = (consent.ConsentMissing, registry.CannotKeep)


@require(Permission.MY_PAGE)
def my_term_list(request: Any) -> HttpResponse:
    """What the person has experience of and can do, and what the person does not want."""
    person = own_person(request)
    experience, skills = queries.own_terms(person)
    given = Consent.objects.in_force().filter(representative=person, purpose=Consent.Purpose.EXPERIENCE)
    no_gos = NoGo.objects.filter(representative=person).select_related(*ABOUT).order_by("id")
    context = {"person": person, "experience": experience, "skills": skills, "no_gos": no_gos}
    context["may_keep_experience"] = given.exists()
    return render(request, "representatives/selfservice/terms.html", context)


@require(Permission.MY_PAGE)
def my_term_suggest(request: Any) -> HttpResponse:
    """What the word that is being typed may mean; part of a form."""
    return suggested(request)


@require(Permission.MY_PAGE)
def my_experience_add(request: Any) -> HttpResponse:
    """Experience in the catalogue's words, under consent."""
    lead = _("Choose an area, never an illness in detail. You decide who sees it.")
    return _add(request, EXPERIENCE_KINDS, _("Add experience"), lead)


@require(Permission.MY_PAGE)
def my_skill_add(request: Any) -> HttpResponse:
    """Something the person can do, or wants to be."""
    return _add(request, SKILL_KINDS, _("Add a skill"), "")


@require(Permission.MY_PAGE)
@require_POST
def my_term_drop(request: Any, kept_id: str) -> HttpResponse:
    """Takes it off the profile; it can be added again."""
    rows = ProfileTerm.objects.visible_to(request.user).select_related("representative", "term")
    kept = get_object_or_404(rows, representative=own_person(request), public_id=kept_id)
    name = kept.term.name
    registry.drop_term(kept=kept, by=request.user, at=timezone.now())
    text = _("“%(term)s” is taken away. You can add it again here.") % {"term": name}
    return done(request, text, "my_term_list", request.municipality.slug)


@require(Permission.MY_PAGE)
def my_no_go_add(request: Any) -> HttpResponse:
    """A unit, a topic or somebody that the person does not want to be asked about."""
    person = own_person(request)
    form = OwnNoGoForm(request.POST or None, municipality=request.municipality, suggest="my_term_suggest")
    return form_or_done(
        request,
        form,
        lambda: registry.add_no_go(**said_by(request, person), **form.cleaned_data),
        (registry.CannotKeep,),
        message=_("Saved. You are never asked about this."),
        to="my_term_list",
        title=_("What you do not want"),
        lead=_(
            "Choose a place or a topic, or write a name. You are never asked about it, and you need not say why."
        ),
        save=_("Save"),
        back="my_term_list",
    )


@require(Permission.MY_PAGE)
@require_POST
def my_no_go_drop(request: Any, no_go_id: str) -> HttpResponse:
    """The person may be asked about it again."""
    rows = NoGo.objects.visible_to(request.user).select_related("representative")
    no_go = get_object_or_404(rows, representative=own_person(request), public_id=no_go_id)
    registry.drop_no_go(no_go=no_go, by=request.user, at=timezone.now())
    text = _("You may be asked about this again.")
    return done(request, text, "my_term_list", request.municipality.slug)


def _add(request: Any, kinds: tuple[str, ...], title: str, lead: str) -> HttpResponse:
    person = own_person(request)
    form = TermForm(request.POST or None, municipality=request.municipality, kinds=kinds)
    return form_or_done(
        request,
        form,
        lambda: services.keep_term(**said_by(request, person), **form.cleaned_data),
        REFUSALS,
        message=_("Saved."),
        to="my_term_list",
        title=title,
        lead=lead,
        save=_("Add"),
        back="my_term_list",
    )
