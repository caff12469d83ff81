"""Letters about tasks: that one was given to somebody, and the list of the week. Neither names a representative."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.accounts.models import User
from config.core.letters.kinds import Wording
from config.core.letters.short import short_letter
from config.core.outbox.kinds import CannotRender, Kind, Mail
from config.core.outbox.models import Message
from participation.tasks import queries
from participation.tasks.feeds.feed import Reader, reader
from participation.tasks.feeds.own import OWN
from participation.tasks.models import Digest, GivenTask
from participation.tasks.services import DIGEST, GIVEN

MOST_KINDS = 12


def _given(message: Message, live: bool) -> Mail:
    mark = _mark(message)
    line = queries.one(reader(mark.to, mark.municipality), f"{mark.feed}-{mark.subject}") if mark else None
    if mark is None or line is None:
        raise CannotRender("the task is done, or somebody else's")
    with translation.override(_language(mark.to, mark.municipality)):
        giver = mark.by.get_full_name() if mark.by else _("Somebody")
        what = line.about if line.feed.key == OWN else str(line.feed.what)
        until = _("By %(day)s.") % {"day": date_format(line.until, "DATE_FORMAT")} if line.until else ""
        return _letter(
            GIVEN,
            mark.to,
            mark.municipality,
            subject=_("%(name)s has given you something to do") % {"name": giver},
            paragraphs=[f"{what}. {until}".strip()],
            link=(_address(mark.municipality, "task_detail", line.key), _("See what it is about")),
        )


def _digest(message: Message, live: bool) -> Mail:
    digest = _asked(message)
    of = _reader(digest) if digest else None
    if digest is None or of is None:
        raise CannotRender("nobody wants the list any more")
    with translation.override(_language(digest.user, digest.municipality)):
        kinds = queries.kinds(of)
        if not kinds:
            raise CannotRender("nothing needs the person")
        total = sum(number for _feed, number in kinds)
        lines = [f"• {number} {feed.label % {'count': number}}" for feed, number in kinds[:MOST_KINDS]]
        where = _address(digest.municipality, "task_digest")
        return _letter(
            DIGEST,
            digest.user,
            digest.municipality,
            subject=_("What needs you this week: %(number)s (%(municipality)s)")
            % {"number": total, "municipality": digest.municipality.name},
            paragraphs=[
                _("This needs you now:") + "\n" + "\n".join(lines),
                _("You have asked for this letter each week. Change the day or end it here: %(address)s")
                % {"address": where},
            ],
            link=(_address(digest.municipality, "task_list"), _("See the list")),
        )


def _letter(kind: str, user: User, municipality: Any, **said: Any) -> Mail:
    return short_letter(
        kind=kind,
        to=user.email,
        name=user.get_full_name(),
        municipality=municipality,
        language=_language(user, municipality),
        **said,
    )


def _address(municipality: Any, name: str, *args: str) -> str:
    return str(settings.BASE_URL) + reverse(name, args=[municipality.slug, *args])


def _language(user: User, municipality: Any) -> str:
    return str(user.language or municipality.language)


def _reader(digest: Digest) -> Reader | None:
    """The one who wants the list, while they work here."""
    found = reader(digest.user, digest.municipality)
    return found if found.roles else None


def _mark(message: Message) -> GivenTask | None:
    """That it was given, as long as it is still with whom the letter is to."""
    rows = GivenTask.objects.standing().filter(
        public_id=message.about_id, municipality=message.municipality_id, to__public_id=message.recipient_id
    )
    return rows.select_related("to", "by", "municipality").first()


def _asked(message: Message) -> Digest | None:
    rows = Digest.objects.filter(public_id=message.about_id, user__is_active=True)
    return rows.filter(municipality=message.municipality_id).select_related("user", "municipality").first()


def _still_given(message: Message) -> bool:
    mark = _mark(message)
    if mark is None:
        return False
    return queries.one(reader(mark.to, mark.municipality), f"{mark.feed}-{mark.subject}") is not None


def _still_asked(message: Message) -> bool:
    digest = _asked(message)
    of = _reader(digest) if digest else None
    return of is not None and queries.find(of).count() > 0


TASK_GIVEN = Kind(
    name=GIVEN, label=gettext_lazy("A task for a colleague"), render=_given, still_allowed=_still_given
)
TASK_DIGEST = Kind(
    name=DIGEST,
    label=gettext_lazy("What needs somebody this week"),
    render=_digest,
    still_allowed=_still_asked,
)
KINDS = (TASK_GIVEN, TASK_DIGEST)
WORDINGS = (
    Wording(
        kind=DIGEST,
        label=TASK_DIGEST.label,
        always=(
            gettext_lazy("how many of each kind there are, and the link to the list"),
            gettext_lazy("where the letter is ended"),
        ),
    ),
)
