"""A draft is confirmed once, in time, and beside no other; then it is forgotten."""

import json
from datetime import timedelta

import pytest

from config.core.audit.models import AuditEvent
from config.core.jobs import services as jobs
from config.core.jobs.models import Job
from representatives.catalogue import endings
from representatives.registry.models import Representative
from representatives.spreadsheets import services, storing
from representatives.spreadsheets.models import ImportDraft
from tests.cast import AT
from tests.helpers.threads import at_once
from tests.make.catalogue import make_own_term
from tests.make.people import make_term
from tests.representatives.spreadsheets.lists import NO_DECISIONS


def test_an_expired_draft_is_refused(read, alice):
    draft = read()

    with pytest.raises(services.CannotConfirm):
        services.confirm(draft=draft, decisions=NO_DECISIONS, by=alice, at=AT + timedelta(hours=24))
    assert not Job.objects.exists()


def test_a_second_confirmation_is_refused(read, alice):
    draft = read()
    services.confirm(draft=draft, decisions=NO_DECISIONS, by=alice, at=AT)

    with pytest.raises(services.CannotConfirm):
        services.confirm(draft=draft, decisions=NO_DECISIONS, by=alice, at=AT)
    assert Job.objects.count() == 1


def test_a_list_read_before_another_came_in_must_be_read_again(read, alice, bob):
    """Otherwise two people with the same list would take everyone in twice."""
    first, second = read(by=alice), read(by=bob)
    job = services.confirm(draft=first, decisions=NO_DECISIONS, by=alice, at=AT)
    with pytest.raises(services.CannotConfirm):
        services.confirm(draft=second, decisions=NO_DECISIONS, by=bob, at=AT)

    jobs.run(job.pk, at=AT)
    with pytest.raises(services.CannotConfirm):
        services.confirm(draft=second, decisions=NO_DECISIONS, by=bob, at=AT)
    assert Representative.objects.count() == 4


def test_a_worker_that_comes_late_takes_nobody_in_again(read, alice):
    job = services.confirm(draft=read(), decisions=NO_DECISIONS, by=alice, at=AT)
    content = json.loads(ImportDraft.objects.get().content)
    jobs.run(job.pk, at=AT)
    ImportDraft.objects.update(state=ImportDraft.State.DONE)
    draft = ImportDraft.objects.get()
    draft.state, draft.content = ImportDraft.State.IMPORTING, json.dumps(content)

    with pytest.raises(storing.TakenIn):
        storing.take_in_draft(draft, at=AT, progress=lambda done, total: None)
    assert Representative.objects.count() == 4


def test_a_word_whose_term_was_merged_meanwhile_leads_to_what_it_became(municipality, alice):
    """Nothing a list said is lost because somebody tidied the catalogue before it was confirmed."""
    gone, kept = make_own_term(municipality, "Fiskerihelse"), make_term()
    retired = make_own_term(municipality, "Borte")
    told = [{"term": term.key, "relation": "own"} for term in (gone, kept, retired)]
    endings.merge(term=gone, into=kept, by=alice, at=AT)
    endings.retire(term=retired, by=alice, at=AT)

    assert storing.Words(municipality).known(told, "experience") == [(kept, "own")]
    assert storing.Words(municipality).known(told, "skills") == []


@pytest.mark.django_db(transaction=True)
def test_of_two_confirmations_at_once_one_wins(read, alice, municipality):
    draft = read()

    def confirm():
        return services.confirm(
            draft=ImportDraft.objects.get(pk=draft.pk), decisions=NO_DECISIONS, by=alice, at=AT
        )

    assert sorted(at_once(confirm, confirm)) == ["CannotConfirm", "done"]
    assert Job.objects.count() == 1


def test_a_new_upload_takes_the_place_of_the_waiting_one(read, alice, bob):
    read(by=bob)
    read()
    read()

    assert ImportDraft.objects.filter(created_by=alice).count() == 1
    assert ImportDraft.objects.count() == 2


def test_a_draft_is_thrown_away_only_while_it_waits(read, alice):
    services.discard(draft=read(), by=alice, at=AT)
    assert not ImportDraft.objects.exists()
    assert AuditEvent.objects.filter(kind="import.discarded").count() == 1

    draft = read()
    services.confirm(draft=draft, decisions=NO_DECISIONS, by=alice, at=AT)
    with pytest.raises(services.CannotConfirm):
        services.discard(draft=draft, by=alice, at=AT)
    assert ImportDraft.objects.exists()


def test_drafts_are_forgotten_after_a_day_but_not_one_under_way(read, alice, bob):
    read(by=bob)
    draft = read()
    job = services.confirm(draft=draft, decisions=NO_DECISIONS, by=alice, at=AT)
    over = AT + timedelta(hours=24, seconds=1)

    assert services.forget_expired(AT + timedelta(hours=24)) == 0
    assert services.forget_expired(over) == 1
    assert ImportDraft.objects.get() == draft

    Job.objects.filter(pk=job.pk).update(state=Job.State.PARKED, ended_at=over)
    assert services.forget_expired(over) == 1
    assert not ImportDraft.objects.exists()


def test_a_draft_is_seen_by_whoever_read_the_file_and_nobody_else(read, alice, charlie, adam, bob):
    draft = read()

    assert ImportDraft.objects.visible_to(alice).get() == draft
    for other in (charlie, adam, bob):
        assert not ImportDraft.objects.visible_to(other).exists()
