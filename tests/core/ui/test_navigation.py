"""The menu is data: who sees what, and which item a page belongs to."""

import pytest

from config.core.access.permissions import Permission
from config.core.ui import navigation
from config.core.ui.navigation import Item


@pytest.fixture(autouse=True)
def _own_menu(monkeypatch):
    monkeypatch.setattr(navigation, "_items", {})
    navigation.register(Item("Outbox", "message_list", Permission.OUTBOX_READ, icon="Paperplane", order=950))
    navigation.register(Item("Start", "home_open", icon="House", order=0))


def test_items_stand_in_their_order_with_a_line_before_the_lower_part():
    shown = navigation.entries(slug="granvik", permissions={Permission.OUTBOX_READ}, path="/granvik/")

    assert [(entry.label, entry.url, entry.starts_group) for entry in shown] == [
        ("Start", "/granvik/", False),
        ("Outbox", "/granvik/outbox/", True),
    ]


def test_an_item_is_hidden_without_its_permission():
    shown = navigation.entries(slug="granvik", permissions={Permission.HOME_OPEN}, path="/granvik/")

    assert [entry.label for entry in shown] == ["Start"]


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        ("/granvik/", ["page", ""]),
        ("/granvik/outbox/", ["", "page"]),
        ("/granvik/outbox/abc/", ["", "true"]),
        ("/granvik/somewhere/", ["", ""]),
    ],
)
def test_the_nearest_item_is_marked(path, marks):
    shown = navigation.entries(slug="granvik", permissions={Permission.OUTBOX_READ}, path=path)

    assert [entry.current for entry in shown] == marks


def test_the_same_address_is_registered_once_and_an_unknown_one_is_left_out():
    navigation.register(Item("Home", "home_open", order=0))
    navigation.register(Item("Nowhere", "nowhere_list"))

    shown = navigation.entries(slug="granvik", permissions=set(), path="/")

    assert [entry.label for entry in shown] == ["Home"]


def test_the_menu_of_a_page_is_the_readers_own(client_of, alice, adam):
    of_alice = client_of(alice).get("/granvik/").content.decode()
    of_adam = client_of(adam).get("/granvik/").content.decode()

    assert 'href="/granvik/outbox/"' in of_alice
    assert 'href="/granvik/outbox/"' not in of_adam
    assert '<a href="/granvik/" aria-current="page">' in of_adam
