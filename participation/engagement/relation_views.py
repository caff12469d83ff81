"""Next steps with professionals as pages: the own list, agreeing on one, and one press when it is done."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page, refused
from participation.engagement import relating
from participation.engagement.forms import RelationForm
from participation.engagement.models import Professional
from participation.engagement.relations import Relation


@require(Permission.ENGAGEMENT_WRITE)
def relation_list(request: Any) -> HttpResponse:
    """One's own next steps, the soonest first, and those of colleagues who have left; `?due=1`: those that are due."""
    today = timezone.localdate()
    rows = _mine(request).filter(professional__is_active=True).select_related("professional__unit")
    is_due = bool(request.GET.get("due"))
    steps = rows.due(today) if is_due else rows.exclude(next_on=None)
    reading.listed(request, Professional, "engagement", "name", "next_step")
    context = {
        "relations": steps.order_by("next_on", "id"),
        "without": [] if is_due else rows.filter(next_on=None).order_by("professional__name"),
        "is_due": is_due,
        "today": today,
    }
    return render(request, "participation/engagement/relations.html", context)


@require(Permission.ENGAGEMENT_WRITE)
def relation_agree(request: Any, professional_id: str) -> HttpResponse:
    """Sets the next step, its day, and how often to be in touch."""
    people = Professional.objects.visible_to(request.user).of(request.municipality)
    person = get_object_or_404(people, public_id=professional_id)
    held = Relation.objects.filter(professional=person, holder=request.user).first()
    shown = ("next_step", "next_on", "every_days")
    initial = {name: getattr(held, name) for name in shown} if held else {}
    form = RelationForm(request.POST or None, others=held.every_days if held else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            relating.agree(professional=person, by=request.user, at=timezone.now(), **form.cleaned_data)
        except relating.CannotRelate as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(
                request, _("Saved."), "professional_detail", request.municipality.slug, professional_id
            )
    reading.looked(request, person, "engagement", "next_step")
    return form_page(request, "participation/engagement/relation.html", form, {"person": person})


@require(Permission.ENGAGEMENT_WRITE)
@require_POST
def relation_done(request: Any, relation_id: str) -> HttpResponse:
    """The step is done; the next one is proposed."""
    relation = _relation(request, relation_id)
    back = ("professional_detail", request.municipality.slug, relation.professional.public_id)
    was = _day(request.POST.get("was", ""))
    try:
        kept = relating.finish(relation=relation, by=request.user, at=timezone.now(), was=was)
    except relating.CannotRelate as refusal:
        return refused(request, refusal, *back)
    if not kept.next_step:
        return done(request, _("Done. No next step is set."), *back)
    return done(request, _("Done. Next: %(step)s") % {"step": kept.next_step}, *back)


@require(Permission.ENGAGEMENT_WRITE)
@require_POST
def relation_drop(request: Any, relation_id: str) -> HttpResponse:
    """No step and no cadence any more."""
    relation = _relation(request, relation_id)
    person = relation.professional.public_id
    relating.drop(relation=relation, by=request.user, at=timezone.now())
    return done(request, _("Taken away."), "professional_detail", request.municipality.slug, person)


def _mine(request: Any) -> Any:
    rows = Relation.objects.visible_to(request.user).of(request.municipality)
    return rows.exclude(professional__user=request.user).held_by(request.user)


def _relation(request: Any, public_id: str) -> Relation:
    rows = _mine(request).select_related("professional")
    relation: Relation = get_object_or_404(rows, public_id=public_id)
    return relation


def _day(text: str) -> Any:
    """The day that the page showed; none where it is no day."""
    try:
        return parse_date(text[:10])
    except ValueError:
        return None
