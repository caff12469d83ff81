"""Questions as pages: those that wait, and one thread with the form that answers it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page
from participation.invitations.models import Invitation
from participation.questions import queries, services
from participation.questions.forms import ReplyForm

PAGE_SIZE = 25


@require(Permission.INVITATIONS_READ)
def question_list(request: Any) -> HttpResponse:
    """Questions that wait for an answer, the longest waiting first; `?show=all` has those that are answered too."""
    rows = Invitation.objects.visible_to(request.user).of(request.municipality)
    shows_all = request.GET.get("show") == "all"
    waiting = queries.open_threads(rows)
    shown = queries.with_threads(rows).order_by("-answered_at", "-id") if shows_all else waiting
    shown = shown.select_related("representative", "request__project")
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    reading.listed(request, Invitation, "invitations", "name", "question")
    context = {"page": page, "shows_all": shows_all, "waiting": waiting.count()}
    return render(request, "participation/questions/list.html", context)


@require(Permission.INVITATIONS_SEND)
def question_thread(request: Any, invitation_id: str) -> HttpResponse:
    """Everything that was asked and answered about one invitation; a POST answers."""
    rows = Invitation.objects.visible_to(request.user).of(request.municipality)
    rows = rows.select_related("representative__municipality", "request__project", "municipality")
    invitation = get_object_or_404(rows, public_id=invitation_id)
    at = timezone.now()
    form = ReplyForm(request.POST or None, sent_by=services.sent_by(invitation, at))
    if request.method == "POST" and form.is_valid():
        try:
            services.reply(invitation=invitation, by=request.user, at=at, **form.cleaned_data)
        except services.CannotReply as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("The answer is given."), "question_list", request.municipality.slug)
    reading.looked(request, invitation.representative, "invitations", "name", "question", "phone")
    context = {
        "invitation": invitation,
        "turns": queries.thread(invitation),
        "is_waiting": queries.is_open(invitation),
    }
    return form_page(request, "participation/questions/thread.html", form, context)
