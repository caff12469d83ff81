"""Proposals of a town, and what is kept about the life of its project and request."""

from datetime import datetime
from typing import Any

from projects.models import Project, ProjectMove, Proposal, RequestMove, RequestNote


def add_proposals(town: Any, at: datetime) -> None:
    """One that somebody told, and one of the person; notes and steps of the request."""
    request, common = town.rows["request"], {"municipality": town.municipality}
    words = {"trouble": town.text("vansker"), "for_whom": town.text("for hvem"), "better": town.text("bedre")}
    for key, source, who in (
        ("proposal", "by_word", {"told_by": town.text("fortalt av", 120)}),
        ("my_proposal", "representative", {"representative": town.rows["representative"]}),
    ):
        project = Project.objects.create(
            unit=town.unit, state="proposed", title=town.text(key, 140), created_at=at, **common
        )
        fields = {"title": town.text("forslag", 140), "proposed_at": at, **words, **who, **common}
        town.keep(key, Proposal.objects.create(project=project, source=source, **fields))
    ProjectMove.objects.create(
        project=town.rows["project"], was="planned", to="running", reason=town.text("grunn"), at=at, **common
    )
    RequestMove.objects.create(
        request=request, was="draft", to="open", reason=town.text("grunn"), at=at, **common
    )
    RequestNote.objects.create(request=request, text=town.text("merknad"), at=at, **common)
