"""What waits because somebody has said something. Labels are for one and for many."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from config.core.organisations.models import Role
from participation.contributions.models import Contribution
from participation.contributions.reactions import Reaction
from participation.contributions.telling import untold
from participation.feedback.models import PulseVoice
from participation.promises import queries as promises
from participation.tasks.feeds.feed import FACILITATOR, PROFESSIONAL, Feed, Reader, text

OWNER, PROJECT = text("owner__name"), text("project__title")


def _overdue(of: Reader) -> Any:
    return of.of(Contribution).unanswered().filter(due_on__lt=of.today)


def _own(of: Reader) -> Any:
    return of.of(Contribution).unanswered().filter(owner__user=of.user)


def _own_feedback(of: Reader) -> Any:
    mine = PulseVoice.objects.silent().filter(
        Q(professional__user=of.user) | Q(representative__user=of.user), pulse__answer_by__gte=of.today
    )
    return mine.of(of.municipality)


def _paths(public_ids: list[str]) -> dict[str, str]:
    rows = PulseVoice.objects.filter(public_id__in=public_ids)
    return {voice.public_id: voice.path for voice in rows}


FEEDS: tuple[Feed, ...] = (
    Feed(
        "promised",
        ngettext_lazy("answer that you owe", "answers that you owe", "count"),
        _own,
        roles=frozenset(Role) - {Role.REPRESENTATIVE},
        what=_("Answer what a representative has said"),
        why=_("You have promised an answer. A short and honest one is best."),
        press=_("Answer"),
        opens="contribution_detail",
        about=PROJECT,
        within=text(""),
        until="due_on",
    ),
    Feed(
        "overdue",
        ngettext_lazy("promise overdue", "promises overdue", "count"),
        _overdue,
        "contribution_list",
        "state=overdue",
        "danger",
        roles=FACILITATOR | {Role.UNIT_MANAGER},
        what=_("See to it that the answer is given"),
        why=_("It was promised, and the day has passed."),
        press=_("See the promise"),
        opens="contribution_detail",
        about=PROJECT,
        within=OWNER,
        until="due_on",
    ),
    Feed(
        "unreached",
        ngettext_lazy("promise that no letter asks about", "promises that no letter asks about", "count"),
        lambda of: promises.without_a_letter(of.of(Contribution)),
        what=_("Ask for the answer yourself"),
        why=_("Nobody owes it, or the one who does has no address and gets no letter."),
        press=_("See the promise"),
        opens="contribution_detail",
        about=PROJECT,
        within=OWNER,
        until="due_on",
    ),
    Feed(
        "untold",
        ngettext_lazy("answer that nobody has been told", "answers that nobody has been told", "count"),
        lambda of: untold(of.of(Contribution)),
        what=_("Tell the person what was answered"),
        why=_("It is answered, and no letter has told it."),
        press=_("See the answer"),
        opens="contribution_detail",
        about=PROJECT,
        within=text(""),
    ),
    Feed(
        "feedback",
        ngettext_lazy("answer about a meeting to look at", "answers about meetings to look at", "count"),
        lambda of: of.of(PulseVoice).to_look_at(),
        "look_list",
        color="danger",
        what=_("See what was not good"),
        why=_("Somebody gave the lowest answer, or wrote to you in private."),
        press=_("Look at it"),
        opens="look_open",
        about=text("pulse__project__title"),
        within=text("pulse__meeting__title"),
    ),
    Feed(
        "not_meant",
        ngettext_lazy(
            "contributor who says it is not what was meant",
            "contributors who say it is not what was meant",
            "count",
        ),
        lambda of: of.of(Reaction).to_talk_about(),
        "reaction_list",
        what=_("Talk about what was meant"),
        why=_("The one who said it says: that is not what I meant."),
        press=_("Open it"),
        opens="contribution_detail",
        by="contribution__public_id",
        about=text("contribution__project__title"),
        within=text(""),
    ),
    Feed(
        "own_feedback",
        ngettext_lazy("meeting to say a word about", "meetings to say a word about", "count"),
        _own_feedback,
        roles=PROFESSIONAL | FACILITATOR | {Role.UNIT_MANAGER},
        what=_("Say how it was"),
        why=_("Two minutes. Nobody sees what you answered alone."),
        press=_("Answer"),
        opens="feedback_open",
        about=text("pulse__project__title"),
        within=text("pulse__meeting__title"),
        until="pulse__answer_by",
        addresses=_paths,
    ),
)
