"""Gentle advice on a request while it is written. Nothing here ever stops anybody."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from projects.requests.models import Request, RequestTerm

MANY_MUSTS = 6
SOON = timedelta(days=14)


@dataclass(frozen=True)
class Advice:
    """One thing to think of: a code, the step of the guide where it is mended, and a sentence or two."""

    code: str
    step: str
    text: str


def advice(request: Request, *, today: date) -> list[Advice]:
    """What could be better in a request whose terms are fetched, in the order of the steps of the guide."""
    found = [*_of_the_work(request), *_of_terms(request), *_of_time(request, today)]
    found.append(
        (
            not request.pay.strip(),
            Advice(
                "no_pay", "pay", _("Nothing is said about pay. Say what is paid, or say that nothing is.")
            ),
        )
    )
    return [hint for applies, hint in found if applies]


Found = list[tuple[bool, Advice]]


def _of_the_work(request: Request) -> Found:
    alone = _("Only one seat. Two or more are safer than one alone.")
    untold = _("It does not say what the person can change. Without that, many rightly say no.")
    return [
        (request.seats == 1, Advice("one_seat", "do", alone)),
        (not request.influence.strip(), Advice("no_influence", "change", untold)),
    ]


def _of_terms(request: Request) -> Found:
    terms = request.terms.all()
    musts = sum(1 for term in terms if term.importance == RequestTerm.Importance.MUST)
    none = _("Nothing is a must, so everybody fits. Is there one thing that the work fails without?")
    many = _("More than six musts find almost nobody. Which of them would be nice, but no more?")
    return [
        (bool(terms) and musts == 0, Advice("no_must", "who", none)),
        (musts > MANY_MUSTS, Advice("many_musts", "who", many)),
    ]


def _of_time(request: Request, today: date) -> Found:
    starts = request.starts_on
    unnamed = _("No times are named. People need them before they can say yes.")
    soon = _("It starts within two weeks. People need time to think, and to plan their days.")
    started = _("The first day has passed already. Is the date still right?")
    return [
        (not request.times.strip(), Advice("no_times", "when", unnamed)),
        (starts is not None and today <= starts < today + SOON, Advice("soon", "when", soon)),
        (starts is not None and starts < today, Advice("started", "when", started)),
    ]
