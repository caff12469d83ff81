"""The page behind the link: it opens one pulse, looks change nothing, and afterwards it shows what the group said."""

from datetime import timedelta

from time_machine import travel

from participation.feedback.models import PrivateWord, PulseAnswer
from participation.meetings import calendars
from tests.participation.seats import LATER


def _link(voice):
    return f"/answer/{voice.token}/feedback/"


def test_a_look_changes_nothing_and_an_answer_is_shown_again(voice, client, now):
    link = _link(voice)
    page = client.get(link, {"language": "en"}).content.decode()
    client.head(link)
    assert "Did you get what you needed before the meeting?" in page
    assert "checked" not in page and "Were you well enough prepared" not in page
    voice.refresh_from_db()
    assert voice.answered_at is None and not PulseAnswer.objects.exists()

    answer = client.post(link, {"step_r1": "3", "word": "Bare til deg."})

    assert (answer.status_code, answer["Location"]) == (303, link)
    again = client.get(link).content.decode()
    # A link can be passed on: the word is not shown again, stands when nothing is written, and can be taken back.
    assert again.count("checked") == 1 and "Bare til deg." not in again
    client.post(link, {"step_r1": "4"})
    assert PrivateWord.objects.get().text == "Bare til deg."
    client.post(link, {"step_r1": "4", "takes_word_back": "on"})
    assert not PrivateWord.objects.exists()


def test_the_page_is_in_the_persons_language_and_says_who_sees_what(voice, client, now):
    page = client.get(_link(voice)).content.decode()

    assert "Korleis var møtet?" in page
    assert "Prosjektet og leiarane ser aldri kva akkurat du svarer." in page
    assert "noindex" in client.get(_link(voice))["X-Robots-Tag"]


def test_an_empty_answer_a_wrong_step_and_another_sites_form_are_refused(voice, client, now):
    link = _link(voice)

    assert client.post(link, {}).status_code == 422
    assert client.post(link, {"step_r1": "9"}).status_code == 422
    assert client.post(link, {"step_r1": "3"}, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert client.put(link).status_code == 405
    assert not PulseAnswer.objects.exists()


def test_other_links_open_no_pulse_and_this_one_opens_nothing_else(voice, client, now):
    calendar = calendars.of_person(voice.representative)

    for token in (calendar.token, calendar.feed_token, "wrong", voice.token[:-1]):
        assert client.get(f"/answer/{token}/feedback/").status_code == 404
    for rest in ("", "meetings/", "calendar.ics", "why/"):
        assert client.get(f"/answer/{voice.token}/{rest}").status_code in (404, 405)


def test_whoever_has_left_is_not_asked_any_more(voice, client, now):
    person = voice.representative
    type(person).objects.filter(pk=person.pk).update(state="left")

    assert client.get(_link(voice)).status_code == 404


def test_afterwards_the_link_shows_counts_from_five_on(big, paula, say, client, now):
    voice = big.voices.select_related("pulse").get(representative=paula.representative)
    for one in big.voices.filter(side="representative"):
        say(one, step=3, word="Hemmelig" if one == voice else "")

    page = client.get(_link(voice), {"language": "en"}).content.decode()

    assert "What the group said" in page and "Mostly: 5" in page
    assert '<form method="post" novalidate' not in page and "Hemmelig" not in page
    answer = client.post(_link(voice), {"step_r1": "1"})
    assert answer.status_code == 200 and set(voice.answers.values_list("step", flat=True)) == {3}


def test_afterwards_four_or_fewer_see_nothing(voice, say, client):
    say(voice, step=1)

    with travel(LATER + timedelta(days=15)):
        page = client.get(_link(voice), {"language": "en"}).content.decode()
    assert "Fewer than five answered" in page and "No: 1" not in page
