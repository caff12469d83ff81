"""The one kind of message about an account: a code or a notice, whose text was made when it was queued."""

from django.utils.translation import gettext_lazy as _

from config.core.accounts.models import User
from config.core.outbox.kinds import CannotRender, Kind, Mail
from config.core.outbox.models import Message


def _render(message: Message, live: bool) -> Mail:
    user = _user(message)
    if user is None or not message.sealed_text:
        raise CannotRender("the text has been wiped")
    subject, _separator, text = message.sealed_text.partition("\n")
    return Mail(to=user.email, subject=subject, text=text, language=user.language or "nb")


def _still_allowed(message: Message) -> bool:
    return _user(message) is not None


def _user(message: Message) -> User | None:
    return User.objects.filter(public_id=message.recipient_id, is_active=True).first()


ACCOUNT_NOTICE = Kind(
    name="account.notice",
    label=_("Sign-in code or notice"),
    render=_render,
    still_allowed=_still_allowed,
    is_private=True,
)
