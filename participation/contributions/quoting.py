"""Whether a person has seen how a contribution would be quoted, and said yes to just that.

Consent to quotation says that we may ask; this says that these words may be used. Both are needed, and either may be
taken back at any time. The words are not kept a second time: the mark of what was seen is, so that words which are
changed later are not quoted by an old yes.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.rows import MunicipalRow, VisibleQuerySet
from participation.contributions.models import Contribution
from representatives.consent.models import Consent


class CannotQuote(Exception):
    """The word about a quotation cannot be kept like this; the text can be shown."""


class QuotationQuerySet(VisibleQuerySet["Quotation"]):
    def _visible(self, scope: Any) -> "QuotationQuerySet":
        """The facilitator's: who allows what is nobody else's. Others see the words where they are allowed."""
        unit, nobody = "contribution__project__unit", Q(pk__in=[])
        return self.filter(scope.reach(Permission.CONTRIBUTIONS_WRITE, unit=unit, own=nobody))


class Quotation(MunicipalRow):
    """A person's word about one quotation, after having seen or heard it as it will stand. The last word holds."""

    class Via(models.TextChoices):
        PAGE = "page", gettext_lazy("On My page")
        PHONE = "phone", gettext_lazy("Read aloud on the phone")

    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="quotation")
    assignment = models.ForeignKey(
        "participation.Assignment", on_delete=models.CASCADE, related_name="quotations"
    )
    is_allowed = models.BooleanField(gettext_lazy("may be quoted"))
    # Of the words that were seen.
    seen_hash = models.CharField(gettext_lazy("mark of the words that were seen"), max_length=64)
    via = models.CharField(gettext_lazy("how it was said"), max_length=10, choices=Via.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[QuotationQuerySet] = QuotationQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            models.CheckConstraint(condition=~Q(seen_hash=""), name="quotation_was_seen"),
        ]

    class Privacy:
        neutral = "id public_id municipality contribution seen_hash at".split()
        personal = "assignment is_allowed via by".split()
        keep = "as long as the contribution"
        erase = "delete"


def mark(text: str) -> str:
    """What tells whether the words are those that were seen."""
    return hashlib.sha256(text.encode()).hexdigest()


def allows_quotation(person: Any) -> bool:
    """Whether the person lets us ask at all."""
    return (
        Consent.objects.in_force().filter(representative=person, purpose=Consent.Purpose.QUOTATION).exists()
    )


def word_of(contribution: Contribution) -> Quotation | None:
    """The word that holds for the contribution as it reads now; None where nobody has said anything of that."""
    found = Quotation.objects.filter(contribution=contribution).first()
    return found if found is not None and found.seen_hash == mark(contribution.text) else None


def quotable(contribution_ids: Iterable[str]) -> dict[str, str]:
    """The words that may be quoted today, by contribution: consent is in force, and these words were said yes to."""
    allowed = Consent.objects.in_force().filter(purpose=Consent.Purpose.QUOTATION)
    rows = Quotation.objects.filter(
        contribution__public_id__in=list(contribution_ids),
        is_allowed=True,
        assignment__representative__in=allowed.order_by().values("representative"),
        contribution__assignment=models.F("assignment"),
    )
    found = rows.order_by("pk").values_list("contribution__public_id", "contribution__text", "seen_hash")
    return {public_id: text for public_id, text, seen in found if seen == mark(text)}


@transaction.atomic
def decide(
    *, contribution: Contribution, is_allowed: bool, seen: str, via: str, by: Any, at: datetime
) -> Quotation:
    """Keeps what the person says of being quoted with the words that were `seen` (their mark).

    Refuses what a group said or somebody who is erased, a yes without consent to quotation, and words that have been
    changed since they were seen. A no is always kept.
    """
    said = Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    seat = said.assignment
    if seat is None:
        raise CannotQuote(_("A group said this together, so that nobody alone can say yes to quoting it."))
    if seen != mark(said.text):
        raise CannotQuote(_("The words have been changed since. Look at them once more."))
    if is_allowed and not allows_quotation(seat.representative_id):
        raise CannotQuote(_("There is no consent to quotation. Without it nothing is quoted."))
    values = {"assignment": seat, "is_allowed": is_allowed, "seen_hash": seen, "via": via, "by": by, "at": at}
    kept, _made = Quotation.objects.update_or_create(
        contribution=said, defaults=values | {"municipality_id": said.municipality_id}
    )
    word = "allowed" if is_allowed else "refused"
    audit.record(
        "contribution.quotation",
        obj=kept,
        by=by,
        at=at,
        fields=["is_allowed"],
        subject=seat.representative,
        purpose=word,
    )
    return kept
