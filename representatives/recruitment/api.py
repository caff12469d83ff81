"""Channels and applicants over the API. The way in for a person is a page only: an application is one's own."""

from typing import Any, ClassVar

import django_filters
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit.api import LoggedReads
from config.core.ui.api import refusals
from representatives.catalogue.models import Term
from representatives.recruitment import applications, applying, queries, services
from representatives.recruitment.forms import PaperForm, applicant_of
from representatives.recruitment.models import Application, RecruitmentChannel
from representatives.recruitment.serializers import (
    ApplicationSerializer,
    ChannelSerializer,
    PaperSerializer,
    PassedOnSerializer,
    PersonSerializer,
    YieldSerializer,
)
from representatives.registry.models import Representative


class ChannelViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[RecruitmentChannel],
):
    """Ways in. Professionals see those that are open, and say how many they passed on with POST …/pass-on/."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.RECRUITMENT_FORWARD,
        "retrieve": Permission.RECRUITMENT_FORWARD,
        "pass_on": Permission.RECRUITMENT_FORWARD,
        "create": Permission.RECRUITMENT_WRITE,
        "update": Permission.RECRUITMENT_WRITE,
        "partial_update": Permission.RECRUITMENT_WRITE,
        "close": Permission.RECRUITMENT_WRITE,
        "reopen": Permission.RECRUITMENT_WRITE,
        "led_to": Permission.RECRUITMENT_READ,
    }
    serializer_class = ChannelSerializer
    queryset = RecruitmentChannel.objects.select_related("municipality", "wanted")
    filterset_fields = ("kind",)

    def perform_create(self, serializer: serializers.BaseSerializer[RecruitmentChannel]) -> None:
        municipality = self.chosen_municipality()
        given = _with_term(serializer.validated_data, municipality)
        with refusals(services.CannotOpen):
            serializer.instance = services.create(
                municipality=municipality, by=self.request.user, at=timezone.now(), **given
            )

    def perform_update(self, serializer: serializers.BaseSerializer[RecruitmentChannel]) -> None:
        channel: Any = serializer.instance
        changes = _with_term(serializer.validated_data, channel.municipality)
        with refusals(services.CannotOpen):
            services.update(channel=channel, changes=changes, by=self.request.user, at=timezone.now())
        serializer.instance = self.get_queryset().get(pk=channel.pk)

    @extend_schema(request=None, responses=ChannelSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, **address: str) -> Response:
        services.close(channel=self.get_object(), by=request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=None, responses=ChannelSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, **address: str) -> Response:
        services.reopen(channel=self.get_object(), by=request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=PassedOnSerializer, responses=ChannelSerializer)
    @action(detail=True, methods=["post"], url_path="pass-on")
    def pass_on(self, request: Request, **address: str) -> Response:
        channel: Any = self.get_object()
        given = PassedOnSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(services.CannotPassOn):
            services.pass_on(channel=channel, by=request.user, at=timezone.now(), **given.validated_data)
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(responses=YieldSerializer)
    @action(detail=True, methods=["get"], url_path="yield")
    def led_to(self, request: Request, **address: str) -> Response:
        channel: Any = self.get_object()
        return Response(YieldSerializer(queries.yields([channel], at=timezone.now())[0]).data)


def _with_term(validated: Any, municipality: Any) -> dict[str, Any]:
    """What was sent, with the term in the place of its id; 404 for one that the municipality does not use."""
    given = dict(validated)
    if "wanted" in given:
        wanted = (given.pop("wanted") or {}).get("public_id")
        offered = Term.objects.offered_in(municipality)
        given["wanted"] = get_object_or_404(offered, public_id=wanted) if wanted else None
    return given


class ApplicationFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """By outcome (empty for those that are open), person and channel."""

    representative = django_filters.CharFilter(field_name="representative__public_id", max_length=22)
    channel = django_filters.CharFilter(field_name="channel__public_id", max_length=22)

    class Meta:
        model = Application
        fields = ("outcome",)


class ApplicationViews(MunicipalViews, LoggedReads, GenericViewSet[Application]):
    """Those on their way in. POST takes in a form on paper; …/add/ puts a person on the board; the rest are steps."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.RECRUITMENT_READ,
        "retrieve": Permission.RECRUITMENT_READ,
        **dict.fromkeys(
            ("create", "add", "take", "start", "welcome", "decline", "withdraw", "forget_words"),
            Permission.RECRUITMENT_WRITE,
        ),
    }
    serializer_class = ApplicationSerializer
    person, shown = "representative", ("application", "words")
    queryset = Application.objects.select_related("representative__municipality", "channel", "handled_by")
    filterset_class = ApplicationFilter

    @extend_schema(request=PaperSerializer, responses={201: ApplicationSerializer})
    def create(self, request: Request, **address: str) -> Response:
        municipality = self.chosen_municipality()
        sent = PaperSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        form = PaperForm(_as_form(sent.validated_data), municipality=municipality, today=timezone.localdate())
        if not form.is_valid():
            reasons = {name: [str(one) for one in errors] for name, errors in form.errors.items()}
            raise serializers.ValidationError(reasons)
        given = form.cleaned_data
        with refusals(applying.CannotApply):
            application = applying.register_paper(
                municipality=municipality,
                channel=given["through"],
                applicant=applicant_of(given, language=municipality.language),
                signed_on=given["signed_on"],
                evidence=given["evidence"],
                by=request.user,
                at=timezone.now(),
            )
        return Response(self.get_serializer(application).data, status=201)

    @extend_schema(request=PersonSerializer, responses=ApplicationSerializer)
    @action(detail=False, methods=["post"])
    def add(self, request: Request, **address: str) -> Response:
        sent = PersonSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        people = Representative.objects.visible_to(request.user)
        person = get_object_or_404(people, public_id=sent.validated_data["representative"])
        self.check_object_permissions(request, person)
        with refusals(applications.CannotHandle):
            application = applications.add(representative=person, by=request.user, at=timezone.now())
        return Response(self.get_serializer(application).data)

    @extend_schema(request=None, responses=ApplicationSerializer)
    @action(detail=True, methods=["post"])
    def take(self, request: Request, **address: str) -> Response:
        return self._step(applications.take)

    @extend_schema(request=None, responses=ApplicationSerializer)
    @action(detail=True, methods=["post"])
    def start(self, request: Request, **address: str) -> Response:
        return self._step(applications.start)

    @extend_schema(request=None, responses=ApplicationSerializer)
    @action(detail=True, methods=["post"])
    def welcome(self, request: Request, **address: str) -> Response:
        return self._step(applications.welcome)

    @extend_schema(request=None, responses=ApplicationSerializer)
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, **address: str) -> Response:
        return self._step(applications.decline)

    @extend_schema(request=None, responses=ApplicationSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **address: str) -> Response:
        return self._step(applications.withdraw)

    @extend_schema(request=None, responses=ApplicationSerializer)
    @action(detail=True, methods=["post"], url_path="forget-words")
    def forget_words(self, request: Request, **address: str) -> Response:
        return self._step(applications.forget_words)

    def _step(self, step: Any) -> Response:
        with refusals(applications.CannotHandle):
            step(application=self.get_object(), by=self.request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)


def _as_form(given: dict[str, Any]) -> dict[str, Any]:
    """As a browser would send it: a date as its three parts."""
    day = given["signed_on"]
    parts = {"signed_on_day": day.day, "signed_on_month": day.month, "signed_on_year": day.year}
    sent = {name: value for name, value in given.items() if name != "signed_on" and value not in (False, "")}
    return sent | parts
