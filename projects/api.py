"""The API of this app: prefix, views and base name of each collection."""

from typing import Any

from projects.calls.api import CallViews, InterestViews
from projects.calls.own_api import MyCallViews
from projects.candidates.api import CandidateViews
from projects.candidates.api_explaining import BalanceViews, MySuggestionViews, SuggestionViews
from projects.candidates.api_weighing import CandidateWeighingViews, LaterViews
from projects.ending.api import EndingViews
from projects.fairness.api import FairnessViews
from projects.feasibility.api import FeasibilityViews
from projects.gaps.api import GapViews
from projects.panels.api import PanelViews
from projects.panels.population_api import PopulationShareViews
from projects.planning.api import ProjectViews
from projects.proposals.api import MyProposalViews, ProposalViews
from projects.requests.api import RequestViews
from projects.season.api import SeasonPlanViews, SeasonSeatViews
from projects.writing.api import WritingViews
from projects.writing.need_api import NeedViews

ROUTES: list[tuple[str, Any, str]] = [
    ("projects", ProjectViews, "project"),
    ("requests", RequestViews, "request"),
    ("requests", CandidateViews, "candidate"),
    ("calls", CallViews, "call"),
    ("interest", InterestViews, "interest"),
    ("me/calls", MyCallViews, "my_call"),
    ("season-plans", SeasonPlanViews, "season_plan"),
    ("season-seats", SeasonSeatViews, "season_seat"),
    ("requests", CandidateWeighingViews, "candidate_weighing"),
    ("requests", SuggestionViews, "suggestion"),
    ("ask-later", LaterViews, "later"),
    ("balance", BalanceViews, "balance"),
    ("me/suggestions", MySuggestionViews, "my_suggestion"),
    ("requests", WritingViews, "writing"),
    ("needs", NeedViews, "need"),
    ("requests", EndingViews, "ending"),
    ("requests", FeasibilityViews, "feasibility"),
    ("proposals", ProposalViews, "proposal"),
    ("me/proposals", MyProposalViews, "my_proposal"),
    ("panels", PanelViews, "panel"),
    ("population-shares", PopulationShareViews, "population_share"),
    ("gaps", GapViews, "gap"),
    ("fairness", FairnessViews, "fairness"),
]
