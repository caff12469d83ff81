"""The chain over the API: the same services, permissions and rows as the pages."""

from collections.abc import Callable
from typing import Any, ClassVar

import django_filters
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response as Answer
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from config.core.access import scope
from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.organisations.models import Unit
from config.core.organisations.queries import below
from config.core.ui.api import refusals
from participation.assignments.models import Assignment
from participation.contributions import queries, rates, saying, services, splitting, telling
from participation.contributions import serializers as shapes
from participation.contributions.forms import YearForm
from participation.contributions.models import Change, Contribution, Told
from participation.contributions.quoting import Quotation
from participation.contributions.quoting_api import (
    QuotationSerializer,
    QuotationWordSerializer,
    keep,
    preview,
)
from participation.contributions.reaction_api import ReactionSerializer, SpokenReactionSerializer, spoken
from participation.meetings.models import Meeting
from projects.planning.models import Project

REFUSALS = (saying.CannotSay, services.CannotAnswer, services.CannotRecord, telling.CannotTell)


class ContributionFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """The same filters as the board."""

    project = django_filters.CharFilter(field_name="project__public_id", max_length=22)
    owner = django_filters.CharFilter(field_name="owner__public_id", max_length=22)
    meeting = django_filters.CharFilter(field_name="meeting__public_id", max_length=22)
    unit = django_filters.CharFilter(method="by_unit", max_length=22)
    due_by = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")
    state = django_filters.ChoiceFilter(method="by_state", choices=[(s, s) for s in queries.STATES])
    overdue = django_filters.BooleanFilter(method="by_overdue")

    class Meta:
        model = Contribution
        fields = ("project", "unit", "owner", "meeting", "due_by", "state", "overdue")

    def by_unit(self, rows: Any, name: str, value: str) -> Any:
        unit = Unit.objects.visible_to(self.request.user).filter(public_id=value).first()
        return rows.filter(project__unit__in=below(unit)) if unit else rows.none()

    def by_state(self, rows: Any, name: str, value: str) -> Any:
        return queries.in_state(rows, value, timezone.localdate())

    def by_overdue(self, rows: Any, name: str, value: bool) -> Any:  # noqa: FBT001  # the package calls it so
        late = queries.in_state(rows, "overdue", timezone.localdate())
        return late if value else rows.exclude(pk__in=late.values("pk"))


class ContributionViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Contribution],
):
    """Write down with POST; hand over with PATCH; then POST …/responses/, …/decisions/, …/changes/, …/tellings/."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.CONTRIBUTIONS_READ,
        "retrieve": Permission.CONTRIBUTIONS_READ,
        "create": Permission.CONTRIBUTIONS_WRITE,
        "partial_update": Permission.CONTRIBUTIONS_WRITE,
        "responses": Permission.CONTRIBUTIONS_ANSWER,
        "decisions": Permission.CONTRIBUTIONS_WRITE,
        "changes": Permission.CONTRIBUTIONS_WRITE,
        "tellings": Permission.CONTRIBUTIONS_WRITE,
        "reactions": Permission.CONTRIBUTIONS_WRITE,
        "quotation": Permission.CONTRIBUTIONS_WRITE,
        "split": Permission.CONTRIBUTIONS_WRITE,
        "many": Permission.CONTRIBUTIONS_WRITE,
        "rates": Permission.CONTRIBUTIONS_READ,
    }
    serializer_class = shapes.ContributionSerializer
    queryset = (
        Contribution.objects.with_steps()
        .select_related("project__unit", "meeting", "assignment", "owner")
        .prefetch_related(
            "responses", "decisions", "changes__effects", "tellings__assignment", "tellings__message"
        )
    )
    filterset_class = ContributionFilter

    def perform_create(self, serializer: BaseSerializer[Contribution]) -> None:
        said = dict(serializer.validated_data)
        user = self.request.user
        writable = scope.of(user).municipalities(Permission.CONTRIBUTIONS_WRITE)
        projects = Project.objects.visible_to(user).filter(municipality__in=writable)
        project = get_object_or_404(projects, public_id=said.pop("project")["public_id"])
        owners = queries.owners(user=user, municipality=project.municipality_id)
        said["owner"] = get_object_or_404(owners, public_id=said["owner"]["public_id"])
        people = Assignment.objects.visible_to(user).select_related("request", "representative")
        said["assignment"] = _named(people, said.get("assignment"))
        said["meeting"] = _named(Meeting.objects.visible_to(user), said.get("meeting"))
        with refusals(*REFUSALS):
            made = saying.say(project=project, by=user, at=timezone.now(), **said)
        serializer.instance = self.get_queryset().get(pk=made.pk)

    @extend_schema(request=shapes.PromiseSerializer, responses=shapes.ContributionSerializer)
    def partial_update(self, request: Request, **address: str) -> Answer:
        contribution: Any = self.get_object()
        promise = {"owner": getattr(contribution.owner, "public_id", ""), "due_on": contribution.due_on}
        data: Any = request.data
        # What is no object goes on as it is, to be refused in words.
        sent = shapes.PromiseSerializer(data=promise | dict(data.items()) if hasattr(data, "items") else data)
        sent.is_valid(raise_exception=True)
        owners = queries.owners(user=request.user, municipality=contribution.municipality_id)
        owner = get_object_or_404(owners, public_id=sent.validated_data["owner"])
        with refusals(*REFUSALS):
            services.hand_over(
                contribution=contribution,
                owner=owner,
                due_on=sent.validated_data["due_on"],
                by=request.user,
                at=timezone.now(),
            )
        return Answer(self.get_serializer(self.get_object()).data)

    @extend_schema(request=shapes.ResponseSerializer, responses={201: shapes.ResponseSerializer})
    @action(detail=True, methods=["post"])
    def responses(self, request: Request, **address: str) -> Answer:
        return _add(self, shapes.ResponseSerializer, services.respond, contribution=self.get_object())

    @extend_schema(request=shapes.DecisionSerializer, responses={201: shapes.DecisionSerializer})
    @action(detail=True, methods=["post"])
    def decisions(self, request: Request, **address: str) -> Answer:
        return _add(self, shapes.DecisionSerializer, services.decide, contribution=self.get_object())

    @extend_schema(request=shapes.ChangeSerializer, responses={201: shapes.ChangeSerializer})
    @action(detail=True, methods=["post"])
    def changes(self, request: Request, **address: str) -> Answer:
        return _add(self, shapes.ChangeSerializer, services.change, contribution=self.get_object())

    @extend_schema(request=shapes.ToldSerializer, responses={201: shapes.ToldSerializer})
    @action(detail=True, methods=["post"])
    def tellings(self, request: Request, **address: str) -> Answer:
        return _add(self, shapes.ToldSerializer, _record_told, contribution=self.get_object())

    @extend_schema(request=SpokenReactionSerializer, responses={201: ReactionSerializer})
    @action(detail=True, methods=["post"])
    def reactions(self, request: Request, **address: str) -> Answer:
        """What a contributor says on the phone of what came of it."""
        kept = spoken(request, self.get_object())
        return Answer(ReactionSerializer(kept).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=QuotationWordSerializer, responses=QuotationSerializer)
    @action(detail=True, methods=["get", "post"])
    def quotation(self, request: Request, **address: str) -> Answer:
        """The quotation as it would stand; with POST what the person said when it was read aloud."""
        said = self.get_object()
        if request.method == "POST":
            return Answer(keep(request, said, Quotation.Via.PHONE))
        return Answer(preview(said))

    @extend_schema(request=shapes.PastedSerializer, responses=shapes.LinesSerializer)
    @action(detail=False, methods=["post"], pagination_class=None, filter_backends=())
    def split(self, request: Request) -> Answer:
        """Takes minutes or a mail apart; stores nothing."""
        sent = shapes.PastedSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        return Answer({"lines": splitting.split(sent.validated_data["text"])})

    @extend_schema(request=shapes.ManySerializer, responses={201: shapes.ContributionSerializer(many=True)})
    @action(detail=False, methods=["post"], pagination_class=None, filter_backends=())
    def many(self, request: Request) -> Answer:
        """Everything that was said in a meeting at once."""
        sent = shapes.ManySerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        writable = scope.of(request.user).municipalities(Permission.CONTRIBUTIONS_WRITE)
        meetings = Meeting.objects.visible_to(request.user).filter(municipality__in=writable)
        meeting = get_object_or_404(
            meetings.select_related("project"), public_id=sent.validated_data["meeting"]
        )
        owners = queries.owners(user=request.user, municipality=meeting.municipality_id)
        seats = Assignment.objects.visible_to(request.user).select_related("request", "representative")
        said = [_said(one, owners, seats) for one in sent.validated_data["said"]]
        with refusals(*REFUSALS):
            made = saying.say_all(
                project=meeting.project,
                meeting=meeting,
                said=said,
                said_on=sent.validated_data["said_on"] or meeting.held_on,
                by=request.user,
                at=timezone.now(),
            )
        rows = self.get_queryset().filter(pk__in=[row.pk for row in made]).order_by("id")
        return Answer(self.get_serializer(rows, many=True).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=shapes.PromiseRatesSerializer, parameters=[OpenApiParameter("year", int)])
    @action(detail=False, pagination_class=None, filter_backends=())
    def rates(self, request: Request) -> Answer:
        """How promises are kept in a year; this year where none is named."""
        today = timezone.localdate()
        year = YearForm(request.query_params).chosen(today.year)
        found = rates.rates(
            user=request.user,
            municipality=self.chosen_municipality(),
            period=rates.of_year(year),
            today=today,
        )
        told = {name: getattr(found, name) for name in ("total", "units", "projects")}
        return Answer(shapes.PromiseRatesSerializer(told | {"definitions": rates.DEFINITIONS}).data)


class ChangeViews(MunicipalViews, mixins.RetrieveModelMixin, mixins.ListModelMixin, GenericViewSet[Change]):
    """Changes; POST …/effects/ records what was measured, POST …/evidence/ how firm the claim is."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.CONTRIBUTIONS_READ,
        "retrieve": Permission.CONTRIBUTIONS_READ,
        "effects": Permission.CONTRIBUTIONS_WRITE,
        "evidence": Permission.CONTRIBUTIONS_WRITE,
    }
    serializer_class = shapes.ChangeSerializer
    queryset = Change.objects.select_related("contribution").prefetch_related("effects")
    filterset_fields = ("contribution__public_id", "evidence_level", "kind", "outcome")

    @extend_schema(request=shapes.EffectSerializer, responses={201: shapes.EffectSerializer})
    @action(detail=True, methods=["post"])
    def effects(self, request: Request, **address: str) -> Answer:
        return _add(self, shapes.EffectSerializer, services.measure, change=self.get_object())

    @extend_schema(request=shapes.EvidenceSerializer, responses={201: shapes.EvidenceSerializer})
    @action(detail=True, methods=["post"])
    def evidence(self, request: Request, **address: str) -> Answer:
        return _add(self, shapes.EvidenceSerializer, services.weigh, change=self.get_object())


def _add(view: Any, shape: Any, service: Callable[..., Any], **about: Any) -> Answer:
    """One link of the chain: read, one service call, 201 with the row."""
    context = view.get_serializer_context()
    sent = shape(data=view.request.data, context=context)
    sent.is_valid(raise_exception=True)
    with refusals(*REFUSALS):
        row = service(**about, by=view.request.user, at=timezone.now(), **sent.validated_data)
    return Answer(shape(row, context=context).data, status=status.HTTP_201_CREATED)


def _said(sent: Any, owners: Any, seats: Any) -> saying.Said:
    fields = dict(sent)
    fields["owner"] = get_object_or_404(owners, public_id=fields["owner"])
    if fields["assignment"]:
        fields["assignment"] = get_object_or_404(seats, public_id=fields["assignment"])
    return saying.Said(**fields)


def _record_told(*, contribution: Contribution, assignment: Any = None, **told: Any) -> Told:
    """Without an assignment, the one who said it."""
    people = telling.contributors(contribution)
    wanted = assignment["public_id"] if assignment else None
    chosen = [one for one in people if wanted in (None, one.public_id)]
    if len(chosen) != 1:
        raise telling.CannotTell(_("Name the assignment of one who said it and may be told."))
    return telling.record_told(contribution=contribution, assignment=chosen[0], **told)


def _named(rows: Any, sent: Any) -> Any:
    public_id = sent["public_id"] if sent else None
    return get_object_or_404(rows, public_id=public_id) if public_id else None
