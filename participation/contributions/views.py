"""The promise board, one contribution with its chain, and each link as a short form."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.organisations.models import Unit
from config.core.ui.responses import done, form_page, refused
from participation.assignments.models import Assignment
from participation.contributions import forms, queries, quoting_views, saying, services, telling
from participation.contributions.models import Change, Contribution, EvidenceLevel
from participation.contributions.reactions import Reaction
from participation.meetings.models import Meeting
from participation.meetings.queries import expected, seated
from projects.planning.models import Project

PAGE_SIZE = 25


@require(Permission.CONTRIBUTIONS_READ)
def contribution_list(request: Any) -> HttpResponse:
    """The promise board: who owes an answer to what, and how far each contribution has come."""
    user, municipality, today = request.user, request.municipality, timezone.localdate()
    form = forms.SearchForm(
        request.GET or None,
        projects=Project.objects.visible_to(user).of(municipality),
        units=Unit.objects.visible_to(user).of(municipality),
        owners=queries.owners(user=user, municipality=municipality),
    )
    search = form.search() if form.is_bound else queries.Search()
    found = queries.find(user=user, municipality=municipality, search=search, today=today)
    counts = queries.counts(user=user, municipality=municipality, today=today, project=search.project)
    context = {
        "form": form,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "counts": [(state, forms.STATE_LABELS[state], counts[state]) for state in queries.STATES],
        "chosen": search.state,
        "project": search.project,
        "active_filters": sum(1 for value in request.GET.values() if value),
        "today": today,
    }
    template = "participation/contributions/list.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


@require(Permission.CONTRIBUTIONS_READ)
def contribution_detail(request: Any, contribution_id: str) -> HttpResponse:
    """One contribution with its chain, what is missing in it, and whom to call. Names are the facilitator's to see."""
    contribution = _contribution(request, contribution_id)
    sees_names = Permission.REGISTRY_READ in request.permissions
    to_tell = telling.to_tell(contribution) if sees_names else []
    meant = _meant(request, contribution) if sees_names else []
    if sees_names:
        _log_names(request, contribution, to_tell, [one for one, _word in meant])
    context = {
        "contribution": contribution,
        "steps": [
            (forms.STATE_LABELS.get(step.key, _("Said")), step) for step in queries.steps(contribution)
        ],
        "changes": [
            (change, forms.WHAT_WOULD_RAISE[EvidenceLevel(change.evidence_level)])
            for change in contribution.changes.all()
        ],
        "tellings": [
            (told, told.step == "received" or queries.has_reached(told))
            for told in contribution.tellings.all()
        ],
        "to_tell": to_tell,
        "asked": getattr(contribution, "owner_link", None),
        "meant": meant,
        "quoted": quoting_views.shown(contribution) if sees_names and contribution.assignment_id else None,
        "sees_names": sees_names,
        # Whoever owes an answer need not have a part in the project.
        "sees_project": Project.objects.visible_to(request.user).filter(pk=contribution.project_id).exists(),
        "today": timezone.localdate(),
    }
    return render(request, "participation/contributions/detail.html", context)


@require(Permission.CONTRIBUTIONS_WRITE)
def contribution_create(request: Any) -> HttpResponse:
    """Writes down what was said; `?project=` or `?meeting=` says where, otherwise it is asked first."""
    meeting = _chosen(request, Meeting.objects.select_related("project"), "meeting")
    project = meeting.project if meeting else _chosen(request, Project.objects.all(), "project")
    if project is None:
        return _ask_for_project(request)
    today = timezone.localdate()
    user, municipality = request.user, request.municipality
    form = forms.ContributionForm(
        request.POST or None,
        assignments=expected(user=user, meeting=meeting) if meeting else seated(user=user, project=project),
        owners=queries.owners(user=user, municipality=municipality),
        today=today,
        initial={"said_on": meeting.held_on if meeting else today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            said = saying.say(project=project, meeting=meeting, by=user, at=timezone.now(), **form.said())
        except saying.CannotSay as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("It is written down."), "contribution_detail", *_address(request, said))
    reading.listed(request, Contribution, "contributions", "name")
    return form_page(
        request, "participation/contributions/create.html", form, {"project": project, "meeting": meeting}
    )


@require(Permission.CONTRIBUTIONS_WRITE)
def contribution_hand_over(request: Any, contribution_id: str) -> HttpResponse:
    """Another owner or another day."""
    contribution = _contribution(request, contribution_id)
    form = forms.PromiseForm(
        request.POST or None,
        owners=queries.owners(user=request.user, municipality=request.municipality),
        initial={"owner": getattr(contribution.owner, "public_id", ""), "due_on": contribution.due_on},
    )
    return _link(request, contribution, form, services.hand_over, _("Who owes an answer?"))


@require(Permission.CONTRIBUTIONS_ANSWER)
def response_create(request: Any, contribution_id: str) -> HttpResponse:
    """The answer with its reason; the contributor is told."""
    contribution = _contribution(request, contribution_id)
    form = forms.ResponseForm(request.POST or None, initial={"answered_on": timezone.localdate()})
    return _link(
        request, contribution, form, services.respond, _("Answer"), _("The contributor is told the answer.")
    )


@require(Permission.CONTRIBUTIONS_WRITE)
def decision_create(request: Any, contribution_id: str) -> HttpResponse:
    """What was decided; the contributor is told."""
    contribution = _contribution(request, contribution_id)
    form = forms.DecisionForm(request.POST or None, initial={"decided_on": timezone.localdate()})
    lead = _("The contributor is told the decision.")
    return _link(request, contribution, form, services.decide, _("Record a decision"), lead)


@require(Permission.CONTRIBUTIONS_WRITE)
def change_create(request: Any, contribution_id: str) -> HttpResponse:
    """What became different; the contributor is told."""
    contribution = _contribution(request, contribution_id)
    form = forms.ChangeForm(request.POST or None, initial={"changed_on": timezone.localdate()})
    lead = _("The contributor is told what is different now.")
    return _link(request, contribution, form, services.change, _("Record a change"), lead)


@require(Permission.CONTRIBUTIONS_WRITE)
def change_weigh(request: Any, change_id: str) -> HttpResponse:
    """How firm the claim of a change is."""
    change = _change(request, change_id)
    form = forms.EvidenceForm(request.POST or None, initial={"evidence_level": change.evidence_level})
    return _link(request, change, form, services.weigh, _("How firm is the claim?"), change.text)


@require(Permission.CONTRIBUTIONS_WRITE)
def effect_create(request: Any, change_id: str) -> HttpResponse:
    """What was measured after a change, or why nothing was."""
    change = _change(request, change_id)
    form = forms.EffectForm(request.POST or None, initial={"measured_on": timezone.localdate()})
    return _link(request, change, form, services.measure, _("Record an effect"), change.text)


@require(Permission.CONTRIBUTIONS_WRITE)
@require_POST
def telling_create(request: Any, contribution_id: str) -> HttpResponse:
    """The facilitator has told a contributor by phone or letter."""
    contribution = _contribution(request, contribution_id)
    form = forms.TellingForm(request.POST)
    where = _address(request, contribution)
    if not form.is_valid():
        return refused(request, _("Choose how the person was told."), "contribution_detail", *where)
    told = form.cleaned_data
    assignment = next(
        (one for one in telling.contributors(contribution) if one.public_id == told["assignment"]), None
    )
    try:
        if assignment is None:
            raise telling.CannotTell(_("This person did not say it, has left, or has withdrawn the consent."))
        telling.record_told(
            contribution=contribution,
            assignment=assignment,
            step=told["step"],
            about_ref=told["about"],
            channel=told["channel"],
            by=request.user,
            at=timezone.now(),
        )
    except telling.CannotTell as refusal:
        return refused(request, refusal, "contribution_detail", *where)
    return done(request, _("It is noted that the person has been told."), "contribution_detail", *where)


def _link(
    request: Any, row: Any, form: BaseForm, service: Callable[..., Any], title: str, lead: str = ""
) -> HttpResponse:
    """One link of the chain as a form: a service call, and back to the contribution."""
    contribution: Contribution = row.contribution if isinstance(row, Change) else row
    if request.method == "POST" and form.is_valid():
        about = {"change": row} if isinstance(row, Change) else {"contribution": row}
        try:
            service(**about, by=request.user, at=timezone.now(), **form.cleaned_data)
        except (saying.CannotSay, services.CannotAnswer, services.CannotRecord) as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "contribution_detail", *_address(request, contribution))
    context = {"contribution": contribution, "title": title, "lead": lead}
    return form_page(request, "participation/contributions/link.html", form, context)


def _meant(request: Any, contribution: Contribution) -> list[tuple[Assignment, Reaction | None]]:
    """Each contributor with the word about what came of it; nothing while nothing has come of it."""
    if not telling.news_of(contribution):
        return []
    rows = Reaction.objects.visible_to(request.user).filter(contribution=contribution)
    words = {row.assignment_id: row for row in rows}
    return [(one, words.get(one.pk)) for one in telling.contributors(contribution)]


def _log_names(
    request: Any, contribution: Contribution, to_tell: list[telling.ToTell], asked: list[Assignment]
) -> None:
    """Writes who was read: those to ring with their number, the others whose names stand on the page."""
    to_ring = {one.assignment.representative for one in to_tell}
    for person in to_ring:
        reading.looked(request, person, "telling", "name", "contribution", "phone")
    named = [*asked, contribution.assignment, *(told.assignment for told in contribution.tellings.all())]
    for person in {one.representative for one in named if one is not None} - to_ring:
        reading.looked(request, person, "telling", "name", "contribution")


def _ask_for_project(request: Any) -> HttpResponse:
    projects = Project.objects.visible_to(request.user).of(request.municipality).current()
    form = forms.ProjectForm(request.POST or None, projects=projects)
    if request.method == "POST" and form.is_valid():
        address = reverse("contribution_create", args=[request.municipality.slug])
        return redirect(f"{address}?project={form.cleaned_data['project'].public_id}")
    return form_page(request, "participation/contributions/choose_project.html", form)


def _chosen(request: Any, rows: Any, name: str) -> Any:
    public_id = request.GET.get(name, "")
    if not public_id:
        return None
    return get_object_or_404(rows.visible_to(request.user).of(request.municipality), public_id=public_id)


def _contribution(request: Any, public_id: str) -> Contribution:
    rows = queries.whole(user=request.user, municipality=request.municipality)
    return get_object_or_404(rows, public_id=public_id)


def _change(request: Any, public_id: str) -> Change:
    rows = Change.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(rows.select_related("contribution__project"), public_id=public_id)


def _address(request: Any, contribution: Contribution) -> tuple[str, str]:
    return request.municipality.slug, contribution.public_id
