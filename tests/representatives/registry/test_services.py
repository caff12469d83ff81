"""Keeping the registry: taking in, keeping right, the steps of a profile's life, and what each refuses."""

from datetime import UTC, date, datetime, timedelta

import pytest

from config.core.audit.models import AuditEvent
from config.core.organisations.models import Unit
from representatives.registry import services as registry
from representatives.registry.models import NoGo, Representative
from representatives.signals import representative_left
from tests.cast import AT
from tests.helpers.threads import at_once
from tests.make.people import make_representative, make_term

State = Representative.State


@pytest.fixture
def register(municipality, alice):
    def registered(**profile):
        common = {"municipality": municipality, "source": "facilitator", "by": alice, "at": AT}
        return registry.register(**(common | profile))

    return registered


def _trail(person, kind: str) -> AuditEvent:
    return AuditEvent.objects.about(person).get(kind=kind)


def test_a_person_is_taken_in_with_the_first_step_and_a_line_in_the_trail(register, alice):
    person = register(given_name="Alma", family_name="Ask", phone="+4740612001", reason="Ringte selv")

    assert (person.name, person.state, person.created_at, person.confirmed_on) == (
        "Alma Ask",
        "applied",
        AT,
        None,
    )
    [step] = person.state_changes.all()
    assert (step.from_state, step.to_state, step.by, step.reason) == ("", "applied", alice, "Ringte selv")
    line = _trail(person, "representative.registered")
    assert line.fields == ["family_name", "given_name", "phone"]
    assert "Alma" not in str(line.__dict__)


@pytest.mark.parametrize("name", ["", "   "])
def test_a_person_without_a_name_is_refused(register, name):
    with pytest.raises(registry.CannotRegister):
        register(given_name=name)
    assert not Representative.objects.exists()


@pytest.mark.parametrize("field", ["diagnosis", "state_changes", "user", "public_id", "confirmed_on"])
def test_a_field_that_is_no_profile_field_is_refused(register, municipality, alice, field):
    with pytest.raises(ValueError, match=field):
        register(given_name="Alma", **{field: "x"})
    with pytest.raises(ValueError, match=field):
        registry.update(
            representative=make_representative(municipality), changes={field: "x"}, by=alice, at=AT
        )


def test_an_update_names_what_really_changed_and_keeps_the_indexes_in_step(municipality, alice):
    person = make_representative(municipality, phone="+4740612001", area="Nord")
    changes = {"phone": "+4740612009", "area": "Nord", "email": "ny@example.org"}
    before = person.phone_index
    changed = registry.update(representative=person, changes=changes, by=alice, at=AT)
    person.refresh_from_db()

    assert changed == ["email", "phone"]
    assert _trail(person, "representative.updated").fields == ["email", "phone"]
    assert (person.phone, person.email) == ("+4740612009", "ny@example.org")
    assert person.phone_index not in ("", before)


def test_an_update_that_changes_nothing_writes_nothing(municipality, alice):
    person = make_representative(municipality, area="Nord")

    assert registry.update(representative=person, changes={"area": "Nord"}, by=alice, at=AT) == []
    assert not AuditEvent.objects.filter(kind="representative.updated").exists()


ALLOWED = {(frm, to) for to, froms in Representative.MOVES.items() for frm in froms}


@pytest.mark.parametrize("frm", State.values)
@pytest.mark.parametrize("to", State.values)
def test_the_table_of_steps_is_obeyed(municipality, alice, frm, to):
    person = make_representative(municipality, state=frm, consents=())
    if (frm, to) in ALLOWED:
        assert registry.move(representative=person, to=to, by=alice, at=AT, reason="x").state == to
        line = _trail(person, "representative.moved")
        assert (line.purpose, line.actor_id) == (to, alice.public_id)
        return
    with pytest.raises(registry.CannotMove):
        registry.move(representative=person, to=to, by=alice, at=AT)
    person.refresh_from_db()
    assert person.state == frm
    assert person.state_changes.count() == 1


def test_a_step_to_nowhere_is_a_fault_of_the_caller(municipality, alice):
    with pytest.raises(ValueError, match="gone"):
        registry.move(representative=make_representative(municipality), to="gone", by=alice, at=AT)


def test_a_rest_has_an_end_that_goes_with_it(municipality, alice):
    person, until = make_representative(municipality), date(2026, 6, 1)
    assert (
        registry.move(representative=person, to=State.RESTING, until=until, by=alice, at=AT).resting_until
        == until
    )
    assert (
        registry.move(representative=person, to=State.ACTIVE, until=until, by=alice, at=AT).resting_until
        is None
    )


def test_whoever_leaves_leaves_a_name_and_a_history(municipality, alice, unit):
    person = make_representative(
        municipality,
        experience=((make_term(), "own"),),
        skills=(make_term("skill", "writing"),),
        note="Bruker teleslynge",
        availability="Kveld",
        most_at_once=1,
    )
    registry.add_no_go(representative=person, unit=unit, by=alice, at=AT)
    told = []

    def hear(sender, representative, by, at, **more):
        told.append((representative.pk, by, at))

    representative_left.connect(hear)
    registry.move(representative=person, to=State.LEFT, by=alice, at=AT, reason="Flyttet")
    representative_left.disconnect(hear)

    person.refresh_from_db()
    assert (person.name, person.note, person.availability, person.most_at_once) == (
        "Paula Prøve",
        "",
        "",
        None,
    )
    assert not person.terms.exists()
    assert not person.no_gos.exists()
    assert not person.consents.filter(withdrawn_at=None).exists()
    assert [step.to_state for step in person.state_changes.all()] == ["left", "active"]
    assert told == [(person.pk, alice, AT)]


def test_a_confirmation_is_of_the_day_in_norway(municipality, alice):
    person = make_representative(municipality)
    registry.confirm(representative=person, by=alice, at=datetime(2026, 6, 1, 22, 30, tzinfo=UTC))
    person.refresh_from_db()

    assert person.confirmed_on == date(2026, 6, 2)


def test_a_skill_is_kept_once_and_its_level_changed(municipality, alice):
    person, term = make_representative(municipality), make_term("skill", "writing")
    first = registry.keep_skill(representative=person, term=term, by=alice, at=AT)
    second = registry.keep_skill(representative=person, term=term, level=4, by=alice, at=AT)

    assert (first, person.terms.get().level) == (second, 4)
    assert AuditEvent.objects.about(first).filter(kind="term.kept", subject_id=person.public_id).count() == 2


@pytest.mark.parametrize("kind", ["experience", "service"])
def test_experience_is_no_skill(municipality, alice, kind):
    person = make_representative(municipality)

    with pytest.raises(registry.CannotKeep):
        registry.keep_skill(representative=person, term=make_term(kind), by=alice, at=AT)
    assert not person.terms.exists()


def test_nothing_is_kept_on_someone_who_has_left(municipality, alice):
    person = make_representative(municipality)
    registry.move(representative=person, to=State.LEFT, by=alice, at=AT)

    with pytest.raises(registry.CannotKeep):
        registry.keep_skill(representative=person, term=make_term("skill", "writing"), by=alice, at=AT)


@pytest.mark.parametrize("fields", [{"state": "retired"}, {}], ids=["retired", "another's own"])
def test_a_term_that_is_not_in_use_here_is_refused(municipality, other_municipality, alice, fields):
    person, term = make_representative(municipality), make_term("skill", "writing", **fields)
    if not fields:
        term.municipality = other_municipality
        term.save()

    with pytest.raises(registry.CannotKeep):
        registry.keep_skill(representative=person, term=term, by=alice, at=AT)
    with pytest.raises(registry.CannotKeep):
        registry.add_no_go(representative=person, term=term, by=alice, at=AT)


def test_another_municipalitys_unit_is_no_no_go(municipality, other_municipality, alice):
    person = make_representative(municipality)
    theirs = Unit.objects.create(municipality=other_municipality, name="Deres")

    with pytest.raises(registry.CannotKeep):
        registry.add_no_go(representative=person, unit=theirs, by=alice, at=AT)
    assert not NoGo.objects.exists()


def test_a_term_is_taken_off_with_a_line_about_whom(municipality, alice):
    person = make_representative(municipality, skills=(make_term("skill", "writing"),))
    kept = person.terms.get()
    registry.drop_term(kept=kept, by=alice, at=AT)

    assert not person.terms.exists()
    line = AuditEvent.objects.get(kind="term.dropped")
    assert (line.object_id, line.subject_id) == (kept.public_id, person.public_id)


@pytest.mark.django_db(transaction=True)
def test_a_skill_kept_while_the_person_leaves_never_stays(municipality, alice):
    person, term = make_representative(municipality), make_term("skill", "writing")
    common = {"representative": person, "by": alice, "at": AT + timedelta(days=1)}

    at_once(
        lambda: registry.move(to=State.LEFT, **common),
        lambda: registry.keep_skill(term=term, **common),
    )

    assert Representative.objects.get().has_left
    assert not person.terms.exists()
