"""What groups have learnt."""

from typing import Any

from config.core.access.permissions import Permission
from config.core.accounts.models import User
from config.core.organisations.models import Membership, Role, Unit
from participation.meetings.models import Meeting, MeetingQuerySet
from participation.reflections.models import Reflection, ReflectionPart, ReflectionQuerySet
from projects.planning.models import Project, ProjectQuerySet


def reflections(*, user: Any, municipality: Any, project: Project | None = None) -> ReflectionQuerySet:
    """Reflections this person may see, of one project when it is given, the newest first."""
    rows = Reflection.objects.visible_to(user).of(municipality)
    if project is not None:
        rows = rows.filter(project=project)
    return rows.select_related("project__unit", "meeting", "by")


def projects(*, user: Any) -> ProjectQuerySet:
    """Projects that the person may write a reflection for, by title."""
    units = Unit.objects.reached_by(user, Permission.REFLECTIONS_WRITE)
    return Project.objects.visible_to(user).filter(unit__in=units).order_by("title", "id")


def meetings(*, user: Any) -> MeetingQuerySet:
    """Held meetings that a reflection may be about, the newest first."""
    rows = Meeting.objects.visible_to(user).held().filter(project__in=projects(user=user).order_by())
    return rows.select_related("project")


def invitable(municipality: Any) -> Any:
    """Accounts that can write a part: those of professionals and facilitators who work here, by name."""
    roles = [Role.PROFESSIONAL, Role.FACILITATOR]
    members = Membership.objects.current().filter(municipality=municipality, role__in=roles)
    return User.objects.filter(pk__in=members.values("user"), is_active=True).order_by("name", "id")


def parts(*, reflection: Reflection, user: Any) -> list[ReflectionPart]:
    """The parts of a reflection that this person may read: the own, and all once they are opened."""
    rows = ReflectionPart.objects.visible_to(user).filter(reflection=reflection)
    return list(rows.select_related("user").order_by("id"))


def own_part(*, reflection: Reflection, user: Any) -> ReflectionPart | None:
    """What this person is to write, or has written."""
    return ReflectionPart.objects.filter(reflection=reflection, user=user).first()
