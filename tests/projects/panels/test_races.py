"""Several presses at once: one draft, one seed, one draw."""

import pytest

from config.core.jobs.models import Job
from projects.matching.panels.finding import find
from projects.models import Choice, Panel
from projects.panels import drawing, queries, services
from tests.cast import AT
from tests.helpers.threads import at_once
from tests.projects.panels.pool import make_draft, make_pool, make_published

pytestmark = pytest.mark.django_db(transaction=True)


def test_several_who_prepare_get_one_draft(municipality, alice):
    wanted = make_pool(municipality)

    def start():
        services.start(request=wanted, by=alice, at=AT)

    assert at_once(start, start, start) == ["done"] * 3
    assert Panel.objects.count() == 1


def test_several_who_publish_make_one_seed(municipality, alice):
    panel = make_draft(make_pool(municipality), alice)

    def publish():
        services.publish(panel=panel, by=alice, at=AT)

    assert sorted(at_once(publish, publish, publish)) == ["CannotDraw", "CannotDraw", "done"]
    assert Job.objects.count() == 1
    assert Panel.objects.get().members.count() == 9


def test_a_stop_and_a_draw_have_one_winner(municipality, alice):
    panel = make_published(make_pool(municipality), alice)
    lottery = find(queries.problem_of(panel.seats, queries.wanted_of(panel), queries.people_of(panel)))

    def finish():
        drawing.finish(panel=panel, lottery=lottery, at=AT)

    def stop():
        services.stop(panel=panel, by=alice, at=AT)

    at_once(finish, stop)

    panel.refresh_from_db()
    assert Choice.objects.count() == (3 if panel.state == "drawn" else 0)
    assert panel.state in ("drawn", "stopped")
