"""Writing down, putting off, giving and taking back: what is refused, and what is written in the trail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.core.audit.models import AuditEvent
from config.core.outbox.models import Message
from participation.tasks import queries, services
from participation.tasks.models import GivenTask, Snooze, Task
from tests.helpers.constraints import assert_refused

DAY = timedelta(days=1)


def now():
    return timezone.now()


def test_written_down_done_and_opened_again(municipality, alice, as_reader):
    of = as_reader(alice)
    task = services.write_down(
        municipality=municipality, title="  Ring biblioteket ", due_on=None, by=alice, at=now()
    )

    assert [line.about for line in queries.find(of)[:5]] == ["Ring biblioteket"]
    services.finish(task=task, by=alice, at=now())
    first = Task.objects.get().done_at
    services.finish(task=task, by=alice, at=now())
    assert Task.objects.get().done_at == first
    assert queries.find(of).count() == 0
    assert queries.done_of_late(of) == [task]
    services.reopen(task=task, by=alice, at=now())
    assert queries.find(of).count() == 1
    kinds = set(AuditEvent.objects.filter(kind__startswith="task.").values_list("kind", flat=True))
    assert kinds == {"task.written_down", "task.finished", "task.reopened"}


def test_dropped_with_what_was_noted_about_it(own_task, alice, anne, as_reader):
    of = as_reader(alice)
    task = own_task()
    services.give(of=of, key=f"own-{task.public_id}", to=anne, at=now())
    hers = as_reader(anne)
    services.snooze(of=hers, key=f"own-{task.public_id}", until=hers.today + DAY, at=now())

    services.drop(task=task, by=anne, at=now())

    assert [model.objects.count() for model in (Task, GivenTask, Snooze)] == [0, 0, 0]


@pytest.mark.parametrize("title", ["", "   "])
def test_nothing_is_nothing_to_do(municipality, alice, own_task, title):
    said = {"title": title, "due_on": None, "by": alice, "at": now()}

    with pytest.raises(services.CannotTask, match="Write what is to be done"):
        services.write_down(municipality=municipality, **said)
    with pytest.raises(services.CannotTask, match="Write what is to be done"):
        services.rewrite(task=own_task(), **said)


def test_for_a_colleague_who_gets_a_letter_and_for_no_stranger(municipality, alice, pia, charlie, rita):
    said = {"municipality": municipality, "title": "Finn et rom", "due_on": None, "by": alice, "at": now()}

    task = services.write_down(**said, holder=pia)

    assert task.holder == pia
    assert Message.objects.get(kind="task.given").recipient_id == pia.public_id
    for stranger in (charlie, rita):
        with pytest.raises(services.CannotTask, match="does not work here"):
            services.write_down(**said, holder=stranger)


def test_a_day_to_put_off_to_is_ahead_and_within_a_year(own_task, alice, as_reader):
    of, key = as_reader(alice), f"own-{own_task().public_id}"

    for until, words in ((of.today, "still to come"), (of.today + 400 * DAY, "within a year")):
        with pytest.raises(services.CannotTask, match=words):
            services.snooze(of=of, key=key, until=until, at=now())
    for days in (1, 8):
        services.snooze(of=of, key=key, until=of.today + days * DAY, at=now())
    assert Snooze.objects.get().until == of.today + 8 * DAY
    services.wake(of=of, key=key, at=now())
    assert queries.find(of).count() == 1


def test_given_to_one_who_may_do_it_and_to_nobody_else(town, alice, anne, pia, bob, as_reader):
    of = as_reader(alice)
    key = next(line.key for line in queries.find(of, key="questions")[:1])

    for stranger in (pia, bob):
        with pytest.raises(services.CannotTask, match="cannot do this one"):
            services.give(of=of, key=key, to=stranger, at=now())
    services.give(of=of, key=key, to=anne, at=now())
    services.give(of=as_reader(anne), key=key, to=alice, at=now())
    assert GivenTask.objects.get().to == alice
    services.give_back(of=of, key=key, at=now())
    assert not GivenTask.objects.exists()


def test_taking_it_oneself_sends_no_letter(town, alice, as_reader):
    of = as_reader(alice)
    key = next(line.key for line in queries.find(of, key="questions")[:1])
    before = Message.objects.count()

    services.give(of=of, key=key, to=alice, at=now())

    assert GivenTask.objects.get().to == alice
    assert Message.objects.count() == before


def test_what_is_written_down_becomes_the_others_and_is_never_nobodys(own_task, alice, anne, as_reader):
    task = own_task()
    key = f"own-{task.public_id}"
    with pytest.raises(services.CannotTask, match="must be somebody's"):
        services.give_back(of=as_reader(alice), key=key, at=now())

    services.give(of=as_reader(alice), key=key, to=anne, at=now())

    task.refresh_from_db()
    assert task.holder == anne
    assert queries.find(as_reader(alice)).count() == 0
    assert queries.one(as_reader(anne), key).given.by == alice


def test_a_task_that_is_done_or_anothers_is_refused(own_task, alice, anne, as_reader):
    task = own_task(done_at=now() + DAY)
    key = f"own-{task.public_id}"

    for of in (as_reader(alice), as_reader(anne)):
        for act in (
            lambda of=of: services.snooze(of=of, key=key, until=of.today + DAY, at=now()),
            lambda of=of: services.wake(of=of, key=key, at=now()),
            lambda of=of: services.give(of=of, key=key, to=anne, at=now()),
            lambda of=of: services.give_back(of=of, key=key, at=now()),
        ):
            with pytest.raises(services.CannotTask, match="done, or is not yours"):
                act()


def test_every_constraint_refuses_a_bad_row(municipality, alice, own_task):
    common = {"municipality": municipality, "feed": "own", "subject": "2" * 22, "at": now()}
    Snooze.objects.create(user=alice, until=timezone.localdate(), **common)
    GivenTask.objects.create(to=alice, by=alice, **common)
    services.set_digest(municipality=municipality, user=alice, weekday=1, at=now())
    from participation.tasks.models import Digest

    for bad, name in (
        (lambda: own_task(""), "task_says_something"),
        (lambda: own_task(done_at=now() - 9 * DAY), "task_is_done_after_it_is_made"),
        (
            lambda: Snooze.objects.create(user=alice, until=timezone.localdate(), **common),
            "snooze_one_for_each",
        ),
        (lambda: GivenTask.objects.create(to=alice, by=None, **common), "given_task_is_with_one_person"),
        (
            lambda: Digest.objects.create(municipality=municipality, user=alice, weekday=2),
            "digest_one_for_each",
        ),
        (lambda: Digest.objects.update(weekday=6), "digest_is_on_a_working_day"),
    ):
        assert_refused(bad, name)
