"""What a person decides on the preview, and what no list changes: people, words and withdrawals kept here."""

import json

import pytest
from django.apps import apps
from django.utils import timezone

from config.core.audit.models import AuditEvent
from config.core.jobs.models import Job
from representatives.catalogue.models import Synonym, Term
from representatives.consent import services as consents
from representatives.consent.models import Consent
from representatives.registry import services as registry
from representatives.registry.models import ProfileTerm, Representative
from representatives.spreadsheets import decisions, services, storing
from representatives.spreadsheets.decisions import Decisions
from tests.cast import AT
from tests.make.people import make_representative
from tests.representatives.spreadsheets.books import sample
from tests.representatives.spreadsheets.lists import take_in


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


def test_a_word_is_settled_as_decided_and_learnt_for_this_municipality(read, alice, municipality):
    settled = Decisions({("experience", "trollfeber"): "dementia"}, {})
    take_in(read(), alice, settled)

    assert [kept.term.key for kept in _person("Dina Ask").terms.select_related("term")] == ["dementia"]
    assert Synonym.objects.get(text="trollfeber").municipality == municipality


def test_a_word_that_nobody_settled_is_gone(read, alice):
    take_in(read(), alice)

    assert not _person("Dina Ask").terms.exists()
    assert "trollfeber" not in _everything()


@pytest.mark.parametrize("key", ["no-such-term", "skill"], ids=["no term", "a term of another kind"])
def test_a_decision_that_was_not_offered_leaves_the_word_out(read, alice, key):
    key = Term.objects.filter(kind="skill").order_by("id")[0].key if key == "skill" else key
    job = take_in(read(), alice, Decisions({("experience", "trollfeber"): key}, {}))

    assert job.state == Job.State.DONE
    assert not _person("Dina Ask").terms.exists()
    assert not Synonym.objects.filter(text="trollfeber").exists()


def test_a_possible_duplicate_is_left_out_unless_one_decides(municipality, read, alice):
    make_representative(municipality, "Alma Ask", email="", phone="", consents=())
    content = json.loads(read().content)
    asked = [person for person in content["people"] if person.get("asked")]
    assert [person["name"] for person in asked] == ["Alma Ask"]

    take_in(read(), alice)
    assert Representative.objects.filter(given_name="Alma").count() == 1


def test_a_possible_duplicate_is_filled_or_taken_in_as_decided(municipality, read, alice):
    known = make_representative(municipality, "Alma Ask", email="", phone="", consents=())
    draft = read()
    row = next(person["row"] for person in json.loads(draft.content)["people"] if person.get("asked"))
    take_in(draft, alice, Decisions({}, {row: f"update:{known.public_id}"}))
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
    job = take_in(read(), alice)
    known.refresh_from_db()

    assert (job.result["updated"], known.note) == (1, "Eget notat")


def test_a_consent_that_was_withdrawn_here_is_not_brought_back_by_a_list(municipality, read, alice):
    known = make_representative(municipality, "Alma Ask", email="alma@example.org", phone="+4740612001")
    consents.withdraw(representative=known, purpose="network", by=alice, at=AT)
    take_in(read(), alice)

    assert not Consent.objects.in_force().filter(representative=known).exists()
    assert not ProfileTerm.objects.filter(representative=known).experience().exists()


def test_whoever_has_left_here_is_not_brought_back_by_a_list(municipality, read, alice):
    known = make_representative(municipality, "Alma Ask", email="alma@example.org", phone="+4740612001")
    registry.move(representative=known, to="left", by=alice, at=AT)
    take_in(read(), alice)
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
    storing.take_in(
        people=rows,
        file_name="liste.csv",
        municipality=municipality,
        by=alice,
        at=AT,
    )
    known.refresh_from_db()

    assert (known.phone, known.email) == ("+4740612001", "alma@example.org")


@pytest.mark.parametrize("name", ["nordvik.xlsx", "vestfjord.xlsx", "fjordbyen.csv"])
def test_the_same_file_again_changes_nothing(name, municipality, alice, starter_terms):
    def plan_andtake_in(at):
        plan = services.plan(data=sample(name), file_name=name, municipality=municipality, today=at.date())
        draft = services.keep_draft(plan=plan, file_name=name, municipality=municipality, by=alice, at=at)
        return plan, take_in(draft, alice, at=at)

    # By the clock: a draft is refused when another list has come in since it was read.
    first, _job = plan_andtake_in(timezone.now())
    people = Representative.objects.count()
    trail = AuditEvent.objects.exclude(kind__startswith="import.").count()
    second, job = plan_andtake_in(timezone.now())

    assert people == len(first.new)
    assert (len(second.new), job.result["new"], job.result["changed"]) == (0, 0, 0)
    assert Representative.objects.count() == people
    assert AuditEvent.objects.exclude(kind__startswith="import.").count() == trail
