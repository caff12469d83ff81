"""Programs that follow links answer nothing, whatever they send but a choice, and the links work after them (T44).

    python -m benchmarks.faults.scanners [--links 50] [--sabotage get]

The figure of the house is 10,000 links. Each is visited by GET, by GET as a prefetch, by HEAD and by OPTIONS, and its
form is sent without a choice; so are the pages behind the first hundreds. `--sabotage get` answers a GET: it must fail.
"""

import logging
from typing import Any

from benchmarks.faults.asked import Counted, ask, make_people, options, scene

ALL, BEHIND = ("",), ("", "why/", "until/", "not-me/")
# The pages behind are the same for everyone: they are visited for as many links.
VISITED_BEHIND = 300


def main() -> None:
    parser = options(__doc__, "get")
    parser.add_argument("--links", type=int, default=50)
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    counted = Counted()
    with scene("scanners", given.server) as municipality:
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["testserver"]
        # No page is looked at, so that no styles need be gathered.
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
        if given.sabotage:
            _let_get_answer()
        _wanted, rows = ask(municipality, people=make_people(municipality, given.links), seats=2)
        statuses = [status for number, row in enumerate(rows) for status in _scan(row, number)]
        _check(counted, rows, statuses)
    counted.end()


def _scan(invitation: Any, number: int) -> list[int]:
    from django.test import Client

    from participation.invitations.services import token_of

    client, found = Client(), []
    for page in BEHIND if number < VISITED_BEHIND else ALL:
        address = f"/answer/{token_of(invitation)}/{page}"
        looks = [
            client.get(address),
            client.get(address, headers={"Purpose": "prefetch", "Sec-Purpose": "prefetch;prerender"}),
            client.head(address),
            client.options(address),
        ]
        found += [answer.status_code for answer in looks]
        if page != "not-me/":
            found += [client.post(address, sent).status_code for sent in ({}, {"answer": "", "message": ""})]
    return found


def _check(counted: Counted, rows: list[Any], statuses: list[int]) -> None:
    from django.test import Client

    from participation.invitations.services import token_of
    from participation.models import Answer, Invitation

    answered = Invitation.objects.exclude(answer="").count()
    counted.that("no link was answered", good=Answer.objects.count() == answered == 0, found=answered)
    counted.that("every visit got a page or was asked to choose", good=set(statuses) <= {200, 405, 422})
    last = rows[-1]
    pressed = Client().post(f"/answer/{token_of(last)}/", {"answer": "maybe"})
    last.refresh_from_db()
    counted.that("a link works after them", good=(pressed.status_code, last.answer) == (303, "maybe"))


def _let_get_answer() -> None:
    """The page as many have it: a link in the letter that answers by being opened."""
    from django.utils import timezone

    from participation.invitations import open_views, services

    def page(request: Any, invitation: Any, form: Any) -> Any:
        services.answer(invitation=invitation, answer="yes", by="link", at=timezone.now())
        return shown(request, invitation, form)

    shown, open_views._page = open_views._page, page


if __name__ == "__main__":
    main()
