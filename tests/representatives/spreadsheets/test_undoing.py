"""Undoing a whole list: new people are gone, changed ones are as they were, and nothing built since is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import translation

from config.core.audit import services as audit
from config.core.audit.models import AuditEvent
from representatives.availability.models import Part
from representatives.catalogue.models import Term
from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.models import Conversation, SupportNeed, Training, Turn, WeeklyTime
from representatives.registry import services as registry
from representatives.registry.models import Representative
from representatives.spreadsheets import runs, undoing
from representatives.spreadsheets.models import ImportedPerson, ImportRun
from tests.cast import AT
from tests.helpers.threads import at_once
from tests.make.people import make_representative
from tests.representatives.spreadsheets.lists import take_in

LATER = AT + timedelta(days=3)


@pytest.fixture
def alma(municipality):
    """Somebody who is here already, with less than the list knows."""
    return make_representative(
        municipality, "Alma Ask", consents=(), phone="+4740612001", email="", area="Øyane"
    )


@pytest.fixture
def run(read, alma, alice) -> ImportRun:
    take_in(read(), alice)
    return ImportRun.objects.get()


def _everything() -> list[tuple[str, list[object]]]:
    """Every row of the app and of the trail, as it lies in the database."""
    models: list[Any] = [*apps.get_app_config("representatives").get_models(), AuditEvent]
    return [(model.__name__, list(model._base_manager.order_by("pk").values())) for model in models]


def _berit() -> Representative:
    return Representative.objects.get(given_name="Berit")


def test_a_run_says_what_it_did(run, alice, municipality):
    assert (run.file_name, run.new, run.updated, run.done_by) == ("liste.csv", 3, 1, alice)
    assert (run.municipality, run.done_at, run.undo_until) == (municipality, AT, AT + timedelta(days=30))
    assert ImportedPerson.objects.filter(run=run, is_new=True).count() == 3


def test_what_a_person_was_before_lies_sealed(run):
    [stored] = ImportedPerson.objects.filter(is_new=False).values_list("before", flat=True)

    assert "fields" not in stored
    kept = runs.Before.of_text(ImportedPerson.objects.get(is_new=False).before)
    assert kept.fields == {"email": "", "note": ""}
    assert sorted(kept.added) == ["consents", "terms"]


def test_new_people_are_gone_wholly_and_changed_ones_are_as_they_were(run, alma, alice):
    planned = undoing.preview(run=run, at=LATER)
    done = undoing.undo(run=run, by=alice, at=LATER)

    assert (planned.removed, planned.restored, planned.refusal) == (3, 1, "")
    assert done == planned
    left = Representative.objects.get()
    assert (left, left.email, left.note, left.area) == (alma, "", "", "Øyane")
    assert not left.terms.exists()
    assert not Consent.objects.exists()
    assert not Training.objects.exists()
    assert not ImportedPerson.objects.exists()
    run.refresh_from_db()
    assert run.undone_at == LATER


def test_undoing_is_written_down_person_by_person(run, alma, alice):
    undoing.undo(run=run, by=alice, at=LATER)

    lines = AuditEvent.objects.filter(at=LATER, actor_id=alice.public_id)
    kinds = list(lines.order_by("kind").values_list("kind", flat=True))
    assert kinds == [
        "import.undone",
        "representative.removed",
        "representative.removed",
        "representative.removed",
        "representative.restored",
        "representative.updated",
    ]
    assert lines.get(kind="representative.restored").subject_id == alma.public_id


def _turn(person, by):
    Turn.objects.create(
        municipality=person.municipality, representative=person, kind="asked", at=LATER, request_ref="x"
    )


def _edit(person, by):
    registry.update(representative=person, changes={"area": "Sentrum"}, by=by, at=LATER)


def _yes(person, by):
    consent.give(
        representative=person,
        purpose=Consent.Purpose.NETWORK,
        channel=Consent.Channel.ORAL,
        given_on=LATER.date(),
        by=by,
        at=LATER,
    )


def _skill(person, by):
    term = Term.objects.filter(kind="skill").order_by("id").first()
    registry.keep_skill(representative=person, term=term, by=by, at=LATER)


def _talk(person, by):
    Conversation.objects.create(
        municipality=person.municipality, representative=person, held_on=LATER.date(), added_at=LATER
    )


def _times(person, by):
    # A row without a moment of its own: whoever came with the list had none before.
    WeeklyTime.objects.create(
        municipality=person.municipality, representative=person, weekday=1, part=Part.MORNING
    )


def _need(person, by):
    SupportNeed.objects.create(
        municipality=person.municipality,
        representative=person,
        kind=SupportNeed.Kind.ACCESS,
        purpose=SupportNeed.Purpose.BOTH,
        added_at=LATER,
    )


def _logged(person, by):
    audit.record("something.done", obj=person, by=by, at=LATER, subject=person)


@pytest.mark.parametrize(
    ("build", "named"),
    [
        (_turn, "turns (1)"),
        (_edit, "changes written in the log (1)"),
        (_yes, "consents (1)"),
        (_skill, "experience and skills (1)"),
        (_talk, "conversations (1)"),
        (_times, "other things about them (1)"),
        (_need, "other things about them (1)"),
        (_logged, "changes written in the log (1)"),
    ],
)
def test_what_was_built_since_is_named_and_nothing_is_lost(run, alice, build, named):
    build(_berit(), alice)
    before = _everything()

    with translation.override("en"), pytest.raises(undoing.CannotUndo) as refusal:
        undoing.undo(run=run, by=alice, at=LATER + timedelta(hours=1))
    assert named in str(refusal.value)
    assert _everything() == before


def test_a_look_is_not_building(run, alice):
    audit.record_read(_berit(), by=alice, at=LATER, purpose="registry", fields=["profile"])

    undoing.undo(run=run, by=alice, at=LATER)
    assert Representative.objects.count() == 1


def test_what_somebody_had_before_the_list_is_no_hindrance(read, alma, alice):
    _turn(alma, alice)
    Turn.objects.update(at=AT - timedelta(days=9))
    take_in(read(), alice)

    assert undoing.preview(run=ImportRun.objects.get(), at=LATER).refusal == ""


def test_a_later_list_that_changed_them_stands_in_the_way(run, alice):
    later = ImportRun.objects.create(
        municipality=run.municipality,
        file_name="senere.csv",
        done_at=LATER,
        undo_until=LATER + timedelta(days=30),
    )
    assert undoing.preview(run=run, at=LATER).refusal == ""

    ImportedPerson.objects.create(
        municipality=run.municipality, run=later, representative=_berit(), is_new=False, before="{}"
    )
    with pytest.raises(undoing.CannotUndo):
        undoing.undo(run=run, by=alice, at=LATER)


def test_after_thirty_days_or_twice_it_is_refused(run, alice):
    with pytest.raises(undoing.CannotUndo):
        undoing.undo(run=run, by=alice, at=AT + timedelta(days=30))
    assert Representative.objects.count() == 4

    undoing.undo(run=run, by=alice, at=LATER)
    with pytest.raises(undoing.CannotUndo):
        undoing.undo(run=run, by=alice, at=LATER)


def test_what_undoing_needs_is_kept_for_thirty_days_and_the_run_for_a_year(run):
    assert runs.forget_old(AT + timedelta(days=29)) == 0
    assert runs.forget_old(AT + timedelta(days=30)) == 4
    assert not ImportedPerson.objects.exists()
    assert runs.forget_old(AT + timedelta(days=364)) == 0
    assert runs.forget_old(AT + timedelta(days=365)) == 1
    assert Representative.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_of_two_who_undo_at_once_one_wins(read, alice):
    take_in(read(), alice)
    run = ImportRun.objects.get()

    def undo():
        undoing.undo(run=ImportRun.objects.get(pk=run.pk), by=alice, at=LATER)

    assert sorted(at_once(undo, undo)) == ["CannotUndo", "done"]
    assert AuditEvent.objects.filter(kind="import.undone").count() == 1
    assert not Representative.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_built_on_somebody_who_is_being_undone(read, alice):
    """Either the turn came first and the list stays, or the list is undone and the turn finds nobody."""
    take_in(read(), alice)
    run, berit = ImportRun.objects.get(), _berit()

    outcomes = at_once(
        lambda: undoing.undo(run=run, by=alice, at=LATER),
        lambda: _edit(berit, alice),
    )
    assert "done" in outcomes
    assert Representative.objects.filter(pk=berit.pk).exists() == (
        AuditEvent.objects.filter(kind="representative.updated").exists()
    )


def test_a_run_is_seen_by_those_who_import_there(run, alice, bob, charlie, adam):
    assert ImportRun.objects.visible_to(alice).get() == run
    for other in (bob, charlie, adam):
        assert not ImportRun.objects.visible_to(other).exists()
