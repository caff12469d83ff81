"""An answer that is written down: who said it, to whom, and when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from participation.invitations import services
from participation.invitations.models import Answer
from participation.invitations.services import Said
from participation.invitations.spoken import Spoken
from representatives.proxies import services as proxies
from tests.helpers.constraints import assert_refused
from tests.make.invitations import make_invitation, make_wanted
from tests.make.people import make_representative


@pytest.fixture
def invitation(municipality):
    at = timezone.now() - timedelta(days=2)
    person = make_representative(municipality, "Paula Prøve", at=at)
    return make_invitation(
        make_wanted(municipality), person, at=at, reply_by=timezone.localdate(at) + timedelta(days=9)
    )


def _record(invitation, alice, said=None, **fields):
    given = {"answer": "yes", "by": "phone", "at": timezone.now()} | fields
    return services.record(invitation=invitation, said=said or Said(), recorded_by=alice, **given)


def test_an_answer_said_yesterday_to_somebody_else_is_kept_so(invitation, alice, municipality):
    when = timezone.now() - timedelta(days=1)

    row = _record(invitation, alice, Said(by="kin", name=" Kari Søster ", received_by=alice, at=when))

    assert (row.spoken.by, row.spoken.name, row.spoken.at) == ("kin", "Kari Søster", when)
    assert (row.spoken.received_by, row.recorded_by) == (alice, alice)
    assert row.at > when


def test_said_by_the_person_just_now_unless_something_else_is_said(invitation, alice):
    row = _record(invitation, alice, Said(name="Somebody"))

    assert (row.spoken.by, row.spoken.name) == ("person", "")
    assert row.spoken.at <= timezone.now()


def test_the_name_of_a_proxy_is_known(invitation, alice):
    proxies.name(
        representative=invitation.representative,
        name="Maja Dotter",
        relation="datter",
        email="maja@people.example.org",
        by=alice,
        at=timezone.now(),
    )

    assert _record(invitation, alice, Said(by="proxy")).spoken.name == "Maja Dotter"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (lambda: Said(by="kin"), "Write the name"),
        (lambda: Said(by="proxy"), "Write the name"),
        (lambda: Said(at=timezone.now() + timedelta(hours=1)), "between the invitation and now"),
        (lambda: Said(at=timezone.now() - timedelta(days=5)), "between the invitation and now"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(invitation, alice, said, sentence):
    with pytest.raises(services.CannotAnswer, match=sentence):
        _record(invitation, alice, said())

    assert not Answer.objects.exists()


def test_only_a_facilitator_of_the_place_has_heard_it(invitation, alice, bob, charlie):
    for somebody in (bob, charlie):
        with pytest.raises(services.CannotAnswer, match="Choose a facilitator"):
            _record(invitation, alice, Said(received_by=somebody))


@pytest.mark.parametrize(("answer", "by"), [("no", "link"), ("question", "mail")])
def test_a_later_answer_of_the_persons_own_hand_is_not_undone_by_an_older_call(invitation, alice, answer, by):
    services.answer(invitation=invitation, answer=answer, by=by, at=timezone.now())

    with pytest.raises(services.CannotAnswer, match="on the page or written after this"):
        _record(invitation, alice, Said(at=timezone.now() - timedelta(hours=3)))

    invitation.refresh_from_db()
    assert invitation.answer == answer


def test_the_same_again_keeps_one_row(invitation, alice):
    first = _record(invitation, alice)

    assert _record(invitation, alice) == first
    assert Spoken.objects.count() == 1


def test_the_form_and_the_history_show_who_said_it(invitation, alice, client_of):
    alice.language = "nb"
    alice.save()
    browser = client_of(alice)
    url = f"/granvik/invitations/{invitation.public_id}/answers/new/"
    day = timezone.localdate() - timedelta(days=1)
    given = {"answer": "maybe", "by": "phone", "said_by": "kin", "said_by_name": "Kari Søster"}
    given |= {
        "said_on_day": day.day,
        "said_on_month": day.month,
        "said_on_year": day.year,
        "said_at": "14:30",
    }

    form = browser.get(url).content.decode()
    after = browser.post(url, given | {"received_by": alice.public_id})
    page = browser.get(f"/granvik/invitations/{invitation.public_id}/").content.decode()

    assert "Hvem tok imot svaret?" in form
    assert after.status_code == 303
    assert "Sagt av: En av de nærmeste" in page
    assert "14.30" in page
    assert "Det var Kari Søster." in page
    assert f"Tatt imot av {alice.name}." in page
    spoken = Spoken.objects.get()
    assert timezone.localtime(spoken.at).hour == 14
    assert browser.post(url, given | {"said_at": "noe"}).status_code == 422


def test_an_answer_by_the_link_has_no_such_row_and_its_page_opens(invitation, alice, client_of):
    services.answer(invitation=invitation, answer="yes", by="link", at=timezone.now())

    page = client_of(alice).get(f"/granvik/invitations/{invitation.public_id}/")

    assert page.status_code == 200
    assert not Spoken.objects.exists()


def test_the_same_over_the_api(invitation, alice, api_of, charlie):
    api, url = api_of(alice), f"/api/v1/invitations/{invitation.public_id}/answers/"
    when = (timezone.now() - timedelta(hours=2)).isoformat()
    given = {"answer": "yes", "by": "paper", "said_by": "kin", "said_by_name": "Kari", "said_at": when}

    answer = api.post(url, given, format="json")

    assert answer.status_code == 201
    assert answer.json()["answers"][0]["spoken"]["name"] == "Kari"
    assert api.post(url, given | {"said_by_name": ""}, format="json").status_code == 409
    assert api_of(charlie).post(url, given, format="json").status_code == 404


def test_spoken_by_is_known(invitation, alice):
    row = _record(invitation, alice)

    assert_refused(lambda: Spoken.objects.filter(answer=row).update(by="neighbour"), "spoken_by_is_known")
    assert list(Spoken.objects.visible_to(alice)) == [row.spoken]
