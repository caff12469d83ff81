"""The numbers of a draw stand, whatever becomes of its people: two profiles become one, and somebody is erased."""

import importlib
import random

import pytest
from django.apps import apps
from django.urls import reverse

from projects.models import Panel, PanelMember
from projects.panels import exports, queries
from representatives.duplicates import services as duplicates
from representatives.erasure import services as erasure
from tests.cast import AT
from tests.projects.panels.pool import make_drawn, make_one, make_pool


def told(panel):
    """Everything in the record that is a number, read anew."""
    row = Panel.objects.get(pk=panel.pk)
    return queries.lines(row), exports.lottery(row), queries.record(row)


def drawn_again(lottery):
    """What anybody makes of the published seed, without this house."""
    chance = random.Random(lottery["seed"])  # noqa: S311 (the seed is public)
    ticket, place = int(chance.random() * 1_000_000_000), 0
    while ticket >= sum(lottery["tickets"][: place + 1]):
        place += 1
    found = []
    for kind, many in lottery["panels"][place]:
        left = list(lottery["types"][kind])
        found += [left.pop(int(chance.random() * len(left))) for _ in range(many)]
    return sorted(found)


def test_after_a_merge_the_record_and_the_draw_say_the_same(municipality, alice):
    panel = make_drawn(make_pool(municipality), alice)
    before, people = told(panel), exports.people_csv(panel)
    last = panel.members.order_by("-number").select_related("representative").first()
    # An id that sorts before all the others, as happens by chance.
    stays = make_one(municipality, 20)
    stays.public_id = "0" * 22
    stays.save(update_fields=["public_id"])

    duplicates.merge(stays=stays, goes=last.representative, by=alice, at=AT)

    assert PanelMember.objects.get(pk=last.pk).representative == stays
    assert told(panel) == before
    assert exports.people_csv(Panel.objects.get(pk=panel.pk)) == people
    assert drawn_again(before[1]) == before[1]["drawn"]


def test_after_an_erasure_the_numbers_stand_and_the_record_says_who_is_not_here(municipality, alice):
    panel = make_drawn(make_pool(municipality), alice)
    lines, lottery, sentences = told(panel)
    gone = panel.members.filter(standing="drawn").select_related("representative").order_by("number").first()

    erasure.erase(representative=gone.representative, why="asked", by=alice, at=AT)

    after_lines, after_lottery, after = told(panel)
    assert (after_lines, after_lottery) == (lines, lottery)
    assert drawn_again(after_lottery) == lottery["drawn"]
    extra = "1 av de trukne er slettet siden, så navnet står ikke her."
    assert after == [*sentences, extra]
    numbers = [line.split(",")[0] for line in exports.people_csv(panel).splitlines()[1:]]
    assert numbers == [str(number) for number in range(1, 10) if number != gone.number]
    assert queries.free_seats(panel, queries.seats(panel)) == 1


def test_the_page_of_a_draw_with_somebody_erased_is_whole(client_of, alice, municipality):
    panel = make_drawn(make_pool(municipality), alice)
    member = (
        panel.members.filter(standing="drawn").select_related("representative").order_by("number").first()
    )
    name = member.representative.name
    erasure.erase(representative=member.representative, why="asked", by=alice, at=AT)

    page = client_of(alice).get(reverse("panel_record", args=["granvik", panel.public_id])).content.decode()

    assert name not in page
    assert "9 personer var med i trekningen av 3 plasser." in page
    assert "1 av de trukne er slettet siden" in page


@pytest.mark.parametrize("state", ["drawn", "published"])
def test_draws_from_before_get_the_numbers_that_their_record_had(municipality, alice, state):
    panel = make_drawn(make_pool(municipality), alice)
    rows = list(panel.members.order_by("representative__public_id"))
    kept = Panel.objects.get(pk=panel.pk).lottery
    old = {name: kept[name] for name in ("types", "panels", "tickets")} if state == "drawn" else {}
    Panel.objects.filter(pk=panel.pk).update(lottery=old, state=state)
    for place, row in enumerate(reversed(rows), start=1):
        PanelMember.objects.filter(pk=row.pk).update(number=100 + place)

    migration = importlib.import_module("projects.migrations.0007_numbers_of_a_draw")
    migration.number_people(apps, None)

    found = PanelMember.objects.filter(panel=panel).order_by("number")
    assert [(row.pk, row.number) for row in found] == [(row.pk, n) for n, row in enumerate(rows, start=1)]
    assert Panel.objects.get(pk=panel.pk).lottery == (kept if state == "drawn" else {})
