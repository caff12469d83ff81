"""What a person wants to hear about, as the facilitator writes it down with the person's word."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page
from representatives.catalogue.learning import learn_from
from representatives.interests import queries, services
from representatives.interests.forms import HowForm, TopicForm
from representatives.interests.models import ChosenTopic
from representatives.registry.models import Representative


@require(Permission.REGISTRY_WRITE)
def topic_list(request: Any, representative_id: str) -> HttpResponse:
    """The topics, and how often; a POST keeps how often."""
    person = _person(request, representative_id)
    wishes = queries.wishes_of(person)
    form = HowForm(request.POST or None, initial={"how": wishes.how})
    if request.method == "POST" and form.is_valid():
        try:
            services.say_how(representative=person, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotChoose as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "topic_list", *_address(request, person))
    reading.looked(request, person, "registry", "name", "topics")
    return form_page(
        request, "representatives/interests/detail.html", form, {"person": person, "wishes": wishes}
    )


@require(Permission.REGISTRY_WRITE)
def topic_add(request: Any, representative_id: str) -> HttpResponse:
    """Keeps one more topic."""
    person = _person(request, representative_id)
    form = TopicForm(request.POST or None, municipality=request.municipality, kinds=queries.kinds_for(person))
    if request.method == "POST" and form.is_valid():
        try:
            services.add_topic(representative=person, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotChoose as refusal:
            form.add_error(None, str(refusal))
        else:
            learn_from(form, request)
            return done(request, _("Saved."), "topic_list", *_address(request, person))
    reading.looked(request, person, "registry", "name")
    context = {"person": person, "title": _("Add a topic"), "lead": "", "save": _("Add")}
    return form_page(request, "representatives/registry/person_form.html", form, context)


@require(Permission.REGISTRY_WRITE)
@require_POST
def topic_drop(request: Any, representative_id: str, topic_id: str) -> HttpResponse:
    """Takes a topic away."""
    person = _person(request, representative_id)
    rows = ChosenTopic.objects.visible_to(request.user).select_related("representative")
    topic = get_object_or_404(rows, representative=person, public_id=topic_id)
    services.drop_topic(topic=topic, by=request.user, at=timezone.now())
    return done(request, _("Removed."), "topic_list", *_address(request, person))


def _person(request: Any, public_id: str) -> Representative:
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(people, public_id=public_id)


def _address(request: Any, person: Representative) -> tuple[str, str]:
    return request.municipality.slug, person.public_id
