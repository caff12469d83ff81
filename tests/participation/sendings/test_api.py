"""Sendings over the API: the same draft, letters, pause and stop."""

from django.utils import timezone

from participation.invitations.models import Invitation
from participation.sendings import leaving, services
from participation.sendings.models import Sending, SendingLine
from tests.cast import make_user
from tests.make.invitations import make_invitation
from tests.make.people import make_representative

URL = "/api/v1/sendings/"


def _make(api, wanted, **given):
    day = timezone.localdate() + services.pause() * 7200
    body = {"request": wanted.public_id, "reply_by": day.isoformat()} | given
    return api.post(URL, body, format="json")


def test_from_draft_to_sent(api_of, alice, wanted, people):
    api = api_of(alice)
    made = _make(api, wanted, ask=[person.public_id for person in people])
    one = f"{URL}{made.json()['id']}/"

    letters = api.get(f"{one}letters/").json()["results"]
    held = api.post(f"{one}send/", {}, format="json").json()
    stopped = api.post(f"{one}stop/").json()
    api.post(f"{one}send/", {}, format="json")
    leaving.leave_due(at=timezone.now() + services.pause())
    read = api.get(one).json()

    assert made.status_code == 201
    assert len(made.json()["lines"]) == 3
    assert [bool(letter["text"]) for letter in letters] == [True, True, False]
    assert (held["state"], stopped["state"], read["state"]) == ("held", "draft", "sent")
    assert [line["outcome"] for line in read["lines"]] == ["left"] * 3
    assert [row["state"] for row in api.get(URL, {"state": "sent"}).json()["results"]] == ["sent"]
    assert Invitation.objects.count() == 3


def test_a_kind_word_is_told_by_hand(api_of, alice, wanted, municipality):
    silent = make_representative(municipality, "Telefon Tor", email="", phone="+4740612001")
    invitation = make_invitation(wanted, silent)
    wanted.state = "filled"
    wanted.save()
    api = api_of(alice)
    made = _make(api, wanted, thank=[invitation.public_id]).json()
    api.post(f"{URL}{made['id']}/send/", {}, format="json")
    leaving.leave_due(at=timezone.now() + services.pause())

    [line] = SendingLine.objects.to_tell()
    told = api.post(f"{URL}{made['id']}/lines/{line.public_id}/told/").json()

    assert told["lines"][0]["told_at"]


def test_refusals(api_of, alice, bob, charlie, wanted, people, municipality):
    api = api_of(alice)
    stranger = make_representative(municipality, "Ukjent Una")
    made = _make(api, wanted, ask=[people[0].public_id]).json()
    one = f"{URL}{made['id']}/"

    assert _make(api, wanted, ask=[stranger.public_id]).status_code == 409
    assert _make(api, wanted, ask=["nobody"]).status_code == 404
    assert api.post(f"{one}approve/").status_code == 409
    assert api.post(f"{one}stop/").status_code == 409
    assert api_of(bob).get(URL).status_code == 403
    assert api_of(charlie).get(one).status_code == 404
    assert api.delete(one).status_code == 204
    assert not Sending.objects.exists()


def test_a_second_facilitator_lets_it_go(api_of, alice, wanted, people, municipality):
    other = make_user("Ada", municipality, "facilitator")
    made = _make(api_of(alice), wanted, ask=[people[0].public_id]).json()
    Sending.objects.update(state="approval", sent_by=alice)

    assert api_of(alice).post(f"{URL}{made['id']}/approve/").status_code == 409
    assert api_of(other).post(f"{URL}{made['id']}/approve/").json()["state"] == "held"
