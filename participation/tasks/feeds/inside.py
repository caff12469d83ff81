"""What waits with managers, and in the outbox. Labels are for one and for many."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from config.core.outbox import kinds
from config.core.outbox.models import Message
from participation.readiness.models import ReadinessStep
from participation.reflections.models import Reflection, ReflectionPart
from participation.reports.models import Report
from participation.support.models import Ask
from participation.tasks.feeds.feed import FACILITATOR, MANAGERS, PROFESSIONAL, Feed, Reader, text


def _in_state(state: Message.State) -> Any:
    return lambda of: of.of(Message).filter(state=state)


def _decisions(of: Reader) -> Any:
    """Asks that this person may answer: those that are open, and those put to later whose day has come."""
    return Ask.objects.answerable_by(of.user).of(of.municipality).to_decide(of.today)


def _parts(of: Reader) -> Any:
    """The person's own parts that are not written yet."""
    own = of.of(ReflectionPart).filter(user=of.user, written_at=None)
    return own.filter(reflection__state=Reflection.State.WRITING)


def _kind(code: str) -> Any:
    return kinds.label_of_name(code)


OF_MESSAGE: dict[str, Any] = {
    "board": "message_list",
    "color": "danger",
    "press": _("Open it"),
    "opens": "message_detail",
    "about": text("kind"),
    "within": text(""),
    "spoken": _kind,
}
OUTBOX: tuple[Feed, ...] = (
    Feed(
        "undeliverable",
        ngettext_lazy("message that could not be delivered", "messages that could not be delivered", "count"),
        _in_state(Message.State.UNDELIVERABLE),
        query="state=undeliverable",
        what=_("Reach the person in another way"),
        why=_("The letter could not be delivered."),
        **OF_MESSAGE,
    ),
    Feed(
        "uncertain",
        ngettext_lazy("message that may not have been sent", "messages that may not have been sent", "count"),
        _in_state(Message.State.UNCERTAIN),
        query="state=uncertain",
        what=_("Find out whether the letter was sent"),
        why=_("It may have left, or not."),
        **OF_MESSAGE,
    ),
)
FEEDS: tuple[Feed, ...] = (
    Feed(
        "asks",
        ngettext_lazy("ask that managers have not answered", "asks that managers have not answered", "count"),
        lambda of: of.of(Ask).open(),
        "ask_list",
        "state=asked",
        "neutral",
    ),
    Feed(
        "decisions",
        ngettext_lazy("decision asked of you", "decisions asked of you", "count"),
        _decisions,
        "ask_list",
        "state=asked",
        roles=MANAGERS,
        what=_("Decide"),
        why=_("One decision is asked of you, with what it costs and what follows if not."),
        press=_("Read and decide"),
        opens="ask_detail",
        about=text("title"),
        within=text("unit__name"),
        until="until",
    ),
    Feed(
        "unfollowed",
        ngettext_lazy("yes that nothing has followed", "yeses that nothing has followed", "count"),
        lambda of: of.of(Ask).unfollowed(of.today),
        what=_("Write what followed from the yes"),
        why=_("It was granted a month ago, and nobody has heard what came of it."),
        press=_("Write it down"),
        opens="ask_follow",
        about=text("title"),
        within=text("unit__name"),
    ),
    Feed(
        "report_drafts",
        ngettext_lazy("report to look through and freeze", "reports to look through and freeze", "count"),
        lambda of: of.of(Report).drafts(),
        what=_("Look through the report and freeze it"),
        why=_("It is a draft, and nobody else can read it yet."),
        press=_("Open it"),
        opens="report_detail",
        about=text("title"),
        within=text("unit__name"),
    ),
    Feed(
        "reflecting",
        ngettext_lazy("part of a reflection to write", "parts of reflections to write", "count"),
        _parts,
        roles=FACILITATOR | PROFESSIONAL,
        what=_("Write your part of the reflection"),
        why=_("You reflect together, and the others wait for your part."),
        press=_("Write"),
        opens="reflection_detail",
        by="reflection__public_id",
        about=text("reflection__project__title"),
        within=text("reflection__meeting__title"),
        until="reflection__held_on",
    ),
    Feed(
        "settling",
        ngettext_lazy("reflection to settle", "reflections to settle", "count"),
        lambda of: of.of(Reflection).going_on().filter(by=of.user),
        what=_("Settle what leaders should hear"),
        why=_("The reflection is begun, and not kept yet."),
        press=_("Go on"),
        opens="reflection_detail",
        about=text("project__title"),
        within=text("meeting__title"),
        until="held_on",
    ),
    Feed(
        "readiness_steps",
        ngettext_lazy("step about readiness", "steps about readiness", "count"),
        lambda of: of.of(ReadinessStep).open().filter(owner__in=[str(role) for role in of.roles]),
        roles=FACILITATOR | MANAGERS,
        what=_("Take a step that is yours"),
        why=_("Something was weak when you answered how ready you are, and this was agreed."),
        press=_("Open it"),
        opens="readiness_detail",
        by="readiness__public_id",
        about=text("text"),
        within=text("readiness__unit__name"),
        until="due_on",
    ),
)
