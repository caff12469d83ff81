"""What people want to hear about: chosen, taken back, resting on consent, and gone with the person."""

from datetime import timedelta

import pytest

from config.core.audit.models import AuditEvent
from representatives.consent import services as consent
from representatives.duplicates import services as duplicates
from representatives.erasure import services as erasure
from representatives.interests import links, queries, services
from representatives.interests.models import ChosenTopic, Hearing
from representatives.registry import services as registry
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.helpers.threads import at_once
from tests.make.calls import make_listener
from tests.make.people import make_representative, make_term


@pytest.fixture
def paula(municipality):
    return make_representative(municipality)


def _add(person, term):
    return services.add_topic(representative=person, term=term, by=None, at=AT)


def _say(person, how):
    return services.say_how(representative=person, how=how, by=None, at=AT)


def test_until_a_person_chooses_they_hear_nothing_and_with_the_first_topic_as_things_come(paula):
    assert queries.wishes_of(paula).how == "never"

    topic = _add(paula, make_term())

    wishes = queries.wishes_of(paula)
    assert (wishes.topics, wishes.how) == ((topic,), "at_once")
    line = AuditEvent.objects.get(kind="topic.chosen")
    assert (line.subject_id, line.fields) == (paula.public_id, ["term"])


def test_the_same_topic_again_is_the_same_row_and_a_dropped_one_is_gone(paula):
    topic = _add(paula, make_term())
    assert _add(paula, make_term()) == topic

    services.drop_topic(topic=topic, by=None, at=AT)

    assert not ChosenTopic.objects.exists()
    assert AuditEvent.objects.filter(kind="topic.dropped", subject_id=paula.public_id).count() == 1


def test_how_often_is_kept_once_and_its_link_stays(paula):
    _add(paula, make_term())
    before = Hearing.objects.get()

    assert _say(paula, "weekly") is True
    assert _say(paula, "weekly") is False

    after = Hearing.objects.get()
    assert (after.how, after.token_hash) == ("weekly", before.token_hash)
    assert AuditEvent.objects.filter(kind="hearing.said").count() == 1


def test_the_link_stops_the_letters_and_leaves_the_topics(paula):
    _add(paula, make_term())
    hearing = Hearing.objects.get()

    services.stop(hearing=links.find(links.make(hearing)), at=AT)
    services.stop(hearing=hearing, at=AT)

    wishes = queries.wishes_of(paula)
    assert (wishes.how, len(wishes.topics)) == ("never", 1)
    line = AuditEvent.objects.get(kind="hearing.said")
    assert (line.actor_id, line.purpose) == ("", "never")
    assert links.find("x" * 24) is None


def test_experience_is_refused_without_consent_to_it_and_a_skill_is_not(municipality):
    rolf = make_representative(municipality, "Rolf Uten", consents=("network",))

    with pytest.raises(services.CannotChoose, match="samtykket"):
        _add(rolf, make_term())
    _add(rolf, make_term("skill", "talks"))

    assert [row.term.kind for row in ChosenTopic.objects.select_related("term")] == ["skill"]
    assert queries.kinds_for(rolf) == queries.SAFE_KINDS


@pytest.mark.parametrize("kind", ["perspective", "practical"])
def test_what_is_no_topic_is_refused(paula, kind):
    with pytest.raises(services.CannotChoose):
        _add(paula, make_term(kind, "noe"))

    assert not ChosenTopic.objects.exists()


def test_who_has_left_chooses_nothing_and_there_is_a_limit(municipality, paula, monkeypatch):
    monkeypatch.setattr(services, "MOST_TOPICS", 1)
    _add(paula, make_term())
    with pytest.raises(services.CannotChoose):
        _add(paula, make_term("skill", "talks"))
    with pytest.raises(services.CannotChoose):
        _say(paula, "hourly")
    registry.move(representative=paula, to="left", by=None, at=AT)

    with pytest.raises(services.CannotChoose, match="sluttet"):
        _add(paula, make_term())


def test_withdrawn_experience_takes_what_tells_of_health_and_leaves_the_rest(paula):
    _add(paula, make_term())
    _add(paula, make_term("service", "home-care"))
    _add(paula, make_term("skill", "talks"))

    consent.withdraw(representative=paula, purpose="experience", by=None, at=AT)

    assert [row.term.key for row in ChosenTopic.objects.select_related("term")] == ["talks"]
    assert Hearing.objects.exists()


def test_nothing_is_left_of_somebody_who_leaves_withdraws_or_is_erased(municipality):
    left, withdrew, erased = (
        make_listener(municipality, name) for name in ("Liv Lende", "Vera Vik", "Erna Eng")
    )
    registry.move(representative=left, to="left", by=None, at=AT)
    consent.withdraw(representative=withdrew, purpose="network", by=None, at=AT)
    erasure.erase(representative=erased, why="asked", by=None, at=AT)

    assert not ChosenTopic.objects.exists()
    assert not Hearing.objects.exists()


def test_two_profiles_become_one_that_hears_as_seldom_as_either_said(municipality):
    stays = make_listener(municipality, "Anne Berg")
    goes = make_listener(municipality, "Anne M. Berg", topic=make_term("skill", "talks"), how="weekly")

    merged = duplicates.merge(stays=stays, goes=goes, by=None, at=AT)

    wishes = queries.wishes_of(stays)
    assert {topic.term.key for topic in wishes.topics} == {"dementia", "talks"}
    assert wishes.how == "weekly"
    duplicates.undo(merge=merged, by=None, at=AT + timedelta(days=1))
    assert queries.how_of(stays) == "at_once"
    assert queries.how_of(goes) == "weekly"


def test_who_chose_a_wider_topic_hears_of_the_narrower_and_not_the_other_way(
    municipality, other_municipality
):
    wide = make_term("skill", "languages")
    narrow = make_term("skill", "urdu", parent=wide)
    wider = make_listener(municipality, "Vida Vid", topic=wide)
    narrower = make_listener(municipality, "Nora Nær", topic=narrow, how="never")
    make_listener(other_municipality, "Carl Borte", topic=narrow)

    about_narrow = queries.hearing_about(municipality=municipality, terms=[narrow.pk])
    about_wide = queries.hearing_about(municipality=municipality, terms=[wide.pk])

    assert about_narrow == {wider.pk: "at_once", narrower.pk: "never"}
    assert about_wide == {wider.pk: "at_once"}


def test_without_consent_in_force_an_experience_is_not_heard_about(municipality, paula):
    _add(paula, make_term())
    paula.consents.filter(purpose="experience").update(withdrawn_at=AT + timedelta(days=1))

    assert queries.hearing_about(municipality=municipality, terms=[make_term().pk]) == {}


def test_a_topic_is_kept_once(paula):
    topic = _add(paula, make_term())
    again = {"municipality": paula.municipality, "representative": paula, "term": topic.term, "added_at": AT}

    assert_refused(lambda: ChosenTopic.objects.create(**again), "chosen_topic_once")


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_keep_one_topic_and_one_row(municipality):
    paula, term = make_representative(municipality), make_term()

    outcomes = at_once(lambda: _add(paula, term), lambda: _add(paula, term))

    assert outcomes == ["done", "done"]
    assert (ChosenTopic.objects.count(), Hearing.objects.count()) == (1, 1)
