"""A handover: gathered, gone through, and moved at once or not at all."""

import pytest

from config.core.accounts import services as accounts
from config.core.audit.models import AuditEvent
from config.core.organisations.models import Membership, Role
from participation.handover import services
from participation.handover.models import Handover, HandoverItem
from participation.models import Professional
from tests.cast import AT, make_user
from tests.make.people import make_representative
from tests.make.town import make_town


@pytest.fixture
def frida(municipality):
    """The facilitator who takes over."""
    return make_user("Frida", municipality, Role.FACILITATOR)


@pytest.fixture
def town(municipality, unit, alice):
    town = make_town(municipality, unit, "Byen", leader=alice, by=alice)
    person = town.rows["representative"]
    person.contact = alice
    person.save(update_fields=["contact"])
    town.rows["contribution"].responses.all().delete()
    town.rows["handover"].delete()
    return town


def _start(municipality, to, by, **more) -> Handover:
    return services.start(municipality=municipality, to=to, by=by, at=AT, **more)


def test_what_is_mine_is_gathered_and_nothing_moves(town, municipality, alice, frida):
    handover = _start(municipality, frida, alice)

    kinds = set(handover.items.values_list("kind", flat=True))
    assert {"person", "project", "promise", "ask", "professional"} <= kinds
    town.rows["project"].refresh_from_db()
    assert town.rows["project"].leader == alice


def test_completing_moves_everything_at_once_and_writes_it(town, municipality, alice, frida):
    handover = _start(municipality, frida, alice)
    late = make_representative(municipality, "Sene Sofie", email="sofie@people.example.org")
    late.contact = alice
    late.save(update_fields=["contact"])

    moved = services.complete(handover=handover, by=alice, at=AT)

    assert moved == {"person": 2, "project": 1, "promise": 1, "step": 1}
    for row in (late, town.rows["representative"], town.rows["project"], town.rows["contribution"]):
        row.refresh_from_db()
    assert late.contact == town.rows["representative"].contact == town.rows["project"].leader == frida
    assert town.rows["contribution"].owner.user == frida
    assert Professional.objects.filter(user=alice).exists()
    assert AuditEvent.objects.filter(kind="handover.completed", actor_id=alice.public_id).count() == 1
    assert AuditEvent.objects.filter(kind="representative.handed_over").count() == 2


def test_one_who_facilitates_no_longer_takes_nothing_over(town, municipality, alice, frida):
    handover = _start(municipality, frida, alice)
    accounts.end_role(membership=Membership.objects.get(user=frida), by=None, at=AT)

    with pytest.raises(services.CannotHandOver, match="må være tilrettelegger"):
        services.complete(handover=handover, by=alice, at=AT)

    town.rows["project"].refresh_from_db()
    assert town.rows["project"].leader == alice


def test_one_of_another_municipality_or_oneself_is_refused(municipality, alice, charlie, bob):
    for other in (charlie, bob, alice, None):
        with pytest.raises(services.CannotHandOver):
            _start(municipality, other, alice)
    assert not Handover.objects.exists()


def test_there_is_one_open_handover_at_a_time(municipality, alice, frida):
    _start(municipality, frida, alice)

    with pytest.raises(services.CannotHandOver, match="åpen"):
        _start(municipality, frida, alice)


def test_a_word_is_kept_and_what_came_since_is_added(town, municipality, alice, frida):
    handover = _start(municipality, frida, alice)
    item = handover.items.get(kind=HandoverItem.Kind.PERSON)

    services.note_items(handover=handover, notes={item.public_id: ("Ring etter ti", True)}, by=alice, at=AT)
    services.note_items(handover=handover, notes={}, by=alice, at=AT)

    item.refresh_from_db()
    assert (item.word, item.is_seen) == ("Ring etter ti", True)


def test_what_is_cancelled_or_done_is_over(municipality, alice, frida):
    handover = _start(municipality, frida, alice)
    services.cancel(handover=handover, by=alice, at=AT)

    for step in (services.complete, services.cancel):
        with pytest.raises(services.CannotHandOver, match="over"):
            step(handover=handover, by=alice, at=AT)


def test_two_handovers_of_two_facilitators_lose_nothing(municipality, alice, frida):
    paula = make_representative(municipality, "Paula Prøve")
    paula.contact = alice
    paula.save(update_fields=["contact"])
    to_frida, to_alice = _start(municipality, frida, alice), _start(municipality, alice, frida)

    services.complete(handover=to_frida, by=alice, at=AT)
    services.complete(handover=to_alice, by=frida, at=AT)

    paula.refresh_from_db()
    assert paula.contact == alice


def test_the_pages_say_what_moves_and_move_it(town, municipality, alice, frida, client_of):
    client = client_of(alice)
    started = client.post("/granvik/handovers/", {"to": frida.public_id, "note": "Ring Per."})
    handover = Handover.objects.get()
    address = f"/granvik/handovers/{handover.public_id}/"

    assert started.status_code == 303
    assert town.rows["project"].title in client.get(address).content.decode()
    assert client.get(f"{address}pdf/").content.startswith(b"%PDF-")
    assert "Frida" in client.get(f"{address}complete/").content.decode()
    client.post(f"{address}complete/")
    town.rows["project"].refresh_from_db()
    assert town.rows["project"].leader == frida
    assert client.get(f"{address}cancel/").status_code == 405


def test_the_api_starts_and_completes(town, municipality, alice, frida, api_of):
    api = api_of(alice)
    started = api.post("/api/v1/handovers/", {"to": frida.public_id}, format="json")

    assert started.status_code == 201
    done = api.post(f"/api/v1/handovers/{started.data['id']}/complete/")
    assert done.status_code == 200
    assert done.data["completed_at"]
    again = api.post(f"/api/v1/handovers/{started.data['id']}/complete/")
    assert again.status_code == 409
