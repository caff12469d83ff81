"""A proposal is kept with its project, answered once, and nothing of a representative's words leaks on the way."""

import pytest
from django.core import mail
from django.utils import timezone

from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from projects.models import Project, Proposal
from projects.proposals import services
from tests.cast import AT, make_user
from tests.helpers.constraints import assert_refused
from tests.helpers.threads import at_once
from tests.make.chain import make_project, make_unit
from tests.make.people import make_representative

WORDS = {
    "trouble": "Brevet er for langt.",
    "for_whom": "De som bor alene",
    "better": "Et kort brev, og noen som ringer.",
    "title": "Et brev som kan forstås",
}


def propose(municipality, by=None, **more):
    return services.propose(municipality=municipality, by=by, at=AT, **{**WORDS, **more})


def with_account(person):
    """The same person, with an account."""
    person.user = make_user("Paula", person.municipality, Role.REPRESENTATIVE)
    person.save(update_fields=["user"])
    return person


def changes(unit, **more):
    return {"title": "Brevet", "unit": unit, "purpose": "Et brev som alle forstår.", "leader": None} | more


def test_a_representatives_words_stay_out_of_the_project_until_it_is_taken_up(municipality, unit, uma):
    paula = make_representative(municipality)

    made = propose(municipality, representative=paula, unit=unit)

    project = Project.objects.get()
    assert (project.state, project.leader, project.unit) == (Project.State.PROPOSED, None, unit)
    for text in WORDS.values():
        assert text not in f"{project.title} {project.purpose}"
    assert (made.source, made.representative, made.answer) == ("representative", paula, "waiting")
    assert not Proposal.objects.visible_to(uma).exists()
    line = AuditEvent.objects.get(kind="proposal.made")
    assert (line.subject_id, line.purpose) == (paula.public_id, "representative")


def test_a_professional_leads_what_they_propose(municipality, unit, pia):
    made = propose(municipality, by=pia, unit=unit)

    assert made.source == Proposal.Source.PROFESSIONAL
    assert (made.project.title, made.project.leader) == (WORDS["title"], pia)
    assert Project.objects.visible_to(pia).get() == made.project
    assert Proposal.objects.visible_to(pia).get() == made


def test_nobody_needs_to_know_the_service(municipality, unit, alice):
    made = propose(municipality, by=alice, told_by="Kari i butikken")

    assert (made.source, made.knows_unit, made.project.unit) == ("by_word", False, unit)


@pytest.mark.parametrize("empty", list(WORDS))
def test_every_question_is_answered(empty, municipality, unit, pia):
    with pytest.raises(services.CannotPropose):
        propose(municipality, by=pia, **{empty: "  "})

    assert not Project.objects.exists()


def test_a_municipality_without_units_and_somebody_who_has_left_are_refused(municipality, pia):
    with pytest.raises(services.CannotPropose):
        propose(municipality, by=pia)
    make_unit(municipality)
    gone = make_representative(municipality, state="left", consents=())
    with pytest.raises(services.CannotPropose):
        propose(municipality, representative=gone)

    assert not Proposal.objects.exists()


def test_taken_up_it_is_a_planned_project_in_its_own_words(municipality, unit, alice, pia):
    made = propose(municipality, representative=make_representative(municipality))

    services.take_up(proposal=made, changes=changes(unit, leader=pia), reason="Så bra!", by=alice, at=AT)

    made.refresh_from_db()
    project = made.project
    assert (project.state, project.title, project.leader) == ("planned", "Brevet", pia)
    assert (made.answer, made.reason, made.answered_by, made.answered_at) == (
        "taken_up",
        "Så bra!",
        alice,
        AT,
    )
    assert project.moves.get().to == "planned"
    assert AuditEvent.objects.get(kind="proposal.answered").purpose == "taken_up"


def test_a_no_has_a_reason_and_loses_nothing(municipality, unit, alice):
    made = propose(municipality, representative=make_representative(municipality))

    with pytest.raises(services.CannotAnswer):
        services.decline(proposal=made, reason=" ", by=alice, at=AT)
    assert Project.objects.get().state == "proposed"
    services.decline(proposal=made, reason="Ikke i år.", by=alice, at=AT)

    made.refresh_from_db()
    assert (made.answer, made.reason, made.trouble) == ("declined", "Ikke i år.", WORDS["trouble"])
    assert made.project.state == Project.State.CANCELLED
    assert "Ikke i år." not in made.project.moves.get().reason


def test_what_is_asked_for_more_can_be_written_anew_and_waits_again(municipality, unit, alice, pia):
    made = propose(municipality, by=pia)

    services.sharpen(proposal=made, reason="Hvilket brev?", by=alice, at=AT)
    assert Proposal.objects.get().answer == "sharpen"
    services.rewrite(proposal=made, words=WORDS | {"title": "Innkallingen"}, by=pia, at=AT)

    made.refresh_from_db()
    assert (made.answer, made.title, made.project.title) == ("waiting", "Innkallingen", "Innkallingen")
    assert made.reason == "Hvilket brev?"
    services.take_up(proposal=made, changes=changes(unit), by=alice, at=AT)
    with pytest.raises(services.CannotPropose):
        services.rewrite(proposal=made, words=WORDS, by=pia, at=AT)


def test_an_answer_is_given_once(municipality, unit, alice):
    made = propose(municipality, by=alice)
    services.decline(proposal=made, reason="Ikke nå.", by=alice, at=AT)

    with pytest.raises(services.CannotAnswer):
        services.take_up(proposal=made, changes=changes(unit), by=alice, at=AT)

    assert Proposal.objects.get().answer == "declined"


@pytest.mark.django_db(transaction=True)
def test_two_facilitators_cannot_answer_differently(municipality, unit, alice):
    made = propose(municipality, by=alice)

    outcomes = at_once(
        lambda: services.decline(proposal=made, reason="Nei", by=alice, at=AT),
        lambda: services.take_up(proposal=made, changes=changes(unit), by=alice, at=AT),
    )

    assert sorted(outcomes) == ["CannotAnswer", "done"]
    made.refresh_from_db()
    assert (made.answer, made.project.state) in (("declined", "cancelled"), ("taken_up", "planned"))


def test_the_answer_is_told_by_mail_and_the_subject_tells_nothing(municipality, unit, alice):
    paula = make_representative(municipality, "Paula Prøve")
    made = propose(municipality, representative=paula)

    services.decline(proposal=made, reason="Vi har ikke folk til det i år.", by=alice, at=AT)
    deliver()

    (letter,) = mail.outbox
    assert letter.to == [paula.email]
    assert "Vi har ikke folk til det i år." in letter.body
    assert "Paula" in letter.body
    assert WORDS["title"] not in letter.subject
    assert "/granvik/my-page/proposals/" in letter.body


def test_a_professional_is_told_too_and_somebody_without_address_is_called(municipality, unit, alice, pia):
    by_pia = propose(municipality, by=pia)
    by_phone = propose(municipality, representative=make_representative(municipality, email=""))

    services.sharpen(proposal=by_pia, reason="Hvilket brev?", by=alice, at=AT)
    services.sharpen(proposal=by_phone, reason="Hvilket brev?", by=alice, at=AT)
    deliver()

    assert [letter.to for letter in mail.outbox] == [[pia.email]]
    assert not services.is_told_by_mail(by_phone)


def test_no_letter_goes_to_somebody_who_has_left_meanwhile(municipality, unit, alice):
    paula = make_representative(municipality)
    made = propose(municipality, representative=paula)
    services.decline(proposal=made, reason="Nei", by=alice, at=AT)
    type(paula).objects.filter(pk=paula.pk).update(state="left")

    deliver()

    assert mail.outbox == []
    assert Message.objects.get().state == Message.State.CANCELLED


def test_another_municipality_sees_nothing(municipality, unit, pia, charlie, bob):
    propose(municipality, by=pia)

    for stranger in (charlie, bob):
        assert not Proposal.objects.visible_to(stranger).exists()


def test_rows_are_whole(municipality, unit):
    row = {"municipality": municipality, "proposed_at": AT, "project": make_project(unit)}

    assert_refused(
        lambda: Proposal.objects.create(source="by_word", answer="declined", **row),
        "proposal_answer_has_a_day",
    )
    assert_refused(
        lambda: Proposal.objects.create(source="representative", **row),
        "proposal_of_a_representative_names_one",
    )


def deliver():
    for message in outbox.claim(at=timezone.now()):
        outbox.deliver(message, at=timezone.now())
