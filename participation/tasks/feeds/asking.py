"""What waits about invitations and sendings of letters. Labels are for one and for many."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from participation.invitations import queries as invitations
from participation.invitations.models import Invitation
from participation.paper.models import PaperLetter
from participation.questions import queries as questions
from participation.sendings.models import Sending
from participation.tasks.feeds.feed import Feed, Reader, having, name, text
from projects.requests.models import Request

Waits = Invitation.Waits
OF_PROJECT = text("request__project__title")


def _waiting(waits: Invitation.Waits) -> Any:
    return lambda of: of.of(Invitation).waiting_for(waits, of.today)


def _invitation(waits: Invitation.Waits, label: Any, **words: Any) -> Feed:
    """Something that waits with one invitation, and is done on its page."""
    known: dict[str, Any] = {
        "board": "invitation_list",
        "query": f"waits={waits.value}",
        "opens": "invitation_detail",
        "about": name(),
        "names_people": True,
        "within": OF_PROJECT,
        "until": "reply_by",
        "press": _("Open it"),
    }
    return Feed(waits.value, label, _waiting(waits), **known | words)


def _unasked(of: Reader) -> Any:
    return invitations.unasked(user=of.user, municipality=of.municipality)


def _letters(of: Reader) -> Any:
    """Printed for the link in force, while the invitation can be answered, and not posted."""
    letters = of.of(PaperLetter).current().filter(posted_at=None)
    return letters.filter(invitation__state__in=[Invitation.State.READY, Invitation.State.SENT])


def _requests(inner: Any, by: str = "request") -> Any:
    """The requests that the rows belong to: one task for all of a request."""
    if by == "request":
        return lambda of: having(of.of(Request), inner(of), "request")
    return lambda of: of.of(Request).filter(pk__in=inner(of).order_by().values(by))


def _sendings(state: Sending.State) -> Any:
    return lambda of: of.of(Sending).filter(state=state)


FEEDS: tuple[Feed, ...] = (
    _invitation(
        Waits.CALL,
        ngettext_lazy("person to call about an invitation", "people to call about an invitation", "count"),
        what=_("Call about the invitation"),
        why=_("No letter reaches this person."),
    ),
    _invitation(
        Waits.WISH,
        ngettext_lazy("person who wants something else", "people who want something else", "count"),
        what=_("Talk about what the person would rather do"),
        why=_("The answer was: not this, but something else."),
    ),
    _invitation(
        Waits.SEAT,
        ngettext_lazy(
            "person on the reserve while a seat is free",
            "people on the reserve while a seat is free",
            "count",
        ),
        what=_("Offer the free seat"),
        why=_("A seat is free, and this person is on the reserve."),
    ),
    Feed(
        Waits.MAYBE.value,
        _("said maybe"),
        _waiting(Waits.MAYBE),
        "invitation_list",
        f"waits={Waits.MAYBE.value}",
    ),
    Feed(
        Waits.SENDING.value,
        ngettext_lazy("invitation ready to send", "invitations ready to send", "count"),
        _waiting(Waits.SENDING),
        "invitation_list",
        f"waits={Waits.SENDING.value}",
        what=_("Send the invitations that are ready"),
        why=_("Nobody has heard anything yet."),
        press=_("See the round"),
        opens="invitation_round",
        about=text("title"),
        within=text("project__title"),
        lines=_requests(_waiting(Waits.SENDING)),
    ),
    Feed(
        Waits.PERSON.value,
        _("asked, no answer yet"),
        _waiting(Waits.PERSON),
        "invitation_list",
        f"waits={Waits.PERSON.value}",
        "neutral",
    ),
    Feed(
        "unasked",
        _("chosen, not invited yet"),
        _unasked,
        "invitation_unasked",
        what=_("Invite those who are chosen"),
        why=_("They are chosen, and have heard nothing."),
        press=_("See the round"),
        opens="invitation_round",
        about=text("title"),
        within=text("project__title"),
        lines=_requests(_unasked),
    ),
    Feed(
        "questions",
        ngettext_lazy("question to answer", "questions to answer", "count"),
        lambda of: questions.open_threads(of.of(Invitation)),
        "question_list",
        color="danger",
        what=_("Answer the question"),
        why=_("The person wants to know before answering."),
        press=_("Answer"),
        opens="question_thread",
        about=name(),
        names_people=True,
        within=OF_PROJECT,
        until="reply_by",
    ),
    Feed(
        "letters",
        ngettext_lazy("letter to post", "letters to post", "count"),
        _letters,
        what=_("Post the letters"),
        why=_("They are printed, and nobody has said that they are posted."),
        press=_("See the letters"),
        opens="paper_round",
        about=text("title"),
        within=text("project__title"),
        lines=_requests(_letters, "invitation__request"),
    ),
)

OF_SENDING: dict[str, Any] = {
    "board": "sending_list",
    "opens": "sending_detail",
    "about": text("request__title"),
    "within": OF_PROJECT,
    "until": "reply_by",
}
SENDINGS: tuple[Feed, ...] = (
    Feed(
        "drafts",
        ngettext_lazy("sending being prepared", "sendings being prepared", "count"),
        _sendings(Sending.State.DRAFT),
        query="show=draft",
        color="info",
        what=_("Look through the letters and send them"),
        why=_("Nobody has heard anything yet."),
        press=_("Look through"),
        **OF_SENDING,
    ),
    Feed(
        "approvals",
        ngettext_lazy(
            "sending that waits for a second person", "sendings that wait for a second person", "count"
        ),
        _sendings(Sending.State.APPROVAL),
        query="show=approval",
        what=_("Say yes or no to sending to so many"),
        why=_("More than a thousand are sent by two people."),
        press=_("Look through"),
        **OF_SENDING,
    ),
    Feed(
        "tell",
        ngettext_lazy("sending with somebody to tell", "sendings with somebody to tell", "count"),
        lambda of: of.of(Sending).with_somebody_to_tell(),
        query="show=tell",
        what=_("Tell those whom no letter reaches"),
        why=_("The seats are taken, and they have not heard it."),
        press=_("See whom"),
        **{**OF_SENDING, "until": ""},
    ),
)
