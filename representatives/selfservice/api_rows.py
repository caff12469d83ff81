"""Rows of the own profile over the API: terms, what is not wanted, days, needs and consents."""

from typing import Any, ClassVar

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
from config.core.accounts.models import User
from config.core.ui.api import refusals
from representatives.availability import api as availability
from representatives.availability import services as saying
from representatives.availability.models import DayException
from representatives.catalogue.models import Term
from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.interests import api as interests
from representatives.interests import services as wishing
from representatives.interests.models import ChosenTopic
from representatives.registry import no_gos
from representatives.registry import services as registry
from representatives.registry.models import EXPERIENCE_KINDS, NoGo, ProfileTerm, Relation
from representatives.registry.queries import refusable_named
from representatives.registry.serializers import KeptTermSerializer, NoGoSerializer
from representatives.registry.service_people import NAME, ServicePersonSerializer
from representatives.selfservice import services
from representatives.selfservice.api import own
from representatives.support_needs import api as support_needs
from representatives.support_needs import services as needing
from representatives.support_needs.models import SupportNeed


class OwnTermSerializer(serializers.Serializer[Any]):
    term = serializers.CharField(max_length=22)
    relation = serializers.ChoiceField(choices=Relation.choices, required=False, default=Relation.OWN)


class OwnConsentSerializer(serializers.ModelSerializer[Consent]):
    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = Consent
        fields = ("id", "purpose", "channel", "text_version", "given_on", "withdrawn_at")
        read_only_fields = ("channel", "text_version", "given_on", "withdrawn_at")


class OwnRows(MunicipalViews, mixins.ListModelMixin):
    """Rows about the holder of the token alone."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "create", "destroy", "withdraw"), Permission.MY_PAGE
    )

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        return rows.filter(representative__user=self.request.user).select_related("representative")

    def said(self) -> dict[str, Any]:
        """By whom and when."""
        return {"by": self.request.user, "at": timezone.now()}


class MyTermViews(OwnRows, GenericViewSet[ProfileTerm]):
    """Experience and skills. POST a term of the catalogue; experience only under consent."""

    serializer_class = KeptTermSerializer
    queryset = ProfileTerm.objects.select_related("term").order_by("id")

    @extend_schema(request=OwnTermSerializer, responses={201: KeptTermSerializer})
    def create(self, request: Request, **address: str) -> Response:
        sent = OwnTermSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        person = own(request)
        offered = Term.objects.offered_in(person.municipality_id)
        term = get_object_or_404(offered, public_id=sent.validated_data["term"])
        relation = sent.validated_data["relation"] if term.kind in EXPERIENCE_KINDS else ""
        with refusals(consent.ConsentMissing, registry.CannotKeep):
            kept = services.keep_term(representative=person, term=term, relation=relation, **self.said())
        return Response(self.get_serializer(kept).data, status=201)

    def destroy(self, request: Request, **address: str) -> Response:
        registry.drop_term(kept=self.get_object(), **self.said())
        return Response(status=204)


class MyNoGoViews(OwnRows, GenericViewSet[NoGo]):
    """What the person does not want: a unit, a topic or a person, by id; people are found at …/me/service-people/."""

    serializer_class = NoGoSerializer
    queryset = NoGo.objects.select_related(*no_gos.ABOUT).order_by("id")

    def create(self, request: Request, **address: str) -> Response:
        sent = NoGoSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        person = own(request)
        about = no_gos.rows_of(person.municipality, sent.validated_data)
        with refusals(registry.CannotKeep):
            no_go = registry.add_no_go(representative=person, **about, **self.said())
        return Response(NoGoSerializer(no_go).data, status=201)

    def destroy(self, request: Request, **address: str) -> Response:
        registry.drop_no_go(no_go=self.get_object(), **self.said())
        return Response(status=204)


class MyServicePeopleViews(MunicipalViews, GenericViewSet[User]):
    """Whom the person may say no to, found by `name`: at least three letters, and at most five are told."""

    permissions: ClassVar[dict[str, Permission]] = {"list": Permission.MY_PAGE}
    serializer_class = ServicePersonSerializer
    queryset = User.objects.none()
    pagination_class = None
    filter_backends = ()

    @extend_schema(parameters=[NAME], responses=ServicePersonSerializer(many=True))
    def list(self, request: Request, **address: str) -> Response:
        person = own(request)
        name = request.query_params.get("name", "")[:100]
        found = refusable_named(person.municipality, name)
        return Response(ServicePersonSerializer(found, many=True).data)


class MyTopicViews(OwnRows, GenericViewSet[ChosenTopic]):
    """What the person wants to hear about. POST a term of the catalogue; how often is at …/me/hearing/."""

    serializer_class = interests.TopicSerializer
    queryset = ChosenTopic.objects.select_related("term").order_by("id")

    def create(self, request: Request, **address: str) -> Response:
        return interests.add(request, own(request))

    def destroy(self, request: Request, **address: str) -> Response:
        wishing.drop_topic(topic=self.get_object(), **self.said())
        return Response(status=204)


class MyDayViews(OwnRows, GenericViewSet[DayException]):
    """Days that are otherwise than the week."""

    serializer_class = availability.DaysSerializer
    queryset = DayException.objects.all()

    def create(self, request: Request, **address: str) -> Response:
        return availability.add(request, own(request))

    def destroy(self, request: Request, **address: str) -> Response:
        saying.drop_days(days=self.get_object(), **self.said())
        return Response(status=204)


class MyNeedViews(OwnRows, GenericViewSet[SupportNeed]):
    """What the person needs in order to take part."""

    serializer_class = support_needs.SupportNeedSerializer
    queryset = SupportNeed.objects.all()

    def create(self, request: Request, **address: str) -> Response:
        return support_needs.keep(request, own(request))

    def destroy(self, request: Request, **address: str) -> Response:
        needing.drop(need=self.get_object(), **self.said())
        return Response(status=204)


class MyConsentViews(OwnRows, GenericViewSet[Consent]):
    """What the person has said yes to. POST a purpose to say yes; POST …/withdraw/ to take it back."""

    serializer_class = OwnConsentSerializer
    queryset = Consent.objects.all()

    def create(self, request: Request, **address: str) -> Response:
        sent = self.get_serializer(data=request.data)
        sent.is_valid(raise_exception=True)
        said = self.said()
        with refusals(consent.CannotGive):
            given = consent.give(
                representative=own(request),
                channel=Consent.Channel.FORM,
                given_on=timezone.localdate(said["at"]),
                **said,
                **sent.validated_data,
            )
        return Response(self.get_serializer(given).data, status=201)

    @extend_schema(request=None, responses=OwnConsentSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **address: str) -> Response:
        with refusals(consent.CannotWithdraw):
            withdrawn = consent.withdraw_one(consent=self.get_object(), **self.said())
        return Response(self.get_serializer(withdrawn).data)
