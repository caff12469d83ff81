"""Consents over the API: the same services, permissions and rows."""

from typing import Any, ClassVar

import django_filters
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import CreateModelMixin, DestroyModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit.api import LoggedReads
from config.core.ui.api import refusals
from representatives.catalogue.models import Term
from representatives.consent import services
from representatives.consent.models import Consent
from representatives.consent.texts import CURRENT_VERSION, current
from representatives.registry import services as registry
from representatives.registry.models import EXPERIENCE_KINDS, Level, ProfileTerm, Relation, Representative


class ConsentSerializer(serializers.ModelSerializer[Consent]):
    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", max_length=22)
    end = serializers.CharField(
        read_only=True, help_text="renewed, lapsed or withdrawn; empty while in force"
    )

    class Meta:
        model = Consent
        fields = (
            "id",
            "representative",
            "purpose",
            "channel",
            "text_version",
            "given_on",
            "evidence",
            "renew_by",
            "withdrawn_at",
            "end",
        )
        read_only_fields = ("text_version", "renew_by", "withdrawn_at")


class RenewalSerializer(serializers.Serializer[Any]):
    """How and when the person said yes again."""

    channel = serializers.ChoiceField(choices=Consent.Channel.choices)
    given_on = serializers.DateField()
    evidence = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class TextSerializer(serializers.Serializer[Any]):
    """What is said yes to, in the language of the request."""

    purpose = serializers.ChoiceField(choices=Consent.Purpose.choices)
    version = serializers.CharField()
    heading = serializers.CharField()
    body = serializers.CharField()
    on_withdrawal = serializers.CharField()


class ConsentFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """By person and purpose."""

    representative = django_filters.CharFilter(field_name="representative__public_id", max_length=22)

    class Meta:
        model = Consent
        fields = ("purpose",)


class ConsentViews(
    MunicipalViews,
    CreateModelMixin,
    LoggedReads,
    GenericViewSet[Consent],
):
    """Give with POST; renew with POST …/renew/, withdraw with POST …/withdraw/. A consent is never edited."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.CONSENT_WRITE,
        "retrieve": Permission.CONSENT_WRITE,
        "create": Permission.CONSENT_WRITE,
        "renew": Permission.CONSENT_WRITE,
        "withdraw": Permission.CONSENT_WRITE,
        "texts": Permission.CONSENT_WRITE,
    }
    serializer_class = ConsentSerializer
    person, shown = "representative", ("consents",)
    queryset = Consent.objects.select_related("representative")
    filterset_class = ConsentFilter

    def perform_create(self, serializer: serializers.BaseSerializer[Consent]) -> None:
        given = dict(serializer.validated_data)
        person = given.pop("representative")["public_id"]
        representative = own_person(self, person)
        with refusals(services.CannotGive):
            serializer.instance = services.give(
                representative=representative, by=self.request.user, at=timezone.now(), **given
            )

    @extend_schema(request=RenewalSerializer, responses={201: ConsentSerializer})
    @action(detail=True, methods=["post"])
    def renew(self, request: Request, **address: str) -> Response:
        """A new yes in the place of this one; the answer is the new row."""
        consent: Any = self.get_object()
        given = RenewalSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(services.CannotRenew):
            renewed = services.renew_one(
                consent=consent, by=request.user, at=timezone.now(), **given.validated_data
            )
        return Response(self.get_serializer(renewed).data, status=201)

    @extend_schema(responses=TextSerializer(many=True), filters=False)
    @action(detail=False, methods=["get"], pagination_class=None, filter_backends=[])
    def texts(self, request: Request) -> Response:
        """The texts that a person is shown now."""
        rows = [
            {"purpose": purpose, "version": CURRENT_VERSION, **vars(current(purpose))}
            for purpose in Consent.Purpose.values
        ]
        return Response(TextSerializer(rows, many=True).data)

    @extend_schema(request=None, responses=ConsentSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **address: str) -> Response:
        consent: Any = self.get_object()
        with refusals(services.CannotWithdraw):
            withdrawn = services.withdraw_one(consent=consent, by=request.user, at=timezone.now())
        return Response(self.get_serializer(withdrawn).data)


class ProfileTermSerializer(serializers.ModelSerializer[ProfileTerm]):
    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", max_length=22)
    term = serializers.CharField(source="term.public_id", max_length=22)
    relation = serializers.ChoiceField(choices=Relation.choices, required=False, default=Relation.OWN)

    class Meta:
        model = ProfileTerm
        fields = ("id", "representative", "term", "relation", "level")
        # The service finds the row that is there; a second time changes its level.
        validators: ClassVar[list[Any]] = []


class ProfileTermViews(MunicipalViews, CreateModelMixin, DestroyModelMixin, GenericViewSet[ProfileTerm]):
    """Terms on a profile. Experience and service areas are kept only under consent; others by themselves."""

    permissions: ClassVar[dict[str, Permission]] = {
        "create": Permission.REGISTRY_WRITE,
        "destroy": Permission.REGISTRY_WRITE,
    }
    serializer_class = ProfileTermSerializer
    queryset = ProfileTerm.objects.select_related("representative", "term")

    def perform_create(self, serializer: serializers.BaseSerializer[ProfileTerm]) -> None:
        given = serializer.validated_data
        person = own_person(self, given["representative"]["public_id"])
        offered = Term.objects.offered_in(person.municipality_id)
        kept: dict[str, Any] = {
            "representative": person,
            "term": get_object_or_404(offered, public_id=given["term"]["public_id"]),
            "level": given.get("level", Level.NEW),
            "by": self.request.user,
            "at": timezone.now(),
        }
        with refusals(services.ConsentMissing, registry.CannotKeep):
            if kept["term"].kind in EXPERIENCE_KINDS:
                serializer.instance = services.keep_experience(relation=given["relation"], **kept)
            else:
                serializer.instance = registry.keep_skill(**kept)

    def perform_destroy(self, instance: ProfileTerm) -> None:
        registry.drop_term(kept=instance, by=self.request.user, at=timezone.now())


def own_person(view: Any, public_id: str) -> Representative:
    """The person that a new row is about. 404 for one who is not seen; 403 where one may look and not write."""
    people = Representative.objects.visible_to(view.request.user)
    person = get_object_or_404(people, public_id=public_id)
    view.check_object_permissions(view.request, person)
    return person
