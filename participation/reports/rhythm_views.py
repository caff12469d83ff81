"""Reports that are drafted by themselves: the list, one more, one less."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page
from participation.reports import queries, rhythms
from participation.reports.models import ReportRhythm
from participation.reports.rhythm_forms import RhythmForm


@require(Permission.REPORTS_WRITE)
def report_rhythm_list(request: Any) -> HttpResponse:
    """What is drafted by itself and when next, and the form that adds to it."""
    at = timezone.now()
    units = queries.units(user=request.user).of(request.municipality)
    form = RhythmForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        try:
            rhythms.add(municipality=request.municipality, by=request.user, at=at, **form.cleaned_data)
        except rhythms.CannotRecur as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("From now on the draft is made by itself, and you get a letter.")
            return done(request, said, "report_rhythm_list", request.municipality.slug)
    rows = ReportRhythm.objects.visible_to(request.user).of(request.municipality).select_related("unit")
    today = timezone.localdate(at)
    context = {"rhythms": [(one, rhythms.next_day(one, today)) for one in rows]}
    return form_page(request, "participation/reports/rhythm.html", form, context)


@require(Permission.REPORTS_WRITE)
@require_POST
def report_rhythm_drop(request: Any, report_rhythm_id: str) -> HttpResponse:
    """Drafted by itself no more."""
    rows = ReportRhythm.objects.visible_to(request.user).of(request.municipality)
    rhythm = get_object_or_404(rows, public_id=report_rhythm_id)
    rhythms.drop(rhythm=rhythm, by=request.user, at=timezone.now())
    return done(request, _("It is taken away."), "report_rhythm_list", request.municipality.slug)
