"""A list from file to registry: what the draft keeps, what confirming does, and that it is all or nothing."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError
from django.utils import timezone

from config.core.audit.models import AuditEvent
from config.core.jobs import services as jobs
from config.core.jobs.models import Job
from representatives.catalogue import services as catalogue
from representatives.catalogue.models import Synonym, Term
from representatives.consent import services as consents
from representatives.consent.models import Consent
from representatives.registry import services as registry
from representatives.registry.models import ProfileTerm, Representative
from representatives.spreadsheets import decisions, services, storing
from representatives.spreadsheets.decisions import Decisions
from representatives.spreadsheets.models import ImportDraft
from tests.cast import AT
from tests.helpers.threads import at_once
from tests.make.people import make_representative
from tests.representatives.spreadsheets.books import sample, text

HEADINGS = (
    "Navn",
    "Telefon",
    "E-post",
    "Samtykke",
    "Erfaring",
    "Kan bidra med",
    "Merknad",
    "Aktiv",
    "Opplæring",
    "Fødselsnummer",
    "Kontonummer",
    "Diagnose",
)
# What must not be anywhere afterwards: refused columns, and words of people who have not consented.
CANARIES = ("01017000000", "1234 56 78903", "G30.9 canary", "rusavhengighet-canary", "gråmåke-canary")
NO_DECISIONS = Decisions({}, {})


def _row(name: str, phone: str = "", email: str = "", **more: str) -> tuple[str, ...]:
    cells = {"Navn": name, "Telefon": phone, "E-post": email} | more
    return tuple(cells.get(heading, "") for heading in HEADINGS)


LIST = text(
    [
        HEADINGS,
        _row(
            "Alma Ask",
            "40612001",
            "alma@example.org",
            Samtykke="01.02.2025",
            Erfaring="demens",
            Merknad="Ring først",
        ),
        _row(
            "Berit Berg",
            "40612002",
            Erfaring="rusavhengighet-canary",
            Merknad="gråmåke-canary",
            Fødselsnummer="01017000000",
            Kontonummer="1234 56 78903",
            Diagnose="G30.9 canary",
        ),
        _row(
            "Cato Dahl",
            "40612003",
            Samtykke="03.02.2025",
            Aktiv="nei",
            Erfaring="kreft",
            Merknad="gråmåke-canary",
        ),
        _row("Dina Ask", "40612001", Samtykke="01.02.2025", Erfaring="trollfeber", Opplæring="2024"),
    ]
)


@pytest.fixture(autouse=True)
def _terms(db):
    catalogue.load_starter_catalogue()


@pytest.fixture
def read(municipality, alice):
    """`read(bytes)`: the file as Alice's draft."""

    def drafted(data: bytes = LIST, by: Any = alice, at=AT) -> ImportDraft:
        plan = services.plan(data=data, file_name="liste.csv", municipality=municipality, today=at.date())
        return services.keep_draft(plan=plan, file_name="liste.csv", municipality=municipality, by=by, at=at)

    return drafted


def _take_in(draft: ImportDraft, by: Any, decided: Decisions = NO_DECISIONS, at=AT) -> Job:
    job = services.confirm(draft=draft, decisions=decided, by=by, at=at)
    jobs.run(job.pk, at=at)
    job.refresh_from_db()
    return job


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
    job = _take_in(draft, alice)
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
    assert (line.kind, line.actor_id) == ("import.read", alice.public_id)


def test_each_comes_in_as_previewed(read, alice, municipality):
    job = _take_in(read(), alice)

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
    _take_in(read(), alice)
    given = Consent.objects.filter(representative=_person("Alma Ask")).order_by("id")

    assert [(one.purpose, str(one.given_on)) for one in given] == [
        ("network", "2025-02-01"),
        ("experience", "2025-02-01"),
    ]
    assert {(one.channel, one.text_version, one.recorded_by) for one in given} == {
        ("own_list", "own-list", alice)
    }


def test_without_consent_there_are_contact_details_and_nothing_else(read, alice):
    _take_in(read(), alice)
    berit = _person("Berit Berg")

    assert berit.phone == "+4740612002"
    assert (berit.note, berit.availability, berit.birth_year) == ("", "", None)
    assert not berit.terms.exists()
    assert not berit.consents.exists()


def test_whoever_has_left_comes_in_as_left_with_name_and_contact(read, alice):
    _take_in(read(), alice)
    cato = _person("Cato Dahl")

    assert (cato.state, cato.phone, cato.note) == ("left", "+4740612003", "")
    assert not cato.terms.exists()
    assert not cato.consents.exists()
    assert list(cato.state_changes.values_list("to_state", flat=True)) == ["left"]


def test_a_household_shares_a_phone_and_is_two_people(read, alice):
    _take_in(read(), alice)

    assert _person("Alma Ask").phone_index == _person("Dina Ask").phone_index


def test_training_of_the_list_is_kept(read, alice):
    _take_in(read(), alice)

    assert [str(one.completed_on) for one in _person("Dina Ask").trainings.all()] == ["2024-01-01"]


def test_every_person_and_consent_has_its_line_in_the_trail(read, alice):
    _take_in(read(), alice)

    assert AuditEvent.objects.filter(kind="representative.registered", actor_id=alice.public_id).count() == 4
    assert AuditEvent.objects.filter(kind="consent.given").count() == 4
    assert AuditEvent.objects.filter(kind__startswith="import.").count() == 3


def test_a_draft_that_was_taken_in_holds_nothing_any_more(read, alice):
    draft = read()
    _take_in(draft, alice)
    draft.refresh_from_db()

    assert (draft.state, draft.content) == (ImportDraft.State.DONE, "")


def test_an_error_half_way_leaves_nobody(read, alice, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError("half-way")

    monkeypatch.setattr(storing, "fill_empty", fail)
    draft = read()
    job = _take_in(draft, alice)
    draft.refresh_from_db()

    assert (job.state, job.failure) == (Job.State.WAITING, "DatabaseError")
    assert not Representative.objects.exists()
    assert not Consent.objects.exists()
    assert not AuditEvent.objects.filter(kind="representative.registered").exists()
    assert (draft.state, bool(draft.content)) == (ImportDraft.State.IMPORTING, True)

    monkeypatch.undo()
    jobs.run(job.pk, at=job.not_before)
    assert Representative.objects.count() == 4


def test_a_word_is_settled_as_decided_and_learnt_for_this_municipality(read, alice, municipality):
    settled = Decisions({("experience", "trollfeber"): "dementia"}, {})
    _take_in(read(), alice, settled)

    assert [kept.term.key for kept in _person("Dina Ask").terms.select_related("term")] == ["dementia"]
    assert Synonym.objects.get(text="trollfeber").municipality == municipality


def test_a_word_that_nobody_settled_is_gone(read, alice):
    _take_in(read(), alice)

    assert not _person("Dina Ask").terms.exists()
    assert "trollfeber" not in _everything()


@pytest.mark.parametrize("key", ["no-such-term", "skill"], ids=["no term", "a term of another kind"])
def test_a_decision_that_was_not_offered_leaves_the_word_out(read, alice, key):
    key = Term.objects.filter(kind="skill").order_by("id")[0].key if key == "skill" else key
    job = _take_in(read(), alice, Decisions({("experience", "trollfeber"): key}, {}))

    assert job.state == Job.State.DONE
    assert not _person("Dina Ask").terms.exists()
    assert not Synonym.objects.filter(text="trollfeber").exists()


def test_a_possible_duplicate_is_left_out_unless_one_decides(municipality, read, alice):
    make_representative(municipality, "Alma Ask", email="", phone="", consents=())
    content = json.loads(read().content)
    asked = [person for person in content["people"] if person.get("asked")]
    assert [person["name"] for person in asked] == ["Alma Ask"]

    _take_in(read(), alice)
    assert Representative.objects.filter(given_name="Alma").count() == 1


def test_a_possible_duplicate_is_filled_or_taken_in_as_decided(municipality, read, alice):
    known = make_representative(municipality, "Alma Ask", email="", phone="", consents=())
    draft = read()
    row = next(person["row"] for person in json.loads(draft.content)["people"] if person.get("asked"))
    _take_in(draft, alice, Decisions({}, {row: f"update:{known.public_id}"}))
    known.refresh_from_db()

    assert (Representative.objects.filter(given_name="Alma").count(), known.phone) == (1, "+4740612001")
    assert known.consents.count() == 2
    assert AuditEvent.objects.about(known).filter(kind="representative.updated").get().fields == [
        "email",
        "note",
        "phone",
    ]


def test_nobody_is_made_the_update_of_a_stranger(municipality, other_municipality, read, alice):
    make_representative(municipality, "Alma Ask", email="", phone="", consents=())
    stranger = make_representative(municipality, "Zara Stranger", email="", consents=())
    foreigner = make_representative(other_municipality, "Frida Foreign", email="", consents=())
    draft = read()
    row = next(person["row"] for person in json.loads(draft.content)["people"] if person.get("asked"))
    for target in (stranger, foreigner):
        content = json.loads(draft.content)
        taken = decisions.decided(content, Decisions({}, {row: f"update:{target.public_id}"}))
        assert all(person["row"] != row for person in taken)


def test_what_is_written_here_is_never_overwritten(municipality, read, alice):
    known = make_representative(
        municipality,
        "Alma Ask",
        email="alma@example.org",
        phone="+4740612001",
        note="Eget notat",
        consents=(),
    )
    job = _take_in(read(), alice)
    known.refresh_from_db()

    assert (job.result["updated"], known.note) == (1, "Eget notat")


def test_a_consent_that_was_withdrawn_here_is_not_brought_back_by_a_list(municipality, read, alice):
    known = make_representative(municipality, "Alma Ask", email="alma@example.org", phone="+4740612001")
    consents.withdraw(representative=known, purpose="network", by=alice, at=AT)
    _take_in(read(), alice)

    assert not Consent.objects.in_force().filter(representative=known).exists()
    assert not ProfileTerm.objects.filter(representative=known).experience().exists()


def test_whoever_has_left_here_is_not_brought_back_by_a_list(municipality, read, alice):
    known = make_representative(municipality, "Alma Ask", email="alma@example.org", phone="+4740612001")
    registry.move(representative=known, to="left", by=alice, at=AT)
    _take_in(read(), alice)
    known.refresh_from_db()

    assert (known.state, known.note) == ("left", "")


def test_two_rows_that_are_one_person_both_fill_what_is_empty(municipality, alice):
    known = make_representative(municipality, "Alma Ask", email="", phone="", consents=())
    action = f"update:{known.public_id}"
    rows = [
        {
            "row": 2,
            "name": "Alma Ask",
            "action": action,
            "phone": "+4740612001",
            "experience": [],
            "skills": [],
        },
        {
            "row": 3,
            "name": "Alma Ask",
            "action": action,
            "email": "alma@example.org",
            "experience": [],
            "skills": [],
        },
    ]
    storing.take_in(content={"people": rows, "learnt": []}, municipality=municipality, by=alice, at=AT)
    known.refresh_from_db()

    assert (known.phone, known.email) == ("+4740612001", "alma@example.org")


@pytest.mark.parametrize("name", ["nordvik.xlsx", "vestfjord.xlsx", "fjordbyen.csv"])
def test_the_same_file_again_changes_nothing(name, municipality, alice):
    def plan_and_take_in(at):
        plan = services.plan(data=sample(name), file_name=name, municipality=municipality, today=at.date())
        draft = services.keep_draft(plan=plan, file_name=name, municipality=municipality, by=alice, at=at)
        return plan, _take_in(draft, alice, at=at)

    # By the clock: a draft is refused when another list has come in since it was read.
    first, _job = plan_and_take_in(timezone.now())
    people = Representative.objects.count()
    trail = AuditEvent.objects.exclude(kind__startswith="import.").count()
    second, job = plan_and_take_in(timezone.now())

    assert people == len(first.new)
    assert (len(second.new), job.result["new"], job.result["changed"]) == (0, 0, 0)
    assert Representative.objects.count() == people
    assert AuditEvent.objects.exclude(kind__startswith="import.").count() == trail


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
