"""The promise board and one contribution's page."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role
from config.core.outbox.models import Message
from participation.contributions import services
from participation.contributions.models import Change, Contribution, Response, Told
from tests.cast import make_user
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_contribution, make_meeting, make_professional, make_project, make_unit
from tests.participation.seats import LATER

URL = "/granvik/contributions/"


@pytest.fixture
def said(project, paula, owner):
    return make_contribution(
        project, assignment=paula, owner=owner, meeting=make_meeting(project, state="held")
    )


def _at(said):
    return f"{URL}{said.public_id}/"


def test_the_board_shows_who_owes_what(said, alice, client_of, django_assert_max_num_queries):
    client = client_of(alice)
    with django_assert_max_num_queries(25):
        page = client.get(URL)

    assert [row.text for row in page.context["page"]] == [said.text]
    assert "Pia Prosjekt" in page.content.decode()
    assert {state: number for state, _label, number in page.context["counts"]}["overdue"] == 1


def test_a_count_opens_its_rows(said, project, owner, alice, client_of):
    future = timezone.localdate() + timedelta(days=9)
    make_contribution(project, owner=owner, text="Later.", due_on=future)

    page = client_of(alice).get(URL, {"state": "overdue", "owner": owner.public_id})
    fragment = client_of(alice).get(URL, {"state": "told"}, HTTP_HX_REQUEST="true").content.decode()

    assert [row.text for row in page.context["page"]] == [said.text]
    assert "<html" not in fragment
    assert said.text not in fragment


def test_the_board_costs_the_same_for_more_contributions(unit, owner, alice, client_of):
    client = client_of(alice)

    def make(count):
        for _ in range(count):
            project = make_project(make_unit(unit.municipality, f"Unit {Contribution.objects.count()}"))
            make_contribution(project, owner=make_professional(project.unit, f"Owner {project.pk}"))

    assert_constant_queries(make, lambda: client.get(URL))


def test_an_empty_board_says_what_to_do(alice, client_of):
    assert 'href="/granvik/meetings/"' in client_of(alice).get(URL).content.decode()


def test_the_page_shows_the_whole_chain(said, alice, client_of, django_assert_max_num_queries):
    common = {"by": alice, "at": LATER}
    day = LATER.date()
    services.respond(contribution=said, answer="partly", reason="The law says so.", answered_on=day, **common)
    services.decide(contribution=said, text="New letter", forum="Leaders", decided_on=day, **common)
    change = services.change(
        contribution=said,
        text="Two pages",
        before="Four pages",
        kind="information",
        attribution="decisive",
        changed_on=day,
        **common,
    )
    services.measure(change=change, indicator="Calls a week", after="22", measured_on=day, **common)
    client = client_of(alice)

    with django_assert_max_num_queries(25):
        page = client.get(_at(said))

    shown = page.content.decode()
    for words in ("The law says so.", "New letter", "Leaders", "Four pages", "Two pages", "Calls a week"):
        assert words in shown
    assert [step.is_there for _label, step in page.context["steps"]] == [True] * 6
    assert "Paula Prøve" in shown


def test_what_is_missing_is_visible(said, alice, client_of):
    page = client_of(alice).get(_at(said))

    assert [step.is_there for _label, step in page.context["steps"]] == [True, *[False] * 5]


def test_a_professional_answers_own_promises_and_sees_no_names(said, pia, client_of):
    client = client_of(pia)
    page = client.get(_at(said)).content.decode()
    assert said.text in page
    assert "Paula" not in page

    client.post(
        f"{_at(said)}responses/new/",
        {"answer": "adopted", "reason": "We will.", "answered_on": "2026-03-11"},
    )

    assert Response.objects.get().by == pia
    assert Message.objects.get().recipient_id == said.assignment.representative.public_id
    assert "Paula" not in client.get(_at(said)).content.decode()
    assert client.get(f"{_at(said)}decisions/new/").status_code == 403


def test_a_professional_who_owes_an_answer_need_not_lead_the_project(unit, paula, municipality, client_of):
    other = make_user("Odd", municipality, Role.PROFESSIONAL)
    said = make_contribution(make_project(unit), owner=make_professional(unit, "Odd", user=other))
    another = make_contribution(make_project(unit), text="Not Odd's.")

    page = client_of(other).get(URL)

    assert [row.text for row in page.context["page"]] == [said.text]
    assert client_of(other).get(_at(another)).status_code == 404
    # The project itself is not theirs to open, so nothing leads there.
    one = client_of(other).get(_at(said)).content.decode()
    assert said.project.title in one and f"/projects/{said.project.public_id}/" not in one


def test_an_answer_without_a_reason_is_asked_again(said, alice, client_of):
    answer = client_of(alice).post(
        f"{_at(said)}responses/new/", {"answer": "adopted", "reason": "", "answered_on": "2026-03-11"}
    )

    assert answer.status_code == 422
    assert "reason" in answer.context["form"].errors


def test_decision_change_level_and_effect_by_form(said, alice, client_of):
    client = client_of(alice)
    client.post(
        f"{_at(said)}decisions/new/", {"text": "New letter", "forum": "Leaders", "decided_on": "2026-03-12"}
    )
    client.post(
        f"{_at(said)}changes/new/",
        {
            "text": "Two pages",
            "kind": "information",
            "attribution": "decisive",
            "evidence_level": "2",
            "changed_on": "2026-03-13",
        },
    )
    change = Change.objects.get()
    at = f"/granvik/changes/{change.public_id}"
    early = client.post(f"{at}/evidence/", {"evidence_level": "4"})
    client.post(f"{at}/effects/new/", {"indicator": "Calls", "after": "22", "measured_on": "2026-03-14"})
    client.post(f"{at}/evidence/", {"evidence_level": "4"})

    assert early.status_code == 422
    assert early.context["form"].non_field_errors()
    change.refresh_from_db()
    assert change.evidence_level == 4
    assert said.decisions.get().forum == "Leaders"
    assert change.effects.get().indicator == "Calls"


def test_a_contribution_is_written_down_in_one_form(project, paula, owner, alice, client_of):
    client = client_of(alice)
    first = client.post(f"{URL}new/", {"project": project.public_id})
    assert first.url == f"{URL}new/?project={project.public_id}"

    page = client.get(first.url).content.decode()
    assert "Paula Prøve" in page
    client.post(
        first.url,
        {
            "text": "Too long.",
            "said_by": paula.public_id,
            "owner": owner.public_id,
            "said_on": "2026-03-10",
            "due_on": "2026-04-10",
        },
    )

    said = Contribution.objects.get()
    assert (said.assignment, said.owner, said.due_on) == (paula, owner, date(2026, 4, 10))


def test_from_which_experience_it_was_said(project, paula, owner, alice, client_of, api_of):
    typed = {
        "text": "Brevet var for langt.",
        "said_by": paula.public_id,
        "owner": owner.public_id,
        "due_on": timezone.localdate() + timedelta(days=30),
        "said_on": timezone.localdate(),
        "from_experience": "Pårørende på sykehjem",
    }
    client, at = client_of(alice), f"{URL}new/?project={project.public_id}"
    too_long = client.post(at, typed | {"from_experience": "x" * 141})
    client.post(at, typed)

    said = Contribution.objects.get()
    assert too_long.status_code == 422 and typed["text"] in too_long.content.decode()
    assert (said.from_experience, said.speaks_for) == ("Pårørende på sykehjem", "")
    assert "Pårørende på sykehjem" in client.get(_at(said)).content.decode()
    sent = {
        "project": project.public_id,
        "assignment": paula.public_id,
        "owner": owner.public_id,
        "text": "Brevet kom for seint.",
        "said_on": str(timezone.localdate()),
        "from_experience": "Bor alene",
    }
    api = api_of(alice)
    assert api.post("/api/v1/contributions/", sent).json()["from_experience"] == "Bor alene"
    assert api.post("/api/v1/contributions/", sent | {"from_experience": "x" * 141}).status_code == 400


def test_written_down_from_a_meeting_by_the_group(project, paula, owner, alice, client_of):
    meeting = make_meeting(project, state="held")

    client_of(alice).post(
        f"{URL}new/?meeting={meeting.public_id}",
        {
            "text": "Afternoons.",
            "said_by": "group",
            "owner": owner.public_id,
            "said_on": "2026-03-10",
            "due_on": "2026-04-10",
        },
    )

    said = Contribution.objects.get()
    assert (said.meeting, said.is_from_group) == (meeting, True)


def test_a_promise_is_handed_over(said, unit, alice, client_of):
    another = make_professional(unit, "Odd")

    client_of(alice).post(f"{_at(said)}owner/", {"owner": another.public_id, "due_on": "2026-05-01"})

    said.refresh_from_db()
    assert (said.owner, said.due_on) == (another, date(2026, 5, 1))


def test_a_call_is_offered_logged_and_recorded(project, rolf, owner, alice, uma, client_of):
    said = make_contribution(project, assignment=rolf, owner=owner)
    response = services.respond(
        contribution=said, answer="adopted", reason="Yes.", answered_on=LATER.date(), by=None, at=LATER
    )
    client = client_of(alice)
    page = client.get(_at(said)).content.decode()
    assert "tel:+4740612345" in page
    assert AuditEvent.objects.filter(kind="representative.read", purpose="telling").count() == 1
    assert "40612345" not in client_of(uma).get(_at(said)).content.decode()

    sent = {"step": "answered", "about": response.public_id, "assignment": rolf.public_id, "channel": "phone"}
    client.post(f"{_at(said)}tellings/", sent | {"channel": "email"})
    assert not Told.objects.exists()
    client.post(f"{_at(said)}tellings/", sent)

    assert Told.objects.get().channel == "phone"
    assert "tel:+4740612345" not in client.get(_at(said)).content.decode()


def test_others_and_other_municipalities(said, bob, adam, charlie, client_of):
    assert client_of(bob).get(URL).status_code == 403
    assert client_of(adam).get(_at(said)).status_code == 403
    assert client_of(charlie).get(_at(said)).status_code == 404
    assert client_of(charlie).get(f"/lauvdal/contributions/{said.public_id}/").status_code == 404
