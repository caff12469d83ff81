"""The one press of the demonstration works on this machine and nowhere else."""

import pytest

from config.core.organisations.models import Municipality, Role
from tests.cast import make_municipality, make_user


@pytest.fixture
def nordvik(settings, db) -> Municipality:
    settings.IS_DEMO = True
    place = make_municipality("nordvik", "Nordvik", is_demonstration=True)
    user = make_user("Marte", place, Role.FACILITATOR)
    user.email = "marte@demo.example.org"
    user.save()
    return place


def _press(client, **extra):
    return client.post("/demo/sign-in/", {"role": "facilitator"}, **({"HTTP_HOST": "127.0.0.1"} | extra))


def test_one_press_signs_in_on_loopback(nordvik, client):
    assert _press(client).url == "/"
    assert client.get("/nordvik/", headers={"host": "127.0.0.1"}).status_code in (200, 302)
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    "extra",
    [
        {"REMOTE_ADDR": "10.1.2.3"},
        {"HTTP_HOST": "demo.example.org"},
        {"HTTP_X_FORWARDED_FOR": "203.0.113.9"},
        {"HTTP_FORWARDED": "for=203.0.113.9"},
    ],
    ids=["another machine", "another name", "behind a proxy", "behind a newer proxy"],
)
def test_one_press_is_not_there_for_others(nordvik, client, settings, extra):
    settings.ALLOWED_HOSTS = ["*"]

    assert _press(client, **extra).status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_role_that_is_none_is_not_there(nordvik, client):
    answer = client.post("/demo/sign-in/", {"role": "owner"}, HTTP_HOST="127.0.0.1")

    assert answer.status_code == 404
