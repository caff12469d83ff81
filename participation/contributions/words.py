"""What an answer means to the one who said it. The labels of the model are for lists of many."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.contributions.models import Response

PLAIN: dict[str, Any] = {
    Response.Answer.ADOPTED: _("They have listened to you, and are doing something about it."),
    Response.Answer.PARTLY: _("They have listened to you, and are doing some of it."),
    Response.Answer.NOT_ADOPTED: _("They have listened to you, but will not do it."),
    Response.Answer.PARKED: _("They have listened to you, but must wait with it."),
    Response.Answer.NOT_OURS: _("They have listened to you, but others must decide this."),
}


def plain(response: Response) -> str:
    """The answer as a sentence, in the language of the moment."""
    return str(PLAIN[response.answer])
