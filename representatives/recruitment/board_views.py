"""Applicants as pages: the board, one application, its steps, and a form that came on paper."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page, refused
from representatives.consent.models import Consent
from representatives.consent.texts import text_of
from representatives.recruitment import applications, applying, queries
from representatives.recruitment.forms import PaperForm, applicant_of
from representatives.recruitment.models import Application
from representatives.registry.models import Representative


@require(Permission.RECRUITMENT_READ)
def application_list(request: Any) -> HttpResponse:
    """Everyone on the way in, in three columns: applied, in conversation, ready."""
    today = timezone.localdate()
    board = queries.board(user=request.user, municipality=request.municipality, today=today)
    reading.listed(request, Application, "recruitment", "name", "next_step")
    return render(request, "representatives/recruitment/board.html", {"board": board, "today": today})


@require(Permission.RECRUITMENT_READ)
def application_detail(request: Any, application_id: str) -> HttpResponse:
    """One applicant: what the person said, how to reach them, and what can be done now."""
    application = _application(request, application_id)
    card = queries.card_of(application, today=timezone.localdate())
    reading.looked(request, card.person, "recruitment", "profile", "terms", "words")
    consents = Consent.objects.in_force().filter(representative=card.person)
    context = {
        "card": card,
        "person": card.person,
        "application": card.application,
        "is_open": not card.application.outcome and card.person.state in ("applied", "in_conversation"),
        "purposes": [str(consent.get_purpose_display()) for consent in consents.order_by("id")],
        "may_be_asked": consents.filter(purpose=Consent.Purpose.NETWORK).exists(),
        "terms": list(card.person.terms.select_related("term").order_by("term__kind", "term__order", "id")),
        "talks": list(card.person.conversations.select_related("held_by")),
    }
    return render(request, "representatives/recruitment/application.html", context)


@require(Permission.RECRUITMENT_WRITE)
@require_POST
def application_add(request: Any, representative_id: str) -> HttpResponse:
    """Puts somebody on the board who came in by another way."""
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    person = get_object_or_404(people, public_id=representative_id)
    try:
        applications.add(representative=person, by=request.user, at=timezone.now())
    except applications.CannotHandle as refusal:
        return refused(request, refusal, "application_list", request.municipality.slug)
    return done(
        request, _("On the board, and yours to follow up."), "application_list", request.municipality.slug
    )


@require(Permission.RECRUITMENT_WRITE)
@require_POST
def application_take(request: Any, application_id: str) -> HttpResponse:
    """Whoever presses handles the application from now on."""
    return _do(request, application_id, applications.take, _("It is yours to follow up now."))


@require(Permission.RECRUITMENT_WRITE)
@require_POST
def application_start(request: Any, application_id: str) -> HttpResponse:
    """The conversation has begun."""
    return _do(request, application_id, applications.start, _("In conversation. Record what you agree on."))


@require(Permission.RECRUITMENT_WRITE)
@require_POST
def application_welcome(request: Any, application_id: str) -> HttpResponse:
    """The person is in the network."""
    return _do(
        request, application_id, applications.welcome, _("Welcomed. The person is active in the network.")
    )


@require(Permission.RECRUITMENT_WRITE)
def application_decline(request: Any, application_id: str) -> HttpResponse:
    """Shows what a kind no does and how it reads; a press says it."""
    if request.method == "POST":
        return _do(request, application_id, applications.decline, _("The kind no is on its way."))
    application = _application(request, application_id)
    reading.looked(request, application.representative, "recruitment", "name")
    context = {"application": application, "person": application.representative}
    return render(request, "representatives/recruitment/decline.html", context)


@require(Permission.RECRUITMENT_WRITE)
@require_POST
def application_withdraw(request: Any, application_id: str) -> HttpResponse:
    """The person has changed their mind."""
    return _do(
        request, application_id, applications.withdraw, _("Closed. What the person wrote will be deleted.")
    )


@require(Permission.RECRUITMENT_WRITE)
@require_POST
def words_forget(request: Any, application_id: str) -> HttpResponse:
    """The person's own words have been read into terms and are deleted."""
    return _do(request, application_id, applications.forget_words, _("The words are deleted."))


@require(Permission.RECRUITMENT_WRITE)
def paper_register(request: Any) -> HttpResponse:
    """Types in a form that a person filled in and signed on paper, as it is."""
    at = timezone.now()
    form = PaperForm(request.POST or None, municipality=request.municipality, today=timezone.localdate(at))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            application = applying.register_paper(
                municipality=request.municipality,
                channel=given["through"],
                applicant=applicant_of(given, language=request.municipality.language),
                signed_on=given["signed_on"],
                evidence=given["evidence"],
                by=request.user,
                at=at,
            )
        except applying.CannotApply as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("The form is in. Put the paper where you wrote that it is.")
            return done(
                request, words, "application_detail", request.municipality.slug, application.public_id
            )
    context = {"text": text_of(Consent.Purpose.EXPERIENCE)}
    return form_page(request, "representatives/recruitment/paper.html", form, context)


def _do(request: Any, application_id: str, step: Callable[..., Any], message: str) -> HttpResponse:
    """One step of an application; a refusal is said where the person came from."""
    application = _application(request, application_id)
    page = ("application_detail", request.municipality.slug, application.public_id)
    try:
        step(application=application, by=request.user, at=timezone.now())
    except applications.CannotHandle as refusal:
        return refused(request, refusal, *page)
    return done(request, message, *page)


def _application(request: Any, public_id: str) -> Application:
    rows = Application.objects.visible_to(request.user).of(request.municipality)
    found: Application = get_object_or_404(
        rows.select_related("representative__municipality"), public_id=public_id
    )
    return found
