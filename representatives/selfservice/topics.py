"""My page: what the person wants to hear about, and how often."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done
from representatives.interests import queries, services
from representatives.interests.forms import HowForm, TopicForm
from representatives.interests.models import ChosenTopic
from representatives.selfservice.own import form_or_done, own_person, said_by


@require(Permission.MY_PAGE)
def my_topic_list(request: Any) -> HttpResponse:
    """The topics, and how often letters come; a POST keeps how often."""
    person = own_person(request)
    wishes = queries.wishes_of(person)
    form = HowForm(request.POST or None, initial={"how": wishes.how})
    return form_or_done(
        request,
        form,
        lambda: services.say_how(**said_by(request, person), **form.cleaned_data),
        (services.CannotChoose,),
        message=_("Saved."),
        to="my_topic_list",
        template="representatives/selfservice/topics.html",
        person=person,
        wishes=wishes,
    )


@require(Permission.MY_PAGE)
def my_topic_add(request: Any) -> HttpResponse:
    """One more topic; experience only under consent, because it tells of health."""
    person = own_person(request)
    form = TopicForm(
        request.POST or None,
        municipality=request.municipality,
        kinds=queries.kinds_for(person),
        suggest="my_term_suggest",
    )
    return form_or_done(
        request,
        form,
        lambda: services.add_topic(**said_by(request, person), **form.cleaned_data),
        (services.CannotChoose,),
        message=_("Saved. You hear from us when somebody is wanted for this."),
        to="my_topic_list",
        title=_("What do you want to hear about?"),
        lead=_(
            "Choose a topic. When somebody is wanted for it, we write to you. You bind yourself to nothing."
        ),
        save=_("Add"),
        back="my_topic_list",
    )


@require(Permission.MY_PAGE)
@require_POST
def my_topic_drop(request: Any, topic_id: str) -> HttpResponse:
    """Takes a topic away."""
    rows = ChosenTopic.objects.visible_to(request.user).select_related("representative")
    topic = get_object_or_404(rows, representative=own_person(request), public_id=topic_id)
    services.drop_topic(topic=topic, by=request.user, at=timezone.now())
    return done(request, _("Removed."), "my_topic_list", request.municipality.slug)
