"""Live and ready, for whoever watches the installation."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from config.core.access.guards import public


@public("watched by the platform; tells nothing about people")
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"live": True})


@public("watched by the platform; tells nothing about people")
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and has every migration; says what is missing, with 503, when not."""
    missing = _missing()
    return JsonResponse({"ready": not missing, "missing": missing}, status=503 if missing else 200)


def _missing() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return ["database"]
    return ["migrations"] if behind else []
