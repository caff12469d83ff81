"""A list from file to registry: what the draft keeps, what comes in, and that it is all or nothing."""

from datetime import timedelta

from django.apps import apps
from django.db import DatabaseError

from config.core.audit.models import AuditEvent
from config.core.jobs import services as jobs
from config.core.jobs.models import Job
from representatives.consent.models import Consent
from representatives.registry.models import Representative
from representatives.spreadsheets import storing
from representatives.spreadsheets.models import ImportDraft
from tests.cast import AT
from tests.representatives.spreadsheets.lists import CANARIES, take_in


def _person(name: str) -> Representative:
    given, _space, family = name.partition(" ")
    return Representative.objects.get(given_name=given, family_name=family)


def _everything() -> str:
    """Every value of every row of the database, opened."""
    found = [
        str(getattr(row, field.attname))
        for model in apps.get_models()
        for row in model._default_manager.order_by("pk")
        for field in model._meta.concrete_fields
    ]
    return "\n".join(found)


def test_nobody_is_stored_before_the_confirmation(read):
    read()

    assert not Representative.objects.exists()
    assert not Consent.objects.exists()


def test_what_was_refused_or_held_back_is_nowhere_before_or_after(read, alice, caplog, capfd):
    draft = read()
    before = _everything()
    assert "Ring først" in before, "the search sees what a draft holds"
    job = take_in(draft, alice)
    after = _everything()
    said = caplog.text + "".join(capfd.readouterr())

    assert job.state == Job.State.DONE
    assert "Ring først" in after
    for canary in CANARIES:
        assert canary not in before
        assert canary not in after
        assert canary not in said


def test_the_draft_lies_sealed_for_a_day_and_reading_is_written_down(read, alice):
    draft = read()
    [stored] = ImportDraft.objects.values_list("content", flat=True)

    assert "Alma" not in stored
    assert draft.expires_at == AT + timedelta(hours=24)
    line = AuditEvent.objects.about(draft).get()
    assert (line.kind, line.actor_id) == ("import.drafted", alice.public_id)


def test_each_comes_in_as_previewed(read, alice, municipality):
    job = take_in(read(), alice)

    assert job.result == {"new": 4, "updated": 0, "changed": 0}
    states = dict(Representative.objects.values_list("given_name", "state"))
    assert states == {"Alma": "active", "Berit": "in_conversation", "Cato": "left", "Dina": "active"}
    alma = _person("Alma Ask")
    assert (alma.phone, alma.email, alma.note) == ("+4740612001", "alma@example.org", "Ring først")
    assert (alma.source, alma.municipality) == (Representative.Source.IMPORTED, municipality)
    assert [(kept.term.key, kept.relation) for kept in alma.terms.select_related("term")] == [
        ("dementia", "own")
    ]


def test_consent_comes_in_with_the_day_of_the_list(read, alice):
    take_in(read(), alice)
    given = Consent.objects.filter(representative=_person("Alma Ask")).order_by("id")

    assert [(one.purpose, str(one.given_on)) for one in given] == [
        ("network", "2025-02-01"),
        ("experience", "2025-02-01"),
    ]
    assert {(one.channel, one.text_version, one.recorded_by) for one in given} == {
        ("own_list", "own-list", alice)
    }


def test_without_consent_there_are_contact_details_and_nothing_else(read, alice):
    take_in(read(), alice)
    berit = _person("Berit Berg")

    assert berit.phone == "+4740612002"
    assert (berit.note, berit.availability, berit.birth_year) == ("", "", None)
    assert not berit.terms.exists()
    assert not berit.consents.exists()


def test_whoever_has_left_comes_in_as_left_with_name_and_contact(read, alice):
    take_in(read(), alice)
    cato = _person("Cato Dahl")

    assert (cato.state, cato.phone, cato.note) == ("left", "+4740612003", "")
    assert not cato.terms.exists()
    assert not cato.consents.exists()
    assert list(cato.state_changes.values_list("to_state", flat=True)) == ["left"]


def test_a_household_shares_a_phone_and_is_two_people(read, alice):
    take_in(read(), alice)

    assert _person("Alma Ask").phone_index == _person("Dina Ask").phone_index


def test_training_of_the_list_is_kept(read, alice):
    take_in(read(), alice)

    assert [str(one.completed_on) for one in _person("Dina Ask").trainings.all()] == ["2024-01-01"]


def test_every_person_and_consent_has_its_line_in_the_trail(read, alice):
    take_in(read(), alice)

    assert AuditEvent.objects.filter(kind="representative.registered", actor_id=alice.public_id).count() == 4
    assert AuditEvent.objects.filter(kind="consent.given").count() == 4
    assert AuditEvent.objects.filter(kind__startswith="import.").count() == 3


def test_a_draft_that_was_taken_in_holds_nothing_any_more(read, alice):
    draft = read()
    take_in(draft, alice)
    draft.refresh_from_db()

    assert (draft.state, draft.content) == (ImportDraft.State.DONE, "")


def test_an_error_half_way_leaves_nobody(read, alice, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError("half-way")

    monkeypatch.setattr(storing, "bring_up_to_date", fail)
    draft = read()
    job = take_in(draft, alice)
    draft.refresh_from_db()

    assert (job.state, job.failure) == (Job.State.WAITING, "DatabaseError")
    assert not Representative.objects.exists()
    assert not Consent.objects.exists()
    assert not AuditEvent.objects.filter(kind="representative.registered").exists()
    assert (draft.state, bool(draft.content)) == (ImportDraft.State.IMPORTING, True)

    monkeypatch.undo()
    jobs.run(job.pk, at=job.not_before)
    assert Representative.objects.count() == 4
