"""The table of the population over the API: what its page does, with the same permissions and refusals."""

from typing import ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from projects.panels import services
from projects.panels.models import PopulationShare


class ShareSerializer(serializers.ModelSerializer[PopulationShare]):
    """How many of the population have a value; an age is the age from which its band goes: 0, 30, 50, 67, 80."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)

    class Meta:
        model = PopulationShare
        fields = ("id", "municipality", "category", "value", "people")


class PopulationShareViews(
    MunicipalViews, mixins.ListModelMixin, mixins.DestroyModelMixin, GenericViewSet[PopulationShare]
):
    """The table of the population: POST takes a list of lines, PUT the whole table."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.CANDIDATES_READ,
        "create": Permission.CANDIDATES_CHOOSE,
        "destroy": Permission.CANDIDATES_CHOOSE,
        "replace": Permission.CANDIDATES_CHOOSE,
    }
    serializer_class = ShareSerializer
    queryset = PopulationShare.objects.select_related("municipality")

    @extend_schema(request=ShareSerializer(many=True), responses={201: ShareSerializer(many=True)})
    def create(self, request: ApiRequest, **address: str) -> Response:
        return self._write(whole=False, code=status.HTTP_201_CREATED)

    @extend_schema(request=ShareSerializer(many=True), responses=ShareSerializer(many=True))
    @action(detail=False, methods=["put"])
    def replace(self, request: ApiRequest, **address: str) -> Response:
        return self._write(whole=True, code=status.HTTP_200_OK)

    def perform_destroy(self, instance: PopulationShare) -> None:
        services.remove_share(share=instance, by=self.request.user, at=timezone.now())

    def _write(self, *, whole: bool, code: int) -> Response:
        given = ShareSerializer(data=self.request.data, many=True)
        given.is_valid(raise_exception=True)
        municipality = self.chosen_municipality()
        with refusals(services.CannotDraw):
            services.set_shares(
                municipality=municipality,
                shares=[(one["category"], one["value"], one["people"]) for one in given.validated_data],
                by=self.request.user,
                at=timezone.now(),
                whole=whole,
            )
        rows = self.get_queryset().filter(municipality=municipality)
        return Response(ShareSerializer(rows, many=True).data, status=code)
