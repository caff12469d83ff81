"""Making a municipality and its units."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import RESERVED_SLUGS, Municipality, Unit


class CannotCreate(Exception):
    """The municipality or unit cannot be made; the text can be shown."""


@transaction.atomic
def create_municipality(
    *,
    slug: str,
    name: str,
    at: datetime,
    by: Any = None,
    language: str = "nb",
    is_demonstration: bool = False,
) -> Municipality:
    """A new municipality. Refuses a slug that is taken, reserved, or no part of an address."""
    if slug in RESERVED_SLUGS:
        raise CannotCreate(
            _("“%(slug)s” is the name of one of Medvirk's own pages. Choose another.") % {"slug": slug}
        )
    municipality = Municipality(
        slug=slug, name=name, language=language, created_at=at, is_demonstration=is_demonstration
    )
    try:
        municipality.full_clean(exclude=["public_id"])
    except ValidationError as error:
        raise CannotCreate(" ".join(error.messages)) from error
    municipality.save()
    audit.record("municipality.created", obj=municipality, by=by, at=at)
    return municipality


def create_unit(
    *, municipality: Municipality, name: str, at: datetime, by: Any, parent: Unit | None = None
) -> Unit:
    """A unit in the tree. Refuses a name that is taken in the municipality."""
    try:
        with transaction.atomic():
            unit = Unit.objects.create(municipality=municipality, name=name, parent=parent)
            audit.record("unit.created", obj=unit, by=by, at=at)
    except IntegrityError as error:
        raise CannotCreate(_("There is already a unit with this name.")) from error
    return unit
