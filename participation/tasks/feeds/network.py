"""What waits about projects on their way and about people of the network. Labels are for one and for many."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from config.core.organisations.models import Role
from participation.engagement.relations import Relation
from participation.plans.preparing import without_people
from participation.tasks.feeds.feed import FACILITATOR, PROFESSIONAL, Feed, Reader, name, text
from projects.calls.models import Call
from projects.candidates import later
from projects.candidates.models import Choice
from projects.planning.models import Project
from projects.proposals.models import Proposal
from projects.requests.models import Request
from projects.writing.queries import in_writing
from representatives.freshness import queries as freshness
from representatives.freshness.models import Checkup
from representatives.onboarding.queries import open_steps
from representatives.recruitment.models import Application
from representatives.registry.models import Representative
from representatives.selfservice.models import PaperCopy


def _steps(of: Reader) -> Any:
    rows = open_steps(user=of.user, municipality=of.municipality)
    return rows.filter(next_step_on__lte=of.today)


def _relations(of: Reader) -> Any:
    """Next steps with professionals that are one's own, or of a colleague who has left."""
    return of.of(Relation).exclude(professional__user=of.user).held_by(of.user).due(of.today)


def _stale(of: Reader) -> Any:
    return of.of(Representative).stale(of.today).filter(state=Representative.State.ACTIVE)


PROPOSED: tuple[Feed, ...] = (
    Feed(
        "proposals",
        ngettext_lazy("proposal that waits for an answer", "proposals that wait for an answer", "count"),
        lambda of: of.of(Proposal).waiting(),
        "proposal_list",
        "state=waiting",
        what=_("Answer the proposal"),
        why=_("Somebody has said what could be better, and waits to hear."),
        press=_("Read and answer"),
        opens="proposal_detail",
        about=text("title"),
        within=text("project__unit__name"),
    ),
    Feed(
        "sharpening",
        ngettext_lazy("request to sharpen", "requests to sharpen", "count"),
        lambda of: of.of(Request).to_sharpen(),
        "request_sharpen_list",
        what=_("Sharpen the request"),
        why=_("A colleague has asked for representatives, and waits for you."),
        press=_("Read it"),
        opens="request_detail",
        about=text("title"),
        within=text("project__title"),
    ),
    Feed(
        "writing",
        ngettext_lazy("request to finish", "requests to finish", "count"),
        lambda of: in_writing(user=of.user, municipality=of.municipality),
        roles=PROFESSIONAL | {Role.UNIT_MANAGER},
        what=_("Go on with your request"),
        why=_("The pen is with you."),
        press=_("Go on"),
        opens="request_detail",
        about=text("title"),
        within=text("project__title"),
    ),
    Feed(
        "nobody_in",
        ngettext_lazy(
            "project that prepares without representatives",
            "projects that prepare without representatives",
            "count",
        ),
        lambda of: without_people(of.of(Project), of.user),
        "project_nobody_list",
        roles=FACILITATOR | PROFESSIONAL | {Role.UNIT_MANAGER},
        what=_("Get representatives into the preparation"),
        why=_("What is prepared without them is hard to change afterwards."),
        press=_("See the project"),
        opens="project_detail",
        about=text("title"),
        within=text("unit__name"),
        until="starts_on",
    ),
)
FEEDS: tuple[Feed, ...] = (
    Feed(
        "calls",
        ngettext_lazy("open call to read and answer", "open calls to read and answer", "count"),
        lambda of: of.of(Call).to_settle(of.today),
        "call_list",
        what=_("Read and answer those who want to take part"),
        why=_("The call is over, and everybody gets an answer."),
        press=_("Read"),
        opens="call_detail",
        about=text("request__title"),
        within=text("request__project__title"),
        until="open_until",
    ),
    Feed(
        "checkups",
        ngettext_lazy(
            "person to call: is the profile still right?",
            "people to call: is the profile still right?",
            "count",
        ),
        lambda of: freshness.to_call(of.of(Checkup), today=of.today),
        "checkup_list",
        what=_("Call: is the profile still right?"),
        why=_("No letter reaches this person."),
        press=_("Write down the answer"),
        opens="checkup_answer",
        about=name(),
        names_people=True,
        within=text(""),
        until="due_on",
    ),
    Feed(
        "applicants",
        ngettext_lazy("applicant on the way in", "applicants on their way in", "count"),
        lambda of: of.of(Application).waiting(),
        "application_list",
        color="info",
        what=_("Welcome, or a kind no"),
        why=_("Somebody wants to take part, and waits to hear."),
        press=_("Open it"),
        opens="representative_detail",
        by="representative__public_id",
        about=name(),
        names_people=True,
        within=text(""),
    ),
    Feed(
        "steps",
        ngettext_lazy("agreed step that is due", "agreed steps that are due", "count"),
        _steps,
        "step_list",
        "due=1",
        what=_("Do what was agreed"),
        why=_("You agreed on a next step, and its day has come."),
        press=_("See the step"),
        opens="step_list",
        by="",
        about=name(),
        names_people=True,
        within=text("next_step"),
        until="next_step_on",
    ),
    Feed(
        "relations",
        ngettext_lazy(
            "small step with a professional that is due",
            "small steps with professionals that are due",
            "count",
        ),
        _relations,
        "relation_list",
        "due=1",
        what=_("Do the next small step with a colleague"),
        why=_("You wanted to be in touch by this day."),
        press=_("Open it"),
        opens="professional_detail",
        by="professional__public_id",
        about=text("professional__name"),
        within=text("next_step"),
        until="next_on",
    ),
    Feed(
        "later",
        ngettext_lazy("person to think of again", "people to think of again", "count"),
        lambda of: later.due(of.of(Choice), today=of.today),
        "candidate_later_list",
        "due=1",
        what=_("Think of this person again"),
        why=_("The day that was set has come."),
        press=_("See the list"),
        opens="candidate_later_list",
        by="",
        about=name(),
        names_people=True,
        within=text("request__title"),
        until="ask_again_on",
    ),
    Feed(
        "copies",
        ngettext_lazy("person who wants a copy on paper", "people who want a copy on paper", "count"),
        lambda of: of.of(PaperCopy).waiting(),
        "paper_copy_list",
        what=_("Send a copy on paper"),
        why=_("The person has asked for everything that is held about them."),
        press=_("See the list"),
        opens="paper_copy_list",
        by="",
        about=name(),
        names_people=True,
        within=text(""),
    ),
    Feed(
        "stale",
        ngettext_lazy(
            "profile nobody has confirmed for a year", "profiles nobody has confirmed for a year", "count"
        ),
        _stale,
        "representative_list",
        "state=active&lacks=confirmation",
        "neutral",
    ),
)
