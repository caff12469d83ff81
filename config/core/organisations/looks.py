"""The municipality's look on what it hands out: name, coat of arms and one colour."""

import io
import re
import warnings
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from PIL import Image

from config.core.audit import services as audit
from config.core.organisations.models import Municipality, MunicipalLook
from config.core.ui.charts.palette import contrast
from config.core.ui.pdf import Look

# The colour carries headings and figures on white paper: what WCAG asks of text.
LEAST_CONTRAST = 4.5
PLAIN = Look()
MOST_BYTES = 1_000_000
LEAST_SIDE, MOST_SIDE, KEPT_SIDE = 100, 4000, 800
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_PNG = b"\x89PNG\r\n\x1a\n"


class CannotShow(Exception):
    """The look cannot be set; the text says why and can be shown."""


def look_of(municipality: Municipality) -> Look:
    """What documents of the municipality show; plain where nothing is set."""
    row = MunicipalLook.objects.filter(municipality=municipality).first()
    if row is None:
        return PLAIN
    name = row.name or municipality.name
    alt = _("The coat of arms of %(name)s") % {"name": name}
    return Look(name=name, accent=row.accent, arms=bytes(row.arms), arms_alt=alt if row.arms else "")


@transaction.atomic
def set_look(
    *,
    municipality: Municipality,
    by: Any,
    at: datetime,
    name: str = "",
    accent: str = PLAIN.accent,
    arms: bytes | None = None,
    without_arms: bool = False,
) -> MunicipalLook:
    """Sets name and colour, and the coat of arms where one is handed in; `without_arms` takes it away.

    Refuses a colour that is none or too pale to read on white, and a file that is not a PNG of a fair size.
    """
    colour = accent.strip().lower()
    _check_colour(colour)
    drawn = None if arms is None else _drawn_anew(arms)
    Municipality.objects.select_for_update(of=("self",), no_key=True).get(pk=municipality.pk)
    row = MunicipalLook.objects.filter(municipality=municipality).first()
    row = row or MunicipalLook(municipality=municipality)
    row.name, row.accent, row.changed_at, row.changed_by = name.strip(), colour, at, by
    if drawn is not None:
        row.arms = drawn
    elif without_arms:
        row.arms = b""
    row.save()
    fields = ["name", "accent", *(["arms"] if drawn is not None or without_arms else [])]
    audit.record("look.set", obj=row, by=by, at=at, fields=fields)
    return row


def _check_colour(colour: str) -> None:
    if not _COLOUR.fullmatch(colour):
        raise CannotShow(
            _("Write the colour as # and six digits or letters from a to f, for example #0062ba.")
        )
    found = contrast(colour, "#ffffff")
    if found < LEAST_CONTRAST:
        told = {"found": number_format(found, 1), "least": number_format(LEAST_CONTRAST, 1)}
        raise CannotShow(
            _(
                "This colour is too pale to read on white: its contrast is %(found)s, and %(least)s is needed. "
                "Choose a darker shade."
            )
            % told
        )


def _drawn_anew(content: bytes) -> bytes:
    """The picture read and written again, no larger than it is shown: nothing else in the file comes along."""
    if len(content) > MOST_BYTES:
        raise CannotShow(_("The file is too large. A coat of arms may be 1 MB."))
    if not content.startswith(_PNG):
        raise CannotShow(_("The file is not a PNG picture. Save the coat of arms as PNG, and try again."))
    size = int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    if not all(LEAST_SIDE <= side <= MOST_SIDE for side in size):
        sides = {"least": LEAST_SIDE, "most": MOST_SIDE}
        raise CannotShow(_("Each side of the picture must be from %(least)s to %(most)s points.") % sides)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
                drawn = picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Warning, Image.DecompressionBombError) as error:
        raise CannotShow(_("The picture cannot be read. Save it as PNG once more, and try again.")) from error
    drawn.thumbnail((KEPT_SIDE, KEPT_SIDE))
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()
