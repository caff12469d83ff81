"""The certificate: what the person has taken part in, as an accessible PDF that the person may show to anyone."""

from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from config.core.ui.pdf import Block, Bullets, Document, Heading, Lead, Paragraph, render_pdf
from participation.assignments import agreeing
from participation.assignments.models import Assignment


def as_pdf(assignment: Assignment, *, as_of: date) -> bytes:
    """The certificate of one assignment in the person's language. Says nothing of illness, experience or pay."""
    language = assignment.representative.speaks
    with override(language):
        return render_pdf(document(assignment, as_of=as_of), language).pdf


def document(assignment: Assignment, *, as_of: date) -> Document:
    """What the certificate says, in the language that is active."""
    wanted, place = assignment.request, assignment.municipality
    blocks: list[Block] = [
        Lead(
            _("%(name)s has been a patient representative in %(place)s.")
            % {"name": assignment.representative.name, "place": place.name}
        ),
        Paragraph(f"{wanted.project.title}: {wanted.title}"),
        Paragraph(_period(assignment)),
    ]
    if told := _meetings(assignment):
        blocks.append(Paragraph(told))
    if parts := _parts(assignment):
        blocks += [Heading(_("The part in the work")), Bullets(parts)]
    blocks.append(Paragraph(_("Thank you for making the service better with us.")))
    return Document(
        title=_("Certificate"), author=place.name, as_of=as_of, kicker="Medvirk", blocks=tuple(blocks)
    )


def _period(assignment: Assignment) -> str:
    days = {"start": date_format(assignment.started_on, "DATE_FORMAT")}
    if assignment.ended_on is None:
        return _("From %(start)s, and still taking part.") % days
    days["end"] = date_format(assignment.ended_on, "DATE_FORMAT")
    return _("From %(start)s to %(end)s.") % days


def _meetings(assignment: Assignment) -> str:
    """In how many meetings, and for how many hours with preparation; empty where there was none."""
    came = Q(was_present=True)
    told = assignment.attendances.aggregate(number=Count("pk", filter=came), hours=Sum("hours", filter=came))
    if not told["number"]:
        return ""
    sentence = ngettext(
        "Took part in %(number)d meeting, %(hours)s hours with preparation.",
        "Took part in %(number)d meetings, %(hours)s hours with preparation.",
        told["number"],
    )
    hours = (told["hours"] or Decimal(0)).normalize()
    return sentence % {"number": told["number"], "hours": number_format(hours)}


def _parts(assignment: Assignment) -> tuple[str, ...]:
    """What the part was in each phase, or what was agreed where nobody has looked back yet."""
    return tuple(
        f"{row.get_phase_display()}: {row.get_actual_display() or row.get_agreed_display()}"
        for row in agreeing.lines(assignment)
        if row.actual or row.agreed
    )
