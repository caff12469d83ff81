"""*Why here?* for one candidate, and the whole rule to read: from a name to the rule in two presses."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from projects.candidates.finding import person_of, wanted_of
from projects.candidates.why_here import why_here
from projects.candidates.wording import gate_label
from projects.matching import keys
from projects.matching.gates import Gate
from projects.matching.values import Importance


@require(Permission.CANDIDATES_READ)
def candidate_why_here(request: Any, request_id: str, representative_id: str) -> HttpResponse:
    """Step by step why somebody stands where they do in the list of a request."""
    wanted, person = wanted_of(request, request_id), person_of(request, representative_id)
    at = timezone.now()
    found = why_here(request=wanted, representative=person, at=at)
    audit.record_read(person, by=request.user, at=at, purpose="candidates")
    return render(request, "projects/candidates/why_here.html", {"wanted": wanted, "found": found})


@require(Permission.HOME_OPEN)
def matching_rule(request: Any) -> HttpResponse:
    """The rule by which candidates are found and put in order, in plain words, for everybody."""
    context = {
        "own_limits": [gate_label(gate) for gate in Gate if gate.is_own_limit],
        "others": [gate_label(gate) for gate in Gate if not gate.is_own_limit],
        "must": keys.FULL_FIT * keys.IMPORTANCE_WEIGHT[Importance.MUST],
        "wish": keys.FULL_FIT * keys.IMPORTANCE_WEIGHT[Importance.WISH],
        "rest": keys.MOST_REST,
        "running": -keys.PER_RUNNING,
        "ask": -keys.PER_ASK,
        "passed_over": keys.PER_PASSED_OVER,
        "stale": -keys.STALE,
        "version": keys.RULE_VERSION,
    }
    return render(request, "projects/candidates/rule.html", context)
