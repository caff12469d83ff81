"""Agreeing, withdrawing, and the count of a quarter: nobody is told before six share, and nothing of one leaks."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from config.core.audit.models import AuditEvent
from participation.comparison import queries, services
from participation.models import PeerFigure, SharedFigure, Sharing
from tests.cast import AT, make_municipality
from tests.helpers.constraints import assert_refused
from tests.make.chain import make_contribution, make_project, make_unit

BEFORE = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
WITHIN = datetime(2026, 4, 2, 12, 0, tzinfo=UTC)
# The second quarter is over.
FIRST = datetime(2026, 7, 1, 6, 20, tzinfo=UTC)
SECOND = datetime(2026, 10, 1, 6, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def _share(municipality, inhabitants=8000, at=BEFORE):
    return services.agree(municipality=municipality, inhabitants=inhabitants, counted_in=2026, by=None, at=at)


def _said(municipality, number):
    project = make_project(make_unit(municipality, f"Enhet i {municipality.slug}"))
    for _one in range(number):
        make_contribution(project)


def _others(count, start=0, **fields):
    made = [
        make_municipality(f"kommune-{at}", f"Kommune {at}", **fields) for at in range(start, start + count)
    ]
    for number, one in enumerate(made):
        _said(one, number)
        _share(one)
    return made


def _told(municipality):
    return {row.ratio: (row.low, row.high) for row in PeerFigure.objects.of(municipality)}


def test_agreeing_again_corrects_the_inhabitants_and_keeps_the_day(municipality, alice):
    first = _share(municipality)
    again = services.agree(municipality=municipality, inhabitants=21_000, counted_in=2026, by=alice, at=FIRST)

    assert (again.pk, again.agreed_at, again.inhabitants) == (first.pk, BEFORE, 21_000)
    kinds = (
        AuditEvent.objects.filter(kind__startswith="sharing.").order_by("id").values_list("kind", flat=True)
    )
    assert list(kinds) == ["sharing.agreed", "sharing.changed"]


@pytest.mark.parametrize(
    ("inhabitants", "counted_in"), [(3, 2026), (3_000_000, 2026), (8000, 2027), (8000, 99)]
)
def test_what_cannot_be_is_refused(municipality, inhabitants, counted_in):
    with pytest.raises(services.CannotShare):
        services.agree(
            municipality=municipality, inhabitants=inhabitants, counted_in=counted_in, by=None, at=BEFORE
        )
    assert not Sharing.objects.exists()


def test_six_are_told_the_same_span_and_five_are_told_nothing(municipality):
    others = _others(4)
    _said(municipality, 40)
    _share(municipality)
    assert services.count_quarter(at=FIRST) == 5
    assert not PeerFigure.objects.exists()

    others += _others(1, start=4)
    assert services.count_quarter(at=SECOND) == 6

    spans = [_told(one) for one in (municipality, *others)]
    assert spans[0]["said"] and all(span == spans[0] for span in spans)
    assert "units_with_involvement" not in spans[0]


def test_another_size_and_an_invented_municipality_are_not_among_them(municipality, other_municipality):
    _share(municipality)
    _others(4)
    _share(other_municipality, inhabitants=60_000)
    _others(1, start=10, is_demonstration=True)

    services.count_quarter(at=FIRST)

    assert not PeerFigure.objects.exists()


def test_who_joins_within_a_quarter_is_in_the_next(municipality):
    _others(5)
    _share(municipality, at=WITHIN)

    assert services.count_quarter(at=FIRST) == 5
    assert not PeerFigure.objects.exists()
    assert services.count_quarter(at=SECOND) == 6
    assert _told(municipality)


def test_a_quarter_is_counted_once_whoever_leaves_after(municipality):
    others = _others(6)
    _share(municipality)
    services.count_quarter(at=FIRST)
    before = _told(municipality)

    services.withdraw(sharing=Sharing.objects.of(others[0]).get(), by=None, at=FIRST)
    make_contribution(make_project(make_unit(municipality)))

    assert services.count_quarter(at=FIRST) == 0
    assert services.count_quarter(at=SECOND.replace(month=9, day=30)) == 0
    assert _told(municipality) == before


def test_what_was_shared_and_told_is_deleted_at_withdrawal(municipality):
    _others(5)
    held = _share(municipality)
    services.count_quarter(at=FIRST)

    services.withdraw(sharing=held, by=None, at=FIRST)

    assert not SharedFigure.objects.of(municipality).exists()
    assert not PeerFigure.objects.of(municipality).exists()
    assert PeerFigure.objects.exists()
    with pytest.raises(services.CannotShare):
        services.withdraw(sharing=held, by=None, at=FIRST)


def test_nobody_reads_a_row_of_another_municipality(
    municipality, other_municipality, alice, bob, uma, adam, charlie
):
    _share(other_municipality)
    _share(municipality)
    _others(4)
    services.count_quarter(at=FIRST)

    for model in (SharedFigure, PeerFigure, Sharing):
        assert model.objects.of(other_municipality).exists()
        for reader in (alice, bob, uma, adam):
            assert not model.objects.visible_to(reader).exclude(municipality=municipality).exists()
        assert set(model.objects.visible_to(charlie).values_list("municipality", flat=True)) == {
            other_municipality.pk
        }
        # A unit's manager sees nothing of the whole.
        assert not model.objects.visible_to(uma).exists()


def test_no_row_that_is_told_is_the_own_figure_of_another(municipality, bob):
    others = _others(5)
    _share(municipality)
    services.count_quarter(at=FIRST)

    found = queries.peers(user=bob, municipality=municipality)

    assert {row.municipality_id for row in found.told} == {municipality.pk}
    assert found.own["said"] == 0
    shown = {row.ratio: {row.low, row.high} for row in found.told}
    own = {
        row.value * 10_000 / 8000 for row in SharedFigure.objects.filter(municipality__in=others, key="said")
    }
    assert own == {0, 1.25, 2.5, 3.75, 5.0}
    # 0 and 5 are round numbers at which any span may end.
    assert shown["said"] == {0, 5}


def test_the_figures_that_are_shared_are_those_of_the_reports(municipality):
    _said(municipality, 3)
    make_contribution(make_project(make_unit(municipality)), said_on=datetime(2026, 7, 1, tzinfo=UTC).date())
    _share(municipality)
    services.count_quarter(at=FIRST)

    assert SharedFigure.objects.get(key="said").value == 3
    assert set(SharedFigure.objects.values_list("key", flat=True)) == {
        "said",
        "answered",
        "changes",
        "meetings",
        "units",
        "units_with_involvement",
    }


def test_constraints_refuse_what_must_never_be(municipality):
    held = _share(municipality)
    row = {"municipality": municipality, "counted_in": 2026, "agreed_at": AT}
    assert_refused(lambda: Sharing.objects.create(inhabitants=9000, **row), "sharing_once_at_a_time")
    for inhabitants in (99, 2_000_001):
        assert_refused(
            lambda inhabitants=inhabitants: Sharing.objects.filter(pk=held.pk).update(
                inhabitants=inhabitants
            ),
            "sharing_has_the_people_of_a_municipality",
        )
    assert_refused(
        lambda: Sharing.objects.filter(pk=held.pk).update(withdrawn_at=AT), "sharing_ends_after_it_begins"
    )
    shared = {"municipality": municipality, "quarter": AT.date(), "key": "said", "value": 1, "at": AT}
    SharedFigure.objects.create(**shared)
    assert_refused(lambda: SharedFigure.objects.create(**shared), "shared_figure_once")
    peer = {"municipality": municipality, "quarter": AT.date(), "ratio": "said", "at": AT}
    PeerFigure.objects.create(band=1, low=0, high=2, **peer)
    assert_refused(lambda: PeerFigure.objects.create(band=1, low=0, high=2, **peer), "peer_figure_once")
    other = peer | {"ratio": "changes"}
    assert_refused(lambda: PeerFigure.objects.create(band=1, low=2, high=2, **other), "peer_figure_is_a_span")
    assert_refused(
        lambda: PeerFigure.objects.create(band=4, low=0, high=2, **other), "peer_figure_has_a_band"
    )
