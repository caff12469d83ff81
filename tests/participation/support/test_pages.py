"""Asks as pages and API: the manager answers in one form; others see what is theirs."""

from config.core.accounts.models import User
from participation.support.models import Ask
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_unit
from tests.make.inside import make_ask


def _read(client, address):
    """The page in English, whatever the municipality's language."""
    User.objects.update(language="en")
    return client.get(address).content.decode()


def test_the_facilitator_asks_and_may_not_answer(municipality, alice, client_of):
    client = client_of(alice)
    answer = client.post(
        "/granvik/asks/new/",
        {
            "title": "To timer i uka",
            "unit": "",
            "need": "Svarene blir liggende.",
            "cost_kroner": 0,
            "cost_hours": 8,
            "decide_by": "2999-01-01",
        },
    )

    made = Ask.objects.get()
    assert answer.url == f"/granvik/asks/{made.public_id}/"
    assert (made.unit, made.cost_hours) == (None, 8)
    assert client.get(f"{answer.url}answer/").status_code == 403
    assert 'name="answer"' not in _read(client, answer.url)


def test_the_senior_manager_answers_in_one_form(municipality, bob, client_of):
    ask, client = make_ask(municipality), client_of(bob)
    address = f"/granvik/asks/{ask.public_id}/"
    assert 'name="answer"' in _read(client, address)

    without_reason = client.post(f"{address}answer/", {"answer": "declined"})
    answer = client.post(f"{address}answer/", {"answer": "declined", "reason": "Ikke i år"})
    again = client.post(f"{address}answer/", {"answer": "granted"})

    ask.refresh_from_db()
    assert without_reason.status_code == 422
    assert (answer.status_code, again.status_code) == (303, 303)
    assert (ask.state, ask.answer_reason) == ("declined", "Ikke i år")
    assert "Ikke i år" in _read(client, address)


def test_a_unit_manager_sees_and_answers_the_own_unit_only(municipality, unit, uma, client_of):
    own = make_ask(municipality, unit)
    others = [make_ask(municipality), make_ask(municipality, make_unit(municipality, "Sykehjemmet"))]
    client = client_of(uma)

    assert list(client.get("/granvik/asks/").context["page"]) == [own]
    for ask in others:
        assert client.get(f"/granvik/asks/{ask.public_id}/").status_code == 404
        assert client.post(f"/granvik/asks/{ask.public_id}/answer/", {"answer": "granted"}).status_code == 404
    client.post(f"/granvik/asks/{own.public_id}/answer/", {"answer": "granted"})
    own.refresh_from_db()
    assert own.answered_by == uma


def test_the_list_is_narrowed_by_state(municipality, alice, client_of):
    from tests.cast import AT

    waiting = make_ask(municipality)
    make_ask(municipality, state="granted", answered_at=AT)

    page = client_of(alice).get("/granvik/asks/?state=asked").context["page"]

    assert list(page) == [waiting]


def test_an_empty_list_says_what_to_do(municipality, alice, client_of):
    assert "Nothing has been asked yet" in _read(client_of(alice), "/granvik/asks/")


def test_others_are_kept_out(municipality, pia, charlie, client_of):
    address = f"/granvik/asks/{make_ask(municipality).public_id}/"

    assert client_of(pia).get(address).status_code == 403
    assert client_of(charlie).get(address).status_code == 404
    assert client_of(charlie).get(address.replace("granvik", "lauvdal")).status_code == 404


def test_the_list_costs_the_same_for_one_and_three(municipality, unit, alice, client_of):
    client = client_of(alice)

    assert_constant_queries(
        lambda count: [make_ask(municipality, unit) for _ in range(count)],
        lambda: client.get("/granvik/asks/"),
    )


def test_the_api_asks_and_answers(municipality, unit, alice, bob, uma, charlie, api_of):
    wanted = {
        "title": "To timer",
        "need": "Svarene",
        "decide_by": "2999-01-01",
        "unit": unit.public_id,
        "cost_hours": 2,
    }
    made = api_of(alice).post("/api/v1/asks/", wanted, format="json")
    address = f"/api/v1/asks/{made.json()['id']}/"

    assert made.status_code == 201
    assert made.json()["unit"] == unit.public_id
    assert api_of(charlie).get(address).status_code == 404
    assert api_of(alice).post(f"{address}answer/", {"answer": "granted"}).status_code == 403
    assert api_of(uma).post(f"{address}answer/", {"answer": "declined"}).status_code == 409
    assert api_of(uma).post(f"{address}answer/", {"answer": "granted"}).json()["state"] == "granted"
    assert api_of(bob).get("/api/v1/asks/?state=granted").json()["count"] == 1
    senior = api_of(alice).post("/api/v1/asks/", wanted | {"unit": None}, format="json")
    assert (senior.status_code, senior.json()["unit"]) == (201, None)
    too_much = api_of(alice).post("/api/v1/asks/", wanted | {"cost_kroner": 10**12}, format="json")
    assert too_much.status_code == 400
