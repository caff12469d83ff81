"""The catalogue over the API."""

from typing import Any, ClassVar

import django_filters
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from config.core.access.api import HasPermission, MunicipalViews
from config.core.access.permissions import Permission
from representatives.catalogue.models import Term


class TermSerializer(serializers.ModelSerializer[Term]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.CharField(
        source="municipality.slug", read_only=True, allow_null=True, default=None
    )
    parent = serializers.CharField(source="parent.public_id", read_only=True, default=None)  # type: ignore[assignment]  # shadows Serializer.parent
    synonyms: Any = serializers.SlugRelatedField(slug_field="text", many=True, read_only=True)

    class Meta:
        model = Term
        fields = (
            "id",
            "municipality",
            "kind",
            "key",
            "parent",
            "name_nb",
            "name_nn",
            "name_en",
            "state",
            "synonyms",
        )


class TermFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    kind = django_filters.ChoiceFilter(choices=Term.Kind.choices)
    key = django_filters.CharFilter()
    state = django_filters.ChoiceFilter(choices=Term.State.choices)


class SharedRows(HasPermission):
    """The catalogue belongs to everyone; the rows of a municipality's own are already narrowed."""

    def has_object_permission(self, request: Any, view: Any, obj: Any) -> bool:
        return True


class TermViews(MunicipalViews, ReadOnlyModelViewSet[Term]):
    """Experience areas, services, roles, skills and perspectives, in three languages."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.CATALOGUE_READ,
        "retrieve": Permission.CATALOGUE_READ,
    }
    permission_classes = (SharedRows,)
    serializer_class = TermSerializer
    queryset = Term.objects.select_related("municipality", "parent").prefetch_related("synonyms")
    filterset_class = TermFilter

    def get_queryset(self) -> Any:
        return self.queryset.all().visible_to(self.request.user)
