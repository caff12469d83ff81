"""What if: each thing that a request asks for as a must, a wish or not at all, and one more."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.requests.models import Request, RequestTerm
from projects.requests.queries import ASKABLE_KINDS
from projects.requests.services import Wanted
from representatives.catalogue.fields import LookupForm, TermChoice
from representatives.registry.models import Level

OUT = "out"
CHOICES = [*RequestTerm.Importance.choices, (OUT, _("Leave out"))]


class WhatIfForm(LookupForm):
    """A GET form: nothing is saved by it."""

    extra = TermChoice(label=_("And if we also needed"), required=False, empty_label=_("Nothing more"))

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(request.terms.all())
        for row in self.rows:
            name = f"use_{row.public_id}"
            self.fields[name] = forms.ChoiceField(
                label=row.term.name, choices=CHOICES, required=False, initial=row.importance
            )
        self.fields["extra"].offer(request.municipality, ASKABLE_KINDS)  # type: ignore[attr-defined]  # TermChoice
        self.order_fields([*(f"use_{row.public_id}" for row in self.rows), "extra"])

    def needs(self) -> list[Wanted]:
        """What is thought of; what the request asks for where nothing readable was sent."""
        given = self.cleaned_data if self.is_valid() else {}
        found = []
        for row in self.rows:
            importance = given.get(f"use_{row.public_id}") or row.importance
            if importance != OUT:
                found.append(Wanted(row.term, importance, row.level, row.relation))
        extra = given.get("extra")
        if extra and not any(need.term.pk == extra.pk and not need.relation for need in found):
            found.append(Wanted(extra, RequestTerm.Importance.MUST, Level.NEW))
        return found
