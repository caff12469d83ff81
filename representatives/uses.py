"""What of this app uses terms of the catalogue: people, what they want and do not want, courses, and channels."""

from typing import Any

from django.utils.translation import ngettext

from representatives.catalogue.uses import Use


def _people(count: int) -> str:
    return ngettext("%(n)d person", "%(n)d people", count) % {"n": count}


def _no_gos(count: int) -> str:
    return ngettext("%(n)d does not want it", "%(n)d do not want it", count) % {"n": count}


def _topics(count: int) -> str:
    return ngettext("%(n)d wants to hear about it", "%(n)d want to hear about it", count) % {"n": count}


def _courses(count: int) -> str:
    return ngettext("%(n)d course opens it", "%(n)d courses open it", count) % {"n": count}


def _channels(count: int) -> str:
    return ngettext("%(n)d channel looks for it", "%(n)d channels look for it", count) % {"n": count}


def _higher(stays: Any, goes: Any) -> dict[str, Any]:
    """The higher level, and the day since when."""
    return {"level": max(stays.level, goes.level), "added_at": min(stays.added_at, goes.added_at)}


USES = (
    Use(
        "representatives.ProfileTerm.term",
        _people,
        counted="representative",
        alike=("representative", "relation"),
        stronger=_higher,
        is_personal=True,
    ),
    Use(
        "representatives.NoGo.term",
        _no_gos,
        counted="representative",
        alike=("representative",),
        is_personal=True,
    ),
    Use(
        "representatives.ChosenTopic.term",
        _topics,
        counted="representative",
        alike=("representative",),
        is_personal=True,
    ),
    Use("representatives.CourseRole.role", _courses, counted="course", alike=("course",)),
    Use("representatives.RecruitmentChannel.wanted", _channels),
)
