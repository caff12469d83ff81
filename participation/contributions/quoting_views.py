"""How somebody would be quoted: seen by the person on My page before anybody else, or read aloud on the phone."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page, refused
from participation.contributions import mine, queries, quoting
from participation.contributions.models import Contribution
from participation.contributions.quoting import Quotation
from participation.contributions.quoting_forms import QuotationForm
from participation.contributions.reaction_forms import first_error
from participation.contributions.recognising import recognisable
from representatives.selfservice.own import own_person


@require(Permission.MY_PAGE)
def my_quotation(request: Any, contribution_id: str) -> HttpResponse:
    """The quotation as it would stand in a report, what in it may be recognised, and two buttons."""
    person = own_person(request)
    rows = mine.said_by(person).filter(assignment__representative=person)
    said = get_object_or_404(rows, public_id=contribution_id)
    form = QuotationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            quoting.decide(
                contribution=said, via=Quotation.Via.PAGE, by=request.user, at=timezone.now(), **form.said()
            )
        except quoting.CannotQuote as refusal:
            form.add_error(None, str(refusal))
        else:
            where = ("my_project", request.municipality.slug, said.project.public_id)
            return done(request, _("Thank you for telling us."), *where)
    return form_page(request, "participation/contributions/my_quotation.html", form, shown(said))


@require(Permission.CONTRIBUTIONS_WRITE)
@require_POST
def quotation_record(request: Any, contribution_id: str) -> HttpResponse:
    """What the person said when the quotation was read aloud on the phone."""
    rows = queries.whole(user=request.user, municipality=request.municipality)
    said = get_object_or_404(rows, public_id=contribution_id)
    where = ("contribution_detail", request.municipality.slug, said.public_id)
    form = QuotationForm(request.POST)
    if not form.is_valid():
        return refused(request, first_error(form), *where)
    try:
        quoting.decide(
            contribution=said, via=Quotation.Via.PHONE, by=request.user, at=timezone.now(), **form.said()
        )
    except quoting.CannotQuote as refusal:
        return refused(request, refusal, *where)
    return done(request, _("It is written down."), *where)


def shown(said: Contribution) -> dict[str, Any]:
    """What a page shows of a quotation: the words with their mark, the word that holds, and what may be recognised.

    `may_ask` is whether there is consent to quotation at all.
    """
    seat = said.assignment
    return {
        "said": said,
        "may_ask": seat is not None and quoting.allows_quotation(seat.representative_id),
        "seen": quoting.mark(said.text),
        "quotation": quoting.word_of(said),
        "reasons": recognisable(said.text),
    }
