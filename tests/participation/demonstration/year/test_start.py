"""Every count on the facilitator's start page opens a list of just the rows it counts."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.core.accounts.models import User
from participation.home import queries
from tests.participation.demonstration.year.conftest import Laid

pytestmark = pytest.mark.django_db

NETWORK = {
    "active": "state=active",
    "resting": "state=resting",
    "applied": "state=applied",
    "in_conversation": "state=in_conversation",
    "without_consent": "lacks=consent",
    "stale": "state=active&lacks=confirmation",
}


@pytest.fixture
def marte(laid: Laid, client_of: Callable[[User], Client]) -> Client:
    return client_of(User.objects.get(email="marte@demo.example.org"))


def _rows(client: Client, address: str) -> int:
    """The rows of a list on all its pages, as they are on the page."""
    count = 0
    while address:
        page = client.get(address).content.decode()
        # A table's row, or a card of the board.
        count += page.count('<th scope="row"') + len(
            set(re.findall(r'href="(/\w+/applicants/\w{22}/)"', page))
        )
        onward = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"{address.split('?', maxsplit=1)[0]}{unescape(onward[1])}" if onward else ""
    return count


def test_every_need_opens_the_rows_it_counts(laid: Laid, marte: Client) -> None:
    with time_machine.travel(laid.at, tick=False):
        home: Any = marte.get(f"/{laid.municipality.slug}/").context["home"]
        opened = {
            need.feed.key: _rows(
                marte, f"{reverse(need.feed.board, args=[laid.municipality.slug])}?{need.feed.query}"
            )
            for need in home.needs
        }

    assert opened == {need.feed.key: need.count for need in home.needs}
    assert {
        "questions",
        "drafts",
        "maybe",
        "sending",
        "person",
        "overdue",
        "unclosed",
        "stale",
        "asks",
    } <= opened.keys()


def test_every_count_of_the_network_opens_the_people_it_counts(laid: Laid, marte: Client) -> None:
    with time_machine.travel(laid.at, tick=False):
        user = User.objects.get(email="marte@demo.example.org")
        home = queries.facilitator(
            user=user, municipality=laid.municipality, today=timezone.localdate(laid.at)
        )
        page = marte.get(f"/{laid.municipality.slug}/").content.decode()
        people = reverse("representative_list", args=[laid.municipality.slug])
        opened = {name: _rows(marte, f"{people}?{query}") for name, query in NETWORK.items()}

    assert opened == {name: getattr(home.network, name) for name in NETWORK}
    assert all(f'href="{people}?{query}"' in unescape(page) for query in NETWORK.values())
