"""The list: one statement for all kinds, the soonest first, without what is put off or with others."""

from datetime import timedelta

from django.utils import timezone

from config.core.audit.models import AuditEvent
from participation.tasks import queries, services
from participation.tasks.queries import Show
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_meeting, make_project

DAY = timedelta(days=1)


def keys(of, show=Show.MINE):
    return [line.key for line in queries.find(of, show)[:100]]


def test_the_soonest_first_and_those_without_a_day_last(own_task, alice, as_reader):
    today = timezone.localdate()
    for title, due_on in (("Uten dag", None), ("Senere", today + 9 * DAY), ("Først", today - DAY)):
        own_task(title, due_on=due_on)

    found = queries.find(as_reader(alice))

    assert [line.about for line in found[:10]] == ["Først", "Senere", "Uten dag"]
    assert [queries.when(line, today) for line in found[:10]] == ["Past its day", "Later", "Without a day"]
    assert (len(found), found.count()) == (3, 3)


def test_what_is_put_off_is_away_for_one_and_not_for_the_other(town, alice, anne, as_reader):
    of, hers = as_reader(alice), as_reader(anne)
    key = keys(of)[0]
    before = queries.Desk(hers).numbers()

    services.snooze(of=of, key=key, until=of.today + 3 * DAY, at=timezone.now())

    assert key not in keys(of)
    assert keys(of, Show.LATER) == [key]
    assert queries.Desk(hers).numbers() == before
    (line,) = queries.find(of, Show.LATER)[:5]
    assert line.asleep_until == of.today + 3 * DAY


def test_it_comes_back_on_its_day(own_task, alice, municipality):
    from participation.tasks.feeds.feed import reader

    own_task()
    of = reader(alice, municipality)
    services.snooze(of=of, key=keys(of)[0], until=of.today + DAY, at=timezone.now())

    assert keys(of) == []
    assert len(keys(reader(alice, municipality, of.today + DAY))) == 1


def test_a_task_that_is_given_is_on_one_list_alone(town, alice, anne, as_reader):
    of, hers = as_reader(alice), as_reader(anne)
    key = next(key for key in keys(of) if key.startswith("questions-"))

    services.give(of=of, key=key, to=anne, word="Du kjenner henne.", at=timezone.now())

    assert key not in keys(of)
    assert key in keys(of, Show.OTHERS)
    line = next(line for line in queries.find(hers)[:100] if line.key == key)
    assert (line.given.by, line.given.word) == (alice, "Du kjenner henne.")


def test_the_task_of_one_who_has_left_is_everybodys_again(town, alice, anne, as_reader):
    of = as_reader(alice)
    key = next(key for key in keys(of) if key.startswith("questions-"))
    services.give(of=of, key=key, to=anne, at=timezone.now())

    anne.memberships.update(ended_at=timezone.now())

    assert key in keys(as_reader(alice))


def test_the_task_of_one_who_has_another_role_now_is_everybodys_again(town, alice, anne, as_reader):
    of = as_reader(alice)
    key = next(key for key in keys(of) if key.startswith("questions-"))
    services.give(of=of, key=key, to=anne, at=timezone.now())

    anne.memberships.update(role="professional")

    assert key in keys(as_reader(alice))
    assert keys(as_reader(alice), Show.OTHERS) == []


def test_the_counts_of_kinds_and_of_the_lists_add_up(town, alice, as_reader):
    of = as_reader(alice)
    numbers = queries.Desk(of).numbers()

    assert sum(number for _feed, number in queries.kinds(of)) == numbers["mine"] == len(keys(of))
    for feed, number in queries.kinds(of):
        assert queries.find(of, key=feed.key).count() == number > 0


def test_the_page_costs_the_same_for_more_rows(municipality, unit, alice, client_of):
    client = client_of(alice)

    def rows(count):
        for number in range(count):
            make_meeting(make_project(unit, title=f"P{number}"), held_on=timezone.localdate() - 2 * DAY)

    assert_constant_queries(rows, lambda: client.get(f"/{municipality.slug}/tasks/"))


def test_a_list_with_names_is_written_down_and_one_without_is_not(town, alice, pia, client_of):
    listed = AuditEvent.objects.filter(kind="representative.listed", purpose="tasks")

    client_of(pia).get(f"/{town.municipality.slug}/tasks/")
    assert not listed.exists()
    client_of(alice).get(f"/{town.municipality.slug}/tasks/?kind=questions")
    assert listed.count() == 1


def test_an_unknown_key_is_nothing(town, alice, as_reader):
    of = as_reader(alice)

    for key in ("", "own", "own-", "nosuch-2345", "my_days-2345", "questions-" + "x" * 22):
        assert queries.one(of, key) is None
