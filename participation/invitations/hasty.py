"""Answers that a program may have given: pressed at once when the letter had left, or several links together."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from config.core.outbox.models import Message
from participation.invitations.models import Answer

# A program that presses a button does it at once; a person reads first.
HASTY = timedelta(seconds=10)
# So many links of one round within that time are one program behind one letter box, or a chance worth a call.
TOGETHER = 3
BY_LINK = (Answer.By.LINK, Answer.By.PROXY)


def is_hasty(answer: Answer, letter: Message | None) -> bool:
    """Whether the link was pressed sooner after the letter left than anybody reads it."""
    if answer.by not in BY_LINK or letter is None or letter.sent_at is None:
        return False
    return answer.at - letter.sent_at < HASTY


def pressed_together(requests: Iterable[int]) -> set[int]:
    """The answers (by primary key) to requests (by primary key) whose links were pressed several at once."""
    rows = Answer.objects.filter(invitation__request__in=set(requests), by__in=BY_LINK)
    by_request: dict[int, list[tuple[datetime, int, int]]] = defaultdict(list)
    columns = ("invitation__request_id", "at", "pk", "invitation_id")
    for request, at, answer, invitation in rows.order_by("at", "pk").values_list(*columns):
        by_request[request].append((at, answer, invitation))
    return {answer for presses in by_request.values() for answer in together(presses)}


def together(presses: list[tuple[datetime, int, int]]) -> set[int]:
    """Of presses in time order, as moment, answer and invitation: those among several invitations at once."""
    found: set[int] = set()
    first = 0
    for last, (at, _answer, _invitation) in enumerate(presses):
        while at - presses[first][0] >= HASTY:
            first += 1
        window = presses[first : last + 1]
        if len({invitation for _at, _answer, invitation in window}) >= TOGETHER:
            found |= {answer for _at, answer, _invitation in window}
    return found
