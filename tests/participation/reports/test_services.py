"""A report is frozen, signed, refused where it must be, and quotes nobody who does not allow it."""

from datetime import date

import pytest

from config.core.audit.models import AuditEvent
from participation.contributions import quoting
from participation.reports import brief, services, snapshots
from participation.reports.models import Report
from representatives.consent import services as consent
from tests.cast import AT
from tests.make.chain import make_assignment, make_project, make_request, make_unit
from tests.make.inside import NOW, make_ask, make_chain, make_people, make_report, values_of


@pytest.fixture
def project(municipality, unit):
    return make_project(unit)


def test_a_report_does_not_change_when_the_world_does(municipality, project, alice):
    make_chain(project)
    report = make_report(municipality, by=alice)
    before = brief.read(report)
    make_chain(project)
    report.refresh_from_db()

    assert values_of(report)["said"] == 1
    assert brief.read(report) == before
    assert snapshots.is_intact(report)
    assert AuditEvent.objects.get(kind="report.made").actor_id == alice.public_id


def test_a_changed_snapshot_no_longer_fits_its_fingerprint(municipality):
    report = make_report(municipality)
    report.snapshot["value"]["said"] = 99

    assert not snapshots.is_intact(report)


def test_stories_are_the_three_firmest_and_negative_effects_are_shown(municipality, project):
    for level in (0, 5, 2, 3):
        make_chain(project, level=level)
    change = project.contributions.order_by("pk").get(changes__evidence_level=5).changes.get()
    change.unintended = "Noen savner det gamle brevet."
    change.save(update_fields=["unintended"])

    shown = brief.read(make_report(municipality))

    assert [story.level for story in shown.stories] == [5, 3, 2]
    assert ("Unintended", "Noen savner det gamle brevet.") in _english(municipality).stories[0].parts
    assert len(shown.changes) == 4


def _english(municipality):
    from django.utils.translation import override

    with override("en"):
        return brief.read(Report.objects.of(municipality).order_by("-pk")[0])


def test_words_are_quoted_only_while_the_contributor_allows_it(municipality, project):
    person = make_people(municipality, 1)[0]
    seat = make_assignment(make_request(project), person)
    make_chain(project, assignment=seat, text="Brevet er for langt.")
    report = make_report(municipality)
    assert "Brevet er for langt." not in str(report.snapshot)
    without = _english(municipality).stories[0].parts[1][1]

    consent.give(
        representative=person, purpose="quotation", channel="paper", given_on=AT.date(), by=None, at=AT
    )
    asked = _english(municipality).stories[0].parts[1][1]
    said = project.contributions.get()
    quoting.decide(
        contribution=said, is_allowed=True, seen=quoting.mark(said.text), via="page", by=None, at=AT
    )
    allowed = _english(municipality).stories[0].parts[1][1]
    consent.withdraw(representative=person, purpose="quotation", by=None, at=NOW)

    assert "not quoted" in without
    # That we may ask is not that these words may be used.
    assert asked == without
    assert allowed == "“Brevet er for langt.”"
    assert _english(municipality).stories[0].parts[1][1] == without


def test_what_was_not_adopted_is_in_the_report_with_its_reason(municipality, project):
    said = make_chain(project, upto="answered")
    said.responses.update(answer="not_adopted", reason="Det er ikke folk til det.")

    assert brief.read(make_report(municipality)).not_adopted[0][:2] == (
        project.title,
        "Det er ikke folk til det.",
    )


@pytest.mark.parametrize(
    "wanted",
    [
        {"period_from": date(2026, 5, 1), "period_to": date(2026, 4, 1)},
        {"period_from": date(2027, 1, 1), "period_to": date(2027, 4, 1)},
    ],
)
def test_an_impossible_period_is_refused(municipality, wanted):
    with pytest.raises(services.CannotReport):
        make_report(municipality, **wanted)
    assert not Report.objects.exists()


def test_an_ask_to_someone_else_or_already_answered_is_refused(municipality, other_municipality, unit):
    elsewhere = make_unit(municipality, "Sykehjemmet")
    answered = make_ask(municipality, state="granted", answered_at=AT)

    for place, ask in (
        (unit, make_ask(municipality)),
        (unit, make_ask(municipality, elsewhere)),
        (None, make_ask(other_municipality)),
        (None, answered),
    ):
        with pytest.raises(services.CannotReport):
            make_report(municipality, unit=place, ask=ask)
    assert make_report(municipality, unit=unit, ask=make_ask(municipality, unit)).ask is not None


def test_the_value_sentence_claims_no_more_than_is_known(municipality, project):
    def sentence():
        make_report(municipality)
        return _english(municipality).sentence

    empty = sentence()
    make_chain(project, upto="answered")
    said = sentence()
    make_chain(project, level=0)
    asserted = sentence()
    make_chain(project, level=3)

    assert empty == "2026: no contributions are written down in Granvik yet."
    assert said == "2026: representatives said 1 thing in Granvik. It has not led to a change yet."
    assert "1 change in Granvik" in asserted
    assert "Nobody but the facilitator" in asserted
    assert "2 changes in Granvik" in sentence()
    assert "confirm 1 of them" in sentence()
