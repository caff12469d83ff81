"""What a person was owed in a year, line by line, with sums: for the person's own papers. Never advice about tax."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models.functions import ExtractYear
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from config.core.ui.pdf import Block, Document, Heading, Lead, Paragraph, Table, render_pdf
from participation.claims.models import Claim, ClaimQuerySet
from participation.claims.queries import whole

ZERO = Decimal(0)


@dataclass(frozen=True)
class Sum:
    """Kroner of one kind of claim."""

    label: str
    amount: Decimal


@dataclass(frozen=True)
class Statement:
    """One year of one person. `sent` has gone to payroll, `waiting` has not; what was declined is in neither."""

    year: int
    claims: list[Claim]
    kinds: list[Sum]
    sent: Decimal
    waiting: Decimal

    @property
    def total(self) -> Decimal:
        return self.sent + self.waiting


def own(person: Any) -> ClaimQuerySet:
    """Everything that the person is owed or has declined, newest first."""
    claims: ClaimQuerySet = Claim.objects.of(person.municipality_id).owed_to(person)
    return claims


def years(person: Any) -> list[int]:
    """Years in which the person is owed something, newest first."""
    rows = own(person).owed().order_by().annotate(year=ExtractYear("incurred_on"))
    return sorted(set(rows.values_list("year", flat=True)), reverse=True)


def statement(person: Any, year: int) -> Statement:
    """The year by the day of each meeting, oldest first."""
    claims = list(whole(own(person).owed().filter(incurred_on__year=year)).order_by("incurred_on", "pk"))
    kinds: dict[str, Decimal] = defaultdict(Decimal)
    sent = waiting = ZERO
    for claim in claims:
        kinds[claim.kind] += claim.amount
        if claim.state == Claim.State.EXPORTED:
            sent += claim.amount
        else:
            waiting += claim.amount
    named = [Sum(str(label), kinds[kind]) for kind, label in Claim.Kind.choices if kind in kinds]
    return Statement(year, claims, named, sent, waiting)


def pdf(person: Any, year: int, *, as_of: date) -> bytes:
    """The statement as an accessible PDF in the person's language."""
    with override(person.speaks):
        document = _document(person, statement(person, year), as_of)
    return render_pdf(document, person.speaks).pdf


def kroner(amount: Decimal) -> str:
    """An amount to the øre, as it is written where the reader lives."""
    return f"{number_format(amount, decimal_pos=2, use_l10n=True, force_grouping=True)} kr"


def _document(person: Any, told: Statement, as_of: date) -> Document:
    names = {"name": person.name, "year": told.year}
    blocks: list[Block] = [
        Lead(_("All together: %(sum)s") % {"sum": kroner(told.total)}),
        Paragraph(
            _("%(sent)s has gone to payroll, and %(waiting)s has not gone yet.")
            % {"sent": kroner(told.sent), "waiting": kroner(told.waiting)}
        ),
        Paragraph(
            _(
                "This is a list for your own papers. What is paid out, and tax, stands on the payslip. Ask NAV what it "
                "means if you have a benefit: this is not advice."
            )
        ),
    ]
    if told.claims:
        blocks += [Heading(_("Sums")), _sums(told), Heading(_("Meeting by meeting")), _lines(told)]
    return Document(
        title=_("What %(name)s was owed in %(year)s") % names,
        author=person.municipality.name,
        as_of=as_of,
        kicker="Medvirk",
        blocks=tuple(blocks),
    )


def _sums(told: Statement) -> Table:
    rows = (
        *((one.label, kroner(one.amount)) for one in told.kinds),
        (_("All together"), kroner(told.total)),
    )
    return Table(_("Sums"), (_("What"), _("Amount")), rows, numeric=frozenset({1}))


def _lines(told: Statement) -> Table:
    rows = tuple(
        (
            date_format(claim.incurred_on, "SHORT_DATE_FORMAT"),
            claim.attendance.meeting.title,
            str(claim.get_kind_display()),
            str(claim.get_state_display()),
            kroner(claim.amount),
        )
        for claim in told.claims
    )
    columns = (_("Day"), _("Meeting"), _("What"), _("State"), _("Amount"))
    return Table(
        _("Meeting by meeting"), columns, rows, numeric=frozenset({4}), weights=(1.0, 2.2, 1.3, 1.4, 1.1)
    )
