"""A draw from draft to record: what is frozen, what is refused, who is chosen, and drawing again."""

import pytest

from config.core.audit.models import AuditEvent
from config.core.jobs.models import Job
from projects.candidates import services as candidates
from projects.matching.panels.draw import draw as redraw
from projects.matching.panels.finding import find
from projects.models import Choice, Panel, PanelMember
from projects.panels import drawing, queries, services
from projects.panels.values import basis
from representatives.consent import services as consent
from representatives.models import Representative, Turn
from tests.cast import AT
from tests.projects.panels.pool import (
    AREAS,
    area,
    draw,
    make_draft,
    make_drawn,
    make_one,
    make_pool,
    make_published,
)
from tests.projects.wanted import make_fitting


def drawn_of(panel):
    return list(panel.members.filter(standing="drawn").select_related("representative").order_by("pk"))


def say_no(wanted, person):
    for kind in ("asked", "declined"):
        Turn.objects.create(
            municipality=wanted.municipality,
            representative=person,
            kind=kind,
            at=AT,
            request_ref=wanted.public_id,
        )


def test_start_gives_one_draft_for_the_seats_that_are_free(municipality, alice):
    wanted = make_pool(municipality)
    person = Representative.objects.order_by("pk").first()
    candidates.choose(request=wanted, representative=person, decision="chosen", by=alice, at=AT)

    panel = services.start(request=wanted, by=alice, at=AT)

    assert (panel.seats, panel.state, panel.seed) == (2, "draft", "")
    assert services.start(request=wanted, by=alice, at=AT) == panel
    assert AuditEvent.objects.filter(kind="panel.started", object_id=panel.public_id).count() == 1


def test_nothing_is_drawn_for_a_request_that_is_full_or_not_open(municipality, alice):
    wanted = make_pool(municipality, people=1, seats=1)
    person = Representative.objects.get()
    candidates.choose(request=wanted, representative=person, decision="chosen", by=alice, at=AT)
    with pytest.raises(services.CannotDraw, match="hver plass"):
        services.start(request=wanted, by=alice, at=AT)
    wanted.state = "closed"
    wanted.save(update_fields=["state"])
    with pytest.raises(services.CannotDraw, match="åpen"):
        services.start(request=wanted, by=alice, at=AT)
    assert not Panel.objects.exists()


@pytest.mark.parametrize(
    "quotas",
    [
        [area("Sentrum", 2, 1)],
        [area("Sentrum", 4, 5)],
        [area("Sentrum", 0, 1), area("Sentrum", 0, 2)],
        [area(f"Sted {number}", 0, 1) for number in range(61)],
    ],
)
def test_quotas_that_cannot_be_meant_are_refused_and_nothing_changes(municipality, alice, quotas):
    panel = make_draft(make_pool(municipality), alice)

    with pytest.raises(services.CannotDraw):
        services.set_quotas(panel=panel, seats=3, pool="covering", quotas=quotas, by=alice, at=AT)

    assert [row.value for row in panel.quotas.order_by("pk")] == list(AREAS)


def test_publishing_freezes_people_and_quotas_and_names_the_seed_before_the_draw(municipality, alice):
    wanted = make_pool(municipality)
    panel = make_published(wanted, alice)

    assert (panel.state, panel.published_at, panel.by) == ("published", AT, alice)
    assert len(panel.seed) == 22
    assert panel.members.count() == 9
    assert not panel.members.exclude(standing="in_draw").exists()
    assert Job.objects.get().payload == {"panel": panel.public_id}
    assert AuditEvent.objects.get(kind="panel.published").fields == ["seed"]
    make_one(municipality, 10)
    assert panel.members.count() == 9
    for change in (
        lambda: services.set_quotas(panel=panel, seats=2, pool="covering", quotas=[], by=alice, at=AT),
        lambda: services.publish(panel=panel, by=alice, at=AT),
    ):
        with pytest.raises(services.CannotDraw):
            change()
    assert Panel.objects.get().seed == panel.seed


def test_impossible_quotas_are_refused_with_what_to_change(municipality, alice):
    panel = make_draft(make_pool(municipality, people=4), alice, area("Fjellgrenda", 2, 3))

    with pytest.raises(services.CannotDraw) as refusal:
        services.publish(panel=panel, by=alice, at=AT)

    assert "Fjellgrenda" in str(refusal.value)
    assert "minst 1" in str(refusal.value)
    panel.refresh_from_db()
    assert (panel.state, panel.seed) == ("draft", "")
    assert not PanelMember.objects.exists() and not Job.objects.exists()


def test_with_nobody_or_too_few_a_sentence_says_so(municipality, alice):
    wanted = make_pool(municipality, people=0)
    panel = make_draft(wanted, alice)
    with pytest.raises(services.CannotDraw, match="ingen i nettverket"):
        services.publish(panel=panel, by=alice, at=AT)
    make_one(municipality, 0)
    with pytest.raises(services.CannotDraw, match="Bare 1"):
        services.publish(panel=panel, by=alice, at=AT)
    person = Representative.objects.get()
    consent.withdraw(representative=person, purpose="network", by=None, at=AT)
    with pytest.raises(services.CannotDraw, match="Alle i nettverket"):
        services.publish(panel=panel, by=alice, at=AT)


def test_experience_counts_only_under_its_consent(municipality, alice):
    wanted = make_pool(municipality, people=2)
    person = Representative.objects.order_by("pk").first()
    before = basis(request=wanted, pool="everybody", user=alice, at=AT)
    assert {kind for kind, _ in before.people[0].traits} >= {"perspective", "term", "area", "age"}

    consent.withdraw(representative=person, purpose="experience", by=None, at=AT)

    after = basis(request=wanted, pool="everybody", user=alice, at=AT)
    own = next(one for one in after.people if one.id == person.public_id)
    assert {kind for kind, _ in own.traits} == {"area", "age", "first_time"}


def test_who_may_be_drawn_is_chosen(municipality, alice):
    wanted = make_pool(municipality, people=2)
    make_fitting(municipality, "Uten Erfaring", experience=())

    counts = {
        pool: len(basis(request=wanted, pool=pool, user=alice, at=AT).people)
        for pool in ("covering", "musts", "everybody")
    }

    assert counts == {"covering": 2, "musts": 2, "everybody": 3}


def test_the_draw_chooses_with_its_reason_and_keeps_everything_to_make_it_again(municipality, alice):
    wanted = make_pool(municipality)
    panel = make_drawn(wanted, alice)

    chosen = Choice.objects.filter(request=wanted, decision="chosen").order_by("pk")
    people = [choice.representative for choice in chosen]
    assert sorted(person.area for person in people) == sorted(AREAS)
    assert {choice.reason for choice in chosen} == {f"Loddtrukket, trekning {panel.public_id}"}
    assert {member.representative for member in drawn_of(panel)} == set(people)
    assert panel.certificate["smallest"] == pytest.approx(1 / 3, abs=1e-6)
    assert {round(member.chance, 6) for member in panel.members.order_by("pk")} == {0.333333}
    problem = queries.problem_of(panel.seats, queries.wanted_of(panel), queries.people_of(panel))
    again = redraw(find(problem), panel.seed)
    numbers = sorted(member.number for member in drawn_of(panel))
    assert list(again.people) == [queries.name_of(number) for number in numbers]
    assert panel.lottery["drawn"] == numbers
    assert again.ticket == panel.ticket
    assert AuditEvent.objects.filter(kind="panel.drawn").count() == 1


def test_the_job_draws_and_a_second_run_changes_nothing(municipality, alice):
    panel = make_published(make_pool(municipality), alice)
    told = []

    drawing.run(Job.objects.get(), lambda done, total: told.append((done, total)))
    first = set(Choice.objects.values_list("representative_id", flat=True).order_by("pk"))
    drawing.run(Job.objects.get(), lambda done, total: told.append((done, total)))

    panel.refresh_from_db()
    assert panel.state == "drawn"
    assert len(first) == 3
    assert set(Choice.objects.values_list("representative_id", flat=True).order_by("pk")) == first
    assert told[0] == (0, 4) and told[-1] == (4, 4)


def test_who_withdraws_between_seed_and_draw_is_not_chosen(municipality, alice):
    wanted = make_pool(municipality, people=3)
    panel = make_published(wanted, alice)
    person = Representative.objects.order_by("pk").first()
    consent.withdraw(representative=person, purpose="network", by=None, at=AT)

    panel = draw(panel)

    assert panel.state == "drawn"
    assert not Choice.objects.filter(representative=person).exists()
    assert PanelMember.objects.get(representative=person).standing == "gone"
    assert len(drawn_of(panel)) == 2
    assert queries.free_seats(panel, queries.seats(panel)) == 1


def test_a_stopped_draw_draws_nobody_and_stays_in_the_record(municipality, alice):
    panel = make_published(make_pool(municipality), alice)
    services.stop(panel=panel, by=alice, at=AT)

    drawing.run(Job.objects.get(), lambda done, total: None)
    draw(panel)

    panel.refresh_from_db()
    assert panel.state == "stopped" and panel.seed
    assert not Choice.objects.exists()
    assert AuditEvent.objects.filter(kind="panel.stopped").count() == 1
    with pytest.raises(services.CannotDraw):
        services.stop(panel=panel, by=alice, at=AT)


def test_a_draft_is_thrown_away(municipality, alice):
    panel = make_draft(make_pool(municipality), alice)

    services.stop(panel=panel, by=alice, at=AT)

    assert not Panel.objects.exists()
    assert AuditEvent.objects.filter(kind="panel.discarded").count() == 1


def test_a_draw_fails_in_words_when_the_request_is_closed_meanwhile(municipality, alice):
    wanted = make_pool(municipality)
    panel = make_published(wanted, alice)
    wanted.state = "closed"
    wanted.save(update_fields=["state"])

    assert draw(panel).state == "failed"
    assert not Choice.objects.exists()
