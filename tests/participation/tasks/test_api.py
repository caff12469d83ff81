"""Tasks over the API, as on the pages."""

from datetime import timedelta

from django.utils import timezone

from participation.tasks.models import GivenTask, Snooze, Task

DAY = timedelta(days=1)
ROOT = "/api/v1/tasks/"


def test_the_list_and_one_of_it(town, alice, api_of):
    api = api_of(alice)

    found = api.get(ROOT, {"page_size": 100}).json()
    line = next(one for one in found["results"] if one["kind"] == "questions")

    assert found["count"] == len(found["results"])
    assert line["address"].endswith("/questions/")
    assert {"what", "why", "about", "until"} <= set(line)
    assert api.get(f"{ROOT}{line['id']}/").json() == line
    assert api.get(ROOT, {"kind": "questions"}).json()["count"] == 1
    assert api.get(f"{ROOT}own-{'2' * 22}/").status_code == 404


def test_put_off_woken_given_and_given_back(town, alice, anne, api_of):
    api = api_of(alice)
    one = f"{ROOT}questions-{town.rows['invitation'].public_id}/"
    day = (timezone.localdate() + 3 * DAY).isoformat()

    assert api.post(f"{one}put-off/", {"until": day}).json()["put_off_until"] == day
    assert api.get(ROOT, {"show": "later"}).json()["count"] == 1
    assert api.post(f"{one}wake/").json()["put_off_until"] is None
    assert not Snooze.objects.exists()
    takers = api.get(f"{one}takers/").json()
    assert [taker["name"] for taker in takers] == ["Anne"]
    assert api.post(f"{one}give/", {"to": takers[0]["id"], "word": "Takk"}).status_code == 204
    assert api.get(ROOT, {"show": "others"}).json()["results"][0]["given_to"] == anne.public_id
    assert api.post(f"{one}give-back/").json()["given_to"] is None
    assert not GivenTask.objects.exists()


def test_refusals_say_why(town, alice, pia, api_of):
    api = api_of(alice)
    one = f"{ROOT}questions-{town.rows['invitation'].public_id}/"

    for path, sent, status in (
        ("put-off/", {"until": "2020-01-01"}, 409),
        ("put-off/", {}, 400),
        ("give/", {"to": pia.public_id}, 409),
        ("give/", {"to": "2" * 22}, 404),
    ):
        answer = api.post(one + path, sent)
        assert answer.status_code == status
        assert answer.json()["detail"]


def test_written_down_changed_finished_reopened_and_dropped(municipality, alice, api_of):
    api = api_of(alice)

    made = api.post(ROOT, {"title": "Ring biblioteket"})
    assert made.status_code == 201
    one = f"/api/v1/written-tasks/{made.json()['id']}/"
    assert api.patch(one, {"title": "Ring skolen"}).json()["title"] == "Ring skolen"
    assert api.post(f"{one}finish/").json()["done_at"]
    assert api.post(f"{one}reopen/").json()["done_at"] is None
    assert api.get(one).json()["title"] == "Ring skolen"
    assert api.delete(one).status_code == 204
    assert not Task.objects.exists()
    assert api.post(ROOT, {"title": " "}).status_code == 400


def test_for_a_colleague_and_not_to_be_changed_by_another(municipality, alice, anne, api_of):
    made = api_of(alice).post(ROOT, {"title": "Finn et rom", "holder": anne.public_id}).json()
    one = f"/api/v1/written-tasks/{made['id']}/"

    assert api_of(anne).get(one).status_code == 200
    assert api_of(alice).patch(one, {"title": "Noe annet"}).status_code == 404


def test_the_list_by_mail(municipality, alice, api_of):
    api, one = api_of(alice), f"{ROOT}by-mail/"

    assert api.get(one).json() == {"weekday": None}
    assert api.put(one, {"weekday": 2}).json() == {"weekday": 2}
    assert api.put(one, {"weekday": 7}).status_code == 400
    assert api.put(one, {"weekday": None}, format="json").json() == {"weekday": None}
