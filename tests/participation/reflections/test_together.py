"""Reflecting together: each writes alone, the group opens the parts, and settles what leaders should hear."""

import pytest
from django.utils import timezone

from config.core.organisations.models import Role
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from participation.models import Ask, Reflection, ReflectionPart, Task
from participation.reflections import services
from participation.tasks import queries as tasks
from participation.tasks.feeds.feed import reader
from tests.cast import AT, make_user
from tests.helpers.constraints import assert_refused
from tests.make.chain import make_project


@pytest.fixture
def together(municipality, unit, alice, pia):
    project = make_project(unit, leader=pia)
    return services.begin(
        project=project, held_on=AT.date(), is_together=True, invited=[pia], by=alice, at=AT
    )


def _written(together, *people):
    for person in people:
        words = {"went_well": f"{person.name} så at alle fikk ordet."}
        services.write(reflection=together, words=words, by=person, at=AT)
        services.finish_part(reflection=together, by=person, at=AT)


def test_who_is_invited_gets_a_letter_and_a_task_until_the_part_is_written(
    together, municipality, pia, client_of
):
    message = Message.objects.get(kind=services.INVITED)
    assert message.recipient_id == pia.public_id
    assert kind_of(message).still_allowed(message)
    mail = kind_of(message).render(message, True)
    assert mail.to == pia.email and f"/reflections/{together.public_id}/" in mail.text

    def listed():
        return tasks.find(reader(pia, municipality), key="reflecting").count()

    assert listed() == 1
    client, page = client_of(pia), f"/granvik/reflections/{together.public_id}/"
    assert page in client.get("/granvik/reflections/").content.decode()
    assert client.post(f"{page}done/").status_code == 303
    assert ReflectionPart.objects.get(user=pia).written_at is None
    client.post(f"{page}write/well/", {"went_well": "Alle fikk ordet."})
    client.post(f"{page}done/")
    assert listed() == 0
    assert not kind_of(message).still_allowed(message)


def test_nobody_sees_the_others_part_before_it_is_opened_and_then_all_do(
    together, alice, pia, client_of, api_of
):
    page = f"/granvik/reflections/{together.public_id}/"
    address = f"/api/v1/reflections/{together.public_id}/"
    _written(together, alice, pia)

    for own, other in ((alice, "Pia"), (pia, "Alice")):
        assert f"{other} så at" not in client_of(own).get(page).content.decode()
        assert [part["name"] for part in api_of(own).get(address).json()["parts"]] == [own.name]
    assert client_of(pia).post(f"{page}open/").status_code == 403
    client_of(alice).post(f"{page}open/")
    for own, other in ((alice, "Pia"), (pia, "Alice")):
        assert f"{other} så at" in client_of(own).get(page).content.decode()
        assert len(api_of(own).get(address).json()["parts"]) == 2


def test_what_a_group_cannot_do_yet_is_refused(together, municipality, alice, pia, uma):
    stranger = make_user("Per", municipality, Role.PROFESSIONAL)
    refused = [
        lambda: services.open_parts(reflection=together, by=alice, at=AT),
        lambda: services.settle(reflection=together, for_managers="Noe", by=alice, at=AT),
        lambda: services.write(reflection=together, words={"went_well": "x"}, by=stranger, at=AT),
        lambda: services.write(reflection=together, words={"gap": "perhaps"}, by=pia, at=AT),
        lambda: services.invite(reflection=together, people=[uma], by=alice, at=AT),
        lambda: services.begin(
            project=together.project, held_on=AT.date(), is_together=True, by=alice, at=AT
        ),
    ]

    for act in refused:
        with pytest.raises(services.CannotReflect):
            act()
    _written(together, alice, pia)
    services.open_parts(reflection=together, by=alice, at=AT)
    for act in (
        lambda: services.write(reflection=together, words={"went_well": "x"}, by=pia, at=AT),
        lambda: services.settle(reflection=together, for_managers=" ", by=alice, at=AT),
        lambda: services.settle(reflection=together, for_managers="Ja", purposes=["x"], by=alice, at=AT),
        lambda: services.invite(reflection=together, people=[stranger], by=alice, at=AT),
    ):
        with pytest.raises(services.CannotReflect):
            act()


def test_a_professional_sees_only_what_they_are_invited_to(together, unit, alice, pia, client_of, api_of):
    other = services.keep(
        project=make_project(unit, leader=pia), went_well="Noe annet.", held_on=AT.date(), by=alice, at=AT
    )

    assert client_of(pia).get(f"/granvik/reflections/{other.public_id}/").status_code == 404
    assert "Noe annet." not in client_of(pia).get("/granvik/reflections/").content.decode()
    assert api_of(pia).get("/api/v1/reflections/").json()["count"] == 1
    assert client_of(pia).get("/granvik/reflections/new/").status_code == 403
    assert client_of(pia).get(f"/granvik/reflections/{together.public_id}/settle/").status_code == 403


def test_from_a_reflection_to_an_ask_and_a_task_that_stand_on_it(unit, alice, bob, client_of):
    kept = services.keep(
        project=make_project(unit),
        went_well="Alle fikk ordet.",
        for_managers="Ti minutter per første besøk må med i planen.",
        held_on=AT.date(),
        by=alice,
        at=AT,
    )
    client, page = client_of(alice), f"/granvik/reflections/{kept.public_id}/"
    form = client.get(f"{page}ask/").content.decode()
    assert form.count("Ti minutter per første besøk") == 2
    assert unit.public_id in form

    asked = {"title": "Ti minutter", "need": "Ti minutter må med.", "decide_by": "2999-01-01"}
    asked |= {"unit": unit.public_id, "cost_kroner": 0, "cost_hours": 4}
    assert client.post(f"{page}ask/", asked).url == page
    task = f"/granvik/tasks/new/?reflection={kept.public_id}"
    assert "Ti minutter per første besøk" in client.get(task).content.decode()
    assert client.post(task, {"title": "Sett av ti minutter"}).url == page

    assert (Ask.objects.get().came_from, Task.objects.get().came_from) == (kept, kept)
    shown = client.get(page).content.decode()
    assert "Sett av ti minutter" in shown and f"/asks/{Ask.objects.get().public_id}/" in shown
    # Whoever may write no reflections makes nothing of one.
    client_of(bob).post(task, {"title": "Noe annet"})
    assert Task.objects.get(title="Noe annet").came_from is None


def test_the_api_begins_writes_opens_and_settles(unit, alice, pia, charlie, api_of):
    project = make_project(unit)
    given = {"project": project.public_id, "held_on": "2026-03-01", "is_together": True}
    facilitator, professional = api_of(alice), api_of(pia)
    alone = facilitator.post("/api/v1/reflections/begin/", given, format="json")
    assert alone.status_code == 409
    begun = facilitator.post("/api/v1/reflections/begin/", given | {"people": [pia.public_id]}, format="json")
    assert begun.status_code == 201
    address = f"/api/v1/reflections/{begun.json()['id']}/"
    words = {"went_well": "Alle fikk ordet.", "is_finished": True}
    assert api_of(charlie).post(f"{address}write/", words, format="json").status_code == 404
    for one in (facilitator, professional):
        assert one.post(f"{address}write/", words, format="json").status_code == 200
    assert professional.post(f"{address}open/").status_code == 403
    assert facilitator.post(f"{address}open/").json()["state"] == "opened"
    told = {"for_managers": "Kveldsmøter koster.", "activities": ["align"]}
    kept = facilitator.post(f"{address}settle/", told, format="json").json()
    assert (kept["state"], kept["activities"]) == ("kept", ["align"])
    wrong = facilitator.post(f"{address}invite/", {"people": ["nobody"]}, format="json")
    assert wrong.status_code == 404
    task = {"title": "Gjør det", "reflection": kept["id"]}
    assert facilitator.post("/api/v1/tasks/", task, format="json").status_code == 201
    assert Task.objects.get().came_from == Reflection.objects.get()


def test_one_part_for_each_and_only_a_group_is_opened(together, municipality, pia):
    row = {"municipality": municipality, "reflection": together, "invited_at": timezone.now()}

    assert_refused(
        lambda: ReflectionPart.objects.create(user=pia, **row), "reflection_part_is_one_for_each_person"
    )
    assert_refused(
        lambda: Reflection.objects.update(state="opened", is_together=False),
        "reflection_opened_is_of_a_group",
    )
