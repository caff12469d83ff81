"""What the person page shows of merges: which profiles the person took in, and how to undo it."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.access.permissions import Permission
from representatives.duplicates import queries
from representatives.registry.models import Representative
from representatives.registry.sections import Line, Section


def lines(person: Representative, user: Any, today: date) -> list[Line]:
    """Merges of the person that can still be undone."""
    rows = queries.merges(user=user, municipality=person.municipality).filter(
        representative=person, undo_until__date__gte=today
    )
    found = []
    for merge in rows.exclude(before="").defer("before"):
        address = reverse("merge_undo", args=[person.municipality.slug, merge.public_id])
        day = date_format(localtime(merge.undo_until), "SHORT_DATE_FORMAT")
        note = _("Can be undone until %(day)s.") % {"day": day}
        found.append(Line(_("Took in the profile of %(name)s") % {"name": merge.gone.name}, address, note))
    return found


SECTION = Section("merges", gettext_lazy("Merged profiles"), Permission.REGISTRY_MERGE, lines, order=90)
