"""An answer that was a mistake is taken back: the proposal waits again, its project is proposed, no letter leaves."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from config.core.audit.models import AuditEvent
from config.core.outbox.models import Message
from projects.models import Project, Proposal
from projects.planning.services import CannotMove, move_project
from projects.proposals import services
from tests.cast import AT
from tests.make.chain import make_request
from tests.projects.proposals.test_services import changes, deliver, propose

SOON = AT + timedelta(hours=1)


def answer(made, how, unit, alice, at=AT):
    if how == "taken_up":
        services.take_up(proposal=made, changes=changes(unit), by=alice, at=at)
    else:
        step = services.decline if how == "declined" else services.sharpen
        step(proposal=made, reason="Ikke i år.", by=alice, at=at)


@pytest.mark.parametrize("how", ["taken_up", "declined", "sharpen"])
def test_an_answer_is_taken_back_and_the_proposal_waits_again(municipality, unit, alice, pia, how):
    made = propose(municipality, by=pia)
    answer(made, how, unit, alice)
    assert Message.objects.get().state == "queued"

    services.take_back(proposal=made, reason="Feil knapp.", by=alice, at=SOON)

    row = Proposal.objects.get()
    assert (row.answer, row.reason, row.project.state) == ("waiting", "", "proposed")
    last = row.project.moves.first()
    if how != "sharpen":
        assert (last.to, last.reason, last.is_undo) == ("proposed", "Feil knapp.", True)
    deliver()
    assert not mail.outbox
    assert AuditEvent.objects.get(kind="proposal.answer_taken_back").purpose == how
    services.decline(proposal=row, reason="Nei, dessverre.", by=alice, at=SOON)
    deliver()
    (letter,) = mail.outbox
    assert "Nei, dessverre." in letter.body


@pytest.mark.parametrize("why", ["reason", "late", "waiting", "moved", "request"])
def test_what_cannot_be_taken_back_stands(municipality, unit, alice, why):
    made = propose(municipality, by=alice)
    if why != "waiting":
        answer(made, "taken_up", unit, alice)
    project = Project.objects.get()
    if why == "moved":
        move_project(project=project, to="running", by=alice, at=AT)
    if why == "request":
        make_request(project, state="draft")
    at = AT + timedelta(days=30, seconds=1) if why == "late" else SOON
    before = Project.objects.get().state

    with pytest.raises((services.CannotAnswer, CannotMove)):
        services.take_back(proposal=made, reason=" " if why == "reason" else "Feil.", by=alice, at=at)

    assert Project.objects.get().state == before
    assert Proposal.objects.get().answer == ("waiting" if why == "waiting" else "taken_up")


def test_the_page(client_of, alice, pia, bob, charlie, municipality, unit):
    made = propose(municipality, by=pia)
    answer(made, "declined", unit, alice, at=timezone.now())
    path = reverse("proposal_take_back", args=["granvik", made.public_id])
    detail = reverse("proposal_detail", args=["granvik", made.public_id])
    client = client_of(alice)

    assert path in client.get(detail).content.decode()
    assert path not in client_of(pia).get(detail).content.decode()
    assert "Et brev som er sendt, kan ikke hentes tilbake" in client.get(path).content.decode()
    assert client.post(path, {"reason": ""}).status_code == 422
    assert client_of(pia).post(path, {"reason": "x"}).status_code == 403
    assert client_of(charlie).post(path, {"reason": "x"}).status_code == 404
    assert Proposal.objects.get().answer == "declined"
    client.post(path, {"reason": "Feil knapp."})
    assert Proposal.objects.get().answer == "waiting"
    again = client.post(path, {"reason": "Igjen."})
    assert again.status_code == 422
    assert "ikke fått noe svar" in again.content.decode()


def test_the_api(api_of, alice, charlie, municipality, unit):
    made = propose(municipality, by=alice)
    answer(made, "declined", unit, alice, at=timezone.now())
    address = f"/api/v1/proposals/{made.public_id}/take-back/"

    assert api_of(charlie).post(address, {"reason": "x"}).status_code == 404
    assert api_of(alice).post(address, {}).status_code == 400
    assert api_of(alice).post(address, {"reason": "x" * 301}).status_code == 400
    assert api_of(alice).post(address, {"reason": "Feil."}).data["answer"] == "waiting"
    assert api_of(alice).post(address, {"reason": "Feil."}).status_code == 409
