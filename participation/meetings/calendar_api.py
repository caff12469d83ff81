"""One's own calendar over the API: its two links, and new ones where the old have gone astray."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from participation.meetings import calendars
from participation.meetings.calendars import Calendar
from representatives.selfservice.queries import own_profile


class CalendarSerializer(serializers.ModelSerializer[Calendar]):
    """`feed` is for calendar programs; `pages` opens the coming meetings of a representative, else it is empty."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    feed = serializers.CharField(source="feed_address", read_only=True)
    pages = serializers.SerializerMethodField()

    class Meta:
        model = Calendar
        fields = ("id", "municipality", "feed", "pages")

    def get_pages(self, calendar: Calendar) -> str:
        return calendar.address if calendar.representative_id else ""


class MunicipalitySerializer(serializers.Serializer[Any]):
    municipality = serializers.SlugField(required=False, help_text="Where the person belongs to several.")


class CalendarViews(
    MunicipalViews, mixins.RetrieveModelMixin, mixins.ListModelMixin, GenericViewSet[Calendar]
):
    """Only the token holder's own. POST makes it, or makes new links; the old ones stop working."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "create"), Permission.HOME_OPEN
    )
    serializer_class = CalendarSerializer
    queryset = Calendar.objects.select_related("municipality")

    @extend_schema(request=MunicipalitySerializer, responses={201: CalendarSerializer})
    def create(self, request: Request, **address: str) -> Response:
        municipality = self.chosen_municipality()
        person = own_profile(request.user, municipality)
        owner: dict[str, Any] = {"representative": person} if person else {"user": request.user}
        calendar = calendars.open_or_renew(municipality=municipality, **owner)
        return Response(CalendarSerializer(calendar).data, status=status.HTTP_201_CREATED)
