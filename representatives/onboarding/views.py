"""A person's preparation as pages: what is open, conversations, training and the pair."""

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
from representatives.onboarding import declarations, guide, links, queries, services
from representatives.onboarding.forms import ConversationForm, MentorForm, PaperDeclarationForm, TrainingForm
from representatives.onboarding.models import Conversation, Declaration, MentorPair, Training
from representatives.registry.models import Representative


@require(Permission.ONBOARDING_WRITE)
def preparation_detail(request: Any, representative_id: str) -> HttpResponse:
    """What a person is prepared for, what is missing, and everything that has been done about it."""
    person = _person(request, representative_id)
    reading.looked(request, person, "onboarding", "preparation")
    talks = list(person.conversations.select_related("held_by"))
    pairs = queries.pairs_of(person)
    context = {
        "person": person,
        "readiness": queries.readiness(person),
        "talks": [(talk, [guide.label_of(key) for key in talk.talked_about]) for talk in talks],
        "next_step": queries.next_step_of(talks),
        "trainings": list(person.trainings.order_by("-completed_on", "id")),
        "declarations": list(person.declarations.all()),
        "has_signed": declarations.has_signed(person),
        "sign_here": links.make(person),
        "pairs": pairs,
        "may_have_mentor": not person.has_left
        and not any(pair.ended_on is None and pair.representative_id == person.pk for pair in pairs),
    }
    return render(request, "representatives/onboarding/preparation.html", context)


@require(Permission.ONBOARDING_WRITE)
def conversation_record(request: Any, representative_id: str) -> HttpResponse:
    """The guide to talk by, and the form for what came of it."""
    person, at = _person(request, representative_id), timezone.now()
    form = ConversationForm(request.POST or None, today=timezone.localdate(at))
    if request.method == "POST" and form.is_valid():
        try:
            services.record_conversation(representative=person, by=request.user, at=at, **form.cleaned_data)
        except services.CannotRecord as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(request, _("The conversation is written down."), person)
    reading.looked(request, person, "onboarding", "name")
    context = {"person": person, "questions": guide.questions()}
    return form_page(request, "representatives/onboarding/conversation.html", form, context)


@require(Permission.ONBOARDING_WRITE)
def step_list(request: Any) -> HttpResponse:
    """Everything that was agreed in conversations and is not done yet; with `due`, what has come to its day."""
    reading.listed(request, Conversation, "onboarding", "name", "next_step")
    steps, today = (
        queries.open_steps(user=request.user, municipality=request.municipality),
        timezone.localdate(),
    )
    is_due = "due" in request.GET
    if is_due:
        steps = steps.filter(next_step_on__lte=today)
    context = {"steps": list(steps), "today": today, "is_due": is_due}
    return render(request, "representatives/onboarding/steps.html", context)


@require(Permission.ONBOARDING_WRITE)
@require_POST
def step_finish(request: Any, conversation_id: str) -> HttpResponse:
    """An agreed step is done."""
    rows = Conversation.objects.visible_to(request.user).of(request.municipality)
    talk = get_object_or_404(rows.select_related("representative"), public_id=conversation_id)
    try:
        services.finish_step(conversation=talk, by=request.user, at=timezone.now())
    except services.CannotRecord as refusal:
        return refused(request, refusal, "step_list", request.municipality.slug)
    return done(request, _("Done. Well kept."), "step_list", request.municipality.slug)


@require(Permission.ONBOARDING_WRITE)
def training_record(request: Any, representative_id: str) -> HttpResponse:
    """Writes down a course that the person has completed."""
    person = _person(request, representative_id)
    form = TrainingForm(request.POST or None, municipality=request.municipality)
    if request.method == "POST" and form.is_valid():
        try:
            services.record_training(
                representative=person, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except services.CannotRecord as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(request, _("Saved."), person)
    reading.looked(request, person, "onboarding", "name")
    return form_page(request, "representatives/onboarding/training.html", form, {"person": person})


@require(Permission.ONBOARDING_WRITE)
@require_POST
def training_drop(request: Any, representative_id: str, training_id: str) -> HttpResponse:
    """Takes back training that was written by mistake."""
    person = _person(request, representative_id)
    rows = Training.objects.visible_to(request.user).select_related("representative")
    training = get_object_or_404(rows, representative=person, public_id=training_id)
    services.drop_training(training=training, by=request.user, at=timezone.now())
    return _back(request, _("Saved."), person)


@require(Permission.ONBOARDING_WRITE)
def declaration_record(request: Any, representative_id: str) -> HttpResponse:
    """Writes down a declaration that was signed on paper."""
    person = _person(request, representative_id)
    form = PaperDeclarationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            declarations.sign(
                representative=person,
                channel=Declaration.Channel.PAPER,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except services.CannotRecord as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(request, _("The declaration is recorded."), person)
    reading.looked(request, person, "onboarding", "name")
    return form_page(request, "representatives/onboarding/declaration.html", form, {"person": person})


@require(Permission.ONBOARDING_WRITE)
@require_POST
def declaration_ask(request: Any, representative_id: str) -> HttpResponse:
    """Sends the letter with the link to sign."""
    person = _person(request, representative_id)
    try:
        declarations.ask(representative=person, by=request.user, at=timezone.now())
    except services.CannotRecord as refusal:
        return refused(request, refusal, "preparation_detail", request.municipality.slug, person.public_id)
    return _back(request, _("The letter with the link is on its way."), person)


@require(Permission.ONBOARDING_WRITE)
def mentor_choose(request: Any, representative_id: str) -> HttpResponse:
    """Who could walk beside the person, with reasons in words; the facilitator chooses."""
    person, at = _person(request, representative_id), timezone.now()
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    form = MentorForm(request.POST or None, person=person, people=people, today=timezone.localdate(at))
    if request.method == "POST" and form.is_valid():
        try:
            services.pair(representative=person, by=request.user, at=at, **form.cleaned_data)
        except services.CannotPair as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(request, _("They are a pair now. Tell them both."), person)
    reading.listed(request, Representative, "mentors", "name", "terms")
    context = {"person": person, "suggestions": queries.mentors_for(person, user=request.user)}
    return form_page(request, "representatives/onboarding/mentor.html", form, context)


@require(Permission.ONBOARDING_WRITE)
@require_POST
def mentor_end(request: Any, representative_id: str, mentor_pair_id: str) -> HttpResponse:
    """Ends the pair."""
    person = _person(request, representative_id)
    rows = MentorPair.objects.visible_to(request.user).select_related("representative")
    pair = get_object_or_404(rows, representative=person, public_id=mentor_pair_id)
    try:
        services.end_pair(pair=pair, by=request.user, at=timezone.now())
    except services.CannotPair as refusal:
        return refused(request, refusal, "preparation_detail", request.municipality.slug, person.public_id)
    return _back(request, _("The pair has ended. Thank them both."), person)


def _back(request: Any, message: str, person: Representative) -> HttpResponse:
    return done(request, message, "preparation_detail", request.municipality.slug, person.public_id)


def _person(request: Any, public_id: str) -> Representative:
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(people.select_related("municipality"), public_id=public_id)
