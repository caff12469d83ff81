"""Tasks over the API: the same list, and the same ways of putting off and giving."""

from typing import Any, ClassVar

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access import scope
from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.accounts.models import User
from config.core.audit import services as audit
from config.core.organisations.models import Membership
from config.core.ui.api import refusals
from participation.reflections.queries import reflections
from participation.tasks import queries, services
from participation.tasks.feeds.feed import Reader, reader
from participation.tasks.models import Digest, Task
from participation.tasks.queries import Show
from representatives.registry.models import Representative


class TaskLineSerializer(serializers.Serializer[Any]):
    """`id` names the task in addresses; `address` is the page on which it is done; `until` may be null."""

    id = serializers.CharField(source="key")
    kind = serializers.CharField(source="feed.key")
    what = serializers.CharField(source="feed.what")
    why = serializers.CharField(source="feed.why")
    about = serializers.CharField()
    within = serializers.CharField()
    until = serializers.DateField(allow_null=True)
    address = serializers.CharField()
    given_to = serializers.CharField(source="given.to.public_id", default=None)
    given_by = serializers.CharField(source="given.by.public_id", default=None)
    word = serializers.CharField(source="given.word", default="")
    put_off_until = serializers.DateField(source="asleep_until", allow_null=True)


class WrittenTaskSerializer(serializers.ModelSerializer[Task]):
    """A task in one's own words; without `holder` it is one's own."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    holder = serializers.CharField(max_length=22, required=False, write_only=True)
    reflection = serializers.CharField(
        max_length=22,
        required=False,
        write_only=True,
        help_text="The reflection that it comes out of; the task stands there too.",
    )

    class Meta:
        model = Task
        fields = (
            "id",
            "municipality",
            "title",
            "due_on",
            "holder",
            "reflection",
            "created_at",
            "done_at",
        )
        read_only_fields = ("created_at", "done_at")


class PutOffSerializer(serializers.Serializer[Any]):
    until = serializers.DateField()


class GiveSerializer(serializers.Serializer[Any]):
    to = serializers.CharField(max_length=22, help_text="From …/takers/, or one's own id to take it.")
    word = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class TakerSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    name = serializers.CharField(source="get_full_name")


class DigestSerializer(serializers.Serializer[Any]):
    """The day of the week, Monday is 1; null is never."""

    weekday = serializers.ChoiceField(choices=Digest.Weekday.choices, allow_null=True)


class TaskViews(MunicipalViews, GenericViewSet[Task]):
    """What needs one, in one list. POST writes one down; …/put-off/, …/wake/, …/give/, …/give-back/ for each."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "create", "put_off", "wake", "give", "give_back", "takers", "digest"),
        Permission.TASKS_READ,
    )
    serializer_class = TaskLineSerializer
    queryset = Task.objects.none()
    filter_backends = ()

    @extend_schema(
        parameters=[
            OpenApiParameter("show", enum=[show.value for show in Show]),
            OpenApiParameter("kind", description="Only tasks of this kind."),
        ]
    )
    def list(self, request: Request, **address: str) -> Response:
        of = self._reader()
        asked = request.query_params.get("show", "")
        show = Show(asked) if asked in list(Show) else Show.MINE
        found = queries.find(of, show, request.query_params.get("kind", ""))
        lines = self.paginate_queryset(found) or []  # type: ignore[arg-type]  # has what a paginator asks for
        self._written_down(of, lines)
        return self.get_paginated_response(TaskLineSerializer(lines, many=True).data)

    def retrieve(self, request: Request, **address: str) -> Response:
        of = self._reader()
        return self._answer(of)

    @extend_schema(request=WrittenTaskSerializer, responses={201: WrittenTaskSerializer})
    def create(self, request: Request, **address: str) -> Response:
        given = WrittenTaskSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said = dict(given.validated_data)
        holder = self._user(said.pop("holder", ""))
        came_from = self._reflection(said.get("reflection", ""))
        with refusals(services.CannotTask):
            task = services.write_down(
                municipality=self.chosen_municipality(),
                title=said["title"],
                due_on=said.get("due_on"),
                holder=holder,
                came_from=came_from,
                by=request.user,
                at=timezone.now(),
            )
        return Response(WrittenTaskSerializer(task).data, status=201)

    def _reflection(self, public_id: str) -> Any:
        """The reflection that is named; 404 for one that the person may make nothing of."""
        if not public_id:
            return None
        rows = reflections(user=self.request.user, municipality=self.chosen_municipality())
        if not scope.of(self.request.user).municipalities(Permission.REFLECTIONS_WRITE):
            raise Http404
        return get_object_or_404(rows, public_id=public_id)

    @extend_schema(request=PutOffSerializer, responses=TaskLineSerializer)
    @action(detail=True, methods=["post"], url_path="put-off")
    def put_off(self, request: Request, **address: str) -> Response:
        given = PutOffSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        of = self._reader()
        with refusals(services.CannotTask):
            services.snooze(of=of, key=self._key(of), at=timezone.now(), **given.validated_data)
        return self._answer(of)

    @extend_schema(request=None, responses=TaskLineSerializer)
    @action(detail=True, methods=["post"])
    def wake(self, request: Request, **address: str) -> Response:
        of = self._reader()
        with refusals(services.CannotTask):
            services.wake(of=of, key=self._key(of), at=timezone.now())
        return self._answer(of)

    @extend_schema(request=GiveSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def give(self, request: Request, **address: str) -> Response:
        given = GiveSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        of = self._reader()
        key = self._key(of)
        to = self._user(given.validated_data["to"])
        with refusals(services.CannotTask):
            services.give(of=of, key=key, to=to, word=given.validated_data["word"], at=timezone.now())
        return Response(status=204)

    @extend_schema(request=None, responses=TaskLineSerializer)
    @action(detail=True, methods=["post"], url_path="give-back")
    def give_back(self, request: Request, **address: str) -> Response:
        of = self._reader()
        with refusals(services.CannotTask):
            services.give_back(of=of, key=self._key(of), at=timezone.now())
        return self._answer(of)

    @extend_schema(responses=TakerSerializer(many=True))
    @action(detail=True, pagination_class=None)
    def takers(self, request: Request, **address: str) -> Response:
        of = self._reader()
        feed, _subject = queries.split(self._key(of))
        return Response(TakerSerializer(queries.takers(of, feed) if feed else [], many=True).data)

    @extend_schema(methods=["get"], responses=DigestSerializer)
    @extend_schema(methods=["put"], request=DigestSerializer, responses=DigestSerializer)
    @action(detail=False, methods=["get", "put"], url_path="by-mail", pagination_class=None)
    def digest(self, request: Request, **address: str) -> Response:
        of = self._reader()
        if request.method == "PUT":
            given = DigestSerializer(data=request.data)
            given.is_valid(raise_exception=True)
            services.set_digest(
                municipality=of.municipality, user=request.user, at=timezone.now(), **given.validated_data
            )
        found = Digest.objects.visible_to(request.user).of(of.municipality).first()
        return Response({"weekday": found.weekday if found else None})

    def _reader(self) -> Reader:
        return reader(self.request.user, self.chosen_municipality())

    def _key(self, of: Reader) -> str:
        """The key in the address, of a task that the person may see."""
        key = str(self.kwargs["id"])
        if queries.one(of, key) is None:
            raise Http404
        return key

    def _user(self, public_id: str) -> User | None:
        """Somebody who works in the municipality, by public id; None for none."""
        if not public_id:
            return None
        here = self.chosen_municipality()
        members = Membership.objects.current().of_staff().filter(municipality=here)
        return get_object_or_404(User.objects.filter(pk__in=members.values("user")), public_id=public_id)

    def _answer(self, of: Reader) -> Response:
        line = queries.one(of, str(self.kwargs["id"]))
        if line is None:
            raise Http404
        self._written_down(of, [line])
        return Response(TaskLineSerializer(line).data)

    def _written_down(self, of: Reader, lines: Any) -> None:
        """That a list with names was seen."""
        if any(line.feed.names_people for line in lines):
            audit.record_listing(
                Representative,
                municipality=of.municipality,
                by=of.user,
                at=timezone.now(),
                purpose="tasks",
                fields=("name",),
            )


class WrittenTaskViews(MunicipalViews, GenericViewSet[Task]):
    """What one has written down: PATCH changes it, DELETE takes it away, …/finish/ and …/reopen/ say how it stands."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("retrieve", "partial_update", "destroy", "finish", "reopen"), Permission.TASKS_READ
    )
    serializer_class = WrittenTaskSerializer
    queryset = Task.objects.select_related("municipality")

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(holder=self.request.user.pk)

    def retrieve(self, request: Request, **address: str) -> Response:
        return self._shown(self.get_object())

    def partial_update(self, request: Request, **address: str) -> Response:
        task = self.get_object()
        given = WrittenTaskSerializer(task, data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        said = {name: given.validated_data.get(name, getattr(task, name)) for name in ("title", "due_on")}
        with refusals(services.CannotTask):
            return self._shown(services.rewrite(task=task, **said, by=request.user, at=timezone.now()))

    def destroy(self, request: Request, **address: str) -> Response:
        services.drop(task=self.get_object(), by=request.user, at=timezone.now())
        return Response(status=204)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def finish(self, request: Request, **address: str) -> Response:
        return self._shown(services.finish(task=self.get_object(), by=request.user, at=timezone.now()))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, **address: str) -> Response:
        return self._shown(services.reopen(task=self.get_object(), by=request.user, at=timezone.now()))

    def _shown(self, task: Task) -> Response:
        return Response(WrittenTaskSerializer(task).data)
