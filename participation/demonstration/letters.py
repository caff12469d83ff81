"""Answers to questions, a letter on paper that is posted and one that waits. All apart."""

from datetime import datetime, timedelta
from functools import partial

from config.core.outbox.models import Message
from participation.demonstration.apart import apart
from participation.demonstration.course import Year
from participation.invitations import rules
from participation.invitations.models import Invitation
from participation.paper import services as paper
from participation.questions import queries, receiving, services
from participation.questions.models import QuestionWord
from representatives.registry import services as registry
from representatives.registry.models import Representative

# Who asked less than a week ago still waits.
WAITS = timedelta(days=6)
REPLY_AFTER = timedelta(days=1, hours=2)
LAST = -1
REPLIES = (
    "Ja, det går fint. Si fra om noe skal være på plass når du kommer.",
    "Møtene varer to timer, med pause midt i. Du kan gå når du vil.",
    "Vi dekker reisen, og du trenger ikke legge ut noe selv.",
)
MORE = "Takk! Kan jeg ha med datteren min på det første møtet?"
ON_PAPER = 2


def plan(year: Year) -> None:
    """One who asks more, and the letters on paper, on the last day."""
    own = apart("letters")
    year.plan(year.moment(LAST, 16, 40), own(partial(_ask_more, year)))
    year.plan(year.moment(LAST, 17, 10), own(partial(_write_on_paper, year)))


def write_back(invitation: Invitation, text: str, at: datetime) -> None:
    """A reply by mail to the letter, as the mailbox hands it over."""
    letter = Message.objects.get(dedupe_key=rules.dedupe_key(invitation))
    receiving.take(letter, text, at)


def plan_reply(year: Year, invitation: Invitation, at: datetime) -> None:
    """The facilitator answers a question on the next day, but for those of the last days."""
    own = apart(f"reply {invitation.public_id} {at.isoformat()}")
    if at < year.end - WAITS:
        year.plan(at + REPLY_AFTER, own(partial(_reply, year, invitation)))


def _reply(year: Year, invitation: Invitation, at: datetime) -> None:
    told = QuestionWord.Way.MAIL if rules.gets_mail(invitation.representative) else QuestionWord.Way.PHONE
    text = REPLIES[at.toordinal() % len(REPLIES)]
    try:
        services.reply(invitation=invitation, text=text, told=told, by=year.facilitator, at=at)
    except services.CannotReply:
        # Withdrawn in the meantime, because the person left.
        return


def _ask_more(year: Year, at: datetime) -> None:
    asked = queries.with_threads(Invitation.objects.of(year.municipality)).filter(is_waiting=False)
    for invitation in asked.order_by("-created_at", "-id"):
        if invitation.is_open_on(rules.day(at)):
            services.add(invitation=invitation, text=MORE, way=QuestionWord.Way.PAGE, at=at)
            return


def _write_on_paper(year: Year, at: datetime) -> None:
    """Two who are asked, and have not answered yet, would rather have a letter; one is posted."""
    rows = Invitation.objects.of(year.municipality).awaiting().filter(reply_by__gte=rules.day(at))
    letters = []
    for invitation in rows.select_related("representative").order_by("-reply_by", "id")[:ON_PAPER]:
        registry.update(
            representative=invitation.representative,
            changes={"channel": Representative.Channel.LETTER},
            by=year.facilitator,
            at=at,
        )
        try:
            letters.append(paper.make(invitation=invitation, by=year.facilitator, at=at))
        except paper.CannotMake:
            # A proxy gets the person's letters by e-mail.
            continue
    for letter in letters[:1]:
        paper.post(letter=letter, by=year.facilitator, at=at)
