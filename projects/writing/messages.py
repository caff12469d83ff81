"""The mail to a professional whose request comes back from the facilitator."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.outbox.kinds import CannotRender, Kind, Mail
from config.core.outbox.models import Message
from projects.requests.models import Request
from projects.writing.services import KIND


def _render(message: Message, live: bool) -> Mail:
    """The mail in the reader's language; its link leads behind sign-in, so there is nothing to deaden."""
    request = _request(message)
    if request is None or request.filed_by is None:
        raise CannotRender("the request or the one who filed it has gone")
    reader, municipality = request.filed_by, request.municipality
    language = reader.language or municipality.language
    with translation.override(language):
        subject = _("Your request is back with you – %(municipality)s") % {"municipality": municipality.name}
        last = request.notes.order_by("-at", "-id").exclude(text="").first()
        lines = [
            _("Hello %(name)s,") % {"name": reader.get_full_name()},
            _(
                "the facilitator has looked at “%(title)s”. Read it, change what is not right, and send it back."
            )
            % {"title": request.title},
            _("“%(words)s”") % {"words": last.text} if last else "",
            settings.BASE_URL + reverse("request_detail", args=[municipality.slug, request.public_id]),
        ]
    text = "\n\n".join(line for line in lines if line) + "\n"
    reply_to = municipality.facilitator_email
    return Mail(to=reader.email, subject=subject, text=text, language=language, reply_to=reply_to)


def _still_allowed(message: Message) -> bool:
    """Not when the facilitator has taken it back meanwhile, nor to somebody who cannot see it any more."""
    request = _request(message)
    if request is None or request.filed_by is None or request.pen != Request.Pen.FILER:
        return False
    return Request.objects.visible_to(request.filed_by).filter(pk=request.pk).exists()


def _request(message: Message) -> Request | None:
    rows = Request.objects.filter(public_id=message.about_id)
    return rows.select_related("municipality", "filed_by").first()


REQUEST_RETURNED = Kind(
    name=KIND,
    label=gettext_lazy("A request back to the one who filed it"),
    render=_render,
    still_allowed=_still_allowed,
)
