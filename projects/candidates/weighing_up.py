"""Weighing people up, as pages: side by side, with notes, and kept for a later day."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading as looks
from config.core.ui.responses import done, form_page, refused
from projects.candidates import comparing, noting, reading, services
from projects.candidates.finding import list_address, person_of, wanted_of
from projects.candidates.forms import LaterForm, NoteForm, people_ticked
from projects.candidates.later import kept_for_later
from projects.candidates.models import CandidateNote, Choice
from projects.requests.models import Request
from representatives.registry.models import Representative


@require(Permission.CANDIDATES_READ)
def candidate_compare(request: Any, request_id: str) -> HttpResponse:
    """Two or three people side by side, in words. Each look at a person is written."""
    wanted, look = wanted_of(request, request_id), reading.look_of(request.GET)
    ids = people_ticked(request.GET, most=comparing.MOST)
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    try:
        found = comparing.compare(
            request=wanted, people=people.filter(public_id__in=ids), at=timezone.now(), is_blind=look.is_blind
        )
    except comparing.CannotCompare as refusal:
        return refused(request, refusal, list_address(wanted, look))
    comparing.record_look(found, request=wanted, by=request.user, at=timezone.now())
    context = {
        "wanted": wanted,
        "found": found,
        "look": look,
        "back": list_address(wanted, look),
        "is_open": wanted.state == Request.State.OPEN,
    }
    return render(request, "projects/candidates/compare.html", context)


@require(Permission.CANDIDATES_CHOOSE)
def candidate_later(request: Any, request_id: str, representative_id: str) -> HttpResponse:
    """Keeps somebody for later, with a day on which to think of them again."""
    wanted, person = wanted_of(request, request_id), person_of(request, representative_id)
    choice = Choice.objects.filter(request=wanted, representative=person).first()
    form = LaterForm(request.POST or None, initial={"ask_again_on": choice.ask_again_on if choice else None})
    if request.method == "POST" and form.is_valid():
        try:
            services.choose(
                request=wanted,
                representative=person,
                decision=Choice.Decision.LATER,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except services.CannotChoose as refusal:
            form.add_error("ask_again_on", str(refusal))
        else:
            message = _("%(name)s is kept for later.") % {"name": person.name}
            return done(request, message, list_address(wanted))
    looks.looked(request, person, "candidates", "name")
    context = {"wanted": wanted, "person": person, "back": list_address(wanted)}
    return form_page(request, "projects/candidates/later.html", form, context)


@require(Permission.CANDIDATES_READ)
def candidate_later_list(request: Any) -> HttpResponse:
    """Everybody who is kept for later, those whose day has come first."""
    looks.listed(request, Representative, "candidates", "name")
    only_due = request.GET.get("due") == "1"
    rows = kept_for_later(
        user=request.user, municipality=request.municipality, today=timezone.localdate(), only_due=only_due
    )
    context = {"rows": rows, "only_due": only_due}
    return render(request, "projects/candidates/later_list.html", context)


@require(Permission.CANDIDATES_CHOOSE)
def candidate_note_add(request: Any, request_id: str, representative_id: str) -> HttpResponse:
    """The notes about one person for one request, and one more."""
    wanted, person = wanted_of(request, request_id), person_of(request, representative_id)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            noting.add_note(
                request=wanted, representative=person, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except noting.CannotNote as refusal:
            form.add_error("text", str(refusal))
        else:
            return done(request, _("The note is kept."), list_address(wanted, person_id=person.public_id))
    looks.looked(request, person, "candidates", "name")
    notes = noting.notes_of(request=wanted, people=[person.pk]).get(person.public_id, [])
    context = {"wanted": wanted, "person": person, "notes": notes, "back": list_address(wanted)}
    return form_page(request, "projects/candidates/notes.html", form, context)


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def candidate_note_remove(request: Any, request_id: str, candidate_note_id: str) -> HttpResponse:
    """Takes a note away."""
    wanted = wanted_of(request, request_id)
    rows = CandidateNote.objects.visible_to(request.user).filter(request=wanted)
    note = get_object_or_404(rows.select_related("representative"), public_id=candidate_note_id)
    noting.remove_note(note=note, by=request.user, at=timezone.now())
    address = [request.municipality.slug, wanted.public_id, note.representative.public_id]
    return done(request, _("The note is taken away."), "candidate_note_add", *address)
