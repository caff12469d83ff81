"""Closing and mending a meeting over the API, beside the other steps of a meeting."""

from decimal import Decimal
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from participation.assignments.models import Assignment
from participation.closing import services
from participation.contributions.queries import owners
from participation.contributions.saying import Said
from participation.contributions.serializers import SaidSerializer
from participation.meetings.api import MeetingSerializer
from participation.meetings.api import MeetingViews as OpenMeetingViews
from participation.meetings.models import Meeting
from participation.meetings.services import Account, Presence


class PresenceSerializer(serializers.Serializer[Any]):
    """Without `hours`, those of the meeting."""

    assignment = serializers.CharField(max_length=22)
    was_present = serializers.BooleanField(default=True)
    hours = serializers.DecimalField(
        max_digits=5, decimal_places=2, min_value=0, max_value=24, required=False
    )


class AccountSerializer(serializers.Serializer[Any]):
    """What a meeting was, and who was there."""

    held_on = serializers.DateField()
    hours = serializers.DecimalField(max_digits=5, decimal_places=2, min_value=0, max_value=24)
    professional_hours = serializers.DecimalField(
        max_digits=6, decimal_places=2, min_value=0, max_value=1000, default=Decimal(0)
    )
    facilitator_hours = serializers.DecimalField(
        max_digits=6, decimal_places=2, min_value=0, max_value=1000, default=Decimal(0)
    )
    minutes = serializers.CharField(max_length=5000, required=False, allow_blank=True, default="")
    attendances = PresenceSerializer(many=True)


class HoldSerializer(AccountSerializer):
    """An account with what was said, and whether both sides are asked how it was."""

    contributions = SaidSerializer(many=True, default=list)
    ask_for_feedback = serializers.BooleanField(default=True)


class MeetingViews(OpenMeetingViews):
    """Plan with POST, edit while open, call off with POST …/cancel/, close with …/hold/, mend with …/correct/."""

    permissions: ClassVar[dict[str, Permission]] = OpenMeetingViews.permissions | {
        "hold": Permission.MEETINGS_WRITE,
        "correct": Permission.MEETINGS_WRITE,
    }

    @extend_schema(request=HoldSerializer, responses=MeetingSerializer)
    @action(detail=True, methods=["post"])
    def hold(self, request: Request, **address: str) -> Response:
        meeting: Any = self.get_object()
        sent = _read(HoldSerializer, request)
        said = [self._said(one, meeting) for one in sent.pop("contributions")]
        ask_for_feedback = sent.pop("ask_for_feedback")
        attendances = self._presences(sent.pop("attendances"), sent["hours"], meeting)
        with refusals(*services.REFUSALS):
            services.hold_meeting(
                meeting=meeting,
                account=Account(**sent),
                attendances=attendances,
                contributions=said,
                ask_for_feedback=ask_for_feedback,
                by=request.user,
                at=timezone.now(),
            )
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=AccountSerializer, responses=MeetingSerializer)
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, **address: str) -> Response:
        meeting: Any = self.get_object()
        sent = _read(AccountSerializer, request)
        attendances = self._presences(sent.pop("attendances"), sent["hours"], meeting)
        with refusals(*services.REFUSALS):
            services.correct_meeting(
                meeting=meeting,
                account=Account(**sent),
                attendances=attendances,
                by=request.user,
                at=timezone.now(),
            )
        return Response(self.get_serializer(self.get_object()).data)

    def _presences(self, sent: list[Any], hours: Any, meeting: Meeting) -> list[Presence]:
        return [
            Presence(
                self._assignment(one["assignment"], meeting), one["was_present"], one.get("hours", hours)
            )
            for one in sent
        ]

    def _said(self, sent: Any, meeting: Meeting) -> Said:
        fields = dict(sent)
        offered = owners(user=self.request.user, municipality=meeting.municipality_id)
        fields["owner"] = get_object_or_404(offered, public_id=fields["owner"])
        if fields["assignment"]:
            fields["assignment"] = self._assignment(fields["assignment"], meeting)
        return Said(**fields)

    def _assignment(self, public_id: str, meeting: Meeting) -> Assignment:
        rows = Assignment.objects.visible_to(self.request.user).filter(municipality=meeting.municipality_id)
        return get_object_or_404(rows.select_related("request", "representative"), public_id=public_id)


def _read(shape: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)
