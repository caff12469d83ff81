"""Erasing: nothing that tells of the person is left anywhere, the totals are, and nobody comes back by a list."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models
from django.utils import timezone

from config.core.accounts.models import User
from config.core.accounts.services import give_role
from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from config.core.privacy import reach
from participation.models import Assignment, Invitation
from representatives.erasure import queries, services
from representatives.erasure.models import Erasure
from representatives.models import Consent, Representative
from representatives.registry import services as registry
from representatives.spreadsheets import services as spreadsheets
from representatives.spreadsheets.models import ImportDraft
from tests.cast import AT
from tests.helpers.house import own_models
from tests.make.people import make_representative
from tests.make.town import make_town

MARK = "Kvitteren"
# What hangs on a contribution is about the service: the answer, what was decided, changed and measured.
ABOUT_THE_SERVICE = {
    "participation.Response",
    "participation.OwnerLink",
    "participation.Decision",
    "participation.Change",
    "participation.Attendance",
}


@pytest.fixture
def paula(municipality):
    known = {"phone": "+4790000001", "birth_year": 1950, "email": "paula@people.example.org"}
    return make_representative(municipality, "Paula Prøve", **known)


def _erase(person, **more):
    return services.erase(
        representative=person, **{"why": "asked", "by": None, "at": AT + timedelta(days=1)} | more
    )


def _everything() -> str:
    """Every value of every row of the database, opened."""
    return "\n".join(
        str(getattr(row, field.attname))
        for model in apps.get_models()
        for row in model._default_manager.order_by("pk")
        for field in model._meta.concrete_fields
    )


def _mark_every_text(person) -> int:
    """Writes the mark in every text of every row about the person that an erasure shall empty or delete."""
    marked = 0
    for model, rows in [(Representative, [person]), *reach.rows_about(person)]:
        if reach.rule_of(model) == reach.STAY:
            continue
        for row in rows:
            for field in reach.told(model):
                is_text = isinstance(field, models.CharField | models.TextField) and field.editable
                if is_text and not field.choices:
                    setattr(row, field.attname, MARK)
                    marked += 1
            row.save()
    return marked


def test_the_mark_of_an_erased_person_is_nowhere(municipality, unit, alice, caplog, capfd):
    person = make_town(municipality, unit, "Byen", by=alice).rows["representative"]
    user = give_role(
        municipality=municipality,
        email=f"{MARK}@people.example.org",
        name=MARK,
        role=Role.REPRESENTATIVE,
        by=None,
        at=AT,
    ).user
    Representative.objects.filter(pk=person.pk).update(user=user)
    person.refresh_from_db()
    assert _mark_every_text(person) > 15
    about = {
        "municipality": municipality,
        "recipient": person,
        "about": person,
        "dedupe_key": "code",
        "at": AT,
    }
    outbox.queue(kind="account.notice", text=MARK, **about)
    draft = {
        "municipality": municipality,
        "created_by": alice,
        "created_at": AT,
        "expires_at": AT + timedelta(days=1),
    }
    ImportDraft.objects.create(
        file_name="liste.csv", content=json.dumps({"people": [{"name": f"{MARK} {MARK}"}]}), **draft
    )
    assert _everything().count(MARK) > 15

    _erase(person, by=alice, at=timezone.now())

    said = caplog.text + "".join(capfd.readouterr()) + str(getattr(cache, "_cache", ""))
    assert MARK not in _everything()
    assert MARK.lower() not in _everything().lower()
    assert MARK not in said
    assert not User.objects.filter(pk=user.pk).exists()


def test_the_totals_stay_true(municipality, unit, alice):
    person = make_town(municipality, unit, "Byen", by=alice).rows["representative"]
    counted = [Representative, Assignment, Invitation, Consent, apps.get_model("representatives.Turn")]
    before = [model.objects.count() for model in counted]

    at = timezone.now()
    _erase(person, at=at)

    after = [model.objects.count() for model in counted]
    assert after[:4] == before[:4]
    assert after[4] >= before[4]
    person.refresh_from_db()
    assert (person.given_name, person.family_name, person.email, person.state) == ("", "", "", "left")
    assert person.erased_at == at


def test_the_consents_end_the_seats_are_free_and_the_line_is_written(paula, alice):
    proof = _erase(paula, by=alice)

    assert not paula.consents.in_force().exists()
    [line] = AuditEvent.objects.filter(kind="representative.erased")
    assert (line.object_id, line.actor_id, line.purpose) == (paula.public_id, alice.public_id, "asked")
    assert (proof.erased_by, proof.why) == (alice, "asked")


def test_nobody_is_erased_twice(paula):
    _erase(paula)

    with pytest.raises(services.CannotErase, match="allerede"):
        _erase(paula)
    assert Erasure.objects.count() == 1


def test_letters_that_wait_do_not_leave(paula, municipality):
    about = {"municipality": municipality, "recipient": paula, "about": paula, "at": AT}
    outbox.queue(kind="account.notice", dedupe_key="one", text="hemmelig", **about)

    _erase(paula)

    message = Message.objects.get(dedupe_key="one")
    assert (message.state, message.sealed_text) == (Message.State.CANCELLED, "")


def test_a_merged_profile_goes_with_the_one_it_became(paula, municipality):
    other = make_representative(municipality, "Paula P", email="p@people.example.org")
    registry.move(representative=other, to="left", by=None, at=AT)
    Representative.objects.filter(pk=other.pk).update(merged_into=paula)

    _erase(paula)

    assert Erasure.objects.count() == 2
    other.refresh_from_db()
    assert (other.given_name, other.family_name) == ("", "")


def test_an_account_with_another_part_stays(paula, municipality, alice):
    give_role(municipality=municipality, email=alice.email, role=Role.REPRESENTATIVE, by=None, at=AT)
    Representative.objects.filter(pk=paula.pk).update(user=alice)

    _erase(paula)

    assert [member.role for member in alice.memberships.all()] == [Role.FACILITATOR]


@pytest.mark.parametrize(
    "known",
    [
        {"email": "PAULA@people.example.org"},
        {"phone": "+4790000001"},
        {"name": "paula  prøve", "birth_year": 1950},
    ],
)
def test_an_erased_person_is_known_again(paula, municipality, other_municipality, known):
    _erase(paula)

    assert queries.was_erased(municipality=municipality, **known)
    assert queries.was_erased(municipality=other_municipality, **known) is None


@pytest.mark.parametrize("known", [{"name": "Paula Prøve"}, {"name": "Paula Prøve", "birth_year": 1951}, {}])
def test_a_namesake_is_not_the_erased_person(paula, municipality, known):
    _erase(paula)

    assert queries.was_erased(municipality=municipality, **known) is None


def test_registering_by_hand_asks_for_a_new_word(paula, municipality, alice):
    _erase(paula)
    again = {
        "municipality": municipality,
        "source": "facilitator",
        "given_name": "Paula",
        "by": alice,
        "at": AT,
    }
    again |= {"email": "paula@people.example.org"}

    with pytest.raises(registry.WordMissing, match="Spør personen først"):
        registry.register(**again)
    assert Representative.objects.count() == 1
    registry.register(has_word=True, **again)

    assert Erasure.objects.get().lifted_at == AT
    assert Representative.objects.filter(erased_at=None).count() == 1


def test_a_person_who_registers_themselves_speaks_anew(paula, municipality):
    _erase(paula)

    registry.register(
        municipality=municipality,
        source="self",
        given_name="Paula",
        email="paula@people.example.org",
        by=None,
        at=AT,
    )

    assert Erasure.objects.get().lifted_at == AT


def test_an_erased_person_cannot_come_back_by_re_import_without_a_new_word_from_the_person(
    paula, municipality, alice, starter_terms
):
    rows = (
        "Navn;E-post;Samtykke",
        "Paula Prøve;paula@people.example.org;01.02.2025",
        "Alma Ask;alma@example.org;01.02.2025",
    )
    listed = "\n".join(rows)
    proof = _erase(paula)
    reading = {
        "data": listed.encode(),
        "file_name": "liste.csv",
        "municipality": municipality,
        "today": AT.date(),
    }

    plan = spreadsheets.plan(**reading)
    assert [person.name for person in plan.new] == ["Alma Ask"]
    assert [(row.row, row.code) for row in plan.refused] == [(2, "erased")]
    services.lift(erasure=proof, by=alice, at=AT)

    assert [person.name for person in spreadsheets.plan(**reading).new] == ["Paula Prøve", "Alma Ask"]


def test_a_restored_backup_is_erased_again_and_a_second_time_changes_nothing(paula):
    _erase(paula)
    listed = services.on_record()
    Erasure.objects.all().delete()
    Representative.objects.filter(pk=paula.pk).update(erased_at=None, given_name="Paula")

    assert services.replay(known=listed, at=AT) == 1
    assert services.replay(known=listed, at=AT) == 0
    paula.refresh_from_db()
    assert (paula.given_name, paula.family_name) == ("", "")


def test_every_model_that_tells_of_a_person_says_what_an_erasure_does():
    told_of = {Representative, *reach.paths(Representative)}
    silent = {
        model._meta.label
        for model in own_models()
        for field in model._meta.concrete_fields
        if field.related_model in told_of and not reach.rule_of(model)
    }

    assert silent <= ABOUT_THE_SERVICE
    assert {reach.rule_of(model) for model in told_of} <= {reach.DELETE, reach.BLANK, reach.STAY}
    assert all(reach.name_of(model) for model in told_of)
