"""The pages of proposals: three questions, the list, three answers, and My page."""

import pytest
from django.urls import reverse

from config.core.audit.models import AuditEvent
from projects.models import Proposal
from projects.proposals import services
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.people import make_representative
from tests.projects.proposals.test_services import WORDS, propose, with_account


@pytest.fixture
def paula(municipality):
    """A representative with an account."""
    return with_account(make_representative(municipality))


def address(name, *args):
    return reverse(name, args=["granvik", *args])


def test_a_representative_proposes_and_follows_it_on_my_page(client_of, paula, unit, alice):
    client = client_of(paula.user)

    page = client.get(address("my_proposal_add")).content.decode()
    client.post(address("my_proposal_add"), WORDS)
    made = Proposal.objects.get()
    services.decline(proposal=made, reason="Vi har ikke folk til det i år.", by=alice, at=AT)
    told = client.get(address("my_proposal_list")).content.decode()

    assert "helse" in page
    assert (made.representative, made.source) == (paula, "representative")
    assert "Vi har ikke folk til det i år." in told
    assert WORDS["trouble"] in told


def test_a_representative_writes_anew_what_the_facilitator_asked_about(client_of, paula, unit, alice):
    made = propose(paula.municipality, representative=paula)
    services.sharpen(proposal=made, reason="Hvilket brev?", by=alice, at=AT)
    client = client_of(paula.user)

    page = client.get(address("my_proposal_rewrite", made.public_id)).content.decode()
    empty = client.post(address("my_proposal_rewrite", made.public_id), WORDS | {"trouble": ""})
    client.post(address("my_proposal_rewrite", made.public_id), WORDS | {"trouble": "Innkallingen."})

    assert "Hvilket brev?" in page
    assert WORDS["trouble"] in page
    assert empty.status_code == 422
    made.refresh_from_db()
    assert (made.trouble, made.answer) == ("Innkallingen.", "waiting")


def test_nobody_reaches_anothers_proposal_by_my_page(client_of, paula, municipality, unit):
    other = propose(municipality, representative=make_representative(municipality, "Kari Prøve"))
    client = client_of(paula.user)

    assert client.get(address("my_proposal_rewrite", other.public_id)).status_code == 404
    assert WORDS["trouble"] not in client.get(address("my_proposal_list")).content.decode()


def test_a_professional_proposes_and_sees_the_own_alone(client_of, pia, municipality, unit):
    propose(municipality, representative=make_representative(municipality), title="En annens")
    client = client_of(pia)

    made = client.post(address("proposal_create"), WORDS | {"unit": unit.public_id})
    seen = client.get(address("proposal_list")).content.decode()

    assert made.status_code == 303
    assert WORDS["title"] in seen
    assert "En annens" not in seen
    assert "told_by" not in client.get(address("proposal_create")).content.decode()


def test_the_facilitator_writes_down_what_was_told(client_of, alice, unit):
    client_of(alice).post(address("proposal_create"), WORDS | {"told_by": "Kari"})

    made = Proposal.objects.get()
    assert (made.source, made.told_by, made.proposed_by) == ("by_word", "Kari", alice)


def test_what_waits_is_a_list_of_its_own_and_on_the_start_page(client_of, alice, paula, unit):
    made = propose(paula.municipality, representative=paula)
    client = client_of(alice)
    home = client.get(reverse("home_open", args=["granvik"])).content.decode()

    assert f"{address('proposal_list')}?state=waiting" in home
    waiting = client.get(address("proposal_list"), {"state": "waiting"}).content.decode()
    services.decline(proposal=made, reason="Nei", by=alice, at=AT)

    assert WORDS["title"] in waiting
    assert WORDS["title"] not in client.get(address("proposal_list"), {"state": "waiting"}).content.decode()
    assert WORDS["title"] in client.get(address("proposal_list")).content.decode()


def test_a_proposal_is_taken_up_in_words_for_everyone(client_of, alice, paula, unit):
    made = propose(paula.municipality, representative=paula)
    client = client_of(alice)

    form = client.get(address("proposal_take_up", made.public_id)).content.decode()
    unsaid = client.post(address("proposal_take_up", made.public_id), {"title": "Brevet"})
    taken = client.post(
        address("proposal_take_up", made.public_id), {"title": "Brevet", "unit": unit.public_id}
    )

    assert WORDS["title"] in form
    assert unsaid.status_code == 422
    assert taken["Location"] == address("project_detail", made.project.public_id)
    made.refresh_from_db()
    assert (made.answer, made.project.state, made.project.title) == ("taken_up", "planned", "Brevet")


@pytest.mark.parametrize(("name", "answer"), [("sharpen", "sharpen"), ("decline", "declined")])
def test_an_answer_needs_words(name, answer, client_of, alice, paula, unit):
    made = propose(paula.municipality, representative=paula)
    client = client_of(alice)
    path = address(f"proposal_{name}", made.public_id)

    assert client.get(path).status_code == 200
    assert client.post(path, {"reason": ""}).status_code == 422
    assert Proposal.objects.get().answer == "waiting"
    client.post(path, {"reason": "Hvilket brev?"})
    assert (Proposal.objects.get().answer, Proposal.objects.get().reason) == (answer, "Hvilket brev?")
    again = client.post(path, {"reason": "En gang til"})
    assert (again.status_code, Proposal.objects.get().answer) == ((303 if name == "sharpen" else 422), answer)


def test_every_look_at_a_persons_proposal_is_written_down(client_of, alice, paula, unit):
    made = propose(paula.municipality, representative=paula)

    client_of(alice).get(address("proposal_detail", made.public_id))

    line = AuditEvent.objects.get(kind="representative.read", purpose="proposals")
    assert line.subject_id == paula.public_id


@pytest.mark.parametrize("name", ["proposal_take_up", "proposal_sharpen", "proposal_decline"])
def test_only_the_facilitator_answers(name, client_of, pia, bob, charlie, municipality, unit):
    made = propose(municipality, by=pia)
    path = address(name, made.public_id)

    assert client_of(pia).post(path, {"reason": "Ja"}).status_code == 403
    assert client_of(bob).get(path).status_code == 403
    assert client_of(charlie).get(path).status_code == 404
    assert client_of(charlie).get(reverse(name, args=["lauvdal", made.public_id])).status_code == 404
    assert Proposal.objects.get().answer == "waiting"


def test_a_representatives_words_are_not_changed_by_staff(client_of, alice, paula, unit):
    made = propose(paula.municipality, representative=paula)

    assert client_of(alice).post(address("proposal_rewrite", made.public_id), WORDS).status_code == 404


def test_the_list_costs_the_same_for_one_and_three(client_of, alice, municipality, unit):
    client = client_of(alice)

    def rows(count):
        for _row in range(count):
            propose(municipality, representative=make_representative(municipality))

    assert_constant_queries(rows, lambda: client.get(address("proposal_list")))
