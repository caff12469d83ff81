"""Letters to those who owe answers, and to managers of what is long overdue. What was said is behind the link."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from config.core.accounts.models import User
from config.core.letters.kinds import Wording
from config.core.letters.short import short_letter
from config.core.organisations.models import Membership, Unit
from config.core.organisations.queries import below
from config.core.outbox.kinds import CannotRender, Kind, Mail
from config.core.outbox.models import Message
from config.core.privacy import links
from participation.promises import queries
from participation.promises.services import LATE, OWED


def _owed(message: Message, live: bool) -> Mail:
    professional = _professional(message)
    asked = queries.owed(professional) if professional else []
    if professional is None or not asked or not queries.address_of(professional):
        raise CannotRender("nothing is owed any more, or there is no address")
    with translation.override(queries.speaks(professional)):
        number, first = len(asked), asked[0].contribution
        subject = ngettext(
            "Somebody waits for your answer, by %(day)s (%(municipality)s)",
            "%(number)s wait for your answer, the first by %(day)s (%(municipality)s)",
            number,
        ) % {
            "number": number,
            "day": date_format(first.due_on, "MONTH_DAY_FORMAT"),
            "municipality": professional.municipality.name,
        }
        return short_letter(
            kind=OWED,
            to=queries.address_of(professional),
            name=professional.name,
            municipality=professional.municipality,
            language=queries.speaks(professional),
            subject=subject,
            paragraphs=[
                ngettext(
                    "A representative has said something that you have promised to answer.",
                    "Representatives have said %(number)s things that you have promised to answer.",
                    number,
                )
                % {"number": number},
                *(_one(link, live=live) for link in asked),
                _(
                    "Each takes one press and two sentences, on a phone too. Opening the link answers nothing."
                ),
            ],
            link=(
                asked[0].address if live else links.address("promise_open", links.DEAD),
                _("Read it and answer"),
            ),
        )


def _one(link: Any, *, live: bool) -> str:
    """Each with the own link: a page leads to no other, for it may be passed on."""
    address = link.address if live else links.address("promise_open", links.DEAD)
    facts = {
        "project": link.contribution.project.title,
        "day": date_format(link.contribution.due_on, "MONTH_DAY_FORMAT"),
    }
    if link.contribution.due_on < timezone.localdate():
        return "• " + _("%(project)s: it was promised by %(day)s") % facts + f"\n{address}"
    return "• " + _("%(project)s: by %(day)s") % facts + f"\n{address}"


def _late(message: Message, live: bool) -> Mail:
    unit, manager = _unit(message), _manager(message)
    if unit is None or manager is None:
        raise CannotRender("the unit or its manager is gone")
    late = list(queries.late(list(below(unit)), timezone.localdate()))
    if not late:
        raise CannotRender("nothing is late any more")
    board = reverse("contribution_list", args=[unit.municipality.slug])
    language = manager.language or unit.municipality.language
    with translation.override(language):
        number = {"number": len(late), "unit": unit.name}
        return short_letter(
            kind=LATE,
            to=manager.email,
            name=manager.get_full_name(),
            municipality=unit.municipality,
            language=language,
            subject=ngettext(
                "%(number)s promised answer is overdue in %(unit)s",
                "%(number)s promised answers are overdue in %(unit)s",
                len(late),
            )
            % number,
            paragraphs=[
                _("Representatives were promised an answer, and the day has passed:"),
                *(
                    "• "
                    + _("%(project)s: %(owner)s, by %(day)s")
                    % {
                        "project": one.project.title,
                        "owner": one.owner.name if one.owner else _("Nobody"),
                        "day": date_format(one.due_on, "MONTH_DAY_FORMAT"),
                    }
                    for one in late
                ),
                _("Can you help the one who owes the answer, or find somebody else who can give it?"),
            ],
            link=(f"{settings.BASE_URL}{board}?state=overdue", _("See them all")),
        )


def _still_owed(message: Message) -> bool:
    professional = _professional(message)
    return professional is not None and bool(queries.owed(professional))


def _still_late(message: Message) -> bool:
    unit, manager = _unit(message), _manager(message)
    if unit is None or manager is None or manager not in queries.managers_of(unit):
        return False
    return bool(queries.late(list(below(unit)), timezone.localdate()).exists())


def _professional(message: Message) -> Any:
    from participation.promises.models import OwnerLink

    professionals = OwnerLink._meta.get_field("professional").related_model._default_manager
    rows = professionals.filter(
        public_id=message.about_id, municipality=message.municipality_id, is_active=True
    )
    return rows.select_related("user", "municipality").first()


def _unit(message: Message) -> Unit | None:
    rows = Unit.objects.filter(public_id=message.about_id, municipality=message.municipality_id)
    return rows.select_related("municipality").first()


def _manager(message: Message) -> User | None:
    current = Membership.objects.current().filter(municipality=message.municipality_id)
    rows = User.objects.filter(public_id=message.recipient_id, is_active=True, pk__in=current.values("user"))
    return rows.first()


PROMISE_OWED = Kind(
    name=OWED, label=gettext_lazy("Somebody waits for an answer"), render=_owed, still_allowed=_still_owed
)
PROMISE_LATE = Kind(
    name=LATE, label=gettext_lazy("Promised answers are overdue"), render=_late, still_allowed=_still_late
)
WORDINGS = (
    Wording(
        kind=OWED,
        label=PROMISE_OWED.label,
        always=(
            gettext_lazy("in which projects, and by when"),
            gettext_lazy("the link to answer, and that opening it answers nothing"),
            gettext_lazy("whom to call"),
        ),
    ),
)
