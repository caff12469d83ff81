"""Readiness: twelve answers, two days side by side, steps that three roles share and one finishes."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from config.core.audit.models import AuditEvent
from participation.models import Readiness, ReadinessAnswer, ReadinessStep
from participation.readiness import queries, services
from participation.readiness.questions import QUESTIONS
from participation.tasks import queries as tasks
from participation.tasks.feeds.feed import reader
from tests.helpers.constraints import assert_refused
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_project, make_unit

DAY = timedelta(days=1)
YES = {question.key: "yes" for question in QUESTIONS}


def _answer(unit, by=None, **given: Any):
    wanted: dict[str, Any] = {"held_on": timezone.localdate(), "answers": YES} | given
    return services.answer(unit=unit, by=by, at=timezone.now(), **wanted)


def _step(row, question="time", **given: Any):
    wanted: dict[str, Any] = {"text": "Sett av en time", "owner": "unit_manager"}
    wanted |= {"due_on": timezone.localdate() + 7 * DAY, "by": None, "at": timezone.now()}
    return services.add_step(readiness=row, question=question, **(wanted | given))


def test_there_are_at_most_twelve_questions_and_each_is_of_a_part():
    assert len(QUESTIONS) <= 12
    assert len({question.key for question in QUESTIONS}) == len(QUESTIONS)
    assert {question.part for question in QUESTIONS} == {"innovation", "recipients", "context"}


def test_what_cannot_be_is_refused(unit, municipality):
    elsewhere = make_project(make_unit(municipality, "Sykehjemmet"))
    wrong: list[dict[str, Any]] = [
        {"answers": YES | {"time": "perhaps"}},
        {"answers": {"time": "yes"}},
        {"answers": YES | {"more": "yes"}},
        {"held_on": timezone.localdate() + DAY},
        {"project": elsewhere},
    ]
    for one in wrong:
        with pytest.raises(services.CannotAssess):
            _answer(unit, **one)
    assert not Readiness.objects.exists()
    row = _answer(unit, answers=YES | {"time": "not_yet"})
    for one in (
        {"question": "money"},
        {"owner": "professional"},
        {"text": " "},
        {"due_on": timezone.localdate() - DAY},
    ):
        with pytest.raises(services.CannotAssess):
            _step(row, **one)


def test_answered_again_the_two_days_stand_side_by_side(unit, alice, uma, client_of):
    today = timezone.localdate()
    old = _answer(unit, held_on=today - 100 * DAY, answers=YES | {"time": "not_yet", "money": "unknown"})
    _step(old)
    new = _answer(unit, answers=YES | {"time": "partly", "leaders": "not_yet"})

    found = queries.compare(new, queries.earlier(new, alice)[0])
    lines = {line.question.key: line for _label, part in found.parts for line in part}

    assert (lines["time"].moved, lines["leaders"].moved, lines["money"].moved) == ("further", "back", "")
    assert [step.text for step in lines["time"].steps] == ["Sett av en time"]
    uma.language = "en"
    uma.save(update_fields=["language"])
    page = client_of(uma).get(f"/granvik/readiness/{new.public_id}/").content.decode()
    assert "Yes to 10 of 12 questions. Since last time 1 have come further, and 1 have gone back." in page
    assert "i-PARIHS" in page and "CC BY 4.0" in page
    assert "Sett av en time" in page


def test_the_same_steps_are_seen_by_all_three_and_finished_by_the_one_whose_they_are(
    unit, municipality, alice, bob, uma, pia, client_of
):
    row = _answer(unit, answers=YES | {"time": "not_yet"})
    step = _step(row)
    page, press = f"/granvik/readiness/{row.public_id}/", f"/granvik/readiness-steps/{step.public_id}/done/"

    for person in (alice, bob, uma):
        assert "Sett av en time" in client_of(person).get(page).content.decode()
        assert "Sett av en time" in client_of(person).get("/granvik/readiness/").content.decode()
    assert client_of(pia).get(page).status_code == 403
    for person in (alice, bob):
        assert f'action="{press}"' not in client_of(person).get(page).content.decode()
        client_of(person).post(press)
        step.refresh_from_db()
        assert step.done_at is None

    def listed(person):
        return tasks.find(reader(person, municipality), key="readiness_steps").count()

    assert (listed(uma), listed(alice), listed(bob)) == (1, 0, 0)
    client_of(uma).post(press)
    step.refresh_from_db()
    assert step.done_by == uma
    assert listed(uma) == 0
    assert AuditEvent.objects.filter(kind="readiness.step_done").count() == 1
    client_of(uma).post(press.replace("done", "reopen"))
    assert listed(uma) == 1


def test_the_questions_and_a_step_on_pages(unit, uma, municipality, bob, client_of):
    client = client_of(uma)
    other = make_unit(municipality, "Sykehjemmet")
    given = YES | {"unit": unit.public_id, "project": "", "held_on": timezone.localdate().isoformat()}
    assert client.post("/granvik/readiness/new/", given | {"unit": other.public_id}).status_code == 422
    missing = client.post("/granvik/readiness/new/", given | {"time": ""})
    assert missing.status_code == 422 and "time" in missing.context["form"].errors
    answer = client.post("/granvik/readiness/new/", given | {"time": "unknown"})

    row = Readiness.objects.get()
    assert answer.url == f"/granvik/readiness/{row.public_id}/"
    step = {"text": "Finn en time", "due_on": "2999-01-01", "owner": "senior_manager"}
    assert client.get(f"{answer.url}time/").status_code == 200
    assert client.get(f"{answer.url}nothing/").status_code == 404
    assert client.post(f"{answer.url}time/", step | {"text": ""}).status_code == 422
    assert client.post(f"{answer.url}time/", step).url == answer.url
    assert ReadinessStep.objects.get().owner == "senior_manager"
    assert client_of(bob).get("/granvik/readiness/new/").status_code == 403


def test_a_manager_sees_the_own_units_only(municipality, unit, uma, charlie, client_of):
    elsewhere = _answer(make_unit(municipality, "Sykehjemmet"))
    _answer(unit)

    page = client_of(uma).get("/granvik/readiness/").content.decode()

    assert "Hjemmetjenesten" in page and "Sykehjemmet" not in page
    assert client_of(uma).get(f"/granvik/readiness/{elsewhere.public_id}/").status_code == 404
    assert client_of(charlie).get(f"/lauvdal/readiness/{elsewhere.public_id}/").status_code == 404


def test_the_api_answers_and_steps(unit, alice, uma, bob, charlie, api_of):
    given = {"unit": unit.public_id, "held_on": "2026-03-01", "answers": YES | {"time": "not_yet"}}
    made = api_of(alice).post("/api/v1/readiness/", given, format="json")
    assert made.status_code == 201
    assert api_of(charlie).post("/api/v1/readiness/", given, format="json").status_code == 404
    assert api_of(bob).post("/api/v1/readiness/", given, format="json").status_code == 403
    short = given | {"answers": {"time": "yes"}}
    assert api_of(alice).post("/api/v1/readiness/", short, format="json").status_code == 409
    odd = given | {"answers": YES | {"time": "perhaps"}}
    assert api_of(alice).post("/api/v1/readiness/", odd, format="json").status_code == 400
    step = {"question": "time", "text": "En time", "due_on": "2999-01-01", "owner": "unit_manager"}
    address = f"/api/v1/readiness/{made.json()['id']}/"
    added = api_of(alice).post(f"{address}steps/", step, format="json")
    assert added.status_code == 201
    assert (
        api_of(alice).post(f"{address}steps/", step | {"question": "money"}, format="json").status_code == 409
    )
    press = f"/api/v1/readiness-steps/{added.json()['id']}/"
    assert api_of(bob).post(f"{press}done/").status_code == 409
    assert api_of(uma).post(f"{press}done/").json()["done_at"]
    assert api_of(uma).post(f"{press}reopen/").json()["done_at"] is None
    assert [row["text"] for row in api_of(bob).get(address).json()["steps"]] == ["En time"]


def test_the_list_costs_the_same_for_one_and_three(municipality, unit, alice, client_of):
    client = client_of(alice)

    def rows(count):
        for number in range(count):
            row = _answer(
                unit, project=make_project(unit, title=f"P{number}"), answers=YES | {"time": "partly"}
            )
            _step(row)

    assert_constant_queries(rows, lambda: client.get("/granvik/readiness/"))


def test_rows_that_cannot_be(unit, municipality):
    row = _answer(unit)
    tied = {"municipality": municipality, "readiness": row, "question": "time"}
    step = tied | {"due_on": timezone.localdate(), "at": timezone.now()}

    assert_refused(lambda: ReadinessAnswer.objects.create(answer="yes", **tied), "readiness_answers_once")
    assert_refused(
        lambda: ReadinessStep.objects.create(text="", owner="facilitator", **step),
        "readiness_step_says_something",
    )
    assert_refused(
        lambda: ReadinessStep.objects.create(text="x", owner="professional", **step),
        "readiness_step_is_of_a_leader",
    )
