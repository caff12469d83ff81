"""The registry as pages: the list, a person, and changing what is kept."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.audit import services as audit
from config.core.outbox import addresses
from config.core.ui.responses import done, form_page
from representatives.catalogue.learning import learn_from
from representatives.registry import entry, queries, sections, services
from representatives.registry.forms import (
    MoveForm,
    ProfileForm,
    SearchForm,
    SkillForm,
)
from representatives.registry.models import NoGo, ProfileTerm, Representative
from representatives.registry.newcomer import NewPersonForm
from representatives.registry.no_gos import NoGoForm

PAGE_SIZE = 25
CONFLICT = 409


@require(Permission.REGISTRY_READ)
def representative_list(request: Any) -> HttpResponse:
    """Everyone in the network, with search and filters; a fragment for htmx."""
    form = SearchForm(
        request.GET or None, municipality=request.municipality, areas=queries.areas(request.municipality)
    )
    search = form.search() if form.is_bound else queries.Search()
    at = timezone.now()
    today = timezone.localdate(at)
    people = queries.find(user=request.user, municipality=request.municipality, search=search, today=today)
    page = Paginator(people, PAGE_SIZE).get_page(request.GET.get("page"))
    audit.record_listing(
        Representative,
        municipality=request.municipality,
        by=request.user,
        at=at,
        purpose="registry",
        fields=["name", "terms"],
    )
    rows = [(person, person.is_stale(today)) for person in page]
    active = sum(1 for value in request.GET.values() if value)
    context = {"form": form, "page": page, "rows": rows, "is_searching": active > 0, "active_filters": active}
    template = "representatives/registry/list.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


@require(Permission.REGISTRY_READ)
def representative_detail(request: Any, representative_id: str) -> HttpResponse:
    """One person: facts, what to do next, and what has happened. The reading is written in the audit trail."""
    people = queries.profile(user=request.user, municipality=request.municipality)
    person = get_object_or_404(people, public_id=representative_id)
    at = timezone.now()
    today = timezone.localdate(at)
    audit.record_read(person, by=request.user, at=at, purpose="registry", fields=["profile"])
    titles = sections.titles_of(user=request.user, refs=[turn.request_ref for turn in person.turns.all()])
    context = {
        "person": person,
        "is_stale": person.is_stale(today),
        "consented": queries.has_network_consent(person),
        "came_back": addresses.came_back(person.email, person.municipality_id).first(),
        "history": queries.history(person, titles=titles),
        "sections": sections.shown(
            person=person, user=request.user, permissions=request.permissions, today=today
        ),
    }
    return render(request, "representatives/registry/detail.html", context)


@require(Permission.REGISTRY_WRITE)
def representative_create(request: Any) -> HttpResponse:
    """Takes in a person who has said so to the facilitator; first asks about somebody who may be the same."""
    form = NewPersonForm(request.POST or None, municipality=request.municipality)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "representatives/registry/form.html", form)
    at = timezone.now()
    alike = entry.unseen(
        municipality=request.municipality, profile=form.cleaned_data, seen=request.POST.getlist("seen")
    )
    if alike:
        reading.listed(request, Representative, "duplicates", "name", "birth_year", "area", "state")
        context = {"form": form, "alike": alike}
        return render(request, "representatives/registry/form.html", context, status=CONFLICT)
    source, state = Representative.Source.FACILITATOR, Representative.State.IN_CONVERSATION
    taken_in = {"source": source, "state": state, "by": request.user, "at": at}
    try:
        person = services.register(municipality=request.municipality, **taken_in, **form.cleaned_data)
    except services.WordMissing as refusal:
        form.ask_for_word(str(refusal))
        return form_page(request, "representatives/registry/form.html", form)
    messages.success(request, _("%(name)s is in the registry.") % {"name": person.name})
    return redirect("representative_detail", request.municipality.slug, person.public_id)


@require(Permission.REGISTRY_WRITE)
def representative_edit(request: Any, representative_id: str) -> HttpResponse:
    """Changes what is kept about a person."""
    person = _person(request, representative_id)
    form = ProfileForm(request.POST or None, instance=person, municipality=request.municipality)
    if request.method == "POST" and form.is_valid():
        fresh = _person(request, representative_id)
        services.update(representative=fresh, changes=form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("representative_detail", request.municipality.slug, person.public_id)
    audit.record_read(person, by=request.user, at=timezone.now(), purpose="registry", fields=["profile"])
    return form_page(request, "representatives/registry/form.html", form, {"person": person})


@require(Permission.REGISTRY_WRITE)
def representative_move(request: Any, representative_id: str) -> HttpResponse:
    """A step in the life of the profile, with a reason."""
    person = _person(request, representative_id)
    form = MoveForm(request.POST or None, representative=person)
    if request.method == "POST" and form.is_valid():
        try:
            services.move(representative=person, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotMove as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("representative_detail", request.municipality.slug, person.public_id)
    reading.looked(request, person, "registry", "name", "state")
    return form_page(request, "representatives/registry/move.html", form, {"person": person})


@require(Permission.REGISTRY_WRITE)
@require_POST
def representative_confirm(request: Any, representative_id: str) -> HttpResponse:
    """The person has said that the profile is still right."""
    person = _person(request, representative_id)
    services.confirm(representative=person, by=request.user, at=timezone.now())
    messages.success(request, _("The profile is confirmed as of today."))
    return redirect("representative_detail", request.municipality.slug, person.public_id)


@require(Permission.REGISTRY_WRITE)
def skill_add(request: Any, representative_id: str) -> HttpResponse:
    """Puts a skill on the profile."""
    person = _person(request, representative_id)
    form = SkillForm(request.POST or None, municipality=request.municipality)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        try:
            services.keep_skill(representative=person, by=request.user, at=timezone.now(), **kept)
        except services.CannotKeep as refusal:
            form.add_error(None, str(refusal))
        else:
            learn_from(form, request)
            messages.success(request, _("Saved."))
            return redirect("representative_detail", request.municipality.slug, person.public_id)
    reading.looked(request, person, "registry", "name")
    return form_page(request, "representatives/registry/skill.html", form, {"person": person})


@require(Permission.REGISTRY_WRITE)
def no_go_add(request: Any, representative_id: str) -> HttpResponse:
    """Keeps a unit, a topic or somebody that the person does not want; it is never suggested again."""
    person = _person(request, representative_id)
    form = NoGoForm(request.POST or None, municipality=request.municipality)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        try:
            services.add_no_go(representative=person, by=request.user, at=timezone.now(), **kept)
        except services.CannotKeep as refusal:
            form.add_error(None, str(refusal))
        else:
            learn_from(form, request)
            return done(
                request, _("Saved."), "representative_detail", request.municipality.slug, person.public_id
            )
    reading.looked(request, person, "registry", "name")
    return form_page(request, "representatives/registry/no_go.html", form, {"person": person})


@require(Permission.REGISTRY_WRITE)
@require_POST
def no_go_drop(request: Any, representative_id: str, no_go_id: str) -> HttpResponse:
    """Takes a no-go away."""
    person = _person(request, representative_id)
    rows = NoGo.objects.visible_to(request.user).select_related("representative")
    no_go = get_object_or_404(rows, representative=person, public_id=no_go_id)
    services.drop_no_go(no_go=no_go, by=request.user, at=timezone.now())
    return done(request, _("Saved."), "representative_detail", request.municipality.slug, person.public_id)


@require(Permission.REGISTRY_WRITE)
@require_POST
def term_drop(request: Any, representative_id: str, kept_id: str) -> HttpResponse:
    """Takes a term off the profile."""
    person = _person(request, representative_id)
    kept = get_object_or_404(
        ProfileTerm.objects.visible_to(request.user).select_related("representative", "term"),
        representative=person,
        public_id=kept_id,
    )
    name = kept.term.name
    services.drop_term(kept=kept, by=request.user, at=timezone.now())
    messages.success(request, _("“%(term)s” is taken off the profile.") % {"term": name})
    return redirect("representative_detail", request.municipality.slug, person.public_id)


def _person(request: Any, public_id: str) -> Representative:
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(people.select_related("municipality"), public_id=public_id)
