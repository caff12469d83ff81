"""*Why here?* for one person and one request, in words: the same steps as the rule, and the same facts as the list."""

from dataclasses import dataclass
from datetime import datetime

from projects.candidates import wording
from projects.candidates.balance import weights_of
from projects.candidates.values import gather
from projects.matching.standing import standing
from projects.requests.models import Request
from representatives.registry.models import Representative


@dataclass(frozen=True)
class WhyHere:
    """The way of one person through the rule. With something in `barriers` the person is not in the list."""

    representative: Representative
    barriers: list[str]
    group: str
    group_help: str
    missing: list[str]
    lifts: list[str]
    holds_back: list[str]


def why_here(*, request: Request, representative: Representative, at: datetime) -> WhyHere:
    """Where `representative` stands for `request` at `at`, from what is known then. Nothing is said of others."""
    people = Representative.objects.filter(pk=representative.pk)
    gathered = gather(request=request, people=people, at=at)
    names = wording.names_of(gathered)
    person, weights = gathered.people[representative.public_id], weights_of(request.municipality_id)
    found = standing(person, gathered.asked, today=gathered.today, weights=weights)
    return WhyHere(
        representative=representative,
        barriers=wording.sentences(tuple(one.reason for one in found.barriers), names),
        group=wording.group_label(found.kind),
        group_help=wording.group_help(found.kind),
        missing=wording.sentences(found.missing, names),
        lifts=wording.sentences(found.lifts, names),
        holds_back=wording.sentences(found.holds_back, names),
    )
