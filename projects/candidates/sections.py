"""The way from the page of a person to the question why they were or were not suggested."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.access.permissions import Permission
from representatives.registry.models import Representative
from representatives.registry.sections import Line, Section


def suggested(person: Representative, user: Any, today: date) -> list[Line]:
    """One line, which opens the requests that one may wonder about."""
    address = reverse("person_suggestion_list", args=[person.municipality.slug, person.public_id])
    return [Line(_("Why was this person suggested, or not?"), address, _("Request by request, in words"))]


SUGGESTIONS = Section("suggested", gettext_lazy("Candidates"), Permission.CANDIDATES_READ, suggested, 25)
