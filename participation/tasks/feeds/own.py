"""What people have written down to do."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from participation.tasks.feeds.feed import STAFF, Feed, text
from participation.tasks.models import Task

OWN = "own"
FEEDS: tuple[Feed, ...] = (
    Feed(
        OWN,
        ngettext_lazy("thing written down to do", "things written down to do", "count"),
        lambda of: of.of(Task).open().filter(holder=of.user),
        roles=STAFF,
        what=_("Written down"),
        press=_("Done"),
        opens="task_edit",
        about=text("title"),
        within=text(""),
        until="due_on",
    ),
)
