"""The facilitator's year over the API: what recurs, and the whole of it with what is due."""

from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from participation.occasions import queries, services
from participation.occasions.models import Occasion


class OccasionSerializer(serializers.ModelSerializer[Occasion]):
    """`every` is a number of months; 0 for once."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)

    class Meta:
        model = Occasion
        fields = ("id", "municipality", "title", "on", "every", "until")


class YearItemSerializer(serializers.Serializer[Any]):
    """One thing on one day; `kind` in words."""

    day = serializers.DateField()
    name = serializers.CharField(source="label")
    kind = serializers.CharField()


class OccasionViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.DestroyModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Occasion],
):
    """What recurs. GET …/year/ has twelve months of everything: meetings, what recurs and what is due."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "create", "destroy", "year"), Permission.MEETINGS_WRITE
    )
    serializer_class = OccasionSerializer
    queryset = Occasion.objects.select_related("municipality")

    def perform_create(self, serializer: serializers.BaseSerializer[Occasion]) -> None:
        said = {"municipality": self.chosen_municipality(), "by": self.request.user, "at": timezone.now()}
        with refusals(services.CannotRecur):
            serializer.instance = services.add(**serializer.validated_data, **said)

    def perform_destroy(self, instance: Occasion) -> None:
        services.drop(occasion=instance, by=self.request.user, at=timezone.now())

    @extend_schema(responses=YearItemSerializer(many=True))
    @action(detail=False, methods=["get"], pagination_class=None, filter_backends=())
    def year(self, request: Request, **address: str) -> Response:
        months = queries.year(
            user=request.user, municipality=self.chosen_municipality(), today=timezone.localdate()
        )
        items = [item for month in months for item in month.items]
        return Response(YearItemSerializer(items, many=True).data)
