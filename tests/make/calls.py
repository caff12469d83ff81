"""Open calls and interest in them, and people who want to hear of such, made through the services."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from projects.calls import announcing, collecting, services
from projects.calls.models import Call, Interest, Notice
from projects.models import Request
from representatives.interests import services as wishes
from representatives.models import ChosenTopic, Term
from tests.cast import AT
from tests.make.people import make_representative, make_term

if TYPE_CHECKING:
    from tests.make.town import Town

LAST_DAY = timezone.localdate(AT) + timedelta(days=14)


def make_call(
    request: Request,
    *,
    at: datetime = AT,
    open_until: date | None = None,
    is_open: bool = True,
    **fields: Any,
) -> Call:
    """A call, published unless it shall stay a draft."""
    last = open_until or timezone.localdate(at) + timedelta(days=14)
    call = services.create(request=request, open_until=last, by=None, at=at, **fields)
    if is_open:
        services.publish(call=call, by=None, at=at)
        write_letters(call, at)
    return fresh(call)


def write_letters(call: Call, at: datetime = AT) -> int:
    """What the job does, at once."""
    return announcing.announce(call=fresh(call), at=at)


def fresh(call: Call) -> Call:
    """The call as it is now."""
    return Call.objects.select_related("municipality", "request", "channel", "letters").get(pk=call.pk)


def make_listener(
    municipality: Any, name: str = "Paula Prøve", *, topic: Term | None = None, how: str = "", **profile: Any
) -> Any:
    """Somebody who wants to hear about a topic; dementia where none is said."""
    person = make_representative(municipality, name, **profile)
    wishes.add_topic(representative=person, term=topic or make_term(), by=None, at=AT)
    if how:
        wishes.say_how(representative=person, how=how, by=None, at=AT)
    return person


def make_interest(call: Call, person: Any = None, *, at: datetime = AT, **said: Any) -> Interest:
    """Somebody is interested; the person is made when none is given."""
    who = person or make_representative(call.municipality)
    return collecting.say(call=call, representative=who, at=at, **{"said_by": "phone"} | said)


def add_call(town: "Town", by: Any, at: datetime) -> None:
    """A town's open call: a person who hears of it, one who is interested, every text of it marked."""
    person = town.rows["representative"]
    common: dict[str, Any] = {"municipality": town.municipality}
    wishes.add_topic(representative=person, term=town.rows["term"], by=by, at=at)
    town.keep("topic", ChosenTopic.objects.get(representative=person))
    call = Call.objects.create(
        request=town.rows["request"],
        code=f"{town.mark[:7].lower()}k",
        title=town.text("utlysningstittel", 140),
        seed="seed",
        greeting=town.text("utlysning"),
        open_until=timezone.localdate(at) + timedelta(days=14),
        state="open",
        published_at=at,
        created_at=at,
        created_by=by,
        **common,
    )
    town.keep("call", call)
    Notice.objects.create(call=call, representative=person, letter_on=timezone.localdate(at), **common)
    said = {"words": town.text("interesseord"), "said_by": "link", "said_at": at}
    town.keep("interest", Interest.objects.create(call=call, representative=person, **said, **common))
