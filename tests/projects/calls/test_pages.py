"""The pages of calls: looked at before anything is sent, read without names, and decided on alike."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.core.audit.models import AuditEvent
from config.core.outbox.models import Message
from projects.calls import deciding, queries, services
from projects.calls.models import Call, Interest
from projects.models import Choice
from tests.helpers.rows import assert_constant_queries
from tests.make.calls import fresh, make_call, make_interest, make_listener, write_letters
from tests.make.people import make_representative
from tests.projects.wanted import make_fitting, make_open_request


@pytest.fixture
def wanted(municipality):
    return make_open_request(municipality)


@pytest.fixture
def facilitator(alice, client_of):
    return client_of(alice)


@pytest.fixture
def now():
    return timezone.now()


def _text(answer) -> str:
    return str(answer.content.decode())


def _at(call, part="") -> str:
    return f"/granvik/calls/{call.public_id}/{part}"


def _of(interest, part="") -> str:
    return _at(interest.call, f"interest/{interest.public_id}/{part}")


def _parts(day) -> dict[str, str]:
    return {f"open_until_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def test_a_call_that_is_being_read_opens_again_until_another_day(facilitator, wanted, now):
    call = make_call(wanted, at=now)
    facilitator.post(_at(call, "close/"))
    assert "open_until_day" in _text(facilitator.get(_at(call)))
    last = timezone.localdate() + timedelta(days=3)

    facilitator.post(_at(call, "reopen/"), _parts(last))

    assert (fresh(call).state, fresh(call).open_until) == ("open", last)


def test_from_a_request_to_a_published_call(facilitator, wanted, municipality, now):
    person = make_listener(municipality, "Anne Aas")
    page = facilitator.get(f"/granvik/requests/{wanted.public_id}/")
    assert f"/granvik/requests/{wanted.public_id}/call/" in _text(page)
    last = timezone.localdate() + timedelta(days=14)

    made = facilitator.post(
        f"/granvik/requests/{wanted.public_id}/call/new/",
        _parts(last) | {"greeting": "Kom!", "is_blind": "on"},
    )
    call = Call.objects.get()
    shown = facilitator.get(_at(call, "publish/"))

    assert made["Location"] == _at(call)
    assert shown.context["found"].people == (person,)
    assert "Kom!" in _text(shown)
    assert not Message.objects.exists()
    facilitator.post(_at(call, "publish/"))
    write_letters(call, timezone.now())
    assert Message.objects.get().recipient_id == person.public_id
    detail = _text(facilitator.get(_at(call)))
    assert f"/call/{call.code}/" in detail
    assert 'class="qr"' in detail
    led = facilitator.get(f"/granvik/requests/{wanted.public_id}/call/")
    assert led["Location"] == _at(call)


def test_what_is_wrong_is_said_in_the_form(facilitator, wanted):
    yesterday = timezone.localdate() - timedelta(days=1)

    answer = facilitator.post(f"/granvik/requests/{wanted.public_id}/call/new/", _parts(yesterday))

    assert answer.status_code == 422
    assert not Call.objects.exists()


def test_names_are_hidden_until_each_is_read(facilitator, wanted, municipality, now):
    call = make_call(wanted, at=now)
    person = make_fitting(municipality, "Anne Aas", area="Fjellgrenda")
    interest = make_interest(call, person, at=now, words="Jeg kjenner tjenesten.")

    for page in (_at(call, "interest/"), _of(interest)):
        assert "Anne" not in _text(facilitator.get(page))
        assert "Fjellgrenda" not in _text(facilitator.get(page))
    one = _text(facilitator.get(_of(interest)))
    assert "Jeg kjenner tjenesten." in one
    facilitator.post(_of(interest, "read/"))

    assert "Anne Aas" in _text(facilitator.get(_at(call, "interest/")))
    assert "Fjellgrenda" in _text(facilitator.get(_of(interest)))


def test_where_names_are_not_hidden_they_stand_there_at_once(facilitator, wanted, municipality, now):
    call = make_call(wanted, at=now, is_blind=False)
    make_interest(call, make_fitting(municipality, "Anne Aas"), at=now)

    assert "Anne Aas" in _text(facilitator.get(_at(call, "interest/")))


def test_the_list_says_how_far_the_reading_has_come_in_the_order_of_the_draw(
    facilitator, wanted, municipality, now
):
    call = make_call(wanted, at=now)
    interests = [make_interest(call, make_fitting(municipality, f"Nr{n} Navn"), at=now) for n in range(3)]
    deciding.mark_read(interest=interests[0], by=None, at=now)

    answer = facilitator.get(_at(call, "interest/"))

    content = _text(answer)
    ids = [row.interest.public_id for row in answer.context["found"].rows]
    assert (answer.context["found"].read, len(ids)) == (1, 3)
    assert [content.index(f"{one}/") for one in ids] == sorted(content.index(f"{one}/") for one in ids)
    assert call.seed in content
    assert AuditEvent.objects.filter(kind="interest.listed", purpose="calls").exists()


def test_reading_deciding_and_answering_by_the_pages(facilitator, wanted, municipality, now):
    call = make_call(wanted, at=now)
    interest = make_interest(call, make_fitting(municipality, "Anne Aas"), at=now)
    facilitator.post(_at(call, "close/"))
    early = facilitator.post(_of(interest, "decide/"), {"answer": "not_now"})
    assert early.status_code == 422
    facilitator.post(_of(interest, "read/"))

    missing = facilitator.post(_of(interest, "decide/"), {"answer": "nonsense"})
    decided = facilitator.post(_of(interest, "decide/"), {"answer": "not_now"})

    assert (missing.status_code, decided.status_code) == (422, 303)
    review = _text(facilitator.get(_at(call, "answer/")))
    assert "Anne" in review
    facilitator.post(_at(call, "answer/"))
    assert Call.objects.get().state == "answered"
    assert Message.objects.filter(kind="call.answered").count() == 1


def test_a_reason_is_asked_for_where_something_stands_against_it(facilitator, wanted, municipality, now):
    call = make_call(wanted, at=now)
    interest = make_interest(call, make_representative(municipality, "Lina Lite"), at=now)
    services.close(call=call, by=None, at=now)
    deciding.mark_read(interest=interest, by=None, at=now)

    asked = facilitator.post(_of(interest, "decide/"), {"answer": "candidate"})
    facilitator.post(_of(interest, "decide/"), {"answer": "candidate", "reason": "Har ringt"})

    assert asked.status_code == 422
    assert "reason" in asked.context["form"].errors
    assert Choice.objects.get().reason == "Har ringt"


def test_somebody_who_calls_is_found_and_written_down(facilitator, alice, wanted, municipality, now):
    call, person = make_call(wanted, at=now), make_representative(municipality, "Anne Aas")

    found = _text(facilitator.get(_at(call, "interest/find/"), {"name": "aas"}))
    facilitator.post(
        _at(call, f"interest/of/{person.public_id}/"), {"said_by": "phone", "words": "Vil gjerne"}
    )

    assert "Anne Aas" in found
    interest = Interest.objects.get()
    assert (interest.said_by, interest.words, interest.recorded_by) == ("phone", "Vil gjerne", alice)
    assert AuditEvent.objects.filter(kind="representative.read", subject_id=person.public_id).count() == 1
    wrong = facilitator.post(_at(call, f"interest/of/{person.public_id}/"), {"said_by": "link"})
    assert wrong.status_code == 422


def test_who_has_no_mail_is_called_and_ticked_off(facilitator, wanted, municipality, now):
    call = make_call(wanted, at=now)
    person = make_fitting(municipality, "Bo Bakk", email="", phone="+4740611222")
    interest = make_interest(call, person, at=now)
    services.close(call=call, by=None, at=now)
    deciding.mark_read(interest=interest, by=None, at=now)
    deciding.decide(interest=interest, answer="not_now", by=None, at=now)

    assert "406 11 222" in _text(facilitator.get(_at(call, "answer/"))).replace("\xa0", " ")
    facilitator.post(_of(interest, "told/"))

    assert queries.reading(fresh(call)).to_tell == []


def test_the_card_is_a_file_that_leads_to_the_call(facilitator, wanted, now):
    call = make_call(wanted, at=now)

    answer = facilitator.get(_at(call, "card.pdf"))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    facilitator.post(_at(call, "way-in/"))
    assert fresh(call).channel is not None


def test_a_refusal_is_a_message_and_changes_nothing(facilitator, wanted, now):
    call = make_call(wanted, at=now)

    answer = facilitator.post(_at(call, "answer/"), follow=True)

    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    facilitator.post(_at(call, "reopen/"), {"open_until_day": "i morgen"})
    assert fresh(call).state == "open"


@pytest.mark.parametrize("who", ["bob", "uma", "pia", "adam"])
def test_others_do_not_see_calls(request, client_of, municipality, unit, now, who):
    client = client_of(request.getfixturevalue(who))
    call = make_call(make_open_request(municipality), at=now)

    assert client.get(_at(call)).status_code == 403
    assert client.post(_at(call, "close/")).status_code == 403
    assert fresh(call).state == "open"


def test_another_municipalitys_call_is_not_there(client_of, charlie, wanted, municipality, now):
    call = make_call(wanted, at=now)
    interest = make_interest(call, at=now)
    client = client_of(charlie)

    for path in (_at(call), _of(interest), f"/lauvdal/calls/{call.public_id}/"):
        assert client.get(path).status_code == 404


def test_a_list_costs_the_same_for_one_and_three(facilitator, wanted, municipality, now):
    call, numbers = make_call(wanted, at=now), iter(range(9))

    def more(count):
        for _one in range(count):
            make_interest(call, make_fitting(municipality, f"Nr{next(numbers)} Navn"), at=now)

    assert_constant_queries(more, lambda: facilitator.get(_at(call, "interest/")))
    call.is_blind = False
    call.save(update_fields=["is_blind"])
    assert_constant_queries(more, lambda: facilitator.get(_at(call, "interest/")))


def test_the_list_of_calls_costs_the_same_for_one_and_three(facilitator, municipality, now):
    def more(count):
        for _one in range(count):
            make_call(make_open_request(municipality), at=now)

    assert_constant_queries(more, lambda: facilitator.get("/granvik/calls/"))
