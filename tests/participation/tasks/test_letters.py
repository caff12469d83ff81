"""The list of the week, and the letter about a task that is given: what they say, and when they do not leave."""

from datetime import UTC, datetime

import pytest
from time_machine import travel

from config.core.outbox.kinds import CannotRender, kind_of
from config.core.outbox.models import Message
from participation.tasks import queries, services, tasks
from participation.tasks.models import Digest

MONDAY = datetime(2026, 3, 23, 6, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 24, 6, 0, tzinfo=UTC)


def letter(kind):
    message = Message.objects.get(kind=kind)
    return message, kind_of(message).render(message, True)


@pytest.fixture
def wanted(municipality, alice):
    return services.set_digest(municipality=municipality, user=alice, weekday=1, at=MONDAY)


def test_the_list_comes_on_its_day_and_once(wanted, own_task):
    own_task()

    with travel(TUESDAY, tick=False):
        assert tasks.send_digests() == 0
    with travel(MONDAY, tick=False):
        assert tasks.send_digests() == 1
        assert tasks.send_digests() == 0
    assert Digest.objects.get().last_on == MONDAY.date()


def test_it_counts_and_names_nobody(town, wanted, alice, as_reader):
    with travel(MONDAY, tick=False):
        services.send_digests(at=MONDAY)
        message, mail = letter("task.digest")
        lines = queries.find(as_reader(alice))[:100]
        named = [line.about for line in lines if line.feed.names_people]

        assert kind_of(message).still_allowed(message)
    assert mail.to == alice.email
    assert f": {len(lines)} (" in mail.subject
    assert f"/{town.municipality.slug}/tasks/" in mail.text
    assert f"/{town.municipality.slug}/tasks/by-mail/" in mail.text
    assert named and not any(name in mail.text for name in named)
    assert "Granvikmerke" not in mail.text.replace(town.municipality.name, "")


def test_when_nothing_needs_the_person_no_letter_comes(wanted):
    assert services.send_digests(at=MONDAY) == 0


def test_it_does_not_leave_when_nothing_waits_any_more_or_it_is_ended(wanted, own_task, alice, municipality):
    task = own_task()
    services.send_digests(at=MONDAY)
    message = Message.objects.get(kind="task.digest")

    services.finish(task=task, by=alice, at=datetime(2030, 1, 1, tzinfo=UTC))
    assert not kind_of(message).still_allowed(message)
    with pytest.raises(CannotRender):
        kind_of(message).render(message, True)
    services.set_digest(municipality=municipality, user=alice, weekday=None, at=MONDAY)
    assert not kind_of(message).still_allowed(message)


def test_one_who_has_left_gets_no_list(wanted, own_task, alice):
    own_task()
    services.send_digests(at=MONDAY)
    message = Message.objects.get(kind="task.digest")

    alice.memberships.update(ended_at=MONDAY)

    assert not kind_of(message).still_allowed(message)


def test_a_weekend_is_refused(municipality, alice):
    with pytest.raises(services.CannotTask, match="Monday to Friday"):
        services.set_digest(municipality=municipality, user=alice, weekday=6, at=MONDAY)


def test_the_letter_of_a_given_task_says_what_and_names_nobody_of_the_network(town, alice, anne, as_reader):
    of = as_reader(alice)
    line = next(iter(queries.find(of, key="questions")[:1]))
    services.give(of=of, key=line.key, to=anne, word="Hemmelig ord", at=MONDAY)

    message, mail = letter("task.given")

    assert mail.to == anne.email
    assert "Alice" in mail.subject
    assert line.about not in mail.text
    assert "Hemmelig ord" not in mail.text
    assert f"/tasks/{line.key}/" in mail.text
    services.give_back(of=of, key=line.key, at=MONDAY)
    assert not kind_of(message).still_allowed(message)
