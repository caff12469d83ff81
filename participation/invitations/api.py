"""Invitations over the API: the same services, permissions and rows."""

from typing import Any, ClassVar

import django_filters
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import CreateModelMixin
from rest_framework.request import Request as HttpRequest
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit.api import LoggedReads
from config.core.ui.api import refusals
from participation.invitations import queries, services
from participation.invitations.answering import MESSAGE_LENGTH
from participation.invitations.models import Answer, Invitation
from participation.invitations.protocol import Now, letters_of, now_of, posted_of, read_now
from participation.invitations.recording import NAME_LENGTH
from participation.invitations.spoken import Spoken
from projects.models import Request
from representatives.registry.models import Representative


class SpokenSerializer(serializers.ModelSerializer[Spoken]):
    """How an answer came that was written down: who said it, and when."""

    class Meta:
        model = Spoken
        fields = ("by", "name", "at")


class AnswerSerializer(serializers.ModelSerializer[Answer]):
    """One answer; written with `by` phone or paper, read also with `link`."""

    id = serializers.CharField(source="public_id", read_only=True)
    by = serializers.ChoiceField(choices=Answer.By.choices)
    message = serializers.CharField(required=False, allow_blank=True, default="", max_length=MESSAGE_LENGTH)
    until = serializers.DateField(
        required=False, write_only=True, help_text="With a maybe: until when the person wants to think."
    )
    said_by = serializers.ChoiceField(choices=Spoken.By.choices, required=False, write_only=True)
    said_by_name = serializers.CharField(
        required=False, allow_blank=True, write_only=True, max_length=NAME_LENGTH
    )
    said_at = serializers.DateTimeField(required=False, write_only=True)
    spoken = SpokenSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Answer
        fields = (
            "id",
            "answer",
            "why",
            "by",
            "message",
            "until",
            "at",
            "checked_at",
            "said_by",
            "said_by_name",
            "said_at",
            "spoken",
        )
        read_only_fields = ("at", "checked_at")

    def validate_by(self, value: str) -> str:
        if value in (Answer.By.LINK, Answer.By.MAIL):
            raise serializers.ValidationError(_("Only the person's own link answers as link."))
        return value


class _InvitationsSerializer(serializers.ListSerializer[Any]):
    """A page of invitations: their letters are read once for all of them."""

    def to_representation(self, data: Any) -> list[Any]:
        rows = list(data)
        context: Any = self.context
        context["letters"], context["posted"] = letters_of(rows), posted_of(rows)
        return super().to_representation(rows)


class InvitationSerializer(serializers.ModelSerializer[Invitation]):
    id = serializers.CharField(source="public_id", read_only=True)
    request = serializers.CharField(source="request.public_id", max_length=22)
    representative = serializers.CharField(source="representative.public_id", max_length=22)
    name = serializers.CharField(source="representative.name", read_only=True)
    answers = AnswerSerializer(many=True, read_only=True)
    now = serializers.SerializerMethodField()
    offered_until = serializers.SerializerMethodField()
    assignment = serializers.SerializerMethodField()

    class Meta:
        model = Invitation
        list_serializer_class = _InvitationsSerializer
        fields = (
            "id",
            "request",
            "representative",
            "name",
            "now",
            "state",
            "answer",
            "reply_by",
            "maybe_until",
            "offered_until",
            "sent_at",
            "answered_at",
            "answers",
            "assignment",
        )
        read_only_fields = ("state", "answer", "maybe_until", "sent_at", "answered_at")

    @extend_schema_field(serializers.ChoiceField(choices=Now.choices))
    def get_now(self, invitation: Invitation) -> str:
        """What the invitation is now, in one word: state, letter, answer and seat together."""
        context: Any = self.context
        if "letters" not in context:
            return str(read_now(invitation))
        return str(
            now_of(
                invitation,
                letter=context["letters"].get(invitation.pk),
                has_seat=self.get_assignment(invitation) is not None,
                is_posted=invitation.pk in context["posted"],
            )
        )

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_offered_until(self, invitation: Invitation) -> Any:
        """The last day of a seat that is offered from the reserve."""
        return invitation.open_offer.until if invitation.open_offer else None

    def get_assignment(self, invitation: Invitation) -> str | None:
        """The running assignment of the yes; null also for a yes that found the seats taken."""
        running = (seat for seat in invitation.assignments.all() if seat.state == "running")
        return next((seat.public_id for seat in running), None)


class ReplyBySerializer(serializers.Serializer[Any]):
    reply_by = serializers.DateField()


class PromoteSerializer(serializers.Serializer[Any]):
    """A seat for one on the reserve; the reason is needed for anybody but the first in line."""

    reason = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)
    until = serializers.DateField(required=False)


class InvitationFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """The same filters as the page; ids are public ids; `answer=silent` for those who have not answered."""

    request = django_filters.CharFilter(field_name="request__public_id")
    representative = django_filters.CharFilter(field_name="representative__public_id")
    answer = django_filters.ChoiceFilter(
        choices=[*Invitation.Reply.choices, (queries.SILENT, queries.SILENT)], method="by_answer"
    )

    class Meta:
        model = Invitation
        fields = ("state",)

    def by_answer(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(queries.narrowed(queries.Search(answer=value)))


class InvitationViews(
    MunicipalViews,
    CreateModelMixin,
    LoggedReads,
    GenericViewSet[Invitation],
):
    """Prepare with POST, then …/send/; answers by phone or paper with …/answers/; take back with …/withdraw/."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.INVITATIONS_READ,
        "retrieve": Permission.INVITATIONS_READ,
        "create": Permission.INVITATIONS_SEND,
        "send": Permission.INVITATIONS_SEND,
        "send_again": Permission.INVITATIONS_SEND,
        "answers": Permission.INVITATIONS_SEND,
        "check": Permission.INVITATIONS_SEND,
        "promote": Permission.INVITATIONS_SEND,
        "withdraw": Permission.INVITATIONS_SEND,
    }
    serializer_class = InvitationSerializer
    person, shown = "representative", ("name", "answer")
    queryset = Invitation.objects.select_related("request", "representative").prefetch_related(
        "answers__spoken", "assignments", "offers"
    )
    filterset_class = InvitationFilter

    def perform_create(self, serializer: serializers.BaseSerializer[Invitation]) -> None:
        given = serializer.validated_data
        user = self.request.user
        requests = Request.objects.visible_to(user)
        wanted = get_object_or_404(requests, public_id=given["request"]["public_id"])
        people = Representative.objects.visible_to(user).of(wanted.municipality_id)
        person = get_object_or_404(people, public_id=given["representative"]["public_id"])
        with refusals(services.CannotInvite):
            serializer.instance = services.prepare(
                request=wanted,
                representative=person,
                reply_by=given["reply_by"],
                by=user,
                at=timezone.now(),
            )

    @extend_schema(request=None, responses=InvitationSerializer)
    @action(detail=True, methods=["post"])
    def send(self, request: HttpRequest, **address: str) -> Response:
        with refusals(services.CannotSend):
            services.send(invitation=self.get_object(), by=request.user, at=timezone.now())
        return self._shown()

    @extend_schema(request=ReplyBySerializer, responses=InvitationSerializer)
    @action(detail=True, methods=["post"], url_path="send-again")
    def send_again(self, request: HttpRequest, **address: str) -> Response:
        given = ReplyBySerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(services.CannotSend):
            services.send_again(
                invitation=self.get_object(), by=request.user, at=timezone.now(), **given.validated_data
            )
        return self._shown()

    @extend_schema(request=AnswerSerializer, responses={201: InvitationSerializer})
    @action(detail=True, methods=["post"])
    def answers(self, request: HttpRequest, **address: str) -> Response:
        given = AnswerSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        told = dict(given.validated_data)
        said = services.Said(
            by=told.pop("said_by", Spoken.By.PERSON),
            name=told.pop("said_by_name", ""),
            at=told.pop("said_at", None),
        )
        with refusals(services.CannotAnswer):
            services.record(
                invitation=self.get_object(), at=timezone.now(), said=said, recorded_by=request.user, **told
            )
        return self._shown(status=201)

    @extend_schema(request=None, responses=InvitationSerializer)
    @action(detail=True, methods=["post"])
    def check(self, request: HttpRequest, **address: str) -> Response:
        last = self.get_object().answers.last()
        if last is not None:
            services.check(answer=last, by=request.user, at=timezone.now())
        return self._shown()

    @extend_schema(request=PromoteSerializer, responses=InvitationSerializer)
    @action(detail=True, methods=["post"])
    def promote(self, request: HttpRequest, **address: str) -> Response:
        given = PromoteSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(services.CannotPromote):
            services.promote(
                invitation=self.get_object(), by=request.user, at=timezone.now(), **given.validated_data
            )
        return self._shown()

    @extend_schema(request=None, responses=InvitationSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: HttpRequest, **address: str) -> Response:
        with refusals(services.CannotWithdraw):
            services.withdraw(invitation=self.get_object(), by=request.user, at=timezone.now())
        return self._shown()

    def _shown(self, status: int = 200) -> Response:
        return Response(self.get_serializer(self.get_object()).data, status=status)
