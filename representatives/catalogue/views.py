"""The catalogue as pages: found by typing, read by all who work here, kept by facilitators and administrators."""

import re
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page, refused
from representatives.catalogue import endings, lookup, queries, services
from representatives.catalogue.fields import Offer, found_context
from representatives.catalogue.forms import MergeForm, SynonymForm, TermForm
from representatives.catalogue.models import Term
from representatives.catalogue.services import CannotChange

FIELD = re.compile(r"[a-z_]{1,30}")
MOST_FOUND = 20
IN_USE, GONE = (Term.State.ACTIVE,), (Term.State.RETIRED, Term.State.MERGED)


@require(Permission.CATALOGUE_READ)
def term_list(request: Any) -> HttpResponse:
    """The terms of a kind as a tree; or, with `?q=`, what a word may mean."""
    asked = request.GET.get("kind", "")
    kind = asked if asked in Term.Kind.values else Term.Kind.EXPERIENCE
    text, is_gone = request.GET.get("q", ""), request.GET.get("show") == "gone"
    context: dict[str, Any] = {
        "kind": Term.Kind(kind),
        "kinds": [(one, one.value == kind) for one in Term.Kind],
        "text": text,
        "is_gone": is_gone,
        "may_write": Permission.CATALOGUE_WRITE in request.permissions,
    }
    if text.strip():
        context["found"] = lookup.find(request.municipality, text, limit=MOST_FOUND)
    else:
        context["nodes"] = queries.tree(
            municipality=request.municipality,
            kind=kind,
            states=GONE if is_gone else IN_USE,
            **_may_count(request),
        )
        context["own"] = [node.term for node in context["nodes"] if node.term.is_own]
    return render(request, "representatives/catalogue/list.html", context)


def _may_count(request: Any) -> dict[str, bool]:
    """Who keeps the catalogue sees what uses a term; how many people do, only those who read the registry."""
    return {
        "counts": Permission.CATALOGUE_WRITE in request.permissions,
        "tells_people": Permission.REGISTRY_READ in request.permissions,
    }


@require(Permission.CATALOGUE_READ)
def term_suggest(request: Any) -> HttpResponse:
    """What the word that is being typed may mean; part of a form."""
    return suggested(request)


def suggested(request: Any) -> HttpResponse:
    """Choices for the field named in the address, for what is typed in it."""
    name = request.GET.get("field", "")
    kinds = tuple(kind for kind in request.GET.getlist("kind") if kind in Term.Kind.values)
    if not FIELD.fullmatch(name):
        raise Http404
    offer = Offer(request.municipality, kinds or tuple(Term.Kind.values), "")
    context = found_context(offer, request.GET.get(f"{name}_q", ""), name=name)
    return render(request, "representatives/catalogue/found.html", context)


@require(Permission.CATALOGUE_READ)
def term_detail(request: Any, catalogue_term_id: str) -> HttpResponse:
    """One term: its names and words, what lies around it, what uses it, and what has happened to it."""
    return _detail(request, _term(request, catalogue_term_id), SynonymForm())


def _detail(request: Any, term: Term, form: SynonymForm) -> HttpResponse:
    shared, own = queries.words_of(term, request.municipality)
    may = _may_count(request)
    below = Term.objects.offered_in(request.municipality).filter(parent=term)
    context = {
        "term": term,
        "shared_words": shared,
        "own_words": own,
        "below": below.order_by("order", "name_nb", "pk"),
        "history": queries.history(term, request.municipality),
        "may_write": may["counts"],
        "may_change": may["counts"] and term.is_own and term.state != Term.State.MERGED,
        "tells_people": may["tells_people"],
    }
    if may["counts"]:
        place = request.municipality.pk
        context["uses"] = endings.counts(term, municipality=place, tells_people=may["tells_people"])
    return form_page(request, "representatives/catalogue/detail.html", form, context)


@require(Permission.CATALOGUE_WRITE)
def term_add(request: Any) -> HttpResponse:
    """Adds a term of the municipality's own."""
    asked = request.GET.get("kind", "")
    initial = {"kind": asked} if asked in Term.Kind.values else None
    form = TermForm(request.POST or None, municipality=request.municipality, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {
            "kind": form.cleaned_data["kind"],
            "parent": form.cleaned_data["parent"],
            "names": form.names,
        }
        try:
            term = services.add(municipality=request.municipality, **given, **_now(request))
        except CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            return _to(request, _("The term is added. Add the words that people use for it."), term)
    return form_page(request, "representatives/catalogue/form.html", form)


@require(Permission.CATALOGUE_WRITE)
def term_edit(request: Any, catalogue_term_id: str) -> HttpResponse:
    """Gives a term other names, or another place."""
    term = _own(request, catalogue_term_id)
    form = TermForm(request.POST or None, municipality=request.municipality, term=term)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit(term=term, names=form.names, parent=form.cleaned_data["parent"], **_now(request))
        except CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            return _to(request, _("Saved. The old names are in the history."), term)
    return form_page(request, "representatives/catalogue/form.html", form, {"term": term})


@require(Permission.CATALOGUE_WRITE)
def term_retire(request: Any, catalogue_term_id: str) -> HttpResponse:
    """Says what will happen, in numbers; a POST takes the term out of use."""
    term = _own(request, catalogue_term_id)
    if request.method == "POST":
        message = _("The term is retired. It is no longer offered.")
        return _press(request, term, lambda: endings.retire(term=term, **_now(request)), message)
    tells = _may_count(request)["tells_people"]
    found = endings.counts(term, municipality=request.municipality.pk, tells_people=tells)
    context = {"term": term, "uses": found, "tells_people": tells}
    return render(request, "representatives/catalogue/retire.html", context)


@require(Permission.CATALOGUE_WRITE)
@require_POST
def term_restore(request: Any, catalogue_term_id: str) -> HttpResponse:
    """Takes a retired term into use again."""
    term = _own(request, catalogue_term_id)
    message = _("The term is in use again.")
    return _press(request, term, lambda: endings.restore(term=term, **_now(request)), message)


@require(Permission.CATALOGUE_WRITE)
def term_merge(request: Any, catalogue_term_id: str) -> HttpResponse:
    """Chooses a target, says in numbers what moves there, and with `confirmed` does it."""
    term = _own(request, catalogue_term_id)
    form = MergeForm(request.POST or None, term=term, municipality=request.municipality)
    context: dict[str, Any] = {"term": term, "tells_people": _may_count(request)["tells_people"]}
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        try:
            if "confirmed" in request.POST:
                endings.merge(term=term, into=into, **_now(request))
                return _to(request, _("The terms are one. Whoever types the old word finds this."), into)
            tells = context["tells_people"]
            context |= {"into": into, "uses": endings.preview(term=term, into=into, tells_people=tells)}
        except CannotChange as refusal:
            form.add_error(None, str(refusal))
    return form_page(request, "representatives/catalogue/merge.html", form, context)


@require(Permission.CATALOGUE_WRITE)
@require_POST
def synonym_add(request: Any, catalogue_term_id: str) -> HttpResponse:
    """Adds a word of the municipality's own that leads to a term."""
    term, form = _term(request, catalogue_term_id), SynonymForm(request.POST)
    if form.is_valid():
        place = request.municipality
        try:
            services.add_synonym(term=term, municipality=place, **form.cleaned_data, **_now(request))
        except CannotChange as refusal:
            form.add_error("text", str(refusal))
        else:
            return _to(request, _("The word leads here now."), term)
    return _detail(request, term, form)


@require(Permission.CATALOGUE_WRITE)
@require_POST
def synonym_remove(request: Any, catalogue_term_id: str) -> HttpResponse:
    """Takes away a word of the municipality's own."""
    term, text = _term(request, catalogue_term_id), request.POST.get("text", "")
    place = request.municipality
    return _press(
        request,
        term,
        lambda: services.remove_synonym(term=term, text=text, municipality=place, **_now(request)),
        _("“%(text)s” no longer leads here.") % {"text": text},
    )


def _now(request: Any) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now()}


def _press(request: Any, term: Term, step: Callable[[], object], message: str) -> HttpResponse:
    """One step, and back to the term: with a message, or with the refusal."""
    try:
        step()
    except CannotChange as refusal:
        return refused(request, refusal, "term_detail", request.municipality.slug, term.public_id)
    return _to(request, message, term)


def _to(request: Any, message: str, term: Term) -> HttpResponse:
    return done(request, message, "term_detail", request.municipality.slug, term.public_id)


def _term(request: Any, public_id: str) -> Term:
    rows = Term.objects.visible_to(request.user).known_in(request.municipality)
    return get_object_or_404(rows.select_related("parent", "merged_into"), public_id=public_id)


def _own(request: Any, public_id: str) -> Term:
    """A term of the municipality's own; a shared one has no page on which it could be changed."""
    term = _term(request, public_id)
    if not term.is_own:
        raise Http404
    return term
