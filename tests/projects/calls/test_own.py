"""Open calls on My page: which fit what the person chose, the others, and saying that one is interested."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role
from projects.calls import offering, services
from projects.calls.models import Interest
from projects.models import Call, Request
from representatives.consent import services as consent
from representatives.interests import services as wishes
from representatives.models import Term
from tests.cast import make_user
from tests.helpers.rows import assert_constant_queries
from tests.make.calls import fresh, make_call
from tests.make.chain import make_project, make_unit
from tests.make.people import make_representative, make_term
from tests.projects.wanted import ask_for, make_open_request

DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def paula(municipality):
    person = make_representative(municipality, "Paula Prøve")
    person.user = make_user("Paula", municipality, Role.REPRESENTATIVE)
    person.save(update_fields=["user"])
    return person


@pytest.fixture
def rita(paula):
    """The account of Paula."""
    return paula.user


@pytest.fixture
def call(municipality, now):
    return make_call(make_open_request(municipality, title="Om demens hjemme"), at=now, greeting="Kom og si!")


def _other(municipality, now, title="Om ventetid", topic=None):
    project = make_project(make_unit(municipality, "Legevakta"), title="Ventetid")
    wanted = make_open_request(municipality, project=project, title=title)
    wanted.terms.all().delete()
    ask_for(wanted, topic or make_term("skill", "talks"))
    return make_call(wanted, at=now)


def test_what_the_person_chose_comes_first_and_a_wider_topic_counts(municipality, call, paula, now):
    wider = Term.objects.create(kind="skill", key="wide", name_nb="Vidt", name_nn="Vidt", name_en="Wide")
    make_term("skill", "talks")
    Term.objects.filter(key="talks").update(parent=wider)
    other = _other(municipality, now)
    wishes.add_topic(representative=paula, term=wider, by=None, at=now)

    offered = offering.offered_to(paula, timezone.localdate())

    assert [(one.call, one.is_chosen) for one in offered] == [(other, True), (call, False)]
    assert offering.offered(other, paula).is_chosen
    assert not offering.offered(call, paula).is_chosen


@pytest.mark.parametrize("why", ["draft", "closed", "late", "request", "elsewhere", "left"])
def test_only_what_takes_interest_is_there(municipality, other_municipality, call, paula, why, now):
    if why == "draft":
        Call.objects.update(state="draft")
    if why == "closed":
        services.close(call=call, by=None, at=now)
    if why == "late":
        Call.objects.update(open_until=timezone.localdate() - DAY)
    if why == "request":
        Request.objects.update(state="closed")
    if why == "elsewhere":
        paula = make_representative(other_municipality, "Carl Borte")
    if why == "left":
        paula.state = "left"

    assert offering.offered_to(paula, timezone.localdate()) == []


def test_the_pages_from_the_list_to_a_yes_and_back(client_of, rita, call, paula):
    client = client_of(rita)
    detail = reverse("my_call_detail", args=["granvik", call.public_id])

    for path in (reverse("my_call_list", args=["granvik"]), "/granvik/"):
        assert detail in client.get(path).content.decode()
    assert reverse("my_call_list", args=["granvik"]) in client.get("/granvik/my-page/").content.decode()
    before = client.get(detail).content.decode()
    client.post(detail, {"words": "Tirsdager passer best."})
    after = client.get(detail).content.decode()

    assert "Om demens hjemme" in before and "Kom og si!" in before
    assert "Tirsdager passer best." in after and "Du er interessert" in after
    interest = Interest.objects.get()
    assert (interest.representative, interest.said_by, interest.recorded_by) == (paula, "my_page", None)
    said = AuditEvent.objects.get(kind="interest.said")
    assert (said.actor_id, said.purpose) == (rita.public_id, "my_page")
    client.post(reverse("my_call_drop", args=["granvik", call.public_id]))
    interest.refresh_from_db()
    assert interest.withdrawn_at is not None and interest.words == ""
    assert client.post(reverse("my_call_drop", args=["granvik", call.public_id])).status_code == 404


def test_who_has_taken_back_the_consent_is_told_why_it_is_not_kept(client_of, rita, call, paula, now):
    consent.withdraw(representative=paula, purpose="network", by=None, at=now)

    answer = client_of(rita).post(reverse("my_call_detail", args=["granvik", call.public_id]), {"words": ""})

    assert answer.status_code in (404, 422)
    assert not Interest.objects.exists()


def test_with_an_answer_it_stays(client_of, rita, call, paula, now):
    client = client_of(rita)
    detail = reverse("my_call_detail", args=["granvik", call.public_id])
    client.post(detail, {"words": ""})
    Interest.objects.update(answer="not_now", answered_at=now, read_at=now)

    page = client.get(detail).content.decode()
    answer = client.post(reverse("my_call_drop", args=["granvik", call.public_id]), follow=True)

    assert "Send" not in page.split("<main")[1]
    assert "Denne har alt fått svar." in answer.content.decode()
    assert Interest.objects.standing().exists()


@pytest.mark.parametrize("role", ["alice", "pia", "bob"])
def test_it_is_for_representatives_alone(request, client_of, api_of, call, role):
    user = request.getfixturevalue(role)

    for name in ("my_call_list", "my_call_detail"):
        args = ["granvik"] if name == "my_call_list" else ["granvik", call.public_id]
        assert client_of(user).get(reverse(name, args=args)).status_code == 403
    assert api_of(user).get("/api/v1/me/calls/").status_code == 403


def test_another_municipality_s_call_is_not_there(client_of, api_of, rita, paula, other_municipality, now):
    foreign = make_call(make_open_request(other_municipality), at=now)

    assert client_of(rita).get(f"/granvik/my-page/calls/{foreign.public_id}/").status_code == 404
    assert api_of(rita).get(f"/api/v1/me/calls/{foreign.public_id}/").status_code == 404
    assert api_of(rita).get("/api/v1/me/calls/").json() == []


def test_the_same_over_the_api(api_of, rita, call, paula):
    api, at = api_of(rita), f"/api/v1/me/calls/{call.public_id}/"

    (listed,) = api.get("/api/v1/me/calls/").json()
    said = api.post(f"{at}interest/", {"words": "Gjerne."}, format="json")
    long = api.post(f"{at}interest/", {"words": "x" * 301}, format="json")
    dropped = api.delete(f"{at}interest/")

    assert (listed["title"], listed["is_chosen"], listed["is_interested"]) == (
        "Om demens hjemme",
        False,
        False,
    )
    assert (said.status_code, said.json()["is_interested"]) == (201, True)
    assert long.status_code == 400
    assert (dropped.status_code, api.get(at).json()["is_interested"]) == (204, False)
    assert api.delete(f"{at}interest/").status_code == 404


def test_more_calls_cost_no_more_questions(client_of, rita, municipality, paula, now):
    wishes.add_topic(representative=paula, term=make_term("skill", "talks"), by=None, at=now)
    client = client_of(rita)

    def more(count):
        for number in range(count):
            _other(municipality, now, f"Om noe {Call.objects.count()}-{number}")

    assert_constant_queries(more, lambda: client.get(reverse("my_call_list", args=["granvik"])))
    assert fresh(Call.objects.first()).state == "open"
