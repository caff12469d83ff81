"""The letter that somebody is invited to write a part of a reflection. It names nobody of the network."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.letters.short import short_letter
from config.core.outbox.kinds import CannotRender, Kind, Mail
from config.core.outbox.models import Message
from participation.reflections.models import Reflection, ReflectionPart
from participation.reflections.services import INVITED


def _invited(message: Message, live: bool) -> Mail:
    part = _part(message)
    if part is None:
        raise CannotRender("the reflection or the account is gone")
    municipality, reflection = part.municipality, part.reflection
    address = settings.BASE_URL + reverse("reflection_detail", args=[municipality.slug, reflection.public_id])
    language = part.user.language or municipality.language
    with translation.override(language):
        about = {"project": reflection.project.title}
        return short_letter(
            kind=INVITED,
            to=part.user.email,
            name=part.user.get_full_name(),
            municipality=municipality,
            language=language,
            subject=_("Fifteen minutes to reflect: %(project)s") % about,
            paragraphs=[
                _("You are invited to reflect together on “%(project)s”.") % about,
                _(
                    "Each writes a part of their own first. The others read it when the group opens the parts."
                ),
            ],
            link=(address, _("Write your part")),
        )


def _part(message: Message) -> Any:
    rows = ReflectionPart.objects.filter(public_id=message.about_id, user__is_active=True)
    return rows.select_related("user", "municipality", "reflection__project").first()


def _still_to_write(message: Message) -> bool:
    part = _part(message)
    return part is not None and part.written_at is None and part.reflection.state == Reflection.State.WRITING


REFLECTION_INVITED = Kind(
    name=INVITED,
    label=gettext_lazy("Invited to reflect together"),
    render=_invited,
    still_allowed=_still_to_write,
)
