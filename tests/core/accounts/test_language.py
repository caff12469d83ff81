"""Language: chosen on the account, then on the device, then bokmål; the browser's wish is not asked."""

import pytest

WISH = {"Accept-Language": "en"}


def _language(client) -> str:
    return client.get("/health/live", headers=WISH).headers["Content-Language"]


def test_bokmal_is_spoken_where_nothing_was_chosen(db, client):
    assert _language(client) == "nb"


def test_a_device_keeps_what_was_chosen_on_it(db, client):
    client.post("/language/", {"language": "nn"})

    assert _language(client) == "nn"


def test_the_account_comes_before_the_device(alice, client_of):
    client = client_of(alice)
    client.post("/language/", {"language": "nn"})
    alice.refresh_from_db()
    client.cookies["django_language"] = "en"

    assert alice.language == "nn"
    assert _language(client) == "nn"


@pytest.mark.parametrize("wrong", ["de", "", "../x"])
def test_another_language_is_not_kept(db, client, wrong):
    client.post("/language/", {"language": wrong})

    assert _language(client) == "nb"


@pytest.mark.parametrize(
    "target", ["https://evil.example.com/", "//evil.example.com", "\\\\evil.example.com", "https:evil"]
)
def test_the_way_back_never_leaves_the_house(db, client, target):
    assert client.post("/language/", {"language": "nn", "next": target}).url == "/"


def test_the_way_back_leads_to_the_page_it_came_from(db, client):
    assert client.post("/language/", {"language": "nn", "next": "/accounts/login/"}).url == "/accounts/login/"
