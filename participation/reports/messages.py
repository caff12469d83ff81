"""Letters about reports: to those a report is for, and to those who write, that a draft is ready."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.core.accounts.models import User
from config.core.outbox.kinds import CannotRender, Kind, Mail
from config.core.outbox.models import Message
from participation.reports import readers, services
from participation.reports.brief import sentence_of
from participation.reports.models import Report


def _ready(message: Message, live: bool) -> Mail:
    return _mail(message, _telling)


def _drafted(message: Message, live: bool) -> Mail:
    return _mail(message, _drafting)


def _mail(message: Message, write: Callable[[Report], tuple[str, list[str]]]) -> Mail:
    report, reader = _report(message), _reader(message)
    if report is None or reader is None:
        raise CannotRender("the report or its reader has gone")
    language = reader.language or report.municipality.language
    path = reverse("report_detail", args=[report.municipality.slug, report.public_id])
    with translation.override(language):
        subject, lines = write(report)
        greeting = gettext("Hello %(name)s,") % {"name": reader.get_full_name()}
        text = "\n\n".join([greeting, *lines, str(settings.BASE_URL) + path]) + "\n"
    return Mail(to=reader.email, subject=subject, text=text, language=language)


def _telling(report: Report) -> tuple[str, list[str]]:
    asked = report.snapshot["ask"]
    lines = [gettext("there is a report for you."), sentence_of(report)]
    if asked:
        lines.append(gettext("It asks for one decision: %(title)s") % {"title": asked["title"]})
    lines.append(gettext("Read it here. You sign in first:"))
    return report.title, lines


def _drafting(report: Report) -> tuple[str, list[str]]:
    words = {"title": report.title}
    lines = [
        gettext("a report has been drafted by itself: %(title)s") % words,
        gettext("Look through it, write what the numbers cannot say, and freeze it."),
    ]
    return gettext("A draft is ready: %(title)s") % words, lines


def _is_for(message: Message) -> bool:
    report, reader = _report(message), _reader(message)
    return report is not None and report.state == Report.State.FROZEN and reader in readers.of(report)


def _still_drafted(message: Message) -> bool:
    report, reader = _report(message), _reader(message)
    if report is None or report.state != Report.State.DRAFT:
        return False
    return reader in readers.writers(report.municipality)


def _report(message: Message) -> Report | None:
    rows = Report.objects.select_related("municipality", "unit", "project")
    return rows.filter(public_id=message.about_id).first()


def _reader(message: Message) -> User | None:
    return User.objects.filter(public_id=message.recipient_id, is_active=True).first()


REPORT_READY = Kind(name=services.READY, label=_("A report to read"), render=_ready, still_allowed=_is_for)
REPORT_DRAFTED = Kind(
    name=services.DRAFTED,
    label=_("A report drafted by itself"),
    render=_drafted,
    still_allowed=_still_drafted,
)
