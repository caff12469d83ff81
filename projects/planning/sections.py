"""What higher apps show of a project, as data: they register a page when they start, the project page links to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Section:
    """One page about a project. `url_name` is an address that takes the municipality and the project's public id.

    With `as_filter` it is a list of the municipality that is narrowed by `?project=`. Without `permission` everyone who
    sees the project sees the link; smaller `order` stands first.
    """

    label: Any
    url_name: str
    permission: str | None = None
    order: int = 100
    as_filter: bool = False


@dataclass(frozen=True)
class Link:
    """A section as one project page shows it."""

    label: str
    url: str


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    """Adds a section, or replaces the one with the same address."""
    _sections[section.url_name] = section


def links(*, slug: str, project_id: str, permissions: Iterable[str]) -> list[Link]:
    """The sections that a person with `permissions` may open for one project; those without an address are left out."""
    allowed = {str(permission) for permission in permissions}
    found = []
    for section in sorted(_sections.values(), key=lambda one: (one.order, one.url_name)):
        if section.permission is not None and str(section.permission) not in allowed:
            continue
        try:
            found.append(Link(str(section.label), _address(section, slug, project_id)))
        except NoReverseMatch:
            continue
    return found


def _address(section: Section, slug: str, project_id: str) -> str:
    if section.as_filter:
        return f"{reverse(section.url_name, args=[slug])}?project={project_id}"
    return reverse(section.url_name, args=[slug, project_id])
