"""“That is not what I meant”: by the link in the letter, on My page, on the phone; and somebody talks about it."""

from datetime import date

import pytest
from time_machine import travel

from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from participation.contributions import reactions, services
from participation.contributions.reactions import CannotReact, Reaction
from tests.cast import make_user
from tests.helpers.constraints import assert_refused
from tests.make.chain import make_attendance, make_contribution, make_meeting
from tests.participation.seats import LATER

TODAY = date(2026, 3, 20)


@pytest.fixture
def said(project, paula, owner):
    return make_contribution(project, assignment=paula, owner=owner)


@pytest.fixture
def answered(said):
    services.respond(
        contribution=said, answer="partly", reason="Vi korter ned.", answered_on=TODAY, by=None, at=LATER
    )
    return said


@pytest.fixture
def reaction(answered, paula):
    return reactions.of(answered, paula)


@pytest.fixture
def rita(municipality, paula):
    user = make_user("Rita", municipality, Role.REPRESENTATIVE)
    person = paula.representative
    person.user = user
    person.save(update_fields=["user"])
    return user


def _say(reaction, word, via="link", **more):
    return reactions.say(reaction=reaction, word=word, via=via, by=None, at=LATER, **more)


def test_the_letter_has_a_link_that_opens_a_page_and_says_nothing_by_itself(reaction, client):
    message = Message.objects.get()
    mail = kind_of(message).render(message, True)
    assert reaction.address in mail.text and reaction.address in mail.html
    assert reaction.token not in kind_of(message).render(message, False).text

    url = f"/answer/{reaction.token}/meant/"
    with travel(LATER):
        page = client.get(url, {"language": "en"})
        client.head(url)
    reaction.refresh_from_db()
    assert reaction.word == "" and "Vi korter ned." in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex, nofollow"


def test_not_what_was_meant_waits_for_the_facilitator_until_it_is_talked_about(
    reaction, client, client_of, alice
):
    url = f"/answer/{reaction.token}/meant/"
    sent = client.post(url, {"word": "not_meant", "text": "Eg meinte telefonen."}, follow=True)
    assert sent.status_code == 200

    staff = client_of(alice)
    assert "/contributions/reactions/" in staff.get("/granvik/").content.decode()
    listed = staff.get("/granvik/contributions/reactions/").content.decode()
    assert "Eg meinte telefonen." in listed and "Paula Prøve" in listed
    one = f"/granvik/contributions/reactions/{reaction.public_id}/"
    assert staff.post(one, {"outcome": ""}).status_code == 422
    staff.post(one, {"outcome": "Vi ser på telefonen."})

    reaction.refresh_from_db()
    assert (reaction.outcome, reaction.settled_by) == ("Vi ser på telefonen.", alice)
    assert not Reaction.objects.to_talk_about().exists()
    kinds = set(AuditEvent.objects.filter(object_id=reaction.public_id).values_list("kind", flat=True))
    assert kinds == {"contribution.reacted", "reaction.settled"}


def test_what_was_meant_makes_the_claim_of_a_change_firmer(answered, reaction):
    services.change(
        contribution=answered,
        text="Brevet er én side.",
        kind="information",
        attribution="decisive",
        changed_on=TODAY,
        evidence_level=2,
        by=None,
        at=LATER,
    )

    _say(reaction, "meant")

    assert answered.changes.get().evidence_level == 3


def test_a_new_word_is_talked_about_anew(reaction, alice):
    _say(reaction, "not_meant")
    reactions.settle(reaction=reaction, outcome="Snakket.", by=alice, at=LATER)
    again = _say(reaction, "not_meant", text="Fortsatt ikke.")

    assert again.settled_at is None and list(Reaction.objects.to_talk_about()) == [again]


@pytest.mark.parametrize("word", ["", "perhaps"])
def test_a_word_that_is_none_is_refused(reaction, word, client):
    with pytest.raises(CannotReact, match="one of the two"):
        _say(reaction, word)
    assert client.post(f"/answer/{reaction.token}/meant/", {"word": word}).status_code == 422


def test_of_what_nothing_has_come_nothing_is_said(said, paula):
    with pytest.raises(CannotReact, match="Nothing has come"):
        _say(reactions.of(said, paula), "meant")


def test_nobody_settles_what_needs_no_talk(reaction):
    _say(reaction, "meant")
    with pytest.raises(CannotReact, match="does not wait"):
        reactions.settle(reaction=reaction, outcome="x", by=None, at=LATER)


def test_on_my_page_one_finds_only_ones_own(answered, project, owner, rolf, rita, client_of, api_of):
    other = make_contribution(project, assignment=rolf, owner=owner, text="En annens ord.")
    client, api = client_of(rita), api_of(rita)
    page = f"/granvik/my-page/said/{answered.public_id}/"

    assert page in client.get("/granvik/").content.decode()
    assert client.get(f"/granvik/my-page/said/{other.public_id}/").status_code == 404
    client.post(page, {"word": "meant"})
    assert Reaction.objects.get().via == "page"

    [told] = api.get("/api/v1/my-contributions/").json()
    assert told["id"] == answered.public_id and told["responses"][0]["reason"] == "Vi korter ned."
    sent = api.post(f"/api/v1/my-contributions/{answered.public_id}/react/", {"word": "not_meant"})
    assert sent.status_code == 200 and Reaction.objects.get().word == "not_meant"
    assert (
        api.post(f"/api/v1/my-contributions/{other.public_id}/react/", {"word": "meant"}).status_code == 404
    )


def test_one_who_was_there_may_say_it_of_what_the_group_said(project, paula, owner, rita, client_of):
    meeting = make_meeting(project, state="held")
    make_attendance(meeting, paula)
    said = make_contribution(project, meeting=meeting, is_from_group=True, owner=owner)
    services.respond(contribution=said, answer="adopted", reason="Ja.", answered_on=TODAY, by=None, at=LATER)

    client_of(rita).post(f"/granvik/my-page/said/{said.public_id}/", {"word": "not_meant"})

    assert Reaction.objects.get(word="not_meant").assignment == paula


def test_by_phone_it_is_written_down_on_the_page_and_over_the_api(
    answered, paula, rolf, client_of, api_of, alice
):
    page = f"/granvik/contributions/{answered.public_id}/"
    staff = client_of(alice)
    assert "Sier ja på telefonen" in staff.get(page).content.decode()
    staff.post(f"{page}reactions/", {"assignment": paula.public_id, "word": "meant"})
    assert Reaction.objects.get().via == "phone"

    url, sent = f"/api/v1/contributions/{answered.public_id}/reactions/", {"word": "not_meant"}
    api = api_of(alice)
    assert api.post(url, sent | {"assignment": rolf.public_id}).status_code == 404
    made = api.post(url, sent | {"assignment": paula.public_id, "text": "Nei."})
    assert made.status_code == 201
    [listed] = api.get("/api/v1/reactions/").json()["results"]
    assert listed["text"] == "Nei."
    settled = api.post(f"/api/v1/reactions/{listed['id']}/settle/", {"outcome": "Snakket."}).json()
    assert settled["outcome"] == "Snakket."


def test_the_project_and_managers_never_see_it(reaction, client_of, api_of, pia, uma):
    _say(reaction, "not_meant", text="Eg meinte telefonen.")
    said = reaction.contribution

    for user in (pia, uma):
        page = client_of(user).get(f"/granvik/contributions/{said.public_id}/").content.decode()
        assert "telefonen" not in page
        assert client_of(user).get("/granvik/contributions/reactions/").status_code == 403
        assert api_of(user).get("/api/v1/reactions/").status_code == 403


def test_a_link_opens_nothing_for_one_who_has_left(reaction, paula, client):
    paula.representative.consents.update(withdrawn_at=LATER)

    assert client.get(f"/answer/{reaction.token}/meant/").status_code == 404


def test_the_database_holds_one_word_each(reaction):
    row = {"municipality": reaction.municipality, "contribution": reaction.contribution}
    seat = {"assignment": reaction.assignment, "key_id": "k"}
    assert_refused(lambda: Reaction.objects.create(token_hash="a", **row, **seat), "reaction_once_each")  # noqa: S106
    assert_refused(
        lambda: Reaction.objects.filter(pk=reaction.pk).update(word="meant"), "reaction_has_its_moment"
    )
