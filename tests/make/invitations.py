"""Choices and invitations, made through the services."""

from collections.abc import Callable
from datetime import date, datetime
from threading import Barrier, Thread
from typing import Any

from django.db import close_old_connections, connection

from config.core.organisations.models import Municipality
from participation.invitations import services
from participation.invitations.models import Invitation
from projects.models import Choice, Request
from tests.cast import AT
from tests.make.chain import make_project, make_request, make_unit
from tests.make.people import make_representative

REPLY_BY = date(2026, 3, 12)


def make_wanted(municipality: Municipality, **fields: Any) -> Request:
    """An open request in a project of its own."""
    return make_request(make_project(make_unit(municipality)), **fields)


def make_choice(request: Request, representative: Any, *, at: datetime = AT) -> Choice:
    return Choice.objects.create(
        municipality=request.municipality,
        request=request,
        representative=representative,
        decision=Choice.Decision.CHOSEN,
        at=at,
    )


def make_invitation(
    request: Request,
    representative: Any = None,
    *,
    at: datetime = AT,
    reply_by: date = REPLY_BY,
    is_sent: bool = True,
    by: Any = None,
) -> Invitation:
    """Prepared and sent; the person is made when none is given."""
    person = representative or make_representative(request.municipality)
    invitation = services.prepare(request=request, representative=person, reply_by=reply_by, by=by, at=at)
    return services.send(invitation=invitation, by=by, at=at) if is_sent else invitation


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Does the works in threads that start together; returns what each gave, or the exception it raised."""
    start, came = Barrier(len(works)), [None] * len(works)

    def run(number: int, work: Callable[[], Any]) -> None:
        close_old_connections()
        start.wait()
        try:
            came[number] = work()
        except Exception as error:
            came[number] = error  # type: ignore[call-overload]  # a list of anything
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number, work)) for number, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came
