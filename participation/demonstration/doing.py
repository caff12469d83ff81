"""What people have written down to do, put off and given to each other, and the list by mail."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from config.core.accounts.models import User
from participation.demonstration.apart import apart
from participation.demonstration.course import Year
from participation.tasks import queries, services
from participation.tasks.feeds.feed import Reader, reader

WEEK_AGO, YESTERDAY = -7, -1
# Who, what, and in how many days; None is without a day.
WRITTEN: tuple[tuple[str, str, int | None], ...] = (
    ("marte", "Ring biblioteket om møterommet i desember", 4),
    ("marte", "Finn bilder til årsrapporten", None),
    ("jonas", "Ta med utkastet til nytt brev på neste møte", 6),
    ("hege", "Si fra i ledermøtet hva brukerrepresentantene har sagt", 9),
    ("torstein", "Sett av tid til å lese halvårsrapporten", 5),
    ("ida", "Sjekk hvem som fortsatt trenger tilgang", 12),
)
DONE = ("marte", "Send takk til dem som var med på høstmøtet")
BY_MAIL = (("marte", 1), ("hege", 1), ("jonas", 4))
WORD = "Du snakket med henne sist, så jeg tror det er best at du tar den."
SUBSTITUTE = "kristin.vold@nordvik.example.org"


def plan(year: Year) -> None:
    """A week ago most of it was written down; yesterday two facilitators shared out what there was."""
    own = apart("doing")
    year.plan(year.moment(WEEK_AGO, 8, 10), own(partial(_write_down, year)), quietly=True)
    year.plan(year.moment(YESTERDAY, 16, 10), own(partial(_share_out, year)), quietly=True)


def _write_down(year: Year, at: datetime) -> None:
    here = {"municipality": year.municipality}
    for who, title, days in WRITTEN:
        due_on = year.today + timedelta(days=days) if days is not None else None
        services.write_down(title=title, due_on=due_on, by=year.users[who], at=at, **here)
    who, title = DONE
    done = services.write_down(title=title, due_on=None, by=year.users[who], at=at, **here)
    services.finish(task=done, by=year.users[who], at=at + timedelta(hours=3))
    for who, weekday in BY_MAIL:
        services.set_digest(user=year.users[who], weekday=weekday, at=at, **here)


def _share_out(year: Year, at: datetime) -> None:
    """One goes each way, and one waits until next week."""
    marte, today = year.facilitator, timezone.localdate(at)
    kristin = User.objects.filter(email=SUBSTITUTE).first()
    for giver, taker in ((kristin, marte), (marte, kristin)):
        line = _newest(reader(giver, year.municipality, today)) if giver and taker else None
        if line is not None:
            services.give(
                of=reader(giver, year.municipality, today), key=line.key, to=taker, word=WORD, at=at
            )
    own = reader(marte, year.municipality, today)
    line = _newest(own)
    if line is not None:
        services.snooze(of=own, key=line.key, until=year.today + timedelta(days=5), at=at)


def _newest(of: Reader) -> Any:
    """The last of what is nobody's in particular."""
    lines = [line for line in queries.find(of)[:200] if line.given is None and not line.is_own]
    return lines[-1] if lines else None
